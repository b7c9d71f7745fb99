"""Wakes those who follow an assessment live, when this process or another one kept an event of it."""

import asyncio
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from salvaguarda.application.suggesting.news import Bell


class LiveNews:
    """A bell for each assessment that somebody follows. Watched from one event loop; heard from any thread."""

    def __init__(self) -> None:
        self._bells: dict[int, tuple[Bell, int]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.ended = False

    def begin(self) -> None:
        """Ring on the running event loop from now on."""
        self._loop = asyncio.get_running_loop()

    @property
    def watching(self) -> int:
        """How many follow something."""
        return sum(count for _, count in self._bells.values())

    @contextmanager
    def watch(self, assessment_id: int) -> Iterator[Bell]:
        """The bell of an assessment, for as long as it is followed."""
        bell, count = self._bells.get(assessment_id, (Bell(), 0))
        self._bells[assessment_id] = (bell, count + 1)
        try:
            yield bell
        finally:
            bell, count = self._bells[assessment_id]
            if count == 1:
                del self._bells[assessment_id]
            else:
                self._bells[assessment_id] = (bell, count - 1)

    def heard(self, assessment_ids: Collection[int] | None) -> None:
        """Events of these assessments were kept; None when some may have been missed. From any thread."""
        if self._loop is None:
            return
        with suppress(RuntimeError):  # the loop was closed: the process ends, and what was kept is kept
            self._loop.call_soon_threadsafe(self._ring, assessment_ids)

    def _ring(self, assessment_ids: Collection[int] | None) -> None:
        for assessment_id, (bell, _) in self._bells.items():
            if assessment_ids is None or assessment_id in assessment_ids:
                bell.ring()

    def end(self) -> None:
        """The process is about to end: nobody is told anything any more."""
        self.ended = True
        for bell, _ in self._bells.values():
            bell.end()
