"""The lock of the worker: one process at most asks models for one database. It falls at once when that process dies."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from salvaguarda.adapters.db.engines import is_sqlite

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = 7_252_182_302  # any number, one more than the lock of upgrades


class FileLock:
    """A lock on a file beside an SQLite database. Fulfils application.ports.worker_lock.WorkerLock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """Try to take it, or make sure that it is still held; whether this process has it now."""
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(file)
            held = os.path.samestat(os.fstat(file), self._path.stat())  # else its holder has just removed it
        except OSError:
            held = False
        if not held:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let another process have it, and leave nothing behind."""
        if self._file is not None:
            with suppress(
                OSError
            ):  # still locked, so whoever opened it meanwhile finds that it is another file
                self._path.unlink()
            os.close(self._file)
            self._file = None


class PostgresLock:
    """An advisory lock of a session of its own. Fulfils application.ports.worker_lock.WorkerLock."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )
        self._session: Connection | None = None

    def take(self) -> bool:
        """Try to take it, or make sure that it is still held; whether this process has it now."""
        try:
            if self._session is not None:
                self._session.execute(text("SELECT 1"))  # the lock is held as long as the session answers
                return True
            return self._take()
        except DBAPIError:
            self.release()
            return False

    def _take(self) -> bool:
        session = self._engine.connect()
        held = bool(session.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}).scalar_one())
        if held:
            self._session = session
        else:
            session.close()
        return held

    def release(self) -> None:
        """Let another process have it."""
        if self._session is not None:
            session, self._session = self._session, None
            session.invalidate()
            session.close()


def worker_lock(url: str) -> FileLock | PostgresLock:
    """The lock for the database at this address."""
    if not is_sqlite(url):
        return PostgresLock(url)
    name = make_url(url).database or ""
    return FileLock(Path(f"{name}.worker"))


def _lock(file: int) -> None:
    """OSError when another process has it."""
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
