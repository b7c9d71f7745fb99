"""Runs and their tasks, in SQL."""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import json
from sqlalchemy import Connection, select

from salvaguarda.adapters.db.records import run_statements as statements
from salvaguarda.adapters.db.records.people import person_as
from salvaguarda.application.ports.runs import Cell, EndedTask, NewRun, RunRecord, Standing, TaskRecord
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.suggestions.budget import Budget, Spending
from salvaguarda.domain.suggestions.endpoints import OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose, RunState
from salvaguarda.domain.suggestions.progress import ENDED
from salvaguarda.domain.suggestions.retries import Retry

_RETRY = json.Decoder(Retry)
_creator = person_as("creator")
_PLAIN = tuple(name for name in NewRun.__slots__ if name not in {"purpose", "output_mode", "budget"})


class SqlRuns:
    """Fulfils application.ports.runs.Runs."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, run: NewRun, cells: Sequence[Cell], person_id: int) -> int:
        """Keep a new run with its tasks, in the order of asking; its id."""
        values = {name: getattr(run, name) for name in _PLAIN} | {
            "purpose": run.purpose.value,
            "output_mode": run.output_mode.value,
            "budget_tokens": run.budget.tokens,
            "budget_micro": run.budget.micro,
            **dict.fromkeys(("spent_tokens", "spent_micro", "reserved_tokens", "reserved_micro"), 0),
            "spent_estimated": False,
            "state": RunState.RUNNING.value,
            "reason": "",
            "version": 1,
            "created_at": self._now,
            "created_by": person_id,
        }
        run_id = int(self._connection.execute(statements.ADD, values).scalar_one())
        self._connection.execute(statements.ADD_TASKS, _tasks(run_id, run.draft_id, cells))
        return run_id

    def get(self, run_id: int) -> RunRecord:
        """That run; NotFound when there is none."""
        row = self._connection.execute(statements.GET, {"run": run_id}).one_or_none()
        if row is None:
            raise NotFound("run", run_id)
        return _record(row)

    def of_assessment(self, assessment_id: int) -> tuple[RunRecord, ...]:
        """The runs of an assessment but redrafts, newest first."""
        found = self._connection.execute(statements.OF_ASSESSMENT, {"assessment": assessment_id})
        return tuple(map(_record, found))

    def redraft(self, assessment_id: int, cell: Cell, person_id: int) -> RunRecord | None:
        """The newest redraft of this cell that this person asked for; None when there is none."""
        values = {"assessment": assessment_id, "by": person_id, "path": cell[0], "criterion_id": cell[1]}
        row = self._connection.execute(statements.REDRAFT, values).one_or_none()
        return None if row is None else _record(row)

    def only_task(self, run_id: int) -> tuple[Cell, Outcome | None, str]:
        """The task of a run that has one: its cell, its outcome (None: not ended) and the reason."""
        row = self._connection.execute(statements.TASK, {"run": run_id}).one()
        outcome = None if row.outcome is None else Outcome(row.outcome)
        return (row.provision, row.criterion), outcome, row.reason

    def redraft_tokens(self, assessment_id: int) -> int:
        """What the redrafts of an assessment have spent, or may still spend."""
        found = self._connection.execute(statements.REDRAFT_TOKENS, {"assessment": assessment_id})
        return int(found.scalar_one())

    def hold_redrafts(self, assessment_id: int) -> None:
        """Until the end of this write nobody else counts and adds redrafts of this assessment."""
        self._connection.execute(statements.LOCK, {"assessment": assessment_id})

    def standing(self, run: RunRecord) -> Standing:
        """How far it is."""
        here = {"run": run.id}
        counts = {
            None if outcome is None else Outcome(outcome): count
            for outcome, count in self._connection.execute(statements.COUNTS, here)
        }
        asked = int(self._connection.execute(statements.ASKED, here).scalar_one())
        waits = run.state is RunState.RUNNING and counts.get(None, 0) > 0
        return Standing(counts, asked, self.paused_until(run.wish.endpoint_id) if waits else None)

    def ended(self, run_id: int) -> tuple[EndedTask, ...]:
        """Tasks that ended without a suggestion, in the order of asking."""
        return tuple(
            EndedTask(row.provision, row.criterion, Outcome(row.outcome), row.reason, row.attempts)
            for row in self._connection.execute(statements.ENDED, {"run": run_id})
        )

    def known_cells(self, run: NewRun) -> set[Cell]:
        """Cells that this prompt was answered for already, or is being asked for, by this model there for this purpose."""
        values = {
            "assessment": run.assessment_id,
            "purpose": run.purpose.value,
            "endpoint": run.endpoint_id,
            "host": run.endpoint_host,
            "model": run.model,
            "prompt_hash": run.prompt_sha256,
            "checklist_hash": run.checklist_sha256,
        }
        return {
            (path, criterion) for path, criterion in self._connection.execute(statements.KNOWN_CELLS, values)
        }

    def set_state(self, run_id: int, state: RunState, reason: str = "", version: int | None = None) -> bool:
        """Change it when it still has this version (None: whatever it has); False otherwise. Sets its times."""
        values = {
            "run": run_id,
            "any_version": version is None,
            "edited": version or 0,
            "new_state": state.value,
            "new_reason": reason,
            "new_finished_at": self._now if state in ENDED else None,
        }
        return self._connection.execute(statements.SET_STATE, values).rowcount == 1

    def set_budget(self, run_id: int, budget: Budget) -> None:
        """Let it spend so much in all."""
        values = {"run": run_id, "tokens": budget.tokens, "micro": budget.micro}
        self._connection.execute(statements.SET_BUDGET, values)

    def follow_endpoint(self, run_id: int, endpoint_version: int) -> None:
        """Let it go on with another version of its endpoint."""
        self._connection.execute(statements.FOLLOW, {"run": run_id, "new_version": endpoint_version})

    def reopen(self, run_id: int, outcomes: Collection[Outcome]) -> int:
        """Let the tasks with these outcomes wait again; how many."""
        values = {"run": run_id, "outcomes": [outcome.value for outcome in outcomes]}
        return self._connection.execute(statements.REOPEN, values).rowcount

    def running(self) -> tuple[RunRecord, ...]:
        """Runs that are running, oldest first."""
        return tuple(map(_record, self._connection.execute(statements.RUNNING)))

    def waiting(self, run_id: int, besides: Collection[int], most: int) -> tuple[TaskRecord, ...]:
        """Tasks that may be asked now, in the order of asking, but those in `besides` (ids)."""
        values = {"run": run_id, "now": self._now, "most": most + len(besides)}
        found = (row for row in self._connection.execute(statements.WAITING, values) if row.id not in besides)
        return tuple(
            TaskRecord(row.id, row.run_id, row.provision, row.criterion, row.attempts, retry_of(row.retry))
            for _, row in zip(range(most), found, strict=False)
        )

    def next_at(self, run_id: int) -> str | None:
        """When the next task that waits for its time may be asked; None when none waits so."""
        found: str | None = self._connection.execute(statements.NEXT_AT, {"run": run_id}).scalar_one()
        return found

    def paused_until(self, endpoint_id: int) -> str | None:
        """Until when an endpoint is not asked because it said so; None when it may be."""
        values = {"endpoint": endpoint_id, "now": self._now}
        found: str | None = self._connection.execute(statements.PAUSED_UNTIL, values).scalar_one()
        return found

    def put_back(self, task_id: int, retry: Retry, next_at: str | None) -> None:
        """Let a task wait, not to be asked before `next_at`."""
        values = {"task": task_id, "new_retry": json.encode(retry).decode(), "new_next_at": next_at}
        self._connection.execute(statements.PUT_BACK, values)

    def end_task(self, task_id: int, outcome: Outcome, reason: str) -> bool:
        """End it, once; False when it had ended already, and stays as it is."""
        values = {"task": task_id, "new_outcome": outcome.value, "new_reason": reason}
        return self._connection.execute(statements.END_TASK, values).rowcount == 1

    def end_tasks(self, ends: Sequence[tuple[int, Outcome, str]]) -> None:
        """End them (id, outcome, reason), each once: an ended one stays as it is."""
        if ends:
            values = [
                {"task": task_id, "new_outcome": outcome.value, "new_reason": reason}
                for task_id, outcome, reason in ends
            ]
            self._connection.execute(statements.END_TASK, values)

    def end_waiting(self, run_id: int, outcome: Outcome, reason: str) -> None:
        """End every task of a run that has not ended and is not being answered."""
        values = {"run": run_id, "new_outcome": outcome.value, "new_reason": reason}
        self._connection.execute(statements.END_WAITING, values)

    def is_done(self, run_id: int) -> bool:
        """Whether every task has an outcome."""
        return bool(self._connection.execute(select(statements.IS_DONE), {"run": run_id}).scalar_one())

    def reserve(self, run_id: int, spending: Spending) -> bool:
        """Set so much of the budget aside, when the run is running and the budget allows it; False otherwise."""
        values = {
            "run": run_id,
            "tokens": spending.tokens,
            "micro": spending.micro,
            "now": self._now,
        }
        return self._connection.execute(statements.RESERVE, values).rowcount == 1

    def release(self, run_id: int, spending: Spending) -> None:
        """Give back what was set aside."""
        values = {
            "run": run_id,
            "spent": 0,
            "spent_money": 0,
            "by_estimate": False,
            "tokens": spending.tokens,
            "micro": spending.micro,
        }
        self._connection.execute(statements.SETTLE, values)


def retry_of(text: str) -> Retry:
    """What is kept of a task's earlier attempts."""
    return _RETRY.decode(text) if text else Retry()


def _tasks(run_id: int, draft_id: int, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run_id,
            "draft_id": draft_id,
            "provision": path,
            "criterion": criterion,
            "position": position,
            "reason": "",
            "attempts": 0,
            "retry": "",
        }
        for position, (path, criterion) in enumerate(cells)
    ]


def _record(row: Any) -> RunRecord:
    wish = NewRun(
        **{name: getattr(row, name) for name in _PLAIN},
        purpose=Purpose(row.purpose),
        output_mode=OutputMode(row.output_mode),
        budget=Budget(row.budget_tokens, row.budget_micro),
    )
    return RunRecord(
        id=row.id,
        wish=wish,
        endpoint_name=row.endpoint_name,
        state=RunState(row.state),
        reason=row.reason,
        version=row.version,
        spent=Spending(row.spent_tokens, row.spent_micro),
        reserved=Spending(row.reserved_tokens, row.reserved_micro),
        estimated=row.spent_estimated,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        created_by=_creator(row),
    )
