"""Runs as a reader sees them: how far they are, what they spent, and which tasks ended without a suggestion."""

from dataclasses import dataclass

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import EndedTask, RunRecord, Standing
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.outcomes import Purpose, RunState
from salvaguarda.domain.suggestions.progress import seconds_left


@dataclass(frozen=True, slots=True)
class RunView:
    """A run. seconds_left: None when it is not known, or when the run does not go on. may_steer: the reader may."""

    run: RunRecord
    standing: Standing
    seconds_left: float | None
    may_steer: bool


def show_run(records: Records, run_id: int, reader: Person) -> RunView:
    """That run; NotFound when there is none, and for a redraft that somebody else asked for."""
    run = records.runs.get(run_id)
    if run.wish.purpose is Purpose.REDRAFT and run.created_by.id != reader.id:
        raise NotFound("run", run_id)
    return view_of(records, run, reader)


def list_runs(records: Records, assessment_id: int, reader: Person) -> tuple[RunView, ...]:
    """The runs of an assessment but redrafts, newest first."""
    return tuple(view_of(records, run, reader) for run in records.runs.of_assessment(assessment_id))


def list_run_tasks(
    records: Records, sheets: Sheets, run_id: int, reader: Person
) -> tuple[Sheet, tuple[EndedTask, ...]]:
    """Tasks that ended without a suggestion, in the order of asking, with the sheet that names their rows."""
    view = show_run(records, run_id, reader)
    sheet = sheets.of(records, records.assessments.get(view.run.wish.assessment_id))
    return sheet, records.runs.ended(run_id)


def view_of(records: Records, run: RunRecord, reader: Person) -> RunView:
    """The run as this reader sees it."""
    standing = records.runs.standing(run)
    left = None
    if run.state is RunState.RUNNING:
        pace = records.attempts.pace(run.wish.endpoint_id)
        concurrency = records.endpoints.get(run.wish.endpoint_id).settings.concurrency
        left = seconds_left(standing.counts.get(None, 0), None if pace is None else pace.seconds, concurrency)
    return RunView(run, standing, left, may_steer(records, run.wish.assessment_id, reader))


def may_steer(records: Records, assessment_id: int, person: Person) -> bool:
    """Whether they may start and steer runs there; NotFound when it is not there for them."""
    return may_in(records.members.roles_of(assessment_id, person), Act.STEER_RUNS)
