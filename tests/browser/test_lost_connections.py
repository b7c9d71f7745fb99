"""Work survives a lost connection, a reload, an ended session, and the same cell open in two tabs."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.assessments import add_assessment
from tests.browser.pages import come_in, expect_saved, sign_in
from tests.service import RunningService

TEXT = "Article 1\nFirst\nEach Party shall protect rights.\n\nArticle 2\nSecond\nEach Party shall adopt measures.\n"


@pytest.fixture
def workbench(page: Page, service: RunningService) -> str:
    """The address of the workbench at Art. 1, the owner signed in."""
    come_in(page, service.address)
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
    page.route("**/events*", lambda route: route.abort())  # else it may hear in time of what the other saves
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


def test_taking_a_rating_back_keeps_what_was_written_after_it(page: Page, workbench: str) -> None:
    open_cell(page, workbench)
    page.keyboard.press("2")
    write(page, "Written after the rating.")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect_saved(page)
    page.reload()
    expect_saved(page)
    assert rationale_of(page) == "Written after the rating."
    expect(page.get_by_role("button", name="Withdraw the rating")).to_have_count(0)


def test_a_rating_is_withdrawn_and_its_notes_stay(page: Page, workbench: str) -> None:
    open_cell(page, workbench)
    write(page, "Notes.")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.get_by_role("button", name="Withdraw the rating").click()
    expect_saved(page)
    page.reload()
    expect_saved(page)
    assert rationale_of(page) == "Notes."
    expect(page.get_by_role("button", name="Withdraw the rating")).to_have_count(0)


def test_a_workbench_opened_before_opens_again_without_a_connection(
    page: Page, context: BrowserContext, workbench: str
) -> None:
    open_cell(page, workbench)
    page.get_by_role("link", name="Matrix").click()
    expect(page.get_by_role("heading", name="Compliance matrix")).to_be_visible()
    context.set_offline(True)
    page.go_back()
    expect(page.get_by_role("textbox", name="Text of Art. 1")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_text(re.compile("Offline, . waiting"))).to_be_visible()
    context.set_offline(False)
    expect_saved(page)


def test_a_session_that_ended_after_coming_back_to_the_workbench_loses_nothing(
    page: Page, context: BrowserContext, workbench: str
) -> None:
    open_cell(page, workbench)
    page.get_by_role("link", name="Matrix").click()
    expect(page.get_by_role("heading", name="Compliance matrix")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("textbox", name="Text of Art. 1")).to_be_visible()
    context.clear_cookies()
    page.keyboard.press("1")
    sign_in(page.get_by_role("dialog"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_saved(page)


def test_a_change_is_made_with_the_token_of_another_tab(
    page: Page, context: BrowserContext, service: RunningService, seen: list[str]
) -> None:
    come_in(page, service.address)
    other = context.new_page()
    other.goto(service.address)
    context.clear_cookies()
    other.reload()
    sign_in(other)
    expect(other.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    page.get_by_role("button", name="Add an instrument").first.click()
    page.get_by_label("Title").fill("A bill")
    page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="A bill", level=1)).to_be_visible()
    assert seen == [f"403 {service.address}/api/instruments"]
    seen.clear()


def test_the_keyboard_comes_back_to_where_a_dialog_was_opened(page: Page, service: RunningService) -> None:
    come_in(page, service.address)
    add_assessment(page, service.address, TEXT, "three-part-test")
    page.goto(f"{service.address}/drafts/1")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Edit")).to_be_focused()
