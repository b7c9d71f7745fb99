"""Runs against a real server that others wrote, over real sockets: what each of its answers comes to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.models.keys import Keys
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.steer_run import ask_again, resume_run
from salvaguarda.bootstrap import open_models
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from salvaguarda.domain.suggestions.suggestion import QuoteState, Suggestion
from salvaguarda.settings import Settings
from tests.asking import Desk, answer, make_desk, working
from tests.models import ModelServer

DONE = frozenset({RunState.FINISHED})


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """Which storage it is makes no difference to a server; test_worker.py asks both."""
    opened = Database(sqlite_url, patience=2)
    yield opened
    opened.close()


@pytest.fixture
def models(tmp_path: Path) -> ModelClient:
    return open_models(Settings(data_folder=tmp_path), Keys(tmp_path))


@pytest.fixture
def desk(database: Database, model_server: ModelServer) -> Desk:
    return make_desk(database, model_server.settings(concurrency=2))


async def asked(
    desk: Desk, models: ModelClient, run_id: int, states: frozenset[RunState] = DONE, **more: Any
) -> dict[Outcome | None, int]:
    """How the tasks of a run ended."""
    async with working(desk.database, models, desk.sheets, **more) as work:
        await work.until(lambda: desk.run(run_id).state in states)
    assert work.failures == []
    return desk.outcomes(run_id)


def suggestions(desk: Desk, run_id: int) -> Suggestion | None:
    def read(records: Records) -> Suggestion | None:
        return records.attempts.suggestion(run_id)

    return desk.database.read_here(read)


def reason_of(desk: Desk, run_id: int) -> str:
    return desk.database.read_here(lambda records: records.runs.ended(run_id))[0].reason


async def test_what_the_server_makes_up_by_itself_is_never_acceptable(
    desk: Desk, models: ModelClient
) -> None:
    # It fits the schema, but not the rules beside it: it gives a rating and says that it abstains.
    run_id = desk.start(["art_4"])
    await asked(desk, models, run_id)
    found = suggestions(desk, run_id)
    assert desk.outcomes(run_id) == {Outcome.INVALID: 1}, reason_of(desk, run_id)
    assert found is None


async def test_its_fabricated_quote_is_not_found_and_not_acceptable(
    desk: Desk, models: ModelClient, model_server: ModelServer
) -> None:
    model_server.plan({"type": "reply", "text": answer("mock-quote mock-quote mock-quote"), "times": 1})
    run_id = desk.start(["art_4"])
    assert await asked(desk, models, run_id) == {Outcome.ANSWERED: 1}
    found = suggestions(desk, run_id)
    assert found is not None
    assert [quote.state for quote in found.quotes] == [QuoteState.NOT_FOUND]
    assert not found.acceptable


async def test_quote_that_is_there_is_copied_from_the_provision(
    desk: Desk, models: ModelClient, model_server: ModelServer
) -> None:
    model_server.plan({"type": "reply", "text": answer("shall  empower its authorities"), "times": 1})
    run_id = desk.start(["art_4"])
    assert await asked(desk, models, run_id) == {Outcome.ANSWERED: 1}
    found = suggestions(desk, run_id)
    assert found is not None
    assert found.acceptable
    assert found.quotes[0].found is not None
    assert found.quotes[0].found.exact == "shall empower its authorities"


async def test_endpoint_rests_as_long_as_the_server_asks(
    desk: Desk, models: ModelClient, model_server: ModelServer
) -> None:
    model_server.plan(
        {"type": "fail", "status": 429, "retry_after": 1, "times": 1},
        {"type": "reply", "text": answer(), "times": None},
    )
    run_id = desk.start(None)
    outcomes = await asked(desk, models, run_id)
    assert set(outcomes) == {Outcome.ANSWERED}
    verdict = model_server.report()
    assert verdict.passed, verdict.text


FAILURES: dict[str, tuple[dict[str, Any], Outcome, int]] = {
    "a server that fails once": ({"type": "fail", "status": 503, "times": 1}, Outcome.ANSWERED, 2),
    "an answer cut off once": (
        {"type": "reply", "text": '{"abstain": fal', "finish_reason": "length", "times": 1},
        Outcome.ANSWERED,
        2,
    ),
    "an answer cut off twice": (
        {"type": "reply", "text": '{"abstain": fal', "finish_reason": "length", "times": 2},
        Outcome.TRUNCATED,
        2,
    ),
    "prose instead of JSON once": (
        {"type": "reply", "text": "Certainly! Here is my rating.", "times": 1},
        Outcome.ANSWERED,
        2,
    ),
    "prose instead of JSON twice": (
        {"type": "reply", "text": "Certainly! Here is my rating.", "times": 2},
        Outcome.INVALID,
        2,
    ),
    "a server that always fails": ({"type": "fail", "status": 500, "times": 6}, Outcome.FAILED, 6),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_what_goes_wrong_is_tried_again_or_ends_with_its_reason(
    desk: Desk, models: ModelClient, model_server: ModelServer, name: str
) -> None:
    behavior, outcome, requests = FAILURES[name]
    model_server.plan(behavior, {"type": "reply", "text": answer(), "times": None})
    run_id = desk.start(["art_4"])
    assert await asked(desk, models, run_id) == {outcome: 1}
    assert len(model_server.requests()) == requests
    if outcome is not Outcome.ANSWERED:
        assert "Certainly" not in reason_of(desk, run_id)
        assert reason_of(desk, run_id)


async def test_cut_off_answer_is_asked_with_twice_the_tokens_and_invalid_one_with_its_place(
    desk: Desk, models: ModelClient, model_server: ModelServer
) -> None:
    model_server.plan(
        {"type": "reply", "text": "{", "finish_reason": "length", "times": 1},
        {"type": "reply", "text": answer(rating="excellent"), "times": 1},
        {"type": "reply", "text": answer(), "times": None},
    )
    run_id = desk.start(["art_4"])
    assert await asked(desk, models, run_id) == {Outcome.ANSWERED: 1}
    first, longer, corrected = (request["body"] for request in model_server.requests())
    assert longer["max_completion_tokens"] == 2 * first["max_completion_tokens"]
    note = corrected["messages"][-1]["content"].removeprefix(first["messages"][-1]["content"])
    assert "rating" in note
    assert "excellent" not in note


BLOCKS: dict[str, dict[str, Any]] = {
    "no credit": {"type": "fail", "status": 402, "times": 1},
    "no access": {"type": "fail", "status": 401, "times": 1},
    "no such model": {"type": "fail", "status": 404, "times": 1},
}


@pytest.mark.parametrize("name", BLOCKS)
async def test_run_is_blocked_with_a_sentence_and_goes_on_when_resumed(
    desk: Desk, models: ModelClient, model_server: ModelServer, name: str
) -> None:
    model_server.plan(BLOCKS[name], {"type": "reply", "text": answer(), "times": None})
    run_id = desk.start(["art_4"])
    outcomes = await asked(desk, models, run_id, frozenset({RunState.BLOCKED}))
    assert outcomes == {None: 1}
    assert desk.run(run_id).reason.endswith("until somebody resumes it.")
    desk.steer(resume_run, run_id)
    assert await asked(desk, models, run_id) == {Outcome.ANSWERED: 1}


async def test_budget_is_never_passed_and_the_rest_says_so(
    desk: Desk, models: ModelClient, model_server: ModelServer
) -> None:
    model_server.plan({"type": "reply", "text": answer(), "times": None})
    run_id = desk.start(None, budget=Budget(tokens=20_000))
    outcomes = await asked(desk, models, run_id)
    assert outcomes[Outcome.OVER_BUDGET] > 0
    run = desk.run(run_id)
    assert run.spent.tokens <= 20_000
    desk.steer(ask_again, run_id, [Outcome.OVER_BUDGET], Budget(tokens=10_000_000))
    assert set(await asked(desk, models, run_id)) == {Outcome.ANSWERED}


async def test_quota_of_a_real_server_is_kept_to(database: Database, models: ModelClient) -> None:
    with ModelServer("--rpm", "30") as server:
        desk = make_desk(database, server.settings(concurrency=4))
        run_id = desk.start(["art_4", "art_5"], ["legality", "necessity"])
        await asked(desk, models, run_id)
        verdict = server.report()
    assert verdict.passed, verdict.text
