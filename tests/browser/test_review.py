"""A whole review in three browsers: forty provisions from the file to the signed export, on SQLite and on PostgreSQL.

Ana leads and adjudicates, Ben and Cleo review. Everything that a person does once is done on the screens; of the 240
scores the first are given by keyboard, the others as the same session would send them, so that the test stays short.
"""

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.assessments import signed_in_client
from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, add_instrument, import_draft, set_up
from tests.postgresql import PrivateCluster
from tests.service import RunningService, run_command

PROVISIONS = 40
DIFFERENT = 5
"""Cells on which Cleo gives another rating than Ben."""
BY_HAND = 2
"""Scores that each reviewer gives by keyboard."""
SECRET = "Ben-alone-says-so"


def treaty() -> str:
    """Forty articles in four chapters, no two alike."""
    parts = ["# A Convention for this test"]
    for number in range(1, PROVISIONS + 1):
        if number % 10 == 1:
            parts.append(f"## Chapter {number // 10 + 1}. Powers of part {number // 10 + 1}")
        parts.append(f"### Article {number}. Measure {number}")
        parts.append(f"The authority may take measure {number} where the law so provides and a judge agrees.")
    return "\n\n".join(parts) + "\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def review(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[RunningService, str]]:
    """The service, and the address of its database."""
    url = ""
    if request.param == "postgresql":
        cluster: PrivateCluster = request.getfixturevalue("cluster")
        url = cluster.make("review")
    with RunningService(tmp_path, database_url=url) as running:
        yield running, url
    if request.param == "postgresql":
        cluster.drop("review")


@dataclass
class Reviewer:
    """Somebody in a browser of their own. client: the same session, for what would take too long on a screen."""

    name: str
    page: Page
    client: httpx.Client
    base: str
    views: dict[str, Any] = field(default_factory=dict)

    def view(self, path: str) -> Any:
        """A row as it was when it was first looked at."""
        if path not in self.views:
            self.views[path] = self.client.get(f"{self.base}/provisions/{path}").json()
        return self.views[path]

    def give(self, path: str, criterion: str, rating: str, rationale: str) -> None:
        view = self.view(path)
        cell = next(each for each in view["cells"] if each["criterion"] == criterion)
        if cell["own"] is not None:  # given by keyboard before
            return
        body = {"rating": rating, "rationale": rationale, "text_sha256": view["sha256"]}
        answer = self.client.put(
            f"{self.base}/scores/{path}/{criterion}", json=body, headers={"if-none-match": "*"}
        )
        answer.raise_for_status()


def start_team_assessment(page: Page) -> int:
    """From the draft's page: a team's, own judgement first, two ratings a cell."""
    page.get_by_role("button", name="Start an assessment").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("three-part test")).check()
    dialog.get_by_role("radio", name=re.compile("^A team")).check()
    dialog.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("textbox", name=re.compile("^Text of"))).to_be_visible()
    return int(re.search(r"/assessments/(\d+)/", page.url)[1])  # type: ignore[index]


def set_up_team(page: Page, address: str, key: int) -> None:
    page.goto(f"{address}/assessments/{key}/team")
    settings = page.get_by_role("region", name="How it works")
    settings.get_by_role("radio", name=re.compile("^Hidden until")).check()
    settings.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_text("The settings are saved")).to_be_visible()
    page.get_by_role("button", name="Roles of Ana Reyes").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile("^Adjudicator")).check()
    dialog.get_by_role("checkbox", name=re.compile("^Reviewer")).uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name=re.compile("Ana Reyes.*Adjudicator"))).to_be_visible()


def invited(page: Page, browser: Browser, address: str, key: int, name: str) -> Reviewer:
    """A reviewer who came by a link, with an account and a browser of their own."""
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the invitation").click()
    link = dialog.get_by_role("textbox", name="The link").input_value()
    dialog.get_by_role("button", name="Done").click()
    guest = browser.new_context(viewport=SHOW["laptop"], locale="en-GB").new_page()
    guest.goto(link)
    guest.get_by_label("Your name").fill(name)
    guest.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_label("Password, once more").fill(PASSWORD)
    guest.get_by_role("button", name="Make the account and accept").click()
    expect(guest.get_by_role("heading", name="Team", level=1)).to_be_visible()
    with signed_in_client(guest, address) as signed_in:
        client = httpx.Client(
            base_url=address, cookies=signed_in.cookies, headers=signed_in.headers, timeout=60
        )
    return Reviewer(name, guest, client, f"/api/assessments/{key}")


def share_out(page: Page, address: str, key: int) -> None:
    page.goto(f"{address}/assessments/{key}/assignments")
    form = page.get_by_role("region", name="Share the work out")
    form.get_by_role("button", name="Show the plan").click()
    form.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_text("The plan is kept.")).to_be_visible()


def score_by_keyboard(reviewer: Reviewer, address: str, key: int) -> None:
    """The first cells of Article 1, as people do it."""
    page = reviewer.page
    page.goto(f"{address}/assessments/{key}/score?provision=art_1")
    expect(page.get_by_role("textbox", name=re.compile("^Text of"))).to_be_visible()
    for _ in range(BY_HAND):
        page.keyboard.press("2")
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        page.keyboard.press("j")


def cells_of(client: httpx.Client, base: str) -> list[tuple[str, str]]:
    bench = client.get(f"{base}/workbench").json()
    return [(row["path"], criterion) for row in bench["rows"] for criterion in row["in_scope"]]


def expect_told_nothing(clients: list[httpx.Client], base: str, cell: tuple[str, str]) -> None:
    """Own judgement first, over every door that could tell what Ben gave."""
    for client in clients:
        for route in ("matrix", f"provisions/{cell[0]}", "export.csv", "export.json", "agreement", "record"):
            assert SECRET not in client.get(f"{base}/{route}").text, route
        rows = client.get(f"{base}/matrix").json()["rows"]
        assert set("".join(row["codes"] for row in rows)) <= set(" h.w")


def decide(page: Page, address: str, key: int) -> None:
    """Ana decides each conflict with a reason, without knowing whose score is whose, and settles what is agreed."""
    page.goto(f"{address}/assessments/{key}/conflicts")
    page.get_by_role("link", name=f"Decide the {DIFFERENT} that are yours to decide").click()
    for left in range(DIFFERENT, 0, -1):
        said = "one left to decide" if left == 1 else f"{left} left to decide"
        expect(page.get_by_text(said)).to_be_visible()
        assert page.get_by_role("article").filter(has_text=re.compile(r"\b(Ben|Cleo)\b(?!-)")).count() == 0
        page.keyboard.press("1")
        page.keyboard.press("r")
        page.keyboard.type(f"A judge is named, yet measure {left} has no bounds.")
        with page.expect_response(lambda answer: answer.url.endswith("/result")):
            page.keyboard.press("Enter")
    page.goto(f"{address}/assessments/{key}/conflicts")
    page.get_by_role("button", name="Settle what is agreed").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Settle")).click()
    expect(page.get_by_text(re.compile("were settled"))).to_be_visible()


def sign(page: Page, address: str, key: int, cells: int) -> None:
    page.goto(f"{address}/assessments/{key}/sign-off")
    expect(page.get_by_text(f"{cells} of {cells} cells are settled.")).to_be_visible()
    page.get_by_label("Name of the snapshot").fill("First reading")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", name="1. First reading")).to_be_visible()
    expect(page.get_by_text("No result, nor the text or the checklist, has changed.")).to_be_visible()


def expect_export(client: httpx.Client, base: str) -> None:
    """Results, how each came about, and how far the two agreed."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}/export.xlsx").content))
    assert "Agreement" in book.sheetnames
    how = [str(row[8]) for row in book["Results"].iter_rows(values_only=True)]
    assert how.count("settled: adjudicated") == DIFFERENT
    figures = client.get(f"{base}/agreement.csv")
    assert figures.is_success
    assert "lpha" in figures.text


def test_three_people_take_forty_provisions_from_the_file_to_the_signed_export(
    page: Page, browser: Browser, review: tuple[RunningService, str], tmp_path: Path
) -> None:
    service, url = review
    address = service.address
    file = tmp_path / "convention.md"
    file.write_text(treaty(), encoding="utf-8")
    set_up(page, address)
    add_instrument(page, address, "Convention of forty articles")
    import_draft(page, file, PROVISIONS, "First draft", "2026-11-24")
    key = start_team_assessment(page)
    set_up_team(page, address, key)
    ben, cleo = (invited(page, browser, address, key, name) for name in ("Ben", "Cleo"))
    share_out(page, address, key)
    cells = cells_of(ben.client, ben.base)
    assert len({path for path, _ in cells if path != "draft"}) == PROVISIONS
    with ExitStack() as stack, signed_in_client(page, address) as ana:
        for reviewer in (ben, cleo):
            stack.callback(reviewer.client.close)
            stack.callback(reviewer.page.context.close)
        score_by_keyboard(ben, address, key)
        for cell in cells:
            ben.give(*cell, "met", SECRET)
        expect_told_nothing([cleo.client, ana], ben.base, cells[0])
        score_by_keyboard(cleo, address, key)
        for place, cell in enumerate(cells):
            cleo.give(*cell, "met" if place < len(cells) - DIFFERENT else "not_met", "A judge is named.")
        decide(page, address, key)
        sign(page, address, key, len(cells))
        expect_export(ana, ben.base)
    verified = run_command("audit", "verify", folder=tmp_path, **({"database_url": url} if url else {}))
    assert verified.returncode == 0, verified.stdout + verified.stderr
