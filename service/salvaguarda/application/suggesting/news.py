"""Tells within this process that something about runs changed: to the worker, and to whoever watches one."""

import asyncio
from contextlib import suppress


class Bell:
    """Rung by one, heard by those who wait. Used from the event loop only."""

    def __init__(self) -> None:
        self._rung = 0
        self._waiting: set[asyncio.Event] = set()
        self.ended = False

    @property
    def rung(self) -> int:
        """How often it was rung."""
        return self._rung

    def ring(self) -> None:
        """Something changed."""
        self._rung += 1
        for event in self._waiting:
            event.set()

    def end(self) -> None:
        """The process is about to end: nobody waits any longer."""
        self.ended = True
        self.ring()

    async def after(self, heard: int, seconds: float | None = None) -> int:
        """Return once it was rung more often than `heard`, or after `seconds`; how often it was rung by then."""
        if self._rung == heard and not self.ended:
            event = asyncio.Event()
            self._waiting.add(event)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), seconds)
            finally:
                self._waiting.discard(event)
        return self._rung


class RunNews:
    """orders: a person started or steered a run; the worker hears them. changes: something about a run changed.

    watching: how many follow a run live. What other processes do is not told; whoever waits looks now and then.
    """

    def __init__(self) -> None:
        self.orders, self.changes = Bell(), Bell()
        self.watching = 0

    def order(self) -> None:
        """A person started or steered a run."""
        self.orders.ring()
        self.changes.ring()

    def end(self) -> None:
        """The process is about to end."""
        self.orders.end()
        self.changes.end()
