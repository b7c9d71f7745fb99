"""PDFs that the real Chromium prints, each once in a run of the tests."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.adapters.documents.pdf.treaty import page
from tools.install_browser import CHROMIUM_FLAGS

Print = Callable[..., bytes]


@cache
def _chromium() -> str:
    # In a process of its own: it starts Playwright, which must not run inside the loop that browser tests keep.
    search = "from tools.install_browser import find_chromium; print(find_chromium() or '')"
    found = subprocess.run([sys.executable, "-c", search], check=True, capture_output=True, text=True)
    if not found.stdout.strip():
        pytest.skip("no Chromium here to print PDFs with: name one in SALVAGUARDA_CHROMIUM")
    return found.stdout.strip()


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """printed(inside, style="", language="en") → the bytes of a PDF of that HTML."""
    folder = tmp_path_factory.mktemp("printed")
    kept: dict[tuple[str, str, str], bytes] = {}

    def run(inside: str, style: str = "", language: str = "en") -> bytes:
        key = (inside, style, language)
        if key not in kept:
            kept[key] = _print(page(*key), folder, len(kept))
        return kept[key]

    return run


def _print(html: str, folder: Path, number: int) -> bytes:
    source, target = folder / f"{number}.html", folder / f"{number}.pdf"
    source.write_text(html, encoding="utf-8")
    flags = [*CHROMIUM_FLAGS, "--headless", "--no-pdf-header-footer", f"--user-data-dir={folder / 'profile'}"]
    command = [_chromium(), *flags, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target.read_bytes()
