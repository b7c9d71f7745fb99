"""A real Chromium against the real service.

service        the real service, empty at first, shared by the tests of one module: see pages.come_in
new_service    a fresh, empty service of this test
demo           the demo, shared by the tests of one module, signed in to by one click
seen           every console error, failed request and policy violation of the page; must be empty at the end
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response, ViewportSize, expect

from tests.service import RunningService
from tools.install_browser import CHROMIUM_FLAGS, find_chromium

FLAGS = [*CHROMIUM_FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost"]
SHOW = {
    "laptop": ViewportSize(width=1366, height=768),
    "phone": ViewportSize(width=390, height=844),
}
expect.set_options(timeout=20_000)
ORDINARY = (401, 412)
"""Answers that are the ordinary course of a test: not signed in yet, saved elsewhere meanwhile."""
OURS = re.compile(r"(blob:)?http://(127\.0\.0\.1|localhost):")
NETWORK = "Failed to load resource"
"""What Chromium's console says of an answer; answers are looked at themselves."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": SHOW["laptop"], "locale": "en-GB"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with RunningService(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def new_service(tmp_path: Path) -> Iterator[RunningService]:
    with RunningService(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def demo(loaded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "data" / "demo").mkdir(parents=True)
    shutil.copy(loaded_sqlite, folder / "data" / "demo")
    with RunningService(folder, command="demo") as running:
        yield running


@pytest.fixture(autouse=True)
def seen(page: Page) -> Iterator[list[str]]:
    page.set_default_timeout(20_000)  # a busy machine is no failure
    found: list[str] = []

    def look_at(answer: Response) -> None:
        if answer.status >= 400 and answer.status not in ORDINARY:
            found.append(f"{answer.status} {answer.url}")

    def read(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NETWORK):
            found.append(message.text)

    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("console", read)
    page.on("response", look_at)
    page.on("request", lambda request: None if OURS.match(request.url) else found.append(request.url))
    yield found
    assert found == []


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """axe_violations(page) → what axe finds, one line a rule, with the first place."""
    axe = Axe()

    def run(page: Page) -> list[str]:
        violations = axe.run(page).response["violations"]
        return [f"{each['id']}: {each['help']} — {each['nodes'][0]['html'][:160]}" for each in violations]

    return run
