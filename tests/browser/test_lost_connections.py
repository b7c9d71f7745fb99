"""Work survives a lost connection, a reload, an ended session, and the same cell open in two tabs."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.assessments import add_assessment
from tests.browser.pages import expect_saved, set_up, sign_in
from tests.service import RunningService

TEXT = "Article 1\nFirst\nEach Party shall protect rights.\n\nArticle 2\nSecond\nEach Party shall adopt measures.\n"


@pytest.fixture
def workbench(page: Page, service: RunningService) -> str:
    """The address of the workbench at Art. 1, the owner signed in."""
    set_up(page, service.address)
    key = add_assessment(page, service.address, TEXT, "three-part-test")
    return f"{service.address}/assessments/{key}/score?provision=art_1"


def open_cell(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("textbox", name="Text of Art. 1")).to_be_visible()
    expect_saved(page)


def rationale_of(page: Page) -> str:
    value: str = page.get_by_label("Rationale").input_value()
    return value


def write(page: Page, words: str) -> None:
    page.get_by_label("Rationale").fill(words)


def test_scores_given_offline_are_sent_after_a_reload(
    page: Page, context: BrowserContext, workbench: str
) -> None:
    open_cell(page, workbench)
    context.set_offline(True)
    page.keyboard.press("2")
    write(page, "Written without a connection.")
    expect(page.get_by_text(re.compile("Offline, . waiting"))).to_be_visible()
    context.set_offline(False)
    page.reload()
    expect_saved(page)
    assert rationale_of(page) == "Written without a connection."
    stored = page.request.get(
        re.sub(r"/assessments/(\d+)/.*", r"/api/assessments/\1/matrix", workbench)
    ).json()
    assert [row["codes"].strip(" .") for row in stored["rows"] if row["path"] == "art_1"] == ["2"]


def test_an_ended_session_loses_nothing(page: Page, context: BrowserContext, workbench: str) -> None:
    open_cell(page, workbench)
    context.clear_cookies()
    write(page, "Written after the session ended.")
    expect(page.get_by_role("dialog")).to_be_visible()
    sign_in(page.get_by_role("dialog"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_saved(page)
    page.reload()
    expect_saved(page)
    assert rationale_of(page) == "Written after the session ended."


def test_two_browsers_on_one_cell_lose_nothing(page: Page, workbench: str) -> None:
    open_cell(page, workbench)
    browser = page.context.browser
    assert browser is not None
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(workbench)
    sign_in(other)
    expect(other.get_by_role("textbox", name="Text of Art. 1")).to_be_visible()
    other.keyboard.press("0")
    write(other, "From the other browser.")
    expect_saved(other)
    page.keyboard.press("2")
    write(page, "From this browser.")
    expect(page.get_by_text("This cell was saved elsewhere meanwhile.")).to_be_visible()
    expect(page.get_by_text("From the other browser.")).to_be_visible()
    page.get_by_role("button", name="Merge both").click()
    expect_saved(page)
    page.reload()
    expect_saved(page)
    assert "From the other browser." in rationale_of(page)
    assert "From this browser." in rationale_of(page)
    elsewhere.close()
