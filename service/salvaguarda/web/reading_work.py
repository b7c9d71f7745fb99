"""Readings that this process reads just now: their progress, and the way to end them.

Whatever happens to the process, a reading that it was reading waits in the database; the next look at it begins again.
"""

import asyncio
from dataclasses import dataclass

import structlog
from anyio import CapacityLimiter, to_thread

from salvaguarda.application.finish_reading import finish_reading
from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.reading_apart import ReadingApart, ReadingCancelled, ReadingJob
from salvaguarda.application.ports.readings import PendingReading, ReadingState
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.application.show_reading import load_source
from salvaguarda.domain.errors import NotFound, Unreadable
from salvaguarda.domain.reading.lines import ReadingOptions

log = structlog.get_logger()

QUICK = 2.0
"""Seconds that a request waits for a reading before it answers that it is still going on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. share: 0 to 1. stage: "" while it waits for its turn."""

    share: float
    stage: str


class ReadingWork:
    """The readings of one process.

    limiter: how many are read at once, the others wait for their turn.
    """

    def __init__(self, database: Database, apart: ReadingApart, limiter: CapacityLimiter) -> None:
        self._database, self._apart, self._limiter = database, apart, limiter
        self._running: dict[str, _Running] = {}

    async def expect(self) -> None:
        """Somebody is about to send a file."""
        await to_thread.run_sync(self._apart.warm)

    async def read_now(self, content: bytes, name: str, options: ReadingOptions) -> DraftReading:
        """A file that is kept nowhere yet, read while the caller waits. Unreadable when it cannot be."""
        return await self._run(self._apart.job(content, name, options))

    async def follow(self, reading: PendingReading) -> None:
        """See that a waiting reading is read; returns when it is, or after QUICK seconds."""
        if reading.state is not ReadingState.WAITING:
            return
        running = self._running.get(reading.id)
        if running is None or running.version < reading.version or running.task.done():
            running = self._begin(reading)
        await asyncio.wait({running.task}, timeout=QUICK)

    def progress(self, reading_id: str) -> Progress | None:
        """How far it is; None when this process does not read it."""
        running = self._running.get(reading_id)
        if running is None or running.task.done():
            return None
        job = running.job
        return Progress(0.0, "") if job is None else Progress(job.progress, job.stage)

    def cancel(self, reading_id: str) -> None:
        """End the work on it, if there is any."""
        running = self._running.pop(reading_id, None)
        if running is not None:
            running.end()

    def close(self) -> None:
        """End everything; what was being read waits for the next start."""
        for reading_id in list(self._running):
            self.cancel(reading_id)
        self._apart.close()

    def _begin(self, reading: PendingReading) -> "_Running":
        self.cancel(reading.id)
        running = self._running[reading.id] = _Running(reading.version)
        running.task = asyncio.create_task(self._work(reading, running))
        return running

    async def _work(self, reading: PendingReading, running: "_Running") -> None:
        """Read it and keep what it came to. Never raises: nobody may be waiting any more."""
        try:
            content = await self._database.read_long(load_source, reading.id)
            running.job = self._apart.job(content, reading.name, reading.options)
            if running.ended:
                return
            outcome = await self._outcome(running.job)
            await self._database.write(finish_reading, reading, outcome)
        except (ReadingCancelled, NotFound):
            return
        except Exception as error:  # noqa: BLE001  (the outermost of its task) it waits on; the next look begins again
            log.error("a reading could not be kept", cause=repr(error)[:300])
        finally:
            if self._running.get(reading.id) is running:
                del self._running[reading.id]

    async def _outcome(self, job: ReadingJob) -> DraftReading | Unreadable:
        try:
            return await self._run(job)
        except Unreadable as error:
            return error

    async def _run(self, job: ReadingJob) -> DraftReading:
        try:
            return await to_thread.run_sync(job.run, limiter=self._limiter)
        except Unreadable as error:
            if error.__cause__ is not None:  # the machinery gave up: a fault of ours, or an attack
                log.warning("reading failed", cause=repr(error.__cause__))
            raise


class _Running:
    """One reading under way. job: None until its file is loaded."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.job: ReadingJob | None = None
        self.ended = False
        self.task: asyncio.Task[None]

    def end(self) -> None:
        self.ended = True
        if self.job is not None:
            self.job.cancel()
