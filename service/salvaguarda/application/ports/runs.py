"""Runs and their tasks, as they are kept. Who may see what came of them is ruled where suggestions are read, not here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Budget, Spending
from salvaguarda.domain.suggestions.endpoints import OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose, RunState
from salvaguarda.domain.suggestions.retries import Retry

Cell = tuple[str, str]
"""Row path and criterion id."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """What is kept of a run beside its tasks. Everything is as it is when it starts; hashes are of files (hex)."""

    assessment_id: int
    draft_id: int
    purpose: Purpose
    endpoint_id: int
    endpoint_version: int
    endpoint_host: str
    model: str
    output_mode: OutputMode
    prompt_id: str
    prompt_version: str
    prompt_sha256: str
    schema_sha256: str
    checklist_sha256: str
    policy_version: int
    budget: Budget
    currency: str | None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. endpoint_name: what the endpoint is called now. reason: why it is blocked or paused, "" otherwise.

    version: counts its changes of state from 1. spent: by attempts that ended; reserved: for those that are being answered.
    estimated: some of it is our estimate, because the server did not count.
    """

    id: int
    wish: NewRun
    endpoint_name: str
    state: RunState
    reason: str
    version: int
    spent: Spending
    reserved: Spending
    estimated: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    created_by: Person


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task that has not ended. attempts: how often it was asked in all."""

    id: int
    run_id: int
    provision: str
    criterion: str
    attempts: int
    retry: Retry


@dataclass(frozen=True, slots=True)
class EndedTask:
    """A task that ended, and why."""

    provision: str
    criterion: str
    outcome: Outcome
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is. counts: outcome → tasks, None for those that have not ended. asked: being answered just now.

    resumes_at: until when the endpoint is not asked because it said so; None when it is.
    """

    counts: Mapping[Outcome | None, int]
    asked: int
    resumes_at: str | None


class Runs(Protocol):
    """The runs of the assessments, and their tasks."""

    def add(self, run: NewRun, cells: Sequence[Cell], person_id: int) -> int:
        """Keep a new run with its tasks, in the order of asking; its id."""
        ...

    def get(self, run_id: int) -> RunRecord:
        """That run; NotFound when there is none."""
        ...

    def of_assessment(self, assessment_id: int) -> tuple[RunRecord, ...]:
        """The runs of an assessment but redrafts, newest first."""
        ...

    def redraft(self, assessment_id: int, cell: Cell, person_id: int) -> RunRecord | None:
        """The newest redraft of this cell that this person asked for; None when there is none."""
        ...

    def only_task(self, run_id: int) -> tuple[Cell, Outcome | None, str]:
        """The task of a run that has one: its cell, its outcome (None: not ended) and the reason."""
        ...

    def redraft_tokens(self, assessment_id: int) -> int:
        """What the redrafts of an assessment have spent, or may still spend."""
        ...

    def hold_redrafts(self, assessment_id: int) -> None:
        """Until the end of this write nobody else counts and adds redrafts of this assessment."""
        ...

    def standing(self, run: RunRecord) -> Standing:
        """How far it is."""
        ...

    def ended(self, run_id: int) -> tuple[EndedTask, ...]:
        """Tasks that ended without a suggestion, in the order of asking."""
        ...

    def known_cells(self, run: NewRun) -> set[Cell]:
        """Cells that this prompt was answered for already, or is being asked for, by this model there for this purpose."""
        ...

    def set_state(self, run_id: int, state: RunState, reason: str = "", version: int | None = None) -> bool:
        """Change it when it still has this version (None: whatever it has); False otherwise. Sets its times."""
        ...

    def set_budget(self, run_id: int, budget: Budget) -> None:
        """Let it spend so much in all."""
        ...

    def follow_endpoint(self, run_id: int, endpoint_version: int) -> None:
        """Let it go on with another version of its endpoint."""
        ...

    def reopen(self, run_id: int, outcomes: Collection[Outcome]) -> int:
        """Let the tasks with these outcomes wait again; how many."""
        ...

    def running(self) -> tuple[RunRecord, ...]:
        """Runs that are running, oldest first."""
        ...

    def waiting(self, run_id: int, besides: Collection[int], most: int) -> tuple[TaskRecord, ...]:
        """Tasks that may be asked now, in the order of asking, but those in `besides` (ids)."""
        ...

    def next_at(self, run_id: int) -> str | None:
        """When the next task that waits for its time may be asked; None when none waits so."""
        ...

    def paused_until(self, endpoint_id: int) -> str | None:
        """Until when an endpoint is not asked because it said so; None when it may be."""
        ...

    def put_back(self, task_id: int, retry: Retry, next_at: str | None) -> None:
        """Let a task wait, not to be asked before `next_at`."""
        ...

    def end_task(self, task_id: int, outcome: Outcome, reason: str) -> bool:
        """End it, once; False when it had ended already, and stays as it is."""
        ...

    def end_tasks(self, ends: Sequence[tuple[int, Outcome, str]]) -> None:
        """End them (id, outcome, reason), each once: an ended one stays as it is."""
        ...

    def end_waiting(self, run_id: int, outcome: Outcome, reason: str) -> None:
        """End every task of a run that has not ended and is not being answered."""
        ...

    def is_done(self, run_id: int) -> bool:
        """Whether every task has an outcome."""
        ...

    def reserve(self, run_id: int, spending: Spending) -> bool:
        """Set so much of the budget aside, when the run is running and the budget allows it; False otherwise."""
        ...

    def release(self, run_id: int, spending: Spending) -> None:
        """Give back what was set aside."""
        ...
