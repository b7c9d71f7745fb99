"""Organisations and who belongs to them, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.tables.teams import affiliation, organisation
from salvaguarda.application.ports.teams import Affiliation, OrganisationRecord
from salvaguarda.domain.errors import Conflict, NotFound, SalvaguardaError, Stale

_PEOPLE = (
    select(func.count())
    .where(affiliation.c.organisation_id == organisation.c.id)
    .scalar_subquery()
    .label("people")
)
_ALL = select(organisation, _PEOPLE).order_by(organisation.c.name, organisation.c.id)
_ONE = _ALL.where(organisation.c.id == bindparam("wanted"))
_ADD = insert(organisation).returning(organisation.c.id)
_RENAME = (
    update(organisation)
    .where(organisation.c.id == bindparam("wanted"), organisation.c.version == bindparam("edited"))
    .values(name=bindparam("new_name"), version=organisation.c.version + 1)
)
_AFFILIATIONS = select(
    affiliation.c.person_id,
    affiliation.c.organisation_id,
    organisation.c.name,
    affiliation.c.speaks,
).join(organisation, organisation.c.id == affiliation.c.organisation_id)
_AFFILIATION = _AFFILIATIONS.where(affiliation.c.person_id == bindparam("person"))
_END = delete(affiliation).where(affiliation.c.person_id == bindparam("person"))
_AFFILIATE = insert(affiliation)


def _record(row: Any) -> OrganisationRecord:
    return OrganisationRecord(row.id, row.name, row.version, row.people)


class SqlOrganisations:
    """Fulfils application.ports.teams.Organisations."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, name: str, by: int) -> int:
        """Keep a new one; Conflict when another has this name. Returns its id."""
        values = {"name": name, "version": 1, "created_at": self._now, "created_by": by}
        try:
            return int(self._connection.execute(_ADD, values).scalar_one())
        except IntegrityError as error:
            raise _taken(name) from error

    def rename(self, organisation_id: int, version: int, name: str) -> None:
        """Give it another name when it still has this version; NotFound, Conflict or Stale otherwise."""
        values = {"wanted": organisation_id, "edited": version, "new_name": name}
        try:
            kept = self._connection.execute(_RENAME, values).rowcount == 1
        except IntegrityError as error:
            raise _taken(name) from error
        if not kept:
            current = self.get(organisation_id)
            raise Stale("organisation", current, current.version)

    def get(self, organisation_id: int) -> OrganisationRecord:
        """That organisation; NotFound when there is none."""
        row = self._connection.execute(_ONE, {"wanted": organisation_id}).one_or_none()
        if row is None:
            raise NotFound("organisation", organisation_id)
        return _record(row)

    def every(self) -> tuple[OrganisationRecord, ...]:
        """All, by name."""
        return tuple(map(_record, self._connection.execute(_ALL)))

    def affiliation_of(self, person_id: int) -> Affiliation | None:
        """Where a person belongs; None when nowhere."""
        row = self._connection.execute(_AFFILIATION, {"person": person_id}).one_or_none()
        return None if row is None else Affiliation(*row)

    def affiliations(self) -> dict[int, Affiliation]:
        """Person id → where they belong; who belongs nowhere is left out."""
        return {row.person_id: Affiliation(*row) for row in self._connection.execute(_AFFILIATIONS)}

    def affiliate(self, person_id: int, organisation_id: int, *, speaks: bool, by: int) -> None:
        """From now on the person belongs there, and nowhere else."""
        self.end_affiliation(person_id)
        values = {
            "person_id": person_id,
            "organisation_id": organisation_id,
            "speaks": speaks,
            "since": self._now,
            "added_by": by,
        }
        self._connection.execute(_AFFILIATE, values)

    def end_affiliation(self, person_id: int) -> None:
        """From now on the person belongs nowhere."""
        self._connection.execute(_END, {"person": person_id})


def _taken(name: str) -> SalvaguardaError:
    return Conflict(f"There is an organisation called {name} already. Use that one, or choose another name.")
