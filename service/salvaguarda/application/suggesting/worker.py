"""The worker: asks models for every run of one database, in one process at a time."""

import asyncio
import time
from collections.abc import Collection, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime

from salvaguarda.application.ports.attempts import AttemptEnd
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.worker_lock import WorkerLock
from salvaguarda.application.suggesting.desk import Desk
from salvaguarda.application.suggesting.interpret import INTERRUPTED, failed
from salvaguarda.application.suggesting.office import Office
from salvaguarda.application.suggesting.turn import finish_if_done
from salvaguarda.domain.suggestions.budget import unanswered
from salvaguarda.domain.suggestions.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be done at one endpoint. places: how many questions at once. rests: seconds for which it rests."""

    endpoint_id: int
    run_ids: tuple[int, ...]
    places: int
    rests: float


class Worker:
    """Works from `start` to `close`, while this process has the lock. Used from the event loop only."""

    def __init__(self, office: Office, lock: WorkerLock) -> None:
        self._office, self._lock = office, lock
        self._desks: dict[int, Desk] = {}
        self._work: dict[int, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None
        self.has_lock = False

    def start(self) -> None:
        """Begin to work, beside whatever else runs."""
        self._task = asyncio.create_task(self._watch())

    async def close(self, grace: float) -> None:
        """Begin nothing more; wait up to `grace` seconds for what is being answered, and end the rest as interrupted."""
        if self._task is None:
            return
        self._office.news.end()
        for desk in self._desks.values():
            desk.close()
        await asyncio.wait([self._task, *self._work.values()], timeout=grace)
        await _cut(self._task)
        for endpoint_id, desk in self._desks.items():
            await _cut(self._work[endpoint_id])
            if desk.open_attempts:
                await self._abandon(desk)
        await asyncio.to_thread(self._lock.release)

    async def _abandon(self, desk: Desk) -> None:
        try:
            await desk.abandon()
        except Exception as error:  # noqa: BLE001  (the next start ends them as interrupted; the other desks come first)
            self._office.report("what was being answered could not be ended", error)

    async def _watch(self) -> None:
        """Look for what is to be done whenever a person orders something, and now and then."""
        orders = self._office.news.orders
        while not orders.ended:
            heard = orders.rung
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001  (the outermost of its task) it looks again
                self._office.report("the worker could not look for runs", error)
            await orders.after(heard, self._office.look)

    async def _look(self) -> None:
        seen_at = time.monotonic()
        had, self.has_lock = self.has_lock, await asyncio.to_thread(self._lock.take)
        if self.has_lock and (not had or any(desk.in_doubt for desk in self._desks.values())):
            try:
                await self._end_unknown()
            except BaseException:
                self.has_lock = had
                raise
        posts = await self._office.database.read(posts_of) if self.has_lock else ()
        if not self._office.news.orders.ended:
            self._assign(posts, seen_at)

    async def _end_unknown(self) -> None:
        """End what no desk knows of: what another process was asking when it died, or what a turn began whose end this
        process did not hear of.
        """
        async with AsyncExitStack() as still:
            for desk in self._desks.values():
                await still.enter_async_context(desk.turns)
            ours = frozenset(attempt for desk in self._desks.values() for attempt in desk.open_attempts)
            await self._office.database.write(end_interrupted, ours)
            for desk in self._desks.values():
                desk.in_doubt = False

    def _keep_at_work(self, endpoint_id: int, desk: Desk) -> None:
        """Let it begin, or go on where it was when even saying what went wrong went wrong."""
        work = self._work.get(endpoint_id)
        if work is None or work.done():
            if work is not None and not work.cancelled():
                work.exception()  # its failure was met here
            self._work[endpoint_id] = asyncio.create_task(desk.work())

    def _assign(self, posts: Iterable[Post], seen_at: float) -> None:
        idle = set(self._desks)
        for post in posts:
            desk = self._desks.get(post.endpoint_id)
            if desk is None:
                desk = self._desks[post.endpoint_id] = Desk(self._office)
            self._keep_at_work(post.endpoint_id, desk)
            desk.assign(post.run_ids, post.places, time.monotonic() + post.rests, seen_at)
            idle.discard(post.endpoint_id)
        for endpoint_id in idle:
            self._desks[endpoint_id].assign((), 1, 0.0, seen_at)


async def _cut(task: asyncio.Task[None]) -> None:
    """End it, and wait until it has ended."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def posts_of(records: Records) -> tuple[Post, ...]:
    """What is to be done at each endpoint that has a run that is running."""
    by_endpoint: dict[int, list[int]] = {}
    for run in records.runs.running():
        by_endpoint.setdefault(run.wish.endpoint_id, []).append(run.id)
    return tuple(
        Post(
            endpoint_id,
            tuple(run_ids),
            records.endpoints.get(endpoint_id).settings.concurrency,
            _seconds_until(records.now, records.runs.paused_until(endpoint_id)),
        )
        for endpoint_id, run_ids in by_endpoint.items()
    )


def end_interrupted(records: Records, besides: Collection[int] = ()) -> None:
    """End what another process was asking when it died, but the attempts in `besides`: it was perhaps paid.

    What waits goes on by itself.
    """
    for attempt in records.attempts.open():
        if attempt.attempt_id in besides:
            continue
        run = records.runs.get(attempt.run_id)
        prices = records.endpoints.get(run.wish.endpoint_id).settings.prices
        cost = unanswered(attempt.reserved, prices)
        reply = failed(INTERRUPTED, code="interrupted")
        records.attempts.end(AttemptEnd(attempt.attempt_id, run.id, reply, attempt.reserved, cost))
        records.runs.end_task(attempt.task_id, Outcome.INTERRUPTED, INTERRUPTED)
        finish_if_done(records, run.id)


def _seconds_until(now: str, moment: str | None) -> float:
    if moment is None:
        return 0.0
    return max(0.0, (datetime.fromisoformat(moment) - datetime.fromisoformat(now)).total_seconds())
