"""Finds a Chromium for the browser tests, or installs one: Playwright's own, else the system's package.

Prints what it does. The order: a Chromium already here, `playwright install chromium`, `apt-get install chromium`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM_FLAGS = (
    "--no-sandbox",  # it runs as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Path of a Chromium that can be started; None when there is none. SALVAGUARDA_CHROMIUM wins."""
    if named := os.environ.get("SALVAGUARDA_CHROMIUM"):
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next((path for name in SYSTEM_NAMES if (path := shutil.which(name))), None)


def install_own() -> bool:
    """Whether Playwright could fetch its own Chromium (it cannot behind some networks)."""
    print("Installing Chromium through Playwright …", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL, timeout=600).returncode == 0


def install_system() -> bool:
    """Whether the system's package manager could install Chromium (Debian and its kin, as root or with sudo)."""
    if not shutil.which("apt-get"):
        return False
    print("Playwright's download failed here: installing the system's package chromium …", flush=True)
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    packages = ["chromium", "fonts-noto-core"]
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
    install = [*prefix, "apt-get", "install", "-y", "-qq", *packages]
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0


def main() -> int:
    """Exit code for the Makefile: 0 when there is a Chromium."""
    if not find_chromium():
        _ = install_own() or install_system()
    if path := find_chromium():
        print(f"Browser for the tests: {path}")
        return 0
    print(
        "No Chromium: install one and name it in SALVAGUARDA_CHROMIUM, then run this again.", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
