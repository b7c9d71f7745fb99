"""What is there for whom, as predicates of SQL: the one place that says so. The reader is the parameter `reader`."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.drafts import draft, instrument
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.domain.team import Access

READER: Any = bindparam("reader")
# Aliases of their own: statements that join these tables for other reasons must not be taken for them.
_reader = person.alias("reader_row")
_of_reader = member.alias("of_reader")
_inside = assessment.alias("inside")
_inside_draft = draft.alias("inside_draft")
_inside_row = member.alias("inside_row")


def _is_member(assessment_columns: Any, row: Any) -> ColumnElement[bool]:
    """The reader is a member now: by a row, or because they opened it and have none."""
    has_row = and_(row.c.assessment_id == assessment_columns.id, row.c.person_id == READER)
    return or_(
        exists().where(has_row, row.c.left_at.is_(None)),
        and_(assessment_columns.created_by == READER, ~exists().where(has_row)),
    )


KNOWN: ColumnElement[bool] = or_(
    ~instrument.c.members_only,
    instrument.c.created_by == READER,
    exists(select(1).where(_reader.c.id == READER, _reader.c.is_owner)),
    exists(
        select(1)
        .select_from(_inside)
        .join(_inside_draft, _inside_draft.c.id == _inside.c.draft_id)
        .where(_inside_draft.c.instrument_id == instrument.c.id, _is_member(_inside.c, _inside_row))
    ),
)
"""The instrument of the statement is there for the reader."""

READABLE: ColumnElement[bool] = or_(
    and_(assessment.c.access == Access.INSTALLATION.value, KNOWN), _is_member(assessment.c, _of_reader)
)
"""The assessment of the statement, which joins its instrument, is there for the reader."""
