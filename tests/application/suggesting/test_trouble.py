"""The worker when storage, client or its own code goes wrong: no run is held up for good, and nothing is asked twice."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.show_policy import show_policy
from salvaguarda.application.suggesting.questions import Question, load_batch, make_questions
from salvaguarda.application.suggesting.steer_run import cancel_run, resume_run
from salvaguarda.application.suggesting.turn import Turn, take_turn
from salvaguarda.domain.errors import StorageFull, StorageUnavailable
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from salvaguarda.domain.suggestions.replies import FailureKind, Reply
from tests.asking import PROMPTS, Scripted, agree, failure, make_desk, one_after_another, reply, working

ONE_AT_ONCE = EndpointSettings("One", "http://127.0.0.1:9/v1", "a-model", Locality.LOCAL, concurrency=1)
FULL = StorageFull("The disk is full.", retry_after=60)


class Tripping:
    """A database whose turns go wrong. before: called with each turn before it is written, after: when it is kept."""

    def __init__(
        self,
        database: Database,
        before: Callable[[Turn], None] = lambda _: None,
        after: Callable[[Turn], None] = lambda _: None,
    ) -> None:
        self._database, self._before, self._after = database, before, after
        self.url, self.read = database.url, database.read

    async def write(self, fn: Callable[..., Any], *args: Any) -> Any:
        turns = [each for each in args if isinstance(each, Turn)]
        for turn in turns:
            self._before(turn)
        result = await self._database.write(fn, *args)
        for turn in turns:
            self._after(turn)
        return result


def raising(error: Exception, times: int, when: Callable[[Turn], bool]) -> Callable[[Turn], None]:
    """Raise it so many times, for turns of that kind."""
    left = iter(range(times))

    def trip(turn: Turn) -> None:
        if when(turn) and next(left, None) is not None:
            raise error

    return trip


def begins(turn: Turn) -> bool:
    return bool(turn.questions)


def settles(turn: Turn) -> bool:
    return bool(turn.answered)


def asked_once(models: Scripted) -> bool:
    return max(Counter(str(body) for body in models.bodies).values()) == 1


async def test_turn_that_was_kept_though_it_seemed_to_fail_holds_nothing_up(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, None)
    models = Scripted()
    tripping = Tripping(database, after=raising(StorageUnavailable("Away."), 2, begins))
    async with working(tripping, models) as work:  # type: ignore[arg-type]
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    outcomes = desk.outcomes(run_id)
    assert outcomes.keys() <= {Outcome.ANSWERED, Outcome.INTERRUPTED}
    assert outcomes[Outcome.INTERRUPTED] > 0, "nobody knows that they did not leave"
    assert desk.run(run_id).reserved.tokens == 0
    assert asked_once(models)


async def test_replies_wait_until_the_disk_has_room_and_count_once(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, None)
    models = Scripted(one_after_another(failure(FailureKind.UNEXPECTED, None)))
    tripping = Tripping(database, raising(FULL, 15, settles))
    async with working(tripping, models) as work:  # type: ignore[arg-type]
        await work.until(lambda: desk.run(run_id).state is not RunState.RUNNING)
    assert desk.run(run_id).state is RunState.FINISHED, "one failure is one, however often it was written"
    assert desk.outcomes(run_id)[Outcome.FAILED] == 1
    assert asked_once(models)
    assert len(work.failures) == 15


async def test_run_whose_questions_cannot_be_begun_is_blocked_and_says_so(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    tripping = Tripping(database, raising(RuntimeError("a fault of ours"), 1, begins))
    models = Scripted()
    async with working(tripping, models) as work:  # type: ignore[arg-type]
        await work.until(lambda: desk.run(run_id).state is RunState.BLOCKED)
        assert "Its log says why" in desk.run(run_id).reason
        desk.steer(resume_run, run_id)
        work.news.order()
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: 2}
    assert asked_once(models)


async def test_answer_that_cannot_be_kept_does_not_hold_up_the_others(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, ["legality"])
    bad = reply(request_id="bad")

    def trip(turn: Turn) -> None:
        if any(each.reply.request_id == "bad" for each in turn.answered):
            raise RuntimeError("a fault of ours")

    async with working(Tripping(database, trip), Scripted(one_after_another(bad))) as work:  # type: ignore[arg-type]
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    outcomes = desk.outcomes(run_id)
    assert outcomes == {Outcome.FAILED: 1, Outcome.ANSWERED: sum(outcomes.values()) - 1}
    assert desk.run(run_id).reserved.tokens == 0


async def test_desk_goes_on_after_a_fault_of_its_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    faults = iter([RuntimeError("a fault of ours")] * 2)
    module = "salvaguarda.application.suggesting.desk"

    def deal(*_: object) -> list[Question]:
        fault = next(faults, None)
        if fault is None:
            monkeypatch.undo()
            return []
        raise fault

    monkeypatch.setattr(f"{module}.deal", deal)
    async with working(database, Scripted()) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: 2}
    assert sum("a desk could not go on" in each for each in work.failures) == 2


async def test_client_that_gives_up_by_itself_loses_no_task(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()

    def gives_up(_: Mapping[str, Any]) -> Reply:
        raise asyncio.CancelledError

    async with working(database, Scripted(gives_up)) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.FAILED: 2}


async def test_of_two_runs_none_waits_for_the_other_even_one_at_a_time(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    desk.start(None, ["legality", "necessity", "proportionality"])
    short = desk.start(None, ["non-discrimination"])
    tasks = sum(desk.outcomes(short).values())
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(short).state is RunState.FINISHED)
    assert len(models.bodies) <= 2 * tasks + 4, "they took turns"


async def test_rest_of_a_day_ends_when_its_run_is_cancelled(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    day = failure(FailureKind.RATE_LIMITED, 429, retry_after=86_400.0)
    models = Scripted(one_after_another(day))
    async with working(database, models) as work:
        await work.until(lambda: desk.standing(run_id).resumes_at is not None)
        desk.steer(cancel_run, run_id)
        another = desk.start(None, ["necessity"])
        work.news.order()
        await work.until(lambda: desk.run(another).state is RunState.FINISHED)
    assert len(models.bodies) == 1 + sum(desk.outcomes(another).values())


async def test_rest_of_a_day_ends_when_the_endpoint_is_set_anew(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    day = failure(FailureKind.RATE_LIMITED, 429, retry_after=86_400.0)

    def elsewhere(records: Records) -> None:
        kept = records.endpoints.get(desk.endpoint_id)
        settings = replace(kept.settings, base_url="http://127.0.0.1:8/v1")
        records.endpoints.edit(kept.id, kept.version, settings, desk.owner.id, enabled=True)
        assert kept.probe is not None
        probe = replace(kept.probe, version=kept.version + 1)
        records.endpoints.add_probe(kept.id, probe, desk.owner.id)

    async with working(database, Scripted(one_after_another(day))) as work:
        await work.until(lambda: desk.standing(run_id).resumes_at is not None)
        database.write_here(elsewhere)
        another = desk.start(None, ["necessity"])
        work.news.order()
        await work.until(lambda: desk.run(another).state is RunState.FINISHED)
    assert desk.run(run_id).state is RunState.BLOCKED


def test_questions_for_an_endpoint_as_it_was_are_not_sent_beside_newer_ones(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, ["legality"])
    batch = database.read_here(load_batch, desk.sheets, run_id, (), 2)
    new, old = (each for each in make_questions(PROMPTS, batch) if isinstance(each, Question))
    old = replace(old, place=replace(old.place, endpoint_version=old.place.endpoint_version + 1))
    taken = database.write_here(take_turn, Turn(questions=(new, old)))
    assert [question for question, _ in taken.begun] == [new]


def test_answer_that_is_taken_over_twice_is_kept_once(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    first, _ = _questions(desk, run_id)
    database.write_here(take_turn, Turn(questions=(first,)))
    database.write_here(lambda records: records.runs.end_task(first.task.id, Outcome.CANCELLED, ""))
    assert (
        database.write_here(lambda records: records.runs.end_task(first.task.id, Outcome.ANSWERED, ""))
        is False
    )


def test_what_redrafts_took_is_told_by_reading_alone(database: Database) -> None:
    desk = make_desk(database)
    database.write_here(agree, desk.world, desk.world.old)
    view = database.read_here(show_policy, desk.world.new, desk.owner)
    assert view.requested_tokens == 0


def _questions(desk: Any, run_id: int) -> tuple[Question, ...]:
    batch = desk.database.read_here(load_batch, desk.sheets, run_id, (), 9)
    return tuple(each for each in make_questions(PROMPTS, batch) if isinstance(each, Question))
