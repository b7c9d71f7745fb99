"""Takes the pictures of the README from the demo: `make screenshots` (written to docs/images/)."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.service import RunningService
from tools.install_browser import CHROMIUM_FLAGS, find_chromium

IMAGES = Path(__file__).parent.parent / "docs" / "images"
LAPTOP = ViewportSize(width=1366, height=768)
PICTURES = {
    "workbench": "/assessments/1/score?provision=art_7&criterion=legality",
    "matrix": "/assessments/1/matrix",
    "compare": "/compare/1/2",
    "import": "/instruments/1/import",
    "suggestion": "/assessments/3/score?provision=art_18&criterion=prior-judicial-authorization",
    "evaluation": "/assessments/3/evaluation",
    "agreement": "/assessments/1/agreement",
}
SETTLED = 2_000
"""Milliseconds until a screen stands still: a stream of events stays open, so the network is never idle."""
OF_THE_ADJUDICATOR = {
    "adjudicate": "/assessments/2/conflicts/art_16/procedural-scope",
    "sign-off": "/assessments/1/sign-off",
}


def go_in(page: Page, address: str, name: str) -> None:
    """As this person of the demo."""
    page.goto(address)
    page.get_by_role("button", name=f"Go in as {name} (demo)").click()
    page.get_by_role("heading", name="Instruments", level=1).wait_for()


def take_of_adjudicator(page: Page, address: str) -> None:
    """What only she can do."""
    go_in(page, address, "Olena Marchenko")
    for name, path in OF_THE_ADJUDICATOR.items():
        page.goto(address + path)
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png")


def take(page: Page, address: str) -> None:
    """Every other picture, as the first demo reviewer sees it."""
    go_in(page, address, "Amina Haddad")
    for name, path in PICTURES.items():
        page.goto(address + path)
        if name == "import":
            with page.expect_file_chooser() as chooser:
                page.get_by_role("button", name="Choose a file").click()
            chooser.value.set_files(IMAGES.parents[1] / "service/salvaguarda/demo/model-convention-2.docx")
            page.get_by_role("button", name="Store this draft").wait_for()
            page.get_by_role("treeitem").nth(40).click()
        if name == "suggestion":
            page.wait_for_timeout(SETTLED)
            page.keyboard.press("1")  # own judgement first: until then there is nothing to show
            page.get_by_role("button", name="Show the suggestion").click()
            page.get_by_role("button", name="Accept").scroll_into_view_if_needed()
        if name == "evaluation":
            page.get_by_role("heading", name="Agreement").scroll_into_view_if_needed()
            page.mouse.wheel(0, 260)
        if name == "agreement":
            page.get_by_role("radio", name="As they stand").check()  # the first draft was not scored blind
            page.get_by_role("heading", level=2).nth(2).scroll_into_view_if_needed()
            page.mouse.wheel(0, 300)
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png")


def main() -> None:
    """Start the demo in a temporary folder, take the pictures, stop it."""
    IMAGES.mkdir(exist_ok=True)
    chromium = find_chromium()
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningService(Path(folder), command="demo") as demo,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport=LAPTOP, locale="en-GB")
        page.set_default_timeout(15_000)
        take(page, demo.address)
        hers = browser.new_context(viewport=LAPTOP, locale="en-GB").new_page()
        hers.set_default_timeout(15_000)
        take_of_adjudicator(hers, demo.address)
        browser.close()


if __name__ == "__main__":
    main()
