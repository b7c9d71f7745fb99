"""The statements about scores, built once; with them the one rule of who sees whose score."""

from typing import Any

from sqlalchemy import (
    Integer,
    and_,
    bindparam,
    case,
    func,
    insert,
    not_,
    null,
    or_,
    select,
    type_coerce,
    update,
)

from salvaguarda.adapters.db.records.assistance import SHOWN, SHOWN_BEFORE, shown_columns
from salvaguarda.adapters.db.records.own_first import READER, is_settled, open_cell
from salvaguarda.adapters.db.records.people import PERSON_COLUMNS
from salvaguarda.adapters.db.tables.assessments import assessment, score, score_revision
from salvaguarda.adapters.db.tables.checklists import checklist
from salvaguarda.adapters.db.tables.drafts import draft, provision
from salvaguarda.adapters.db.tables.people import person

# Own judgement first (design.md 2.2). A score is visible to its own person; to others once it has a rating and its cell is
# open to them (own_first.open_cell). Every statement that can bring back another person's score uses this, and needs
# `assessment` joined.
VISIBLE = or_(
    score.c.person_id == READER,
    and_(
        score.c.rating.is_not(None),
        open_cell(score.c.assessment_id, score.c.provision, score.c.criterion),
    ),
)

_continued = score.alias("continued")
_continued_assessment = assessment.alias("continued_assessment")
_continued_draft = draft.alias("continued_draft")
_continued_provision = provision.alias("continued_provision")

SCORE_COLUMNS: tuple[Any, ...] = (
    score,
    *(column.label(f"person_{column.name}") for column in PERSON_COLUMNS if column.name != "id"),
    _continued.c.assessment_id.label("carried_assessment_id"),
    _continued_draft.c.label.label("carried_draft_label"),
    _continued_provision.c.label.label("carried_provision_label"),
)
_JOINED = (
    score.join(assessment, assessment.c.id == score.c.assessment_id)
    .join(person, person.c.id == score.c.person_id)
    .outerjoin(SHOWN, SHOWN_BEFORE)
    .outerjoin(_continued, _continued.c.id == score.c.carried_score_id)
    .outerjoin(_continued_draft, _continued_draft.c.id == _continued.c.draft_id)
    .outerjoin(
        _continued_provision,
        and_(
            _continued_provision.c.draft_id == _continued.c.draft_id,
            _continued_provision.c.path == _continued.c.provision,
        ),
    )
)
_SCORES = select(*SCORE_COLUMNS, *shown_columns(hide=True)).select_from(_JOINED).order_by(score.c.id)
_ALL_SCORES = select(*SCORE_COLUMNS, *shown_columns(hide=False)).select_from(_JOINED).order_by(score.c.id)
_OF_ASSESSMENT = score.c.assessment_id == bindparam("assessment")
_OF_PROVISION = and_(_OF_ASSESSMENT, score.c.provision == bindparam("path"))

GET = _ALL_SCORES.where(score.c.id == bindparam("wanted"))
ALL = _ALL_SCORES.where(_OF_ASSESSMENT)
OWN = _SCORES.where(_OF_ASSESSMENT, score.c.person_id == READER)
OWN_OF = _SCORES.where(_OF_PROVISION, score.c.person_id == READER)
OWN_CELL = OWN_OF.where(score.c.criterion == bindparam("criterion_id"))
SEEN = _SCORES.where(_OF_ASSESSMENT, VISIBLE)
SEEN_OF = _SCORES.where(_OF_PROVISION, VISIBLE)
HIDDEN_OF = (
    select(score.c.criterion, func.count().label("hidden"))
    .select_from(score.join(assessment, assessment.c.id == score.c.assessment_id))
    .where(_OF_PROVISION, score.c.rating.is_not(None), not_(VISIBLE))
    .group_by(score.c.criterion)
)

# Integers rather than booleans: nothing is converted row by row on the way (6,800 rows in a full matrix).
_CARRIED = type_coerce(and_(score.c.carried_revision.is_not(None), not_(score.c.confirmed)), Integer)
_RATED = and_(_OF_ASSESSMENT, score.c.rating.is_not(None))
# The rating is NULL where it is hidden. The rule stands here once: it would be evaluated again for each column.
SEEN_RATINGS = (
    select(
        score.c.provision,
        score.c.criterion,
        score.c.person_id,
        case((VISIBLE, score.c.rating), else_=null()),
        _CARRIED,
    )
    .select_from(score.join(assessment, assessment.c.id == score.c.assessment_id))
    .where(_RATED)
)
ALL_RATINGS = select(score.c.provision, score.c.criterion, score.c.person_id, score.c.rating, _CARRIED).where(
    _RATED
)
# Whose names are known because a cell with a rating of theirs is settled.
NAMED = (
    select(score.c.person_id)
    .distinct()
    .select_from(score.join(assessment, assessment.c.id == score.c.assessment_id))
    .where(_RATED, is_settled(score.c.assessment_id, score.c.provision, score.c.criterion))
)
SEEN_NAMED = NAMED.where(VISIBLE)
OWN_RATINGS = (
    select(score.c.provision, score.c.criterion, score.c.rating)
    .where(_OF_ASSESSMENT, score.c.person_id == READER)
    .order_by(score.c.id)
)
RATED_BY = select(score.c.assessment_id, score.c.provision, score.c.criterion).where(
    score.c.assessment_id.in_(bindparam("assessments", expanding=True)),
    score.c.person_id == READER,
    score.c.rating.is_not(None),
)
PEOPLE = (
    select(*PERSON_COLUMNS)
    .where(person.c.id.in_(bindparam("people", expanding=True)))
    .order_by(person.c.display_name, person.c.id)
)

TARGET = (
    select(
        assessment.c.draft_id,
        assessment.c.checklist_row,
        assessment.c.unit,
        draft.c.version.label("draft_version"),
        checklist.c.sha256.label("checklist_sha256"),
        provision.c.full_text,
        provision.c.sha256.label("text_sha256"),
    )
    .select_from(assessment)
    .join(draft, draft.c.id == assessment.c.draft_id)
    .join(checklist, checklist.c.id == assessment.c.checklist_row)
    .join(provision, provision.c.draft_id == assessment.c.draft_id)
    .where(assessment.c.id == bindparam("assessment"), provision.c.path == bindparam("path"))
)

_STATE = (
    "rating",
    "rationale",
    "evidence",
    "recommendation",
    "recommendation_text",
    "text_sha256",
    "checklist_sha256",
    "carried_score_id",
    "carried_revision",
    "confirmed",
)
CHANGE = (
    update(score)
    .where(score.c.id == bindparam("wanted"), score.c.revision == bindparam("edited"))
    .values(
        {name: bindparam(f"new_{name}") for name in _STATE}
        | {"revision": score.c.revision + 1, "updated_at": bindparam("now")}
    )
)
KEEP = insert(score_revision)
REVISIONS = (
    select(
        score_revision,
        *(column.label(f"person_{column.name}") for column in PERSON_COLUMNS if column.name != "id"),
    )
    .join_from(score_revision, person)
    .where(score_revision.c.score_id == bindparam("wanted"))
    .order_by(score_revision.c.revision.desc())
)

_STATES = (
    select(score_revision)
    .select_from(
        score_revision.join(score, score.c.id == score_revision.c.score_id).join(
            assessment, assessment.c.id == score.c.assessment_id
        )
    )
    .where(_OF_ASSESSMENT)
    .order_by(score_revision.c.score_id, score_revision.c.revision)
)
ALL_STATES = _STATES
SEEN_STATES = _STATES.where(VISIBLE)
