"""Where transactions run."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

from salvaguarda.application.ports.records import Records

T = TypeVar("T")
Args = TypeVarTuple("Args")


class Database(Protocol):
    """Runs a synchronous `fn(records, *args)` in one transaction, off the event loop.

    Raises what `fn` raises (and then nothing is kept), StorageUnavailable and its kinds when the storage itself fails.
    A write may be run again when the storage was busy, so `fn` changes nothing but the records.
    """

    async def read(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A short read; it cannot write."""
        ...

    async def read_long(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A read that may take seconds (exports, comparisons); it does not hold up the short ones."""
        ...

    async def write(self, fn: Callable[[Records, *Args], T], *args: *Args) -> T:
        """A write; returns once it is durable."""
        ...
