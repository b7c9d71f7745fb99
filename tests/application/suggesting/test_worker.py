"""The worker with a client of ours; with real servers in test_servers.py, killed in tests/whole/test_kill_runs.py."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.worker_lock import worker_lock
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.steer_run import ask_again, cancel_run, pause_run, resume_run
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose, RunState
from salvaguarda.domain.suggestions.policy import Consent
from salvaguarda.domain.suggestions.replies import FailureKind, Reply
from tests.asking import (
    SETTINGS,
    Scripted,
    agree,
    failure,
    make_desk,
    one_after_another,
    reply,
    working,
)

ONE_AT_ONCE = EndpointSettings("One", "http://127.0.0.1:9/v1", "a-model", Locality.LOCAL, concurrency=1)


class Held(Scripted):
    """A client whose answers wait until they are let go. asking: how many wait; most: at once at most."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.asking = self.most = 0

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        self.asking += 1
        self.most = max(self.most, self.asking)
        self.begun.set()
        try:
            await self.gate.wait()
        finally:
            self.asking -= 1
        return await super().send(endpoint, body)


async def test_a_run_asks_every_cell_once_and_is_finished(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, None)
    tasks = sum(desk.outcomes(run_id).values())
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert tasks > 20
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: tasks}
    assert len(models.bodies) == tasks
    assert len({str(body) for body in models.bodies}) == tasks
    assert desk.run(run_id).spent.tokens == 120 * tasks
    assert desk.run(run_id).reserved.tokens == 0
    assert work.failures == []


async def test_no_more_are_out_at_once_than_the_endpoint_takes(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, None)
    models = Held()
    async with working(database, models) as work:
        await models.begun.wait()
        await work.until(lambda: desk.standing(run_id).asked > SETTINGS.concurrency)  # with spares
        models.gate.set()
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert models.most == SETTINGS.concurrency


async def test_every_attempt_is_kept_before_its_request_leaves(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, ["legality"])
    seen = []

    def look(_: Mapping[str, Any]) -> Reply:
        seen.append(desk.standing(run_id).asked)
        return reply()

    async with working(database, Scripted(look)) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert min(seen) >= 1


async def test_two_runs_at_one_endpoint_are_asked_in_turn(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    long = desk.start(None, ["legality", "necessity", "proportionality"])
    short = desk.start(["art_4", "art_5"], ["non-discrimination"])
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(short).state is RunState.FINISHED)
        waiting = desk.outcomes(long).get(None, 0)
        await work.until(lambda: desk.run(long).state is RunState.FINISHED)
    assert waiting > 0, "the short run did not wait for the end of the long one"


async def test_paused_run_keeps_what_is_being_answered_and_goes_on_when_resumed(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    models = Held()
    async with working(database, models) as work:
        await models.begun.wait()
        desk.steer(pause_run, run_id)
        work.news.order()
        models.gate.set()
        await work.until(lambda: desk.standing(run_id).asked == 0)
        assert desk.run(run_id).state is RunState.PAUSED
        assert desk.outcomes(run_id)[Outcome.ANSWERED] == len(models.bodies) == 1
        desk.steer(resume_run, run_id)
        work.news.order()
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert set(desk.outcomes(run_id)) == {Outcome.ANSWERED}


async def test_cancelled_run_keeps_what_is_being_answered_and_asks_nothing_more(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    models = Held()
    async with working(database, models) as work:
        await models.begun.wait()
        desk.steer(cancel_run, run_id)
        work.news.order()
        models.gate.set()
        await work.until(lambda: desk.standing(run_id).asked == 0)
    outcomes = desk.outcomes(run_id)
    assert outcomes.pop(Outcome.ANSWERED) == len(models.bodies) == 1
    assert set(outcomes) == {Outcome.CANCELLED}
    assert desk.run(run_id).state is RunState.CANCELLED


async def test_policy_that_is_withdrawn_during_a_run_blocks_it_before_the_next_request(
    database: Database,
) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    models = Held()
    async with working(database, models) as work:
        await models.begun.wait()
        database.write_here(
            lambda records: agree(records, desk.world, desk.world.new, consent=Consent.NONE, statement="")
        )
        work.news.order()
        models.gate.set()
        await work.until(lambda: desk.run(run_id).state is RunState.BLOCKED)
        await work.until(lambda: desk.standing(run_id).asked == 0)
    assert len(models.bodies) == 1
    assert "policy" in desk.run(run_id).reason
    with pytest.raises(Conflict, match="policy"):
        desk.steer(resume_run, run_id)


async def test_endpoint_that_is_changed_during_a_run_blocks_it(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, ["legality"])
    database.write_here(
        lambda records: records.endpoints.edit(desk.endpoint_id, 1, SETTINGS, desk.world.ana, enabled=True)
    )
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.BLOCKED)
    assert models.bodies == []
    assert "not tested" in desk.run(run_id).reason


async def test_same_question_is_not_paid_twice_in_one_assessment(database: Database) -> None:
    desk = make_desk(database)
    first = desk.start()
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(first).state is RunState.FINISHED)
        second = desk.start(purpose=Purpose.EVALUATION)
        work.news.order()
        await work.until(lambda: desk.run(second).state is RunState.FINISHED)
    assert len(models.bodies) == 2
    assert desk.outcomes(second) == {Outcome.ANSWERED: 2}
    assert desk.run(second).spent.tokens == 0


async def test_rest_that_a_server_asked_for_is_shown_and_outlives_the_process(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    day = failure(FailureKind.RATE_LIMITED, 429, retry_after=86_400.0)
    models = Scripted(one_after_another(day))
    async with working(database, models) as work:
        await work.until(lambda: desk.standing(run_id).resumes_at is not None)
        await work.until(lambda: desk.standing(run_id).asked <= 1)
    asked = len(models.bodies)
    assert asked == 1
    async with working(database, models):
        await asyncio.sleep(0)
    assert len(models.bodies) == asked
    resumes_at = desk.standing(run_id).resumes_at
    assert resumes_at is not None
    assert resumes_at > desk.run(run_id).created_at
    assert desk.outcomes(run_id).keys() == {None}


async def test_run_is_paused_when_a_fifth_of_its_questions_fail(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, None)
    models = Scripted(lambda _: failure(FailureKind.UNEXPECTED, None))
    async with working(database, models) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.PAUSED)
        await work.until(lambda: desk.standing(run_id).asked == 0)
    assert desk.outcomes(run_id)[Outcome.FAILED] in {10, 11}  # one spare may have left already
    assert "failed" in desk.run(run_id).reason


async def test_client_that_breaks_its_promise_loses_no_task(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()

    def broken(_: Mapping[str, Any]) -> Reply:
        raise RuntimeError("a fault of the client")

    async with working(database, Scripted(broken)) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.FAILED: 2}
    assert "a fault of the client" in work.failures[0]


async def test_what_a_dead_process_was_asking_is_interrupted_and_asked_again_only_when_told(
    database: Database,
) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    models = Held()
    async with working(database, models, grace=0) as work:
        await models.begun.wait()
        await work.until(lambda: desk.standing(run_id).asked == 2)
    assert desk.outcomes(run_id) == {Outcome.INTERRUPTED: 2}
    run = desk.run(run_id)
    assert (run.reserved.tokens, run.estimated) == (0, True)
    assert run.spent.tokens > 0, "perhaps paid"
    again = Scripted()
    async with working(database, again) as work:
        desk.steer(ask_again, run_id, [Outcome.INTERRUPTED], Budget())
        work.news.order()
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: 2}
    assert len(again.bodies) == 2


async def test_worker_that_is_closed_waits_for_what_is_being_answered(database: Database) -> None:
    desk = make_desk(database, ONE_AT_ONCE)
    run_id = desk.start(None, ["legality"])
    models = Held()
    async with working(database, models):
        await models.begun.wait()
        asyncio.get_running_loop().call_later(0.05, models.gate.set)
    outcomes = desk.outcomes(run_id)
    assert outcomes[Outcome.ANSWERED] == len(models.bodies) == 1
    assert outcomes.keys() == {Outcome.ANSWERED, None}
    assert desk.standing(run_id).asked == 0


async def test_worker_without_the_lock_asks_nothing_until_it_has_it(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    other = worker_lock(database.url)
    assert other.take()
    models = Scripted()
    async with working(database, models) as work:
        await asyncio.sleep(0.1)  # it looked a few times
        assert models.bodies == []
        other.release()
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert len(models.bodies) == 2


async def test_task_that_cannot_be_put_into_the_prompt_ends_and_the_others_go_on(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()

    def spoil(records: Records) -> None:
        task = records.runs.waiting(run_id, (), 1)[0]
        records.runs.end_task(task.id, Outcome.TOO_LONG, "Too long.")

    database.write_here(spoil)
    async with working(database, Scripted()) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: 1, Outcome.TOO_LONG: 1}
