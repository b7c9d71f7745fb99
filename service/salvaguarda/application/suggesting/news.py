"""Tells within this process that something about runs changed: to the worker, and to whoever watches one."""

import asyncio
from contextlib import suppress


class RunNews:
    """Used from the event loop only. What other processes do is not told; whoever waits looks now and then."""

    def __init__(self) -> None:
        self._told = 0
        self._waiting: set[asyncio.Event] = set()
        self.ended = False

    @property
    def told(self) -> int:
        """How often something was told."""
        return self._told

    def tell(self) -> None:
        """Something changed."""
        self._told += 1
        for event in self._waiting:
            event.set()

    def end(self) -> None:
        """The process is about to end: nobody waits any longer."""
        self.ended = True
        self.tell()

    async def after(self, seen: int, seconds: float) -> int:
        """Return as soon as more was told than `seen`, or after `seconds`; what was told by then."""
        if self._told == seen and not self.ended:
            event = asyncio.Event()
            self._waiting.add(event)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), seconds)
            finally:
                self._waiting.discard(event)
        return self._told
