"""A desk: asks one endpoint, as many questions at once as it takes, for all runs that use it in turn.

Replies that are there and questions that may leave are gathered, and one durable transaction settles and begins them all
(`turn.py`); while it is written, more gather. So each request is kept before it leaves, and storage is no brake.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import datetime

from salvaguarda.application.suggesting.interpret import Answered, Waits, interpret, interrupted, unusable
from salvaguarda.application.suggesting.line import Arrived, Line, Sent
from salvaguarda.application.suggesting.office import Office
from salvaguarda.application.suggesting.questions import (
    Batch,
    Question,
    Unaskable,
    load_batch,
    make_questions,
)
from salvaguarda.application.suggesting.tray import NEVER, Tray, deal
from salvaguarda.application.suggesting.turn import Taken, Turn, may_still_send, take_turn
from salvaguarda.domain.errors import StorageUnavailable
from salvaguarda.domain.suggestions.retries import Again, Ends

_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 16.0
"""Seconds after a failure of ours."""
_CANNOT_ASK = (
    "The service could not ask the next questions. Its log says why; resume the run when that is mended."
)
_SHORT_WORDS = 20_000
"""Characters of provisions whose replies are read on the event loop: less than a thread costs."""


class Desk:
    """Work at one endpoint. Used from the event loop only.

    turns: held while a turn is written, so while what is kept and what is known here may differ. in_doubt: a turn failed,
    and perhaps was kept all the same.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._wake = asyncio.Event()
        self._line = Line(office.models, office.news.orders, self._wake.set, office.report)
        self._trays: dict[int, Tray] = {}
        self._assigned: frozenset[int] = frozenset()
        self._withdrawn: list[Sent] = []
        self._loads: set[asyncio.Task[None]] = set()
        self._paused_until = 0.0
        self._paused_at = 0.0
        self._trouble = 0.0
        self._closing = False
        self.turns = asyncio.Lock()
        self.in_doubt = False

    @property
    def open_attempts(self) -> frozenset[int]:
        """Ids of attempts that are being answered, or settled, here."""
        return frozenset(self._line.open)

    def assign(self, run_ids: Iterable[int], places: int, paused_until: float, seen_at: float) -> None:
        """The runs that are running at this endpoint now; those that are not among them send nothing more.

        places: how many questions may be asked at once. paused_until: until when the endpoint asked to rest, as it was
        known at `seen_at` (both of `time.monotonic`).
        """
        wanted = list(run_ids)
        self._assigned = frozenset(wanted)
        for run_id in wanted:
            tray = self._trays.setdefault(run_id, Tray(run_id))
            tray.look_now()
            tray.stalled = False
        for run_id in self._trays.keys() - self._assigned:
            self._trays[run_id].stop()
            self._trays[run_id].looks_at = NEVER
            if not self._trays[run_id].asked:
                del self._trays[run_id]
        self._line.places = max(1, places)
        # A rest ends early when its run is cancelled or its endpoint set anew; but not one that was heard of since.
        since = self._paused_until if self._paused_at >= seen_at else 0.0
        self._paused_until = max(since, paused_until)
        self._wake.set()

    def close(self) -> None:
        """Begin nothing more."""
        self._closing = True
        self._wake.set()

    async def work(self) -> None:
        """Until it is closed and nothing is being answered any more."""
        while not (self._closing and not self._line.open):
            self._wake.clear()
            try:
                self._load()
                await self._look_again()
                async with self.turns:
                    worked = await self._turn()
            except StorageUnavailable as error:  # replies stay here; the disk may have room again soon
                await self._recover("suggestions could not be kept", error)
            except Exception as error:  # noqa: BLE001  (the outermost of its task) a desk that ended would hold its runs up
                await self._recover("a desk could not go on", error)
            else:
                self._trouble = 0.0
                if not worked:
                    await self._rest()
        await asyncio.gather(*self._loads)

    async def _recover(self, work: str, error: Exception) -> None:
        """Say so, and wait, longer each time."""
        self._office.report(work, error)
        self._trouble = min(max(2 * self._trouble, _SHORTEST_PAUSE), _LONGEST_PAUSE)
        await asyncio.sleep((_SHORTEST_PAUSE if self._closing else self._trouble) * self._office.second)

    async def abandon(self) -> None:
        """Wait no longer for what is being answered: it ends as interrupted, perhaps paid."""
        await self._line.cut()
        answered = await self._interpreted(self._line.take())
        self._withdrawn += self._line.withdraw()
        withdrawn = tuple((sent.question, sent.attempt_id) for sent in self._withdrawn)
        there = {*(each.attempt_id for each in answered), *(attempt_id for _, attempt_id in withdrawn)}
        lost = [
            interrupted(sent.question, attempt_id)
            for attempt_id, sent in self._line.open.items()
            if attempt_id not in there
        ]
        await self._kept(Turn(answered=(*answered, *lost), withdrawn=withdrawn))
        self._line.settled(tuple(self._line.open))

    def _load(self) -> None:
        """Fill the trays that are low, beside everything else."""
        for tray in self._trays.values():
            if not self._closing and tray.wants_more(self._line.places, time.monotonic()):
                tray.begin_load()
                load = asyncio.create_task(self._filled(tray))
                self._loads.add(load)
                load.add_done_callback(self._loads.discard)

    async def _filled(self, tray: Tray) -> None:
        most = 2 * self._line.places
        try:
            office = self._office
            batch = await office.database.read(load_batch, office.sheets, tray.run_id, tray.held, most)
            if batch.wanted:
                tray.fill(await asyncio.to_thread(make_questions, office.prompts, batch))
            tray.loaded(_next_look(batch, most), found=bool(batch.wanted))
        except Exception as error:  # noqa: BLE001  (the outermost of its task) it is tried again
            tray.looks_at = time.monotonic() + _SHORTEST_PAUSE * self._office.second
            self._office.report("questions could not be loaded", error)
        finally:
            tray.loading = False
            self._wake.set()

    async def _look_again(self) -> None:
        """Look at spares that have waited; those that may not leave any more are withdrawn with the next turn."""
        self._line.rests = self._rests()
        if self._closing:
            self._withdrawn += self._line.withdraw()
            return
        spares = self._line.spares
        stopped = {sent.attempt_id for sent in spares if sent.question.place.run_id not in self._assigned}
        self._withdrawn += self._line.withdraw(stopped)
        self._line.let_go()
        old = self._line.old_spares
        if not old:
            return
        heard = self._office.news.orders.rung
        places = {sent.question.place.key: sent.question.place for sent in old}
        allowed = await self._office.database.read(may_still_send, tuple(places.values()))
        good = {sent.attempt_id for sent in old if sent.question.place.key in allowed}
        self._withdrawn += self._line.withdraw({sent.attempt_id for sent in old} - good)
        self._line.refresh(good, heard)

    async def _turn(self) -> bool:
        """Settle what arrived and begin what may leave; whether there was anything to do."""
        heard = self._office.news.orders.rung
        arrived = self._line.take()
        turn = Turn()
        try:
            turn = self._planned(await self._interpreted(arrived))
            if turn == Turn():
                return False
            taken = await self._kept(turn)
        except BaseException:
            self.in_doubt = True
            self._line.give_back(arrived)
            for question in reversed(turn.questions):
                self._tray_of(question).take_back(question)
            raise
        self._apply(turn, taken, heard)
        self._office.news.changes.ring()
        return True

    def _rests(self) -> bool:
        """Whether nothing may leave now."""
        return self._closing or time.monotonic() < self._paused_until

    def _pause(self, answered: Sequence[Answered]) -> None:
        """Rest as long as these ask for."""
        for each in answered:
            if isinstance(each.step, Again) and each.step.pauses:
                self._paused_at = time.monotonic()
                self._paused_until = max(self._paused_until, self._paused_at + each.step.seconds)

    def _planned(self, answered: Sequence[Answered]) -> Turn:
        self._pause(answered)
        faults: dict[int, list[bool]] = {}
        for each in answered:
            if isinstance(each.step, Ends):
                faults.setdefault(self._tray_of(each.question).run_id, []).append(each.step.fault)
        trays = [tray for tray in self._trays.values() if tray.run_id in self._assigned]
        gone = {*(each.attempt_id for each in answered), *(sent.attempt_id for sent in self._withdrawn)}
        busy = {
            sent.question.request.sha256
            for attempt_id, sent in self._line.open.items()
            if attempt_id not in gone
        }
        self._line.rests = self._rests()
        questions = () if self._line.rests else tuple(deal(trays, self._line.wanted, busy))
        for run_id in dict.fromkeys(question.place.run_id for question in questions):
            self._trays[run_id] = self._trays.pop(run_id)  # served: the others come first next time
        alarms = {tray.run_id: tray.alarm(faults.get(tray.run_id, ())) for tray in trays}
        return Turn(
            answered=tuple(answered),
            withdrawn=tuple((sent.question, sent.attempt_id) for sent in self._withdrawn),
            questions=questions,
            unaskable=tuple(each for tray in trays for each in tray.unaskable),
            alarms={run_id: reason for run_id, reason in alarms.items() if reason},
            looked_at=tuple(tray.run_id for tray in trays if tray.is_empty and not tray.asked),
        )

    async def _kept(self, turn: Turn) -> Taken:
        """The turn, taken. An answer that cannot be kept for a reason of ours does not hold up the others."""
        write = self._office.database.write
        try:
            return await write(take_turn, turn)
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001  (whatever a strange answer led to)
            self._office.report("a turn of suggestions failed", error)
        at_fault = False
        for each in turn.answered:
            try:
                await write(take_turn, Turn(answered=(each,)))
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001  (likewise)
                self._office.report("an answer could not be kept", error)
                await write(take_turn, Turn(answered=(unusable(each),)))
                at_fault = True
        # When no answer is at fault, the next questions are: their runs wait until somebody has looked.
        asking = () if at_fault else dict.fromkeys(question.place.run_id for question in turn.questions)
        blocked = tuple(Unaskable(run_id, None, _CANNOT_ASK) for run_id in asking)
        await write(take_turn, Turn(withdrawn=turn.withdrawn, unaskable=blocked))
        return Taken((), ())

    def _apply(self, turn: Turn, taken: Taken, heard: int) -> None:
        """What follows from a turn that is kept."""
        self._pause(turn.answered)
        self._line.settled(each.attempt_id for each in turn.answered)
        self._line.settled(attempt_id for _, attempt_id in turn.withdrawn)
        for question, _ in turn.withdrawn:
            tray = self._tray_of(question)
            tray.asked.discard(question.task.id)
            tray.stalled = False
        self._withdrawn.clear()
        for each in turn.answered:
            tray = self._tray_of(each.question)
            if isinstance(each.step, Ends):
                tray.faults.append(each.step.fault)
            tray.asked.discard(each.question.task.id)
            tray.stalled = False
            if isinstance(each.step, Again):
                tray.look_now()
        for tray in self._trays.values():
            tray.unaskable.clear()
            tray.is_empty = tray.is_empty and tray.run_id not in turn.looked_at
            if tray.run_id in turn.alarms:
                tray.stop()
        self._apply_begun(turn, taken, heard)

    def _apply_begun(self, turn: Turn, taken: Taken, heard: int) -> None:
        for question in reversed(taken.held):
            tray = self._tray_of(question)
            tray.take_back(question)
            tray.stalled = True
        begun = {question.task.id for question, _ in taken.begun}
        for question in turn.questions:
            if question.task.id not in begun:
                self._tray_of(question).asked.discard(question.task.id)
        self._line.keep((Sent(question, attempt_id) for question, attempt_id in taken.begun), heard)

    async def _interpreted(self, arrived: Sequence[Arrived]) -> list[Answered]:
        if not arrived:
            return []
        waits = Waits(self._office.second, self._office.chance())
        if sum(len(each.sent.question.text) for each in arrived) < _SHORT_WORDS:
            return self._read(arrived, waits)
        return await asyncio.to_thread(self._read, arrived, waits)

    def _read(self, arrived: Sequence[Arrived], waits: Waits) -> list[Answered]:
        found = []
        for (question, attempt_id), reply in arrived:
            try:
                found.append(interpret(question, attempt_id, reply, waits))
            except Exception as error:  # noqa: BLE001  (whatever a strange answer led to)
                self._office.report("an answer could not be read", error)
                found.append(unusable(interrupted(question, attempt_id)))
        return found

    def _tray_of(self, question: Question) -> Tray:
        run_id = question.place.run_id
        return self._trays.setdefault(run_id, Tray(run_id, looks_at=NEVER))

    async def _rest(self) -> None:
        """Until something arrives, is assigned or loaded, or may be asked again."""
        now = time.monotonic()
        times = [tray.looks_at for tray in self._trays.values() if tray.looks_at > now]
        if self._paused_until > now:
            times.append(self._paused_until)
        seconds = min((each - now for each in times), default=NEVER)
        try:
            await asyncio.wait_for(self._wake.wait(), min(seconds, 3600.0))
        except TimeoutError:
            return


def _next_look(batch: Batch, most: int) -> float:
    """When there may be more to load."""
    if len(batch.wanted) == most:
        return 0.0
    if batch.next_at is None:
        return NEVER
    wait = datetime.fromisoformat(batch.next_at) - datetime.fromisoformat(batch.now)
    return time.monotonic() + max(0.0, wait.total_seconds())
