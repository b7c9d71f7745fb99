"""Who can be mentioned in a discussion of a cell, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, select, union

from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import PERSON_COLUMNS, person_of
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.threads import Mentionable
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.naming import NAMELESS
from salvaguarda.domain.team import Naming, Role, roles_of_text

_HERE: Any = bindparam("assessment")
# Somebody without a row of member is there because they opened the assessment, or because they scored in it.
_concerned = union(
    select(member.c.person_id).where(member.c.assessment_id == _HERE),
    select(score.c.person_id).where(score.c.assessment_id == _HERE),
    select(assessment.c.created_by).where(assessment.c.id == _HERE),
).subquery("concerned")
_PEOPLE = (
    select(*PERSON_COLUMNS, member.c.roles, member.c.left_at)
    .select_from(person)
    .outerjoin(member, (member.c.person_id == person.c.id) & (member.c.assessment_id == _HERE))
    .where(person.c.id.in_(select(_concerned.c.person_id)), person.c.erased_at.is_(None))
)
_PARTIES = select(score.c.person_id).where(
    score.c.assessment_id == _HERE,
    score.c.provision == bindparam("path"),
    score.c.criterion == bindparam("criterion_id"),
)


def mentionable(
    connection: Connection, assessment_id: int, cell: CellKey, reader_id: int
) -> tuple[Mentionable, ...]:
    """Everybody there who may discuss, by the name that the reader is shown, in its order; see ports/threads.py."""
    values = {"assessment": assessment_id, "path": cell[0], "criterion_id": cell[1]}
    parties = frozenset(connection.execute(_PARTIES, values).scalars())
    names = Names(connection, assessment_id, reader_id)
    waits = names.naming is Naming.UNTIL_SETTLED
    found = []
    for row in connection.execute(_PEOPLE, {"assessment": assessment_id}):
        roles = {Role.REVIEWER} if row.roles is None else roles_of_text(row.roles)
        shown = names.of(person_of(row), cell)
        tells = waits and Role.REVIEWER in roles and row.id not in parties
        if _may_be_mentioned(row, roles, reader_id) and not tells and shown.display_name != NAMELESS:
            found.append(Mentionable(row.id, shown))
    return tuple(sorted(found, key=lambda each: (each.shown.display_name, each.shown.id)))


def _may_be_mentioned(row: Any, roles: set[Role] | frozenset[Role], reader_id: int) -> bool:
    return row.id != reader_id and row.left_at is None and may_in(roles, Act.DISCUSS)
