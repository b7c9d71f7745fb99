"""Own judgement first (design.md 2.2), in SQL: what has to hold of a cell before its reader is told of it.

Every expression needs `reader` bound to the id of the person who asks.
"""

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, func, literal, or_, select

from salvaguarda.adapters.db.tables.assessments import score
from salvaguarda.adapters.db.tables.endpoints import suggestion_policy
from salvaguarda.adapters.db.tables.suggestions import reveal

READER: ColumnElement[int] = bindparam("reader", type_=Integer)

_mine = score.alias("mine")
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
