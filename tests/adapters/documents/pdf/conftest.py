"""PDFs that the real Chromium prints, each once in a run of the tests."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.documents.pdf.treaty import page
from tools.install_browser import CHROMIUM_FLAGS, SYSTEM_NAMES

Print = Callable[..., bytes]


def _chromium() -> str:
    # Not find_chromium(): it starts Playwright, which must not run inside the loop that browser tests keep.
    found = os.environ.get("SALVAGUARDA_CHROMIUM") or next(
        filter(None, map(shutil.which, SYSTEM_NAMES)), None
    )
    if found is None:
        pytest.skip(
            "no Chromium here to print PDFs with: run `make browser`, or name one in SALVAGUARDA_CHROMIUM"
        )
    return found


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
