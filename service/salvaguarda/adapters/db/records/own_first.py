"""Own judgement first (design.md 2.2), in SQL: what has to hold of a cell before its reader is told of it.

Every expression needs `reader` bound to the id of the person who asks.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, func, literal, not_, or_, select

from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.endpoints import suggestion_policy
from salvaguarda.adapters.db.tables.settling import assignment, settled_result
from salvaguarda.adapters.db.tables.suggestions import reveal
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.domain.team import Role

READER: ColumnElement[int] = bindparam("reader", type_=Integer)

_mine = score.alias("mine")
_my_score = score.alias("my_score")
_given = score.alias("given")
_given_by = score.alias("given_by")
_assigned = assignment.alias("assigned")
_assigned_to_me = assignment.alias("assigned_to_me")
_in_force = settled_result.alias("in_force")
_me = member.alias("me")
_shown_to_me = reveal.alias("shown_to_me")


def rated(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """Whether the reader has an own rating of this cell."""
    return exists(
        select(literal(1)).where(
            _mine.c.assessment_id == assessment_id,
            _mine.c.provision == provision,
            _mine.c.criterion == criterion,
            _mine.c.person_id == READER,
            _mine.c.rating.is_not(None),
        )
    )


def open_cell(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """Whether the reader may see what others gave in this cell: the rule of docs/independence.md, whole.

    Needs `assessment` joined. In words: domain/cells.sees_others. What costs least is asked first.
    """
    cell = (assessment_id, provision, criterion)
    return or_(
        not_(assessment.c.blind),
        rated(*cell),
        and_(is_settled(*cell), not_(_is_assigned(_assigned_to_me, *cell, READER))),
        and_(_is_adjudicator(assessment_id), _no_party(*cell), _in_conflict(*cell)),
    )


def is_settled(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """Whether a result of this cell that a person settled is in force."""
    return exists(
        select(literal(1)).where(
            _in_force.c.assessment_id == assessment_id,
            _in_force.c.provision == provision,
            _in_force.c.criterion == criterion,
            _in_force.c.reopened_at.is_(None),
        )
    )


def _is_assigned(
    row: Any,
    assessment_id: ColumnElement[int],
    provision: ColumnElement[str],
    criterion: ColumnElement[str],
    person_id: ColumnElement[int],
) -> ColumnElement[bool]:
    return exists(
        select(literal(1)).where(
            row.c.assessment_id == assessment_id,
            row.c.provision == provision,
            row.c.criterion == criterion,
            row.c.person_id == person_id,
        )
    )


def _is_adjudicator(assessment_id: ColumnElement[int]) -> ColumnElement[bool]:
    return exists(
        select(literal(1)).where(
            _me.c.assessment_id == assessment_id,
            _me.c.person_id == READER,
            _me.c.left_at.is_(None),
            _me.c.roles.contains(Role.ADJUDICATOR.value, autoescape=True),
        )
    )


def _no_party(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """The reader has no score there, rated or not, and is not to give one."""
    cell = (assessment_id, provision, criterion)
    return and_(
        not_(_is_assigned(_my_score, *cell, READER)), not_(_is_assigned(_assigned_to_me, *cell, READER))
    )


def _in_conflict(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """All ratings are in, and differ."""
    differ = exists(
        select(literal(1))
        .where(
            _given.c.assessment_id == assessment_id,
            _given.c.provision == provision,
            _given.c.criterion == criterion,
            _given.c.rating.is_not(None),
        )
        .group_by(_given.c.assessment_id)
        .having(func.count() >= assessment.c.needed, func.min(_given.c.rating) != func.max(_given.c.rating))
    )
    has_rated = exists(
        select(literal(1))
        .where(
            _given_by.c.assessment_id == assessment_id,
            _given_by.c.provision == provision,
            _given_by.c.criterion == criterion,
            _given_by.c.person_id == _assigned.c.person_id,
            _given_by.c.rating.is_not(None),
        )
        # Two selects deep, the tables of the arguments would be joined anew otherwise, and match any cell.
        .correlate_except(_given_by)
    )
    missing = exists(
        select(literal(1)).where(
            _assigned.c.assessment_id == assessment_id,
            _assigned.c.provision == provision,
            _assigned.c.criterion == criterion,
            not_(has_rated),
        )
    )
    return and_(differ, not_(missing))


def mode_of(assessment_id: ColumnElement[int]) -> ColumnElement[str]:
    """When suggestions are shown, as the policy of the assessment says now."""
    newest = (
        select(suggestion_policy.c.reveal)
        .where(suggestion_policy.c.assessment_id == assessment_id)
        .order_by(suggestion_policy.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, "blind_first")


def open_to_reader(
    assessment_id: ColumnElement[int], provision: ColumnElement[str], criterion: ColumnElement[str]
) -> ColumnElement[bool]:
    """Whether the reader may learn what was suggested for this cell other than by a reveal: from figures, or from others.

    They have rated it. Where suggestions are shown on request, an own rating opens nothing of them: one of the cell was
    revealed to the reader, too.
    """
    revealed = exists(
        select(literal(1)).where(
            _shown_to_me.c.assessment_id == assessment_id,
            _shown_to_me.c.provision == provision,
            _shown_to_me.c.criterion == criterion,
            _shown_to_me.c.person_id == READER,
            _shown_to_me.c.purpose == "review",
        )
    )
    return and_(
        rated(assessment_id, provision, criterion), or_(mode_of(assessment_id) != "on_request", revealed)
    )
