"""Steer a run: pause, resume, cancel, and ask again what ended without a suggestion."""

from collections.abc import Collection

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord
from salvaguarda.application.require_role import require_role
from salvaguarda.application.suggesting.log_run import log_run
from salvaguarda.application.suggesting.permission import why_not, why_not_follow
from salvaguarda.application.suggesting.show_runs import RunView, show_run
from salvaguarda.application.suggesting.start_run import check_budget
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Stale
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.outcomes import SUGGESTING, Outcome, Purpose, RunState
from salvaguarda.domain.suggestions.progress import check_steering

CANCELLED = "The run was cancelled before this was asked."


def pause_run(records: Records, run_id: int, version: int, by: Person) -> RunView:
    """Ask nothing more until it is resumed; what is being answered is kept."""
    run = _checked(records, run_id, version, by)
    check_steering(run.state, RunState.PAUSED)
    _set_state(records, run, RunState.PAUSED)
    log_run(records, "pause run", run_id, by.id)
    return show_run(records, run_id, by)


def resume_run(records: Records, run_id: int, version: int, by: Person) -> RunView:
    """Go on. Conflict when policy or endpoint do not allow it now; its reason says what to do."""
    run = _checked(records, run_id, version, by)
    check_steering(run.state, RunState.RUNNING)
    _go_on(records, run)
    log_run(records, "resume run", run_id, by.id)
    return show_run(records, run_id, by)


def cancel_run(records: Records, run_id: int, version: int, by: Person) -> RunView:
    """End it: what was not asked is cancelled, what is being answered is kept."""
    run = _checked(records, run_id, version, by)
    check_steering(run.state, RunState.CANCELLED)
    _set_state(records, run, RunState.CANCELLED)
    records.runs.end_waiting(run.id, Outcome.CANCELLED, CANCELLED)
    log_run(records, "cancel run", run_id, by.id)
    return show_run(records, run_id, by)


def ask_again(
    records: Records, run_id: int, version: int, by: Person, outcomes: Collection[Outcome], budget: Budget
) -> RunView:
    """Let the tasks with these outcomes wait again, and the run go on. budget: of the whole run; None leaves that limit.

    Conflict when no task ended so, or when policy or endpoint do not allow it now.
    """
    run = _checked(records, run_id, version, by)
    if run.wish.purpose is Purpose.REDRAFT:
        raise Conflict("Ask for another redraft where you asked for this one.")
    if set(outcomes) & SUGGESTING:
        raise Conflict("What was answered is not asked again. Start another run to ask it anew.")
    kept = run.wish.budget
    wanted = Budget(
        kept.tokens if budget.tokens is None else budget.tokens,
        kept.micro if budget.micro is None else budget.micro,
    )
    check_budget(wanted, records.endpoints.get(run.wish.endpoint_id).settings)
    if records.runs.reopen(run.id, outcomes) == 0:
        raise Conflict("No question of this run ended that way. Load the page anew to see how they ended.")
    records.runs.set_budget(run.id, wanted)
    _go_on(records, run)
    log_run(records, "ask again", run_id, by.id)
    return show_run(records, run_id, by)


def _checked(records: Records, run_id: int, version: int, by: Person) -> RunRecord:
    """The run, when this person may steer it and saw it as it is. Redrafts belong to whoever asked for them."""
    run = show_run(records, run_id, by).run
    if run.wish.purpose is not Purpose.REDRAFT:
        require_role(records, run.wish.assessment_id, by.id, Act.STEER_RUNS)
    if run.version != version:
        raise Stale("run", run, run.version)
    return run


def _go_on(records: Records, run: RunRecord) -> None:
    wish = run.wish
    endpoint = records.endpoints.get(wish.endpoint_id)
    reason = why_not(records.policies.get(wish.assessment_id).policy, endpoint)
    if not reason and endpoint.version != wish.endpoint_version:
        reason = why_not_follow(wish, endpoint)
    if reason:
        raise Conflict(reason)
    records.runs.follow_endpoint(run.id, endpoint.version)
    _set_state(records, run, RunState.RUNNING)


def _set_state(records: Records, run: RunRecord, state: RunState) -> None:
    """Stale when the worker or somebody else changed the run since it was read."""
    if not records.runs.set_state(run.id, state, version=run.version):
        changed = records.runs.get(run.id)
        raise Stale("run", changed, changed.version)
