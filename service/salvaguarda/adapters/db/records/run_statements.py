"""The statements about runs and their tasks, built once."""

from typing import Any

from sqlalchemy import and_, bindparam, case, exists, func, insert, literal, or_, select, update

from salvaguarda.adapters.db.records.people import columns_as
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.endpoints import endpoint
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.suggestions import suggestion_attempt, suggestion_run, suggestion_task
from salvaguarda.domain.suggestions.outcomes import SUGGESTING, Purpose, RunState

run, task, attempt = suggestion_run, suggestion_task, suggestion_attempt
_SUGGESTING = sorted(SUGGESTING)
_ENDED = (RunState.FINISHED.value, RunState.CANCELLED.value)
_run: Any = bindparam("run")

ADD = insert(run).returning(run.c.id)
ADD_TASKS = insert(task)
_RUNS = (
    select(run, endpoint.c.name.label("endpoint_name"), *columns_as("creator"))
    .join_from(run, endpoint, endpoint.c.id == run.c.endpoint_id)
    .join(person, person.c.id == run.c.created_by)
)
GET = _RUNS.where(run.c.id == _run)
OF_ASSESSMENT = _RUNS.where(
    run.c.assessment_id == bindparam("assessment"), run.c.purpose != Purpose.REDRAFT.value
).order_by(run.c.id.desc())
RUNNING = _RUNS.where(run.c.state == RunState.RUNNING.value).order_by(run.c.id)
REDRAFT = (
    _RUNS.join(task, task.c.run_id == run.c.id)
    .where(
        run.c.assessment_id == bindparam("assessment"),
        run.c.purpose == Purpose.REDRAFT.value,
        run.c.created_by == bindparam("by"),
        task.c.provision == bindparam("path"),
        task.c.criterion == bindparam("criterion_id"),
    )
    .order_by(run.c.id.desc())
    .limit(1)
)
_CLOSED = run.c.state.in_(_ENDED)
_TAKEN = run.c.spent_tokens + run.c.reserved_tokens
REDRAFT_TOKENS = select(
    func.coalesce(
        func.sum(
            case(
                (_CLOSED, _TAKEN),
                (run.c.budget_tokens < _TAKEN, _TAKEN),  # a server that counted more than the bound
                else_=func.coalesce(run.c.budget_tokens, 0),
            )
        ),
        0,
    )
).where(run.c.assessment_id == bindparam("assessment"), run.c.purpose == Purpose.REDRAFT.value)

# PostgreSQL: two reviewers who ask at once are counted one after the other. SQLite has one writer.
LOCK = select(assessment.c.id).where(assessment.c.id == bindparam("assessment")).with_for_update()
TASK = select(task.c.provision, task.c.criterion, task.c.outcome, task.c.reason).where(task.c.run_id == _run)

COUNTS = select(task.c.outcome, func.count()).where(task.c.run_id == _run).group_by(task.c.outcome)
ASKED = select(func.count()).where(attempt.c.run_id == _run, attempt.c.ended_at.is_(None))
ENDED = (
    select(task.c.provision, task.c.criterion, task.c.outcome, task.c.reason, task.c.attempts)
    .where(
        task.c.run_id == _run,
        task.c.outcome.is_not(None),
        task.c.outcome.not_in(_SUGGESTING),
    )
    .order_by(task.c.position)
)

# The same question to the same model: what somebody asks again is only what is not there yet, or not on its way.
KNOWN_CELLS = (
    select(task.c.provision, task.c.criterion)
    .join_from(task, run, run.c.id == task.c.run_id)
    .where(
        run.c.assessment_id == bindparam("assessment"),
        run.c.purpose == bindparam("purpose"),
        run.c.endpoint_id == bindparam("endpoint"),
        run.c.endpoint_host == bindparam("host"),
        run.c.model == bindparam("model"),
        run.c.prompt_sha256 == bindparam("prompt_hash"),
        run.c.checklist_sha256 == bindparam("checklist_hash"),
        or_(
            task.c.outcome.in_(_SUGGESTING),
            and_(task.c.outcome.is_(None), run.c.state.not_in(_ENDED)),
        ),
    )
)

_SAME = or_(bindparam("any_version"), run.c.version == bindparam("edited"))
SET_STATE = (
    update(run)
    .where(run.c.id == _run, _SAME)
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        version=run.c.version + 1,
        finished_at=bindparam("new_finished_at"),
    )
)
SET_BUDGET = (
    update(run)
    .where(run.c.id == _run)
    .values(budget_tokens=bindparam("tokens"), budget_micro=bindparam("micro"))
)
FOLLOW = update(run).where(run.c.id == _run).values(endpoint_version=bindparam("new_version"))

_OPEN = exists(select(literal(1)).where(attempt.c.task_id == task.c.id, attempt.c.ended_at.is_(None)))
_WAITING = and_(task.c.run_id == _run, task.c.outcome.is_(None))
END_WAITING = (
    update(task)
    .where(_WAITING, ~_OPEN)
    .values(outcome=bindparam("new_outcome"), reason=bindparam("new_reason"), next_at=None)
)
REOPEN = (
    update(task)
    .where(task.c.run_id == _run, task.c.outcome.in_(bindparam("outcomes", expanding=True)))
    .values(outcome=None, reason="", retry="", next_at=None)
)
WAITING = (
    select(task.c.id, task.c.run_id, task.c.provision, task.c.criterion, task.c.attempts, task.c.retry)
    .where(_WAITING, or_(task.c.next_at.is_(None), task.c.next_at <= bindparam("now")), ~_OPEN)
    .order_by(task.c.position)
    .limit(bindparam("most"))
)
NEXT_AT = select(func.min(task.c.next_at)).where(_WAITING, task.c.next_at.is_not(None))
IS_DONE = ~exists(select(literal(1)).where(_WAITING))
PUT_BACK = (
    update(task)
    .where(task.c.id == bindparam("task"), task.c.outcome.is_(None))
    .values(retry=bindparam("new_retry"), next_at=bindparam("new_next_at"))
)
END_TASK = (
    update(task)
    .where(task.c.id == bindparam("task"), task.c.outcome.is_(None))
    .values(outcome=bindparam("new_outcome"), reason=bindparam("new_reason"), next_at=None)
)

# An endpoint rests while one of its tasks waits because the server said so: its last attempt was refused with 429. What
# was said to the endpoint as it was set before (another server, or another key) does not count.
PAUSED_UNTIL = (
    select(func.max(task.c.next_at))
    .join_from(task, run, run.c.id == task.c.run_id)
    .join(endpoint, endpoint.c.id == run.c.endpoint_id)
    .join(attempt, and_(attempt.c.task_id == task.c.id, attempt.c.number == task.c.attempts))
    .where(
        run.c.endpoint_id == bindparam("endpoint"),
        run.c.endpoint_version == endpoint.c.version,
        run.c.state.not_in(_ENDED),
        task.c.next_at > bindparam("now"),
        task.c.outcome.is_(None),
        attempt.c.failure == "rate_limited",
    )
)

_tokens: Any = bindparam("tokens")
_micro: Any = bindparam("micro")
RESERVE = (
    update(run)
    .where(
        run.c.id == _run,
        run.c.state == RunState.RUNNING.value,
        or_(
            run.c.budget_tokens.is_(None),
            run.c.spent_tokens + run.c.reserved_tokens + _tokens <= run.c.budget_tokens,
        ),
        or_(
            run.c.budget_micro.is_(None),
            run.c.spent_micro + run.c.reserved_micro + _micro <= run.c.budget_micro,
        ),
    )
    .values(
        reserved_tokens=run.c.reserved_tokens + _tokens,
        reserved_micro=run.c.reserved_micro + _micro,
        started_at=func.coalesce(run.c.started_at, bindparam("now")),
    )
)
SETTLE = (
    update(run)
    .where(run.c.id == _run)
    .values(
        spent_tokens=run.c.spent_tokens + bindparam("spent"),
        spent_micro=run.c.spent_micro + bindparam("spent_money"),
        spent_estimated=or_(run.c.spent_estimated, bindparam("by_estimate")),
        reserved_tokens=run.c.reserved_tokens - _tokens,
        reserved_micro=run.c.reserved_micro - _micro,
    )
)
