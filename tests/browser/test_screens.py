"""Every screen of the demo: no axe violation in light and dark, on a laptop and on a phone, and no sideways scrolling."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SHOW
from tests.service import RunningService

SCREENS = {
    "instruments": "/",
    "instrument": "/instruments/1",
    "import": "/instruments/1/import",
    "draft": "/drafts/1",
    "workbench": "/assessments/1/score?provision=art_7",
    "workbench with an earlier draft": "/assessments/3/score?filter=confirm",
    "workbench with a suggestion": "/assessments/3/score?provision=art_28&criterion=cooperation-scope",
    "matrix": "/assessments/1/matrix",
    "whole table": "/assessments/1/table",
    "compare": "/compare/1/2",
    "compare side by side, with scores to confirm": "/compare/2/3?open=scores&look=sides",
    "trend": "/instruments/1/trend",
    "life": "/instruments/1/life/3/art_23",
    "checklists": "/checklists",
    "checklist": "/checklists/un-cybercrime-safeguards/1.0.0",
    "record": "/assessments/3/record",
    "people": "/people",
    "account": "/account",
    "language models": "/endpoints",
    "policy and runs": "/assessments/3/suggestions",
    "run": "/runs/2",
}


@pytest.fixture(scope="module", params=["laptop light", "phone dark"])
def look(request: pytest.FixtureRequest, browser: Browser, demo: RunningService) -> Iterator[Page]:
    """A page of a demo reviewer who came in by one click."""
    size, scheme = request.param.split()
    context: BrowserContext = browser.new_context(viewport=SHOW[size], color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    page.goto(demo.address)
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    yield page
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_is_accessible_and_fits(
    look: Page, demo: RunningService, screen: str, axe_violations: Callable[[Page], list[str]]
) -> None:
    look.goto(demo.address + SCREENS[screen])
    look.wait_for_load_state("networkidle")
    expect(look.get_by_role("heading", level=1)).to_have_count(1)
    assert axe_violations(look) == []
    wider = look.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert screen == "whole table" or wider <= 0


def test_sign_in_is_accessible(
    page: Page, demo: RunningService, axe_violations: Callable[[Page], list[str]]
) -> None:
    page.goto(demo.address + "/sign-in")
    expect(page.get_by_role("button", name="Go in as Amina Haddad (demo)")).to_be_visible()
    assert axe_violations(page) == []


def test_set_up_is_accessible(
    page: Page, service: RunningService, axe_violations: Callable[[Page], list[str]]
) -> None:
    page.goto(service.address)
    expect(page.get_by_role("button", name="Make the owner's account")).to_be_visible()
    assert axe_violations(page) == []


def test_the_demo_goes_on_by_one_click_after_its_session_ended(
    page: Page, demo: RunningService, axe_violations: Callable[[Page], list[str]]
) -> None:
    page.goto(demo.address + "/sign-in")
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    page.get_by_role("link", name="Third draft", exact=True).click()
    expect(page.get_by_role("heading", name="Third draft", level=1)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("link", name="Checklists").click()
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    expect(
        page.get_by_role("link", name="The three-part test for restrictions of expression")
    ).to_be_visible()


def test_the_workbench_lists_what_is_new_or_changed(page: Page, demo: RunningService) -> None:
    page.goto(demo.address + "/sign-in")
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    page.goto(demo.address + "/assessments/3/score?provision=draft")
    list_of_all = page.get_by_role("navigation", name="Provisions").get_by_role("link")
    expect(list_of_all.first).to_be_visible()
    everything = list_of_all.count()
    page.get_by_label("Which provisions").select_option("changed")
    expect(page.get_by_text("The words were changed since")).to_be_visible()
    assert 0 < list_of_all.count() < everything


def test_an_owner_without_a_password_is_asked_for_none(page: Page, demo: RunningService) -> None:
    page.goto(demo.address + "/sign-in")
    page.get_by_role("button", name="Go in as Olena Marchenko (demo)").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    page.goto(demo.address + "/people")
    page.get_by_role("button", name="Account of Amina Haddad (demo)").click()
    page.get_by_role("button", name="Download their file").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Your password")).to_have_count(0)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download their file").click()
    assert download.value.suggested_filename.startswith("salvaguarda-person-")
