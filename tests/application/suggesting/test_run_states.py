"""Whatever happens in whatever order, on both storages: no task ends twice, nothing is spent twice, no budget is passed."""

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.suggestions import suggestion, suggestion_attempt, suggestion_task
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.interpret import Waits, interpret
from salvaguarda.application.suggesting.questions import Question, load_batch, make_questions
from salvaguarda.application.suggesting.steer_run import ask_again, cancel_run, pause_run, resume_run
from salvaguarda.application.suggesting.turn import Taken, Turn, take_turn
from salvaguarda.application.suggesting.worker import end_interrupted
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.outcomes import SUGGESTING, Outcome, RunState
from salvaguarda.domain.suggestions.replies import FailureKind, Reply, Usage
from tests.asking import PROMPTS, Desk, answer, failure, make_desk, reply

REPLIES: tuple[Reply, ...] = (
    reply(),
    reply(answer(rating=None)),
    reply("no JSON"),
    reply("{", finish_reason="length"),
    reply("", refusal="No."),
    reply("", finish_reason="content_filter"),
    reply(usage=None),
    reply(
        usage=Usage(10**12, 5)
    ),  # a server that claims too much cannot make it pass a budget by more than it claims
    failure(FailureKind.TRANSIENT, None),
    failure(FailureKind.RATE_LIMITED, 429, retry_after=0.0),
    failure(FailureKind.QUOTA, 402),
    failure(FailureKind.TOO_LONG, 400),
    failure(FailureKind.UNEXPECTED, None),
)
NOW = Waits(0.0, 0.0)


class Machine(RuleBasedStateMachine):
    """One run of a few cells, driven by hand instead of by the worker."""

    desk: Desk

    @initialize(tokens=st.sampled_from([2_000, 20_000, 40_000, 10**9]))
    def start(self, tokens: int) -> None:
        self.run_id = self.desk.start(
            None, ["legality", "necessity"], budget=Budget(tokens=tokens), skips_known=False
        )
        self.open: dict[int, Question] = {}
        self.honest = True
        self.tasks = sum(self.desk.outcomes(self.run_id).values())

    def write(self, turn: Turn) -> Taken:
        return self.desk.database.write_here(take_turn, turn)

    @rule(most=st.integers(1, 3))
    def begin(self, most: int) -> None:
        held = {question.task.id for question in self.open.values()}
        batch = self.desk.database.read_here(load_batch, self.desk.sheets, self.run_id, held, most)
        questions = [each for each in make_questions(PROMPTS, batch) if isinstance(each, Question)]
        taken = self.write(Turn(questions=questions))
        self.open.update({attempt_id: question for question, attempt_id in taken.begun})

    @precondition(lambda self: self.open)
    @rule(kind=st.sampled_from(REPLIES), which=st.integers(0, 5))
    def settle(self, kind: Reply, which: int) -> None:
        attempt_id = sorted(self.open)[which % len(self.open)]
        question = self.open.pop(attempt_id)
        self.honest &= kind.usage is None or kind.usage.input < 10**9
        answered = interpret(question, attempt_id, kind, NOW)
        self.write(Turn(answered=(answered,)))
        self.write(Turn(answered=(answered,)))  # a reply that is kept twice counts once

    @precondition(lambda self: self.open)
    @rule()
    def withdraw(self) -> None:
        attempt_id, question = self.open.popitem()
        self.write(Turn(withdrawn=((question, attempt_id),)))

    @rule()
    def die(self) -> None:
        """What is being answered is never known; its replies come too late."""
        late = dict(self.open)
        self.open.clear()
        self.desk.database.write_here(end_interrupted)
        for attempt_id, question in late.items():
            self.write(Turn(answered=(interpret(question, attempt_id, reply(), NOW),)))

    @rule(
        order=st.sampled_from(
            [
                (pause_run,),
                (resume_run,),
                (cancel_run,),
                (ask_again, [Outcome.INTERRUPTED, Outcome.FAILED, Outcome.CANCELLED], Budget()),
                (ask_again, [Outcome.OVER_BUDGET, Outcome.INVALID], Budget(tokens=50_000)),
            ]
        )
    )
    def steer(self, order: tuple[Any, ...]) -> None:
        with suppress(Conflict):
            self.desk.steer(order[0], self.run_id, *order[1:])

    @invariant()
    def sums_hold(self) -> None:
        seen = self.desk.database.read_here(look, self.run_id)
        run = self.desk.run(self.run_id)
        assert seen["spent"] == run.spent.tokens
        assert seen["reserved"] == run.reserved.tokens
        if self.honest and run.wish.budget.tokens is not None and run.wish.budget.tokens != 50_000:
            assert run.spent.tokens + run.reserved.tokens <= run.wish.budget.tokens

    @invariant()
    def tasks_hold(self) -> None:
        seen = self.desk.database.read_here(look, self.run_id)
        counts = self.desk.outcomes(self.run_id)
        run = self.desk.run(self.run_id)
        assert sum(counts.values()) == self.tasks
        assert seen["suggested"] == seen["suggestions"] == sum(counts.get(o, 0) for o in SUGGESTING)
        assert seen["open of ended"] == 0
        assert seen["open"] == len(self.open)
        if run.state in {RunState.FINISHED, RunState.CANCELLED}:
            assert counts.get(None, 0) == len(self.open)
        else:
            assert counts.get(None, 0) > 0
        assert (run.finished_at is not None) == (run.state in {RunState.FINISHED, RunState.CANCELLED})


def look(records: Records, run_id: int) -> dict[str, int]:
    """The rows themselves."""
    assert isinstance(records, SqlRecords)
    task, attempt = suggestion_task, suggestion_attempt
    tokens = func.coalesce(func.sum(attempt.c.input_tokens + attempt.c.output_tokens), 0)
    mine, is_open = attempt.c.run_id == run_id, attempt.c.ended_at.is_(None)
    joined = attempt.join(task, task.c.id == attempt.c.task_id)
    statements = {
        "spent": select(tokens).where(mine, ~is_open),
        "reserved": select(tokens).where(mine, is_open),
        "open": select(func.count()).where(mine, is_open),
        "open of ended": select(func.count())
        .select_from(joined)
        .where(mine, is_open, task.c.outcome.is_not(None)),
        "suggestions": select(func.count()).where(suggestion.c.run_id == run_id),
        "suggested": select(func.count(func.distinct(suggestion.c.task_id))).where(
            suggestion.c.run_id == run_id
        ),
    }
    return {name: int(records.connection.execute(each).scalar_one()) for name, each in statements.items()}


def test_runs_hold_whatever_happens(database: Database) -> None:
    made = make_desk(database)

    class OnThis(Machine):
        desk = made

    run_state_machine_as_test(
        OnThis,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
