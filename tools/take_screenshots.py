"""Takes the pictures of the README from the demo: `make screenshots` (written to docs/images/)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.install_browser import find_chromium

IMAGES = Path(__file__).parent.parent / "docs" / "images"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
FLAGS += ["--disable-component-update", "--disable-sync"]
LAPTOP = ViewportSize(width=1366, height=768)
PICTURES = {
    "workbench": "/assessments/1/score?provision=art_7&criterion=legality",
    "matrix": "/assessments/1/matrix",
    "compare": "/compare/1/2",
    "import": "/instruments/1/import",
}


def take(page: Page, address: str) -> None:
    """Every picture, as the first demo reviewer sees it."""
    page.goto(address)
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    page.get_by_role("heading", name="Instruments", level=1).wait_for()
    for name, path in PICTURES.items():
        page.goto(address + path)
        if name == "import":
            with page.expect_file_chooser() as chooser:
                page.get_by_role("button", name="Choose a file").click()
            chooser.value.set_files(IMAGES.parents[1] / "service/salvaguarda/demo/model-convention-2.docx")
            page.get_by_role("button", name="Store this draft").wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png")


def main() -> None:
    """Start the demo in a temporary folder, take the pictures, stop it."""
    IMAGES.mkdir(exist_ok=True)
    chromium = find_chromium()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(folder) as address,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport=LAPTOP, locale="en-GB")
        page.set_default_timeout(15_000)
        take(page, address)
        browser.close()


@contextmanager
def running_demo(folder: str) -> Iterator[str]:
    """The address of a demo that ends with the block, however the block ends."""
    command = [sys.executable, "-m", "salvaguarda", "demo", "--port", "0", "--data-folder", folder]
    quiet = {**os.environ, "SALVAGUARDA_LOG_LEVEL": "error"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as service:
        assert service.stdout is not None
        try:
            yield next(line for line in service.stdout if " is at http://" in line).split()[-1]
        finally:
            service.terminate()


if __name__ == "__main__":
    main()
