"""The real service in a process of its own, as a person would start it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it answers, where it keeps things, and its process."""

    address: str
    data_folder: Path
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def running_service(
    data_folder: Path, *arguments: str, port: int = 0, environment: Mapping[str, str] | None = None
) -> Iterator[Service]:
    """`salvaguarda serve` (or the command named first in `arguments`) until the block ends; output is kept in a file."""
    command, *options = arguments or ("serve",)
    log = data_folder.parent / f"{data_folder.name}-{port}.log"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "salvaguarda",
            command,
            "--port",
            str(port),
            "--data-folder",
            str(data_folder),
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
    )
    try:
        yield Service(_address(process, log), data_folder, process)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """What it says when it answers; its whole output when it ends before that."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if " is at http://" in line:
            threading.Thread(target=_drain, args=(process, log), daemon=True).start()
            return line.split(" is at ")[1].split()[0]
    raise AssertionError(f"the service did not start:\n{''.join(said)}")


def _drain(process: subprocess.Popen[str], log: Path) -> None:
    assert process.stdout is not None
    with log.open("a") as kept:
        try:
            kept.writelines(process.stdout)
        except ValueError:  # closed at the end of the test
            return
