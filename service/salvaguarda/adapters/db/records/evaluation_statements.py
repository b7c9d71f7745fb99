"""The statements that an evaluation reads with."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal,
    not_,
    select,
)

from salvaguarda.adapters.db.records.own_first import READER, open_to_reader
from salvaguarda.adapters.db.records.score_statements import VISIBLE
from salvaguarda.adapters.db.records.suggestion_statements import VISIBLE_REVEAL
from salvaguarda.adapters.db.tables.assessments import assessment, score, score_revision
from salvaguarda.adapters.db.tables.endpoints import endpoint
from salvaguarda.adapters.db.tables.suggestions import (
    decision,
    evaluation_shown,
    reveal,
    suggestion,
    suggestion_attempt,
    suggestion_run,
    suggestion_task,
)

_assessments: Any = bindparam("assessments", expanding=True)
_runs: Any = bindparam("runs", expanding=True)
_run, _task, _attempt = suggestion_run, suggestion_task, suggestion_attempt

RUNS = (
    select(
        _run.c.id,
        _run.c.assessment_id,
        _run.c.endpoint_id,
        _run.c.prompt_id,
        _run.c.prompt_version,
        _run.c.model,
        endpoint.c.name.label("endpoint_name"),
    )
    .join_from(_run, endpoint, endpoint.c.id == _run.c.endpoint_id)
    .where(_run.c.assessment_id.in_(_assessments), _run.c.purpose != "redraft")
    .order_by(_run.c.id)
)

_TASKS = _task.join(_run, _run.c.id == _task.c.run_id)
_OPEN_TASK = open_to_reader(_run.c.assessment_id, _task.c.provision, _task.c.criterion)
_ENDED = and_(_task.c.run_id.in_(_runs), _task.c.outcome.is_not(None))
ALL_ASKED = (
    select(
        _task.c.id,
        _task.c.run_id,
        _run.c.assessment_id,
        _task.c.provision,
        _task.c.criterion,
        _task.c.outcome,
        _run.c.currency,
        suggestion.c.rating,
        suggestion.c.content,
    )
    .select_from(_TASKS.outerjoin(suggestion, suggestion.c.task_id == _task.c.id))
    .where(_ENDED)
    .order_by(_task.c.id)
)
OPEN_ASKED = ALL_ASKED.where(_OPEN_TASK)
HIDDEN = (
    select(_task.c.run_id, _run.c.assessment_id, _task.c.provision, _task.c.criterion)
    .select_from(_TASKS)
    .where(_ENDED, not_(_OPEN_TASK))
)
ATTEMPTS = (
    select(
        _attempt.c.task_id,
        _attempt.c.input_tokens,
        _attempt.c.output_tokens,
        _attempt.c.cached_tokens,
        _attempt.c.estimated,
        _attempt.c.cost_micro,
        _attempt.c.seconds,
        _attempt.c.failure,
    )
    .where(_attempt.c.run_id.in_(_runs), _attempt.c.ended_at.is_not(None))
    .order_by(_attempt.c.task_id, _attempt.c.number)
)

_OF_ASSESSMENTS = score.c.assessment_id.in_(_assessments)
GIVEN = (
    select(
        score_revision.c.score_id,
        score.c.assessment_id,
        score.c.provision,
        score.c.criterion,
        score.c.person_id,
        score_revision.c.revision,
        score_revision.c.rating,
        score_revision.c.at,
        score_revision.c.carried_score_id,
        score_revision.c.carried_revision,
    )
    .join_from(score_revision, score, score.c.id == score_revision.c.score_id)
    .where(_OF_ASSESSMENTS)
    .order_by(score_revision.c.score_id, score_revision.c.revision)
)
_origin = score.alias("origin")
CONTINUED = (
    select(_origin.c.assessment_id)
    .distinct()
    .select_from(
        score_revision.join(score, score.c.id == score_revision.c.score_id).join(
            _origin, _origin.c.id == score_revision.c.carried_score_id
        )
    )
    .where(_OF_ASSESSMENTS)
)
SHOWN = select(
    reveal.c.assessment_id,
    reveal.c.provision,
    reveal.c.criterion,
    reveal.c.person_id,
    reveal.c.score_revision_before,
    reveal.c.at,
).where(reveal.c.assessment_id.in_(_assessments))

FIGURES_SHOWN = (
    select(evaluation_shown.c.assessment_id, evaluation_shown.c.person_id, evaluation_shown.c.at)
    .where(evaluation_shown.c.assessment_id.in_(_assessments))
    .order_by(evaluation_shown.c.at)
)
_assessment: ColumnElement[int] = bindparam("assessment", type_=Integer)
_now: ColumnElement[str] = bindparam("now", type_=Text)
_last_own = (
    select(func.coalesce(func.max(score.c.updated_at), ""))
    .where(score.c.assessment_id == _assessment, score.c.person_id == READER)
    .scalar_subquery()
)
_known = exists(
    select(literal(1)).where(
        evaluation_shown.c.assessment_id == _assessment,
        evaluation_shown.c.person_id == READER,
        evaluation_shown.c.at >= _last_own,
    )
)
KEEP_SHOWN = insert(evaluation_shown).from_select(
    ["assessment_id", "person_id", "at"], select(_assessment, READER, _now).where(not_(_known))
)

ALL_SCORES = select(score.c.id).where(_OF_ASSESSMENTS)
VISIBLE_SCORES = (
    select(score.c.id)
    .select_from(score.join(assessment, assessment.c.id == score.c.assessment_id))
    .where(
        _OF_ASSESSMENTS, VISIBLE, open_to_reader(score.c.assessment_id, score.c.provision, score.c.criterion)
    )
)

_newest = select(decision.c.reveal_id, func.max(decision.c.number).label("number")).group_by(
    decision.c.reveal_id
)
_NEWEST = _newest.subquery("newest_decision")
ALL_SEEN = (
    select(
        reveal.c.assessment_id,
        reveal.c.provision,
        reveal.c.criterion,
        reveal.c.prompt_id,
        reveal.c.prompt_version,
        func.coalesce(endpoint.c.name, reveal.c.endpoint_name).label("endpoint_name"),
        func.coalesce(_run.c.model, reveal.c.model).label("model"),
        reveal.c.rating_before,
        reveal.c.seen,
        score.c.rating.label("rating_now"),
        decision.c.action,
    )
    .select_from(
        reveal.join(assessment, assessment.c.id == reveal.c.assessment_id)
        .outerjoin(
            score,
            and_(
                score.c.assessment_id == reveal.c.assessment_id,
                score.c.provision == reveal.c.provision,
                score.c.criterion == reveal.c.criterion,
                score.c.person_id == reveal.c.person_id,
            ),
        )
        .outerjoin(suggestion, suggestion.c.id == reveal.c.suggestion_id)
        .outerjoin(_run, _run.c.id == suggestion.c.run_id)
        .outerjoin(endpoint, endpoint.c.id == _run.c.endpoint_id)
        .outerjoin(_NEWEST, _NEWEST.c.reveal_id == reveal.c.id)
        .outerjoin(decision, and_(decision.c.reveal_id == reveal.c.id, decision.c.number == _NEWEST.c.number))
    )
    .where(reveal.c.assessment_id.in_(_assessments), reveal.c.purpose == "review")
    .order_by(reveal.c.id)
)
VISIBLE_SEEN = ALL_SEEN.where(
    VISIBLE_REVEAL, open_to_reader(reveal.c.assessment_id, reveal.c.provision, reveal.c.criterion)
)
