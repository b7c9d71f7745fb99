"""How far reviewers agree, in a real browser: independent at first, as they stand on request, sorted by keyboard, by axe."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SHOW
from tests.client import PASSWORD, person_in
from tests.service import RunningService, signed_in

TEXT = "\n\n".join(
    f"Article {number}\nMeasure {number}\nMeasures of kind {number} shall be taken in cases that domestic law describes."
    for number in range(1, 7)
)
ANA = ["met", "partly", "not_met", "silent", "met", "partly"]
BEN = ["met", "met", "not_met", "not_met", "met", "partly"]


@dataclass(frozen=True)
class Agreeing:
    """ana and ben rated six cells each by themselves; ben then followed ana in one."""

    address: str
    assessment: int

    @property
    def page(self) -> str:
        return f"{self.address}/assessments/{self.assessment}/agreement"


def sent(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agreeing]:
    with (
        RunningService(tmp_path_factory.mktemp("agreeing")) as running,
        running.client() as first,
        running.client() as second,
    ):
        ana = signed_in(first)
        sent(ana.post("/api/people", json=person_in("ben")))
        person = {"email": "ben@example.org", "password": PASSWORD}
        second.headers["x-csrf-token"] = sent(second.post("/api/session", json=person))["csrf_token"]
        yield Agreeing(running.address, scored(ana, second))


def scored(ana: httpx.Client, ben: httpx.Client) -> int:
    """The assessment."""
    instrument = sent(ana.post("/api/instruments", json={"title": "Pasted treaty"}))["id"]
    body = {"text": TEXT, "name": "first.txt", "draft": {"label": "First"}}
    draft_id = sent(ana.post(f"/api/instruments/{instrument}/drafts", json=body))["id"]
    wish = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0"}
    assessment: int = sent(ana.post(f"/api/drafts/{draft_id}/assessments", json=wish))["id"]
    for client, ratings in ((ana, ANA), (ben, BEN)):
        for number, rating in enumerate(ratings, start=1):
            save(client, assessment, f"art_{number}", rating)
    save(ben, assessment, "art_2", "partly", version=1)
    return assessment


def save(client: httpx.Client, assessment: int, path: str, rating: str, version: int = 0) -> None:
    words = sent(client.get(f"/api/assessments/{assessment}/provisions/{path}"))["sha256"]
    headers = {"if-match": f'"{version}"'} if version else {"if-none-match": "*"}
    score = {"rating": rating, "text_sha256": words}
    sent(client.put(f"/api/assessments/{assessment}/scores/{path}/legality", json=score, headers=headers))


def sign_in(page: Page, world: Agreeing) -> None:
    page.goto(world.address)
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()


def test_independent_ratings_first_and_the_others_on_request(page: Page, world: Agreeing) -> None:
    sign_in(page, world)
    page.goto(f"{world.address}/assessments/{world.assessment}/matrix")
    page.get_by_role("navigation", name="Assessment").get_by_role("link", name="Agreement").click()
    expect(page).to_have_url(world.page)
    expect(page.get_by_text("6 cells of 6 provisions that at least two of 2 reviewers rated")).to_be_visible()
    expect(page.get_by_text("One rating changed later; it counts as it was before.")).to_be_visible()
    same = page.get_by_role("img", name="Exactly the same").first
    expect(same.locator("desc")).to_contain_text("66%")
    expect(page.get_by_role("figure", name="Agreement beyond chance")).to_be_visible()
    table = page.get_by_role("group", name="Who said what").get_by_role("table")
    expect(table.get_by_role("row").nth(2).get_by_role("cell").first).to_have_text("4")
    page.get_by_role("radio", name=re.compile("As they stand")).check()
    expect(page).to_have_url(f"{world.page}?ratings=standing")
    expect(same.locator("desc")).to_contain_text("83%")
    pair = page.get_by_role("region", name="Pairs of reviewers").get_by_role("row").nth(1)
    expect(pair).to_contain_text("Ana Reyes and Ben")
    heading = page.get_by_role("region", name="By chapter").get_by_role("button", name="Alpha (ordinal)")
    heading.press("Enter")
    expect(page.get_by_text("Sorted: Alpha (ordinal), worst first")).to_be_attached()
    with page.expect_download() as file:
        page.get_by_role("link", name="Export agreement as CSV").click()
    assert file.value.suggested_filename == f"pasted-treaty-first-agreement-standing-{world.assessment}.csv"


@pytest.mark.parametrize(("show", "scheme"), [("laptop", "light"), ("phone", "dark")])
def test_the_screen_holds_by_axe_and_is_not_wider_than_the_screen(
    browser: Browser,
    world: Agreeing,
    show: str,
    scheme: Any,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    context = browser.new_context(
        viewport=SHOW[show], color_scheme=scheme, has_touch=show == "phone", locale="en-GB"
    )
    page = context.new_page()
    sign_in(page, world)
    page.goto(world.page)
    expect(page.get_by_role("heading", name="All reviewers")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => (one.open = true))")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    violations = axe_violations(page)
    context.close()
    assert (violations, max(wider, 0)) == ([], 0)
