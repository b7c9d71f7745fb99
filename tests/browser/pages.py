"""What a person does on the screens, in the words of the interface; shared by the browser tests."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.client import OWNER, PASSWORD

__all__ = ["PASSWORD"]  # those who are on a page type it

DEMO = Path(__file__).parents[2] / "service" / "salvaguarda" / "demo"


def come_in(page: Page, address: str) -> None:
    """As the owner, who is made where the service is new; on the list of instruments."""
    if not page.request.post(f"{address}/api/setup", data=OWNER).ok:
        known = {"email": OWNER["email"], "password": PASSWORD}
        expect(page.request.post(f"{address}/api/session", data=known)).to_be_ok()
    page.goto(address)
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()


def set_up(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="Set up Salvaguarda")).to_be_visible()
    page.get_by_label("Your name").fill("Ana Reyes")
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the owner's account").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()


def sign_in(page: Page | Locator) -> None:
    """On the sign-in page, or in the dialog over the page that was open when the session ended."""
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_instrument(page: Page, address: str, title: str) -> None:
    """Ends on the page of the new instrument."""
    page.goto(address)
    page.get_by_role("button", name="Add an instrument").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def import_draft(page: Page, file: Path, articles: int, label: str, date: str) -> None:
    """From an instrument's page; ends on the page of the stored draft."""
    page.get_by_role("link", name=re.compile("Import")).first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(file)
    expect(page.get_by_text(re.compile(rf"\b{articles}\b.{{0,3}}articles")).first).to_be_visible()
    page.get_by_label("Name of this draft").fill(label)
    page.locator("input[type=date]").fill(date)
    page.get_by_role("button", name="Store this draft").click()
    expect(page.get_by_role("heading", name=label, level=1)).to_be_visible()


def start_assessment(page: Page) -> None:
    """From a draft's page; ends in the workbench."""
    page.get_by_role("button", name="Start an assessment").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("textbox", name=re.compile("^Text of"))).to_be_visible()


def treaty_text(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("^Text of"))


def expect_saved(page: Page) -> None:
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def score_by_keyboard(page: Page, key: str, sentences: int = 1) -> None:
    """Take the first sentences of the open provision as evidence for the active criterion, then rate it."""
    page.keyboard.press("t")
    expect(treaty_text(page)).to_be_focused()
    for _ in range(sentences):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press(key)


def next_provision(page: Page) -> None:
    before = treaty_text(page).get_attribute("aria-label") or ""
    page.keyboard.press("Shift+J")
    expect(treaty_text(page)).not_to_have_attribute("aria-label", before)
