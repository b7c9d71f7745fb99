"""The matrix of a long treaty: few DOM nodes, all by keyboard; and a hostile text that stays text."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
from playwright.sync_api import Page, expect

from benchmarks.texts import treaty_text
from tests.browser.assessments import add_assessment, signed_in_client
from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, come_in
from tests.client import person_in
from tests.service import RunningService

HOSTILE = (
    "Article 1\n<script>document.title='taken'</script>\n"
    "Each Party shall <img src=x onerror=\"document.title='taken'\"> respect \u202erights\u202c and {{7*7}}.\n\n"
    'Article 2\n=HYPERLINK("x")\n' + "w" * 10_000 + "\n"
)


def test_400_provisions_stay_under_a_thousand_nodes(page: Page, service: RunningService) -> None:
    come_in(page, service.address)
    key = add_assessment(page, service.address, treaty_text(400), "un-cybercrime-safeguards")
    page.goto(f"{service.address}/assessments/{key}/matrix")
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "403")
    nodes = "document.querySelectorAll('[role=grid] *').length"
    assert page.evaluate(nodes) < 1000

    grid.locator("[tabindex='0']").first.focus()
    page.keyboard.press("Control+End")
    expect(page.get_by_role("rowheader", name="Art. 400")).to_be_visible()
    assert page.evaluate(nodes) < 1000
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("does not apply here")
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Nobody has scored this cell yet.")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Home")
    expect(page.get_by_role("rowheader", name="Whole text")).to_be_visible()


def test_hostile_text_is_shown_as_text(page: Page, service: RunningService) -> None:
    come_in(page, service.address)
    key = add_assessment(page, service.address, HOSTILE, "three-part-test")
    for path in (
        f"/assessments/{key}/score?provision=art_1",
        f"/assessments/{key}/matrix",
        f"/assessments/{key}/table",
    ):
        page.goto(service.address + path)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.title() != "taken"
        assert page.locator("img[src=x]").count() == 0
    page.goto(f"{service.address}/assessments/{key}/score?provision=art_1")
    expect(page.get_by_role("textbox", name="Text of Art. 1")).to_contain_text(
        "<script>document.title='taken'</script>"
    )


@contextmanager
def signed_in(service: RunningService, name: str) -> Iterator[httpx.Client]:
    """A client of this reviewer."""
    with httpx.Client(base_url=service.address, timeout=60) as client:
        words = {"email": f"{name}@example.org", "password": PASSWORD}
        client.headers["x-csrf-token"] = client.post("/api/session", json=words).json()["csrf_token"]
        yield client


def rate(client: httpx.Client, key: int, cell: tuple[str, str], rating: str) -> None:
    path, criterion = cell
    text = client.get(f"/api/assessments/{key}/provisions/{path}").json()["sha256"]
    client.put(
        f"/api/assessments/{key}/scores/{path}/{criterion}",
        json={"rating": rating, "rationale": f"Because {rating}.", "text_sha256": text},
        headers={"if-none-match": "*"},
    ).raise_for_status()


def share(page: Page, service: RunningService, key: int) -> None:
    """Two ratings a cell: one settled, one in conflict, one that waits for ben, one of ben's alone."""
    rows = [f"art_{number}" for number in range(1, 5)]
    with signed_in_client(page, service.address) as ana:
        ana.post("/api/people", json=person_in("ben")).raise_for_status()
        known = ana.get(f"/api/assessments/{key}")
        kept = {
            name: known.json()[name]
            for name in ("title", "checklist_id", "checklist_version", "unit", "blind")
        }
        changed = {**kept, "needed": 2, "names": "until_settled"}
        ana.put(
            f"/api/assessments/{key}", json=changed, headers={"if-match": known.headers["etag"]}
        ).raise_for_status()
        criterion = next(
            each["id"]
            for each in ana.get(f"/api/assessments/{key}/workbench").json()["checklist"]["criteria"]
            if not each["whole_draft"]
        )
        for row, rating in zip(rows[:3], ("met", "met", "partly"), strict=True):
            rate(ana, key, (row, criterion), rating)
        with signed_in(service, "ben") as ben:
            for row, rating in ((rows[0], "met"), (rows[1], "not_met"), (rows[3], "met")):
                rate(ben, key, (row, criterion), rating)
        agreed = ana.get(f"/api/assessments/{key}/agreed").json()
        ana.post(f"/api/assessments/{key}/agreed", json={"as_of": agreed["as_of"]}).raise_for_status()


def test_a_team_sees_what_is_settled_what_waits_and_what_differs(
    page: Page, service: RunningService, axe_violations: Callable[[Page], list[str]]
) -> None:
    come_in(page, service.address)
    key = add_assessment(page, service.address, treaty_text(12), "three-part-test")
    share(page, service, key)
    page.goto(f"{service.address}/assessments/{key}/matrix")
    grid = page.get_by_role("grid")
    first = [grid.get_by_role("row").filter(has_text=f"Art. {number} ") for number in range(1, 5)]
    for row, symbol in zip(first, "✓≠◌⋯", strict=True):
        expect(row.get_by_role("gridcell").filter(has_text=symbol).first).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == []

    first[0].get_by_role("gridcell").filter(has_text="✓").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Settled by Ana Reyes")
    expect(dialog).to_contain_text("Ben")
    page.keyboard.press("Escape")
    first[1].get_by_role("gridcell").filter(has_text="≠").first.click()
    expect(dialog).to_contain_text("All ratings are in and differ")
    expect(dialog).to_contain_text(re.compile("Reviewer [ABC]"))
    expect(dialog).not_to_contain_text("Ben")
    page.keyboard.press("Escape")
    first[3].get_by_role("gridcell").filter(has_text="⋯").first.click()
    expect(dialog).to_contain_text("shown once you have rated the cell yourself")
    page.keyboard.press("Escape")

    page.get_by_role("button", name=re.compile("^Waiting")).click()
    expect(page.get_by_role("rowheader", name=re.compile("Art. 3"))).to_be_visible()
    expect(page.get_by_role("rowheader", name=re.compile("Art. 1"))).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Settled")).click()
    expect(page.get_by_role("rowheader", name=re.compile("Art. 1 "))).to_be_visible()
    page.set_viewport_size(SHOW["phone"])
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
