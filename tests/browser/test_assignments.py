"""Sharing work in a real browser: a plan is looked at and kept, and a reviewer goes through their queue."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.assessments import add_assessment, signed_in_client
from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, set_up
from tests.client import person_in
from tests.service import RunningService

TEXT = """CHAPTER I
GENERAL PROVISIONS

Article 1
Purpose

This Act protects the right of everyone to hold opinions and to impart information.

Article 2
Scope

This Act applies to every authority of the State.

CHAPTER II
RESTRICTIONS

Article 3
Grounds

The Minister may restrict publications where the public interest so requires.

Article 4
Penalties

Whoever contravenes an order is liable to imprisonment of up to five years.
"""


@dataclass(frozen=True)
class Shared:
    """An assessment with two ratings a cell; ana owns it, ben and cleo review as she does."""

    service: RunningService
    assessment: int

    @property
    def address(self) -> str:
        return f"{self.service.address}/assessments/{self.assessment}"


@pytest.fixture
def shared(page: Page, new_service: RunningService) -> Shared:
    set_up(page, new_service.address)
    number = add_assessment(page, new_service.address, TEXT, "three-part-test")
    with signed_in_client(page, new_service.address) as client:
        for name in ("ben", "cleo"):
            client.post("/api/people", json=person_in(name)).raise_for_status()
        known = client.get(f"/api/assessments/{number}")
        wanted = {
            key: known.json()[key] for key in ("title", "checklist_id", "checklist_version", "unit", "blind")
        }
        client.put(
            f"/api/assessments/{number}",
            json={**wanted, "access": "installation", "needed": 2},
            headers={"if-match": known.headers["etag"]},
        ).raise_for_status()
    return Shared(new_service, number)


def sign_in_as(browser: Browser, shared: Shared, name: str, show: str = "laptop") -> Page:
    page = browser.new_context(viewport=SHOW[show], locale="en-GB").new_page()
    page.goto(shared.service.address)
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    return page


def plan(page: Page, shared: Shared) -> None:
    """Ana shares the work out between everybody, having looked at the plan."""
    page.goto(f"{shared.address}/matrix")
    tabs = page.get_by_role("navigation", name="Assessment")
    tabs.get_by_role("link", name="Assignments").click()
    expect(page.get_by_role("heading", name="Assignments and progress", level=1)).to_be_focused()
    form = page.get_by_role("region", name="Share the work out")
    expect(form.get_by_role("checkbox", name="Cleo")).to_be_checked()
    form.get_by_role("button", name="Show the plan").click()
    expect(form.get_by_role("heading", name="The plan")).to_be_focused()
    expect(form.get_by_role("row", name=re.compile("^Ben"))).to_contain_text("+")
    form.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_text("The plan is kept.")).to_be_visible()
    chapter = page.get_by_role("region", name="By chapter").get_by_role("listitem").first
    expect(chapter).to_contain_text("Ben")


def test_work_is_shared_out_and_everybody_finds_their_own(
    page: Page, browser: Browser, shared: Shared, axe_violations: Callable[[Page], list[str]]
) -> None:
    plan(page, shared)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == []
    page.set_viewport_size(SHOW["phone"])
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    ben = sign_in_as(browser, shared, "ben")
    work = ben.get_by_role("region", name="Your work")
    expect(work.get_by_role("link", name=re.compile("^Yours to score"))).to_be_visible()
    assert axe_violations(ben) == []
    mine = int(work.get_by_role("link", name=re.compile("^Yours to score")).inner_text().split()[-1])
    work.get_by_role("link", name=re.compile("^Yours to score")).click()

    state = ben.get_by_role("combobox", name="Which provisions")
    expect(state).to_have_value("mine")
    expect(state.get_by_role("option", name=f"Yours to score ({mine})")).to_have_count(1)
    expect(
        ben.get_by_role("textbox", name=re.compile("^Text of"))
    ).to_be_visible()  # keys are heard from now on
    expect(ben.get_by_text("Saved", exact=True)).to_be_visible()
    ben.keyboard.press("x")
    ben.keyboard.press("1")
    expect(state.get_by_role("option", name=f"Yours to score ({mine - 1})")).to_have_count(1)
    expect(state.get_by_role("option", name="Waiting for others (1)")).to_have_count(1)

    ben.keyboard.press("a")
    across = ben.get_by_role("combobox", name="Criteria")
    expect(across).not_to_have_value("")
    cards = ben.get_by_role("region", name="Criteria").get_by_role("article")
    expect(cards).to_have_count(1)
    before = ben.get_by_role("textbox", name=re.compile("^Text of")).get_attribute("aria-label") or ""
    ben.keyboard.press("x")
    expect(ben.get_by_role("textbox", name=re.compile("^Text of"))).not_to_have_attribute(
        "aria-label", before
    )
    expect(cards).to_have_count(1)
    assert axe_violations(ben) == []
    ben.keyboard.press("a")
    expect(across).to_have_value("")

    page.set_viewport_size(SHOW["laptop"])
    page.reload()
    people = page.get_by_role("region", name="Reviewers", exact=True)
    expect(people.get_by_role("listitem").filter(has_text="Ben")).to_contain_text(f"1 of {mine} rated")


def test_a_chapter_is_assigned_by_hand_and_others_may_not_score_there(
    page: Page, browser: Browser, shared: Shared
) -> None:
    page.goto(f"{shared.address}/assignments")
    chapters = page.get_by_role("region", name="By chapter").get_by_role("listitem")
    chapters.filter(has_text="RESTRICTIONS").get_by_role("button", name=re.compile("^Assign")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name="Cleo").check()
    dialog.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text(re.compile(r"^\d+ assignments were added"))).to_be_visible()
    expect(chapters.filter(has_text="RESTRICTIONS")).to_contain_text("Cleo")

    ben = sign_in_as(browser, shared, "ben")
    ben.goto(f"{shared.address}/score?filter=all")
    ben.get_by_role("navigation", name="Provisions").get_by_role("link", name=re.compile("Art. 4")).click()
    expect(ben.get_by_text("Others are to score this cell")).to_be_visible()
    ben.keyboard.press("2")
    expect(ben.get_by_role("status").filter(has_text="Others are to score this cell")).to_be_visible()
    expect(ben.get_by_role("article").first.get_by_role("button", name=re.compile("Passes"))).to_be_disabled()
