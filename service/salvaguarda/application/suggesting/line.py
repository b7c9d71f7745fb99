"""The line to a model's server: requests that are out, and replies that came back and wait to be settled."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.suggesting.interpret import UNUSABLE, failed
from salvaguarda.application.suggesting.questions import Question
from salvaguarda.domain.suggestions.replies import Reply


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

    open: attempt id → what was sent and is not settled yet, whether its reply is there or not.
    heard: called when a reply has arrived. report: told of failures of the client.
    """

    def __init__(
        self,
        models: ModelClient,
        heard: Callable[[], None],
        report: Callable[[str, BaseException], None],
    ) -> None:
        self._models, self._heard, self._report = models, heard, report
        self._out: set[asyncio.Task[None]] = set()
        self._arrived: list[Arrived] = []
        self.open: dict[int, Sent] = {}

    def send(self, sent: Sent) -> None:
        """Let it leave."""
        self.open[sent.attempt_id] = sent
        task = asyncio.create_task(self._asked(sent))
        self._out.add(task)
        task.add_done_callback(self._out.discard)

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
        out = tuple(self._out)
        for task in out:
            task.cancel()
        await asyncio.gather(*out, return_exceptions=True)

    async def _asked(self, sent: Sent) -> None:
        began = time.monotonic()
        question = sent.question
        try:
            reply = await self._models.send(question.place.settings, question.request.body)
        except Exception as error:  # noqa: BLE001  (a client that breaks its promise must not lose the task)
            self._report("the client of a model failed", error)
            reply = failed(UNUSABLE, time.monotonic() - began)
        self._arrived.append(Arrived(sent, reply))
        self._heard()
