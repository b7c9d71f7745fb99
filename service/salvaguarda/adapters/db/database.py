"""Database: runs synchronous functions of records in transactions, off the event loop.

Measured (stack.md 4.6): one writer thread and one reader thread with prebuilt Core statements are two to three times
as fast as an asynchronous SQLite driver, and the same functions serve PostgreSQL.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.engines import is_sqlite, open_engine
from salvaguarda.adapters.db.failures import failure_of, unkeepable, without_values
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.application.ports.records import Records

T = TypeVar("T")
Args = TypeVarTuple("Args")
Clock = Callable[[], datetime]
Heard = Callable[[frozenset[int]], None]
"""Called on the thread of a transaction that was kept, with the assessments of which it kept events."""

_POSTGRESQL_THREADS = 4


def utc_now() -> datetime:
    """The time, aware, UTC."""
    return datetime.now(UTC)


def moment_text(moment: datetime) -> str:
    """An aware time as it is kept: "2026-11-24T06:12:40.123456Z"."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


class Lane:
    """One engine and the threads that use it; every transaction of one purpose goes through one lane."""

    def __init__(self, engine: Engine, threads: int, clock: Clock, patience: float) -> None:
        self._engine, self._clock, self._patience = engine, clock, patience
        self.heard: Heard | None = None
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="storage")

    async def run(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """`fn` in a transaction on a thread of this lane; once begun it ends, even if nobody waits any more."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.run_here, fn, *args)

    def run_here(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """`fn` in a transaction on this thread; again while the storage is busy, at most `patience` seconds."""
        deadline = time.monotonic() + self._patience
        pause = 0.01
        while True:
            ended = False
            try:
                with self._engine.begin() as connection:
                    records = SqlRecords(connection, moment_text(self._clock()))
                    result = fn(records, *args)
                    records.finish()
                    ended = True
                if records.told and self.heard is not None:
                    self.heard(records.told)
                return result
            except DBAPIError as error:
                # A connection that broke before the commit began kept nothing, so running again is safe. This takes
                # the place of asking each connection whether it is alive, which would cost a round trip each time.
                broken = error.connection_invalidated and not ended
                failure = failure_of(error)
                if failure is None:
                    raise without_values(error) from None
                if not (failure.passing or broken) or time.monotonic() >= deadline:
                    raise failure.error from error
            except OverflowError as error:  # SQLite's driver, on a number beyond 64 bits
                raise unkeepable() from error
            time.sleep(pause)
            pause = min(pause * 2, 0.5)

    def close(self) -> None:
        """Let what runs end, then close the connections."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()


class Database:
    """The storage at one address. Fulfils application.ports.database.Database.

    url: "sqlite:///path/to/file" or "postgresql://…". clock: what time it is (tests give their own).
    patience: seconds a transaction is tried again while another program holds the storage.
    """

    def __init__(self, url: str, *, clock: Clock = utc_now, patience: float = 15) -> None:
        self.url = url
        # More reader threads make SQLite slower: each row changes hands of the interpreter lock.
        threads = 1 if is_sqlite(url) else _POSTGRESQL_THREADS

        def lane(count: int, *, writes: bool = False) -> Lane:
            engine = open_engine(url, writes=writes, connections=count, busy_seconds=min(5, patience))
            return Lane(engine, count, clock, patience)

        self._writer = lane(threads, writes=True)
        self._reader = lane(threads)
        self._long_reader = lane(1)

    def tell(self, heard: Heard) -> None:
        """Call `heard` whenever a transaction of this process has kept events."""
        self._writer.heard = heard

    async def read(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A short read."""
        return await self._reader.run(fn, *args)

    async def read_long(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A read that may take seconds."""
        return await self._long_reader.run(fn, *args)

    async def write(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A durable write."""
        return await self._writer.run(fn, *args)

    def read_here(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A read on the calling thread, for commands and start-up."""
        return self._long_reader.run_here(fn, *args)

    def write_here(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A durable write on the calling thread, for commands and start-up."""
        return self._writer.run_here(fn, *args)

    def close(self) -> None:
        """Close every connection; nothing runs afterwards."""
        for lane in (self._long_reader, self._reader, self._writer):  # the last to close empties the WAL
            lane.close()
