"""Members of assessments, in SQL."""

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, select, union, update

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.membership import READABLE
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.drafts import draft, instrument
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import affiliation, member, organisation
from salvaguarda.application.ports.members import MemberRecord
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import (
    Access,
    Member,
    Place,
    Role,
    ScoresKept,
    roles_in,
    roles_of_text,
    roles_text,
)

PLACE_COLUMNS = (
    assessment.c.id,
    assessment.c.access,
    assessment.c.created_by,
    member.c.roles,
    member.c.left_at,
)
PLACES = (
    select(*PLACE_COLUMNS)
    .select_from(assessment)
    .join(draft, draft.c.id == assessment.c.draft_id)
    .join(instrument, instrument.c.id == draft.c.instrument_id)
    .outerjoin(
        member, (member.c.assessment_id == assessment.c.id) & (member.c.person_id == bindparam("reader"))
    )
    .where(READABLE)
)
_PLACE = PLACES.where(assessment.c.id == bindparam("assessment"))
_ROWS = (
    select(
        member,
        organisation.c.id.label("organisation_id"),
        organisation.c.name.label("organisation"),
        *columns_as("whose"),
    )
    .select_from(member)
    .join(person, person.c.id == member.c.person_id)
    .outerjoin(affiliation, affiliation.c.person_id == member.c.person_id)
    .outerjoin(organisation, organisation.c.id == affiliation.c.organisation_id)
    .where(member.c.assessment_id == bindparam("assessment"))
    .order_by(member.c.since, member.c.id)
)
_ROW = _ROWS.where(member.c.person_id == bindparam("of_person"))
_OF_PERSON = select(member.c.assessment_id).where(
    member.c.person_id == bindparam("of_person"), member.c.left_at.is_(None)
)
_OPENED_BY = select(assessment.c.created_by).where(assessment.c.id == bindparam("assessment"))
_SCORERS = union(
    _OPENED_BY, select(score.c.person_id).where(score.c.assessment_id == bindparam("assessment"))
)
_PSEUDONYMS = select(member.c.pseudonym).where(member.c.assessment_id == bindparam("assessment"))
# Two may come at the same moment, or be given the same pseudonym: the second gets no row back, and no error.
_ADD = first_wins(member)
_RETURN = (
    update(member)
    .where(member.c.assessment_id == bindparam("assessment"), member.c.person_id == bindparam("of_person"))
    .where(member.c.left_at.is_not(None))
    .values(roles=bindparam("new_roles"), left_at=None, scores_kept=None, version=member.c.version + 1)
)
_EDITED = (
    update(member)
    .where(member.c.assessment_id == bindparam("assessment"), member.c.person_id == bindparam("of_person"))
    .where(member.c.version == bindparam("edited"), member.c.left_at.is_(None))
)
_CHANGE = _EDITED.values(roles=bindparam("new_roles"), version=member.c.version + 1)
_LEAVE = _EDITED.values(left_at=bindparam("at"), scores_kept=bindparam("kept"), version=member.c.version + 1)
_HOLD = select(assessment.c.id).where(assessment.c.id == bindparam("assessment")).with_for_update()
_whose = person_as("whose")


def place_of(row: Any, reader: Person) -> Place:
    """What a row of PLACES tells of the reader there."""
    return Place(
        access=Access(row.access),
        opened=row.created_by == reader.stands_for,
        installs=reader.is_owner,
        roles=None if row.roles is None else roles_of_text(row.roles),
        left=row.left_at is not None,
        program=reader.is_program,
    )


def _member(row: Any) -> Member:
    return Member(
        row.assessment_id,
        row.person_id,
        roles_of_text(row.roles),
        row.pseudonym,
        row.version,
        row.left_at,
        None if row.scores_kept is None else ScoresKept(row.scores_kept),
    )


class SqlMembers:
    """Fulfils application.ports.members.Members."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def roles_of(self, assessment_id: int, person: Person) -> frozenset[Role]:
        """What this person is there, at least one role; NotFound when it is not there for them."""
        values = {"assessment": assessment_id, "reader": person.stands_for}
        row = self._connection.execute(_PLACE, values).one_or_none()
        roles = frozenset() if row is None else roles_in(place_of(row, person))
        if not roles:
            raise NotFound("assessment", assessment_id)
        return roles

    def of(self, assessment_id: int) -> tuple[MemberRecord, ...]:
        """Everybody with a row, who left too, in the order in which they came."""
        return tuple(map(_record, self._connection.execute(_ROWS, {"assessment": assessment_id})))

    def get(self, assessment_id: int, person_id: int) -> MemberRecord:
        """That member, who left too; NotFound without a row."""
        found = self._find(assessment_id, person_id)
        if found is None:
            raise NotFound("member", person_id)
        return found

    def _find(self, assessment_id: int, person_id: int) -> MemberRecord | None:
        values = {"assessment": assessment_id, "of_person": person_id}
        row = self._connection.execute(_ROW, values).one_or_none()
        return None if row is None else _record(row)

    def of_person(self, person_id: int) -> frozenset[int]:
        """The assessments in which they have a row, and have not left."""
        return frozenset(self._connection.execute(_OF_PERSON, {"of_person": person_id}).scalars())

    def ensure(self, assessment_id: int, person_id: int) -> Member:
        """Their row; one with the roles that are implied when there is none yet."""
        found = self._find(assessment_id, person_id)
        if found is not None:
            return found.member
        opened = self._connection.execute(_OPENED_BY, {"assessment": assessment_id}).scalar_one()
        roles = {Role.OWNER, Role.REVIEWER} if opened == person_id else {Role.REVIEWER}
        added = self._add(assessment_id, person_id, roles, person_id)
        return added or self.get(assessment_id, person_id).member

    def ensure_scorers(self, assessment_id: int) -> None:
        """A row for whoever opened it, and for everybody who has a score there."""
        for person_id in self._connection.execute(_SCORERS, {"assessment": assessment_id}).scalars().all():
            self.ensure(assessment_id, person_id)

    def add(self, assessment_id: int, person_id: int, roles: Collection[Role], added_by: int) -> Member:
        """Make somebody a member, or one again who left; Conflict when they are one."""
        if self._find(assessment_id, person_id) is None:
            added = self._add(assessment_id, person_id, roles, added_by)
            if added is not None:
                return added
        values = {"assessment": assessment_id, "of_person": person_id, "new_roles": roles_text(roles)}
        if self._connection.execute(_RETURN, values).rowcount == 0:
            raise Conflict("They are a member of this assessment already. Change their roles instead.")
        return self.get(assessment_id, person_id).member

    def _add(
        self, assessment_id: int, person_id: int, roles: Collection[Role], added_by: int
    ) -> Member | None:
        """The new row; None when somebody else added the same person at the same moment."""
        place = {"assessment_id": assessment_id, "person_id": person_id}
        values = place | {"roles": roles_text(roles), "version": 1, "since": self._now, "added_by": added_by}
        add = _ADD[self._connection.dialect.name]
        while True:
            taken = set(self._connection.execute(_PSEUDONYMS, {"assessment": assessment_id}).scalars())
            pseudonym = new_pseudonym(taken)
            added = self._connection.execute(add, values | {"pseudonym": pseudonym})
            if added.scalar_one_or_none() is not None:
                return Member(assessment_id, person_id, frozenset(roles), pseudonym, version=1)
            if self._find(assessment_id, person_id) is not None:
                return None

    def change(self, member: Member, roles: Collection[Role]) -> bool:
        """Give these roles instead; False when the member changed meanwhile."""
        return self._kept(_CHANGE, member, new_roles=roles_text(roles))

    def leave(self, member: Member, scores_kept: ScoresKept) -> bool:
        """They are no member from now on; False when the member changed meanwhile."""
        return self._kept(_LEAVE, member, at=self._now, kept=scores_kept.value)

    def _kept(self, statement: Any, member: Member, **values: str) -> bool:
        place = {"assessment": member.assessment_id, "of_person": member.person_id, "edited": member.version}
        return self._connection.execute(statement, place | values).rowcount == 1

    def owners(self, assessment_id: int) -> int:
        """How many owners are there now. The row of the assessment is held, so that two cannot leave at once."""
        self._connection.execute(_HOLD, {"assessment": assessment_id})
        members = [record.member for record in self.of(assessment_id)]
        return sum(Role.OWNER in each.roles and each.left_at is None for each in members)


def _record(row: Any) -> MemberRecord:
    return MemberRecord(_member(row), _whose(row), row.organisation_id, row.organisation or "", row.since)


def new_pseudonym(taken: Collection[str]) -> str:
    """One that nobody has there. By chance, so that it tells nothing of who came when."""
    numbers = 90
    while len(taken) * 2 > numbers:
        numbers *= 10
    while True:
        name = f"Reviewer {numbers // 9 + secrets.randbelow(numbers)}"
        if name not in taken:
            return name
