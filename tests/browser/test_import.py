"""Check and mend: a file is sent once, mended by keys or by mouse, kept over a reload, and stored as it was mended."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.assessments import signed_in_client
from tests.browser.conftest import SHOW
from tests.browser.pages import add_instrument, come_in, sign_in
from tests.service import RunningService

LINES = (
    "Article 1 Purpose",
    "1. The purpose of this Convention is to protect. (a) persons; (b) their [private] data.",
    "2. It shall be read together",
    "3. with other treaties.",
    "Article 2 Scope",
    "1. This Convention applies to the following:",
    "2. offences of Chapter II; and",
    "3. evidence in electronic form.",
    "Article 3 Safeguards",
    "1. Each Party shall ensure safeguards.",
)


def wordfile(lines: tuple[str, ...] = LINES) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def choose(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


@pytest.fixture
def importing(page: Page, service: RunningService) -> Page:
    """The import screen of a new instrument, with no file pending."""
    come_in(page, service.address)
    with signed_in_client(page, service.address) as client:
        for pending in client.get("/api/readings").json():
            client.delete(f"/api/readings/{pending['id']}").raise_for_status()
    add_instrument(page, service.address, "Convention")
    page.get_by_role("link", name=re.compile("Import")).first.click()
    expect(page.get_by_role("heading", name="Import a draft")).to_be_visible()
    return page


@pytest.fixture
def checking(importing: Page) -> Page:
    """The check of a Word file."""
    choose(importing, "draft.docx", wordfile())
    expect(row(importing, "art_1")).to_be_visible()
    return importing


def row(page: Page, path: str) -> Locator:
    return page.get_by_role("tree").locator(f'[data-path="{path}"]')


def said(page: Page) -> Locator:
    return page.locator("p.said")


def address_of(page: Page) -> str:
    """Of the service."""
    return "/".join(page.url.split("/")[:3])


def store(page: Page, label: str) -> None:
    page.get_by_label("Name of this draft").fill(label)
    page.get_by_role("button", name="Store this draft").click()
    expect(page.get_by_role("heading", name=label, level=1)).to_be_visible()


def test_a_draft_is_mended_by_keys_and_stored_as_it_was_mended(checking: Page) -> None:
    page = checking
    row(page, "art_1").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(row(page, "art_1__para_3")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(said(page)).to_have_text("Art. 1(3) joined to Art. 1(2). Undo: u")
    expect(row(page, "art_1__para_2")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")  # opens the words at the first number in them
    place = page.get_by_role("slider", name="Where Art. 1(1) is split")
    expect(place).to_be_focused()
    expect(place).to_have_attribute("aria-valuetext", re.compile(r"before “\(a\) persons"))
    page.get_by_label("The new one is a").select_option("point")
    place.focus()
    page.keyboard.press("Enter")
    expect(row(page, "art_1__para_1__point_a")).to_be_focused()
    page.keyboard.press("o")
    expect(said(page)).to_contain_text("marked as an option")
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("Taken back")
    expect(row(page, "art_1__para_1__point_a")).to_be_focused()
    page.keyboard.press("Control+Shift+Z")
    expect(said(page)).to_contain_text("marked as an option")
    page.keyboard.press("Control+z")
    expect(said(page)).to_contain_text("Taken back")
    page.get_by_label("Name of this draft").fill("Kept over a reload")
    page.reload()
    expect(row(page, "art_1__para_1__point_a")).to_be_visible()
    expect(page.get_by_label("Name of this draft")).to_have_value("Kept over a reload")
    page.get_by_text("What you mended: 2").click()
    expect(page.get_by_text("Art. 1(3) joined to what stood before it")).to_be_visible()
    store(page, "Mended")
    expect(page.locator("#art_1__para_1__point_a")).to_contain_text("persons")
    expect(page.locator("#art_1__para_2")).to_contain_text("with other treaties")
    page.get_by_text("2 mends made by hand").click()
    expect(page.get_by_text("mended by Ana Reyes on").first).to_be_visible()


def test_a_draft_is_mended_by_mouse(checking: Page) -> None:
    page = checking
    row(page, "art_2__para_2").click()
    row(page, "art_2__para_2").get_by_role("button", name="Level in", exact=True).click()
    expect(row(page, "art_2__para_1__point_2")).to_be_focused()
    row(page, "art_3").click()
    page.get_by_role("toolbar", name="Mend").get_by_role("button", name=re.compile("Relabel")).click()
    page.get_by_label("Number", exact=True).fill("3 bis")
    page.get_by_role("button", name=re.compile("^Relabel"), exact=False).last.click()
    expect(page.get_by_role("treeitem", name="Art. 3 bis. Safeguards")).to_be_focused()
    row(page, "art_1__para_2").click()
    row(page, "art_1__para_2").get_by_role("button", name="Set aside", exact=True).click()
    page.get_by_label("It is").select_option("footnote")
    row(page, "art_1__para_2").get_by_role("button", name=re.compile("^Set aside")).click()
    source = page.get_by_role("region", name="Source: draft.docx")
    expect(source.get_by_text("Set aside: footnote")).to_be_visible()
    source.get_by_text("2. It shall be read together").click()
    page.get_by_role("button", name=re.compile("Bring back this line")).click()
    expect(source.get_by_text("Set aside: footnote")).to_have_count(0)
    page.get_by_text("What you mended: 4").click()
    page.get_by_role("button", name="Undo, with the 3 after it").click()
    expect(page.get_by_text("What you mended")).to_have_count(0)
    expect(row(page, "art_3")).to_be_visible()


def test_a_place_in_the_words_is_chosen_with_the_mouse(checking: Page) -> None:
    page = checking
    row(page, "art_1__para_1").click()
    row(page, "art_1__para_1").get_by_role("button", name="Split", exact=True).click()
    words = page.get_by_role("slider")
    box = words.bounding_box()
    assert box is not None
    words.click(position={"x": box["width"] - 30, "y": 16})
    before = words.get_attribute("aria-valuetext") or ""
    assert before.startswith("before “")
    assert "(a)" not in before[:12]
    page.get_by_role("button", name=re.compile("Split here")).click()
    expect(said(page)).to_contain_text("Art. 1(1) split")


def test_filters_and_doubtful_places_lead_through_the_text(importing: Page) -> None:
    page = importing
    missing = tuple(line for line in LINES if not line.startswith("2. offences"))
    choose(page, "draft.docx", wordfile(missing))
    page.get_by_role("button", name=re.compile("^Still bracketed")).click()
    expect(page.get_by_role("treeitem")).to_have_count(1)
    page.keyboard.press("w")
    expect(row(page, "art_2__para_3")).to_be_focused()
    expect(said(page)).to_contain_text("Doubtful place 1 of 1")
    expect(page.get_by_role("button", name=re.compile("^All"))).to_have_attribute("aria-pressed", "true")


def test_the_source_comes_to_the_chosen_provision_however_far_it_is(importing: Page) -> None:
    page = importing
    words = (
        "Each Party shall respect, protect and fulfil the rights of everybody within its jurisdiction. " * 6
    )
    text = "\n\n".join(f"Article {number}\n\n{words}" for number in range(1, 301))
    choose(page, "long.txt", text.encode())
    row(page, "art_250").click()
    expect(page.locator("[data-line].marked").first).to_be_in_viewport()


def test_what_another_tab_mended_is_shown_not_overwritten(checking: Page) -> None:
    page, other = checking, checking.context.new_page()
    other.goto(page.url)
    row(other, "art_1__para_3").click()
    other.keyboard.press("Backspace")
    expect(said(other)).to_contain_text("joined")
    row(page, "art_2__para_3").click()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("Changed in another tab")).to_be_visible()
    page.get_by_role("button", name="Show it as it is now").click()
    expect(row(page, "art_1__para_3")).to_have_count(0)
    expect(row(page, "art_2__para_3")).to_be_visible()
    other.close()


def test_without_a_connection_nothing_is_lost(checking: Page) -> None:
    page = checking
    row(page, "art_1__para_3").click()
    page.context.set_offline(True)
    page.keyboard.press("Backspace")
    expect(page.get_by_text("The service cannot be reached")).to_be_visible()
    expect(row(page, "art_1__para_3")).to_be_focused()
    page.context.set_offline(False)
    page.keyboard.press("Backspace")
    expect(said(page)).to_contain_text("joined")


def test_an_ended_session_loses_neither_mend_nor_file(checking: Page) -> None:
    page = checking
    row(page, "art_1__para_3").click()
    page.context.clear_cookies()
    page.keyboard.press("Backspace")
    sign_in(page.get_by_role("dialog", name="Sign in again"))
    expect(said(page)).to_contain_text("joined")
    expect(row(page, "art_1__para_2")).to_be_focused()
    page.get_by_role("button", name="Choose another file").click()
    page.context.clear_cookies()
    choose(page, "other.docx", wordfile())
    sign_in(page.get_by_role("dialog", name="Sign in again"))
    expect(row(page, "art_1__para_3")).to_be_visible()


def test_a_pending_file_is_offered_again_and_can_be_forgotten(checking: Page) -> None:
    page = checking
    page.get_by_role("button", name="Choose another file").click()
    page.get_by_role("button", name="Continue with draft.docx").click()
    expect(row(page, "art_1")).to_be_visible()
    page.get_by_role("button", name="Forget this file").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    expect(page.get_by_role("button", name="Continue with draft.docx")).to_have_count(0)
    assert "reading=" not in page.url


def test_a_file_on_its_way_can_be_cancelled(importing: Page) -> None:
    page = importing
    held: list[Route] = []
    page.route(
        "**/api/readings",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    choose(page, "draft.docx", wordfile())
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    assert held
    page.unroute("**/api/readings")
    assert page.request.get(address_of(page) + "/api/readings").json() == []


def answer_later(page: Page, **late: object) -> None:
    """Let the service's own answer to a file say what it says when the file takes longer."""

    def held_back(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "provisions": [], "lines": [], **late})

    page.route("**/api/readings", held_back)
    page.route(
        "**/api/readings/*", lambda route: route.continue_() if route.request.method == "DELETE" else None
    )


def test_a_reading_that_takes_long_shows_how_far_it_is_and_can_be_cancelled(importing: Page) -> None:
    page = importing
    answer_later(page, state="reading", progress=0.4, stage="cutting")
    choose(page, "draft.docx", wordfile())
    expect(page.get_by_text("Looking for articles and paragraphs in draft.docx")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "0.4")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    page.unroute_all()
    page.reload()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    assert page.request.get(address_of(page) + "/api/readings").json() == []


def test_a_reading_that_fails_says_why_and_what_to_do(importing: Page) -> None:
    page = importing
    problem = {"detail": "It took longer than a minute. Send it as Word.", "problems": []}
    answer_later(page, state="failed", problem=problem)
    choose(page, "draft.docx", wordfile())
    expect(page.get_by_role("alert")).to_contain_text("draft.docx cannot be read")
    expect(page.get_by_role("alert")).to_contain_text("Send it as Word")
    page.get_by_role("button", name="Forget this file").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()


@pytest.mark.parametrize("look", ["laptop light", "phone dark"])
def test_the_check_is_accessible_and_fits(
    checking: Page, look: str, axe_violations: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = checking
    size, scheme = look.split()
    page.set_viewport_size(SHOW[size])
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    row(page, "art_1__para_1").click()
    assert axe_violations(page) == []
    page.get_by_role("toolbar").get_by_role("button", name=re.compile("^Split")).click()
    expect(page.get_by_role("slider")).to_be_focused()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(row(page, "art_1__para_1")).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_label("Number", exact=True)).to_be_visible()
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
