"""The real service in a process of its own, as `salvaguarda serve` starts it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.client import OWNER, PASSWORD

_ROOT = Path(__file__).parent.parent


def run_command(*arguments: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`salvaguarda …` to its end. settings: by their names without SALVAGUARDA_."""
    return subprocess.run(
        _command(*arguments),
        cwd=folder,
        env=_environment(settings),
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "salvaguarda", *arguments]


def _environment(settings: dict[str, str], package: Path = _ROOT / "service") -> dict[str, str]:
    own = {f"SALVAGUARDA_{name.upper()}": value for name, value in settings.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SALVAGUARDA_")}
    return {**kept, **own, "PYTHONPATH": str(package), "PYTHONUNBUFFERED": "1"}


class RunningService:
    """`salvaguarda serve --port 0` in a folder, until the end of the `with`. address: what it printed.

    command: "demo" instead. package: the folder that holds the package `salvaguarda`.
    """

    def __init__(
        self, folder: Path, *, command: str = "serve", package: Path = _ROOT / "service", **settings: str
    ) -> None:
        self._folder, self._command, self._package, self._settings = folder, command, package, settings
        self.address = ""

    def __enter__(self) -> Self:
        with (self._folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                _command(self._command, "--port", "0"),
                cwd=self._folder,
                env=_environment(self._settings, self._package),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        said = next((line for line in self.process.stdout if " is at http://" in line), None)
        assert said is not None, (self._folder / "log").read_text()
        self.address = said.split()[-1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text()

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=30)


def signed_in(client: httpx.Client, *, set_up: bool = True) -> httpx.Client:
    """The owner, signed in; made first when the service is new."""
    if set_up:
        answer = client.post("/api/setup", json=OWNER)
    else:
        answer = client.post("/api/session", json={"email": OWNER["email"], "password": PASSWORD})
    assert answer.is_success, answer.text
    client.headers["x-csrf-token"] = answer.json()["csrf_token"]
    return client
