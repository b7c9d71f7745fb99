"""The line to a model's server: requests that are out, and replies that came back and wait to be settled."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.suggesting.interpret import UNUSABLE, failed
from salvaguarda.application.suggesting.news import Bell
from salvaguarda.application.suggesting.questions import Question
from salvaguarda.domain.suggestions.replies import Reply

_FRESH = 0.25
"""Seconds after which a spare is looked at again before it leaves."""


class Sent(NamedTuple):
    """A question whose attempt is kept, so that it may be out."""

    question: Question
    attempt_id: int


class Arrived(NamedTuple):
    """A reply to it."""

    sent: Sent
    reply: Reply


class Line:
    """Used from the event loop only.

    open: attempt id → what is kept as begun and not settled yet: spare, out, or back. heard: called when a reply has arrived.
    report: told of failures of the client.

    Spares are kept as begun although all places are taken, so that the next may leave the moment a reply arrives and no
    place stays empty while the storage writes. One that has waited, or during whose waiting somebody ordered anything, is
    looked at again before it leaves.
    """

    def __init__(
        self,
        models: ModelClient,
        orders: Bell,
        heard: Callable[[], None],
        report: Callable[[str, BaseException], None],
    ) -> None:
        self._models, self._orders, self._heard, self._report = models, orders, heard, report
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrived: list[Arrived] = []
        self._spares: deque[_Spare] = deque()
        self._out: set[int] = set()
        self.open: dict[int, Sent] = {}
        self.places = 1
        self.rests = False

    @property
    def wanted(self) -> int:
        """How many more may be begun: for free places, and as spares."""
        return self.places - len(self._out) + _spares_for(self.places) - len(self._spares)

    @property
    def old_spares(self) -> list[Sent]:
        """Those that must be looked at: because of an order, or before they leave for a place that is free."""
        is_free = not self.rests and len(self._out) < self.places
        return [
            spare.sent
            for spare in self._spares
            if spare.heard != self._orders.rung or (is_free and not self._is_fresh(spare))
        ]

    @property
    def spares(self) -> list[Sent]:
        """Those that have not left."""
        return [spare.sent for spare in self._spares]

    def keep(self, begun: Iterable[Sent], heard: int) -> None:
        """They may leave as soon as there is a place. heard: how many orders were, when they were looked at."""
        for sent in begun:
            self.open[sent.attempt_id] = sent
            self._spares.append(_Spare(sent, time.monotonic(), heard))
        self.let_go()

    def let_go(self) -> None:
        """Fill free places with spares that need not be looked at again.

        Nothing leaves while a failure waits to be understood: it may be that the server asks to rest.
        """
        if any(each.reply.failure is not None for each in self._arrived):
            return
        while not self.rests and len(self._out) < self.places and self._spares:
            if not self._is_fresh(self._spares[0]):
                return
            self._send(self._spares.popleft().sent)

    def refresh(self, attempt_ids: Collection[int], heard: int) -> None:
        """These were looked at just now, when so many orders were heard."""
        now = time.monotonic()
        self._spares = deque(
            _Spare(spare.sent, now, heard) if spare.sent.attempt_id in attempt_ids else spare
            for spare in self._spares
        )
        self.let_go()

    def withdraw(self, attempt_ids: Collection[int] | None = None) -> list[Sent]:
        """Take spares back, all or these; they will not leave."""
        gone = [
            spare.sent
            for spare in self._spares
            if attempt_ids is None or spare.sent.attempt_id in attempt_ids
        ]
        self._spares = deque(spare for spare in self._spares if spare.sent not in gone)
        return gone

    def take(self) -> list[Arrived]:
        """The replies that came since."""
        arrived, self._arrived = self._arrived, []
        return arrived

    def give_back(self, arrived: Sequence[Arrived]) -> None:
        """They could not be settled yet."""
        self._arrived[:0] = arrived

    def settled(self, attempt_ids: Iterable[int]) -> None:
        """These are done with."""
        for attempt_id in attempt_ids:
            self.open.pop(attempt_id, None)

    async def cut(self) -> None:
        """Wait no longer for what is out."""
        out = tuple(self._tasks)
        for task in out:
            task.cancel()
        await asyncio.gather(*out, return_exceptions=True)

    def _is_fresh(self, spare: "_Spare") -> bool:
        return spare.heard == self._orders.rung and time.monotonic() - spare.since < _FRESH

    def _send(self, sent: Sent) -> None:
        self._out.add(sent.attempt_id)
        task = asyncio.create_task(self._asked(sent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _asked(self, sent: Sent) -> None:
        began = time.monotonic()
        question = sent.question
        try:
            reply = await self._models.send(question.place.settings, question.request.body)
        except (
            Exception,
            asyncio.CancelledError,
        ) as error:  # a client that breaks its promise must not lose the task
            task = asyncio.current_task()
            if task is not None and task.cancelling():  # by `cut`
                raise
            self._report("the client of a model failed", error)
            reply = failed(UNUSABLE, time.monotonic() - began)
        finally:
            self._out.discard(sent.attempt_id)
        self._arrived.append(Arrived(sent, reply))
        self.let_go()
        self._heard()


class _Spare(NamedTuple):
    """since: when it was begun or looked at. heard: how often anything had been ordered by then."""

    sent: Sent
    since: float
    heard: int


def _spares_for(places: int) -> int:
    """As many as answers come while the storage writes, when a server is quick."""
    return (places + 1) // 2
