"""The statements about suggestions and reveals, built once; with them the rule of who may see what of a suggestion."""

from sqlalchemy import and_, bindparam, case, func, not_, null, or_, select

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.own_first import READER, mode_of, open_to_reader, rated
from salvaguarda.adapters.db.records.people import columns_as
from salvaguarda.adapters.db.records.score_statements import VISIBLE
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.endpoints import endpoint
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.suggestions import (
    decision,
    reveal,
    suggestion,
    suggestion_run,
    suggestion_task,
)

# Own judgement first (design.md 2.2), for suggestions. RATED: the reader has rated the cell of a suggestion. MAY_ASK: they
# may have it revealed now. Content is brought back under it only to be written into a reveal in the same transaction;
# what a reader is shown comes from their reveals. Every statement that can bring back content has `reader` bound
# (tests/adapters/db/test_hidden_columns.py).
RATED = rated(suggestion.c.assessment_id, suggestion.c.provision, suggestion.c.criterion)
MAY_ASK = or_(RATED, mode_of(suggestion.c.assessment_id) == "on_request")

# A reveal is its own person's; others get it with the score that it belongs to, and only once the cell is open to them,
# because it holds what was suggested. Needs `assessment` and `score` joined, the score of the person it was shown to.
VISIBLE_REVEAL = or_(
    reveal.c.person_id == READER,
    and_(
        VISIBLE,
        score.c.id.is_not(None),
        open_to_reader(reveal.c.assessment_id, reveal.c.provision, reveal.c.criterion),
    ),
)

_CELL = and_(
    suggestion.c.assessment_id == bindparam("assessment"),
    suggestion.c.provision == bindparam("path"),
    suggestion.c.criterion == bindparam("criterion_id"),
)

# What there is in the cells of a row, without any content. How a question ended says something of what was suggested
# (a model that abstained was asked, too), so it is told only where no suggestion came and the reader may ask.
_ASKED = rated(suggestion_run.c.assessment_id, suggestion_task.c.provision, suggestion_task.c.criterion)
_MAY_ASK_TASK = or_(_ASKED, mode_of(suggestion_run.c.assessment_id) == "on_request")
_TELL = and_(_MAY_ASK_TASK, suggestion.c.id.is_(None))
OFFERS = (
    select(
        suggestion_task.c.criterion,
        _MAY_ASK_TASK.label("may_ask"),
        suggestion.c.id.label("suggestion_id"),
        suggestion_task.c.outcome.is_not(None).label("ended"),
        case((_TELL, suggestion_task.c.outcome), else_=null()).label("outcome"),
        case((_TELL, suggestion_task.c.reason), else_="").label("reason"),
    )
    .select_from(
        suggestion_run.join(suggestion_task, suggestion_task.c.run_id == suggestion_run.c.id).outerjoin(
            suggestion, suggestion.c.task_id == suggestion_task.c.id
        )
    )
    .where(
        suggestion_run.c.assessment_id == bindparam("assessment"),
        suggestion_run.c.purpose == "review",
        suggestion_task.c.provision == bindparam("path"),
    )
    .order_by(suggestion_task.c.id)
)

_CONTENT = (
    select(
        suggestion.c.id,
        suggestion.c.content,
        suggestion.c.text_sha256,
        suggestion.c.request_sha256,
        suggestion_run.c.draft_id,
        suggestion_run.c.purpose,
        suggestion_run.c.model,
        suggestion_run.c.endpoint_host,
        suggestion_run.c.prompt_id,
        suggestion_run.c.prompt_version,
        suggestion_run.c.prompt_sha256,
        suggestion_run.c.checklist_sha256,
        endpoint.c.name.label("endpoint_name"),
        mode_of(suggestion.c.assessment_id).label("mode"),
    )
    .select_from(
        suggestion.join(suggestion_run, suggestion_run.c.id == suggestion.c.run_id).join(
            endpoint, endpoint.c.id == suggestion_run.c.endpoint_id
        )
    )
    .where(_CELL, MAY_ASK)
    .order_by(suggestion.c.id.desc())
    .limit(1)
)
REVEALABLE = _CONTENT.where(suggestion_run.c.purpose == "review")
REDRAFT = _CONTENT.where(suggestion_run.c.purpose == "redraft", suggestion_run.c.created_by == READER)

_REVEALS = (
    select(reveal, *columns_as("shown"))
    .select_from(reveal.join(person, person.c.id == reveal.c.person_id))
    .where(reveal.c.assessment_id == bindparam("assessment"))
    .order_by(reveal.c.id)
)
ALL_REVEALS = _REVEALS
OWN_REVEALS = _REVEALS.where(reveal.c.provision == bindparam("path"), reveal.c.person_id == READER)
_WITH_SCORES = (
    reveal.join(person, person.c.id == reveal.c.person_id)
    .join(assessment, assessment.c.id == reveal.c.assessment_id)
    .outerjoin(
        score,
        and_(
            score.c.assessment_id == reveal.c.assessment_id,
            score.c.provision == reveal.c.provision,
            score.c.criterion == reveal.c.criterion,
            score.c.person_id == reveal.c.person_id,
        ),
    )
)
SEEN_REVEALS = (
    select(reveal, *columns_as("shown"))
    .select_from(_WITH_SCORES)
    .where(reveal.c.assessment_id == bindparam("assessment"), VISIBLE_REVEAL)
    .order_by(reveal.c.id)
)
UNTOLD_REVEALS = (
    select(func.count())
    .select_from(_WITH_SCORES)
    .where(
        reveal.c.assessment_id == bindparam("assessment"),
        VISIBLE,
        score.c.id.is_not(None),
        not_(VISIBLE_REVEAL),
    )
)
DECISIONS = (
    select(decision)
    .where(decision.c.reveal_id.in_(bindparam("reveals", expanding=True)))
    .order_by(decision.c.reveal_id, decision.c.number)
)

# Two tabs may reveal or decide at the same moment: the second gets no row back, and no error.
ADD_REVEAL = first_wins(reveal)
ADD_DECISION = first_wins(decision)
