"""Positions of organisations, in SQL: every state a row, the newest counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.publishing import position
from salvaguarda.adapters.db.tables.teams import organisation
from salvaguarda.application.ports.positions import PositionRecord
from salvaguarda.domain.errors import Stale
from salvaguarda.domain.positions import Position, Publicity, Stance

_STATES = (
    select(position, organisation.c.name.label("organisation"), *columns_as("author"))
    .select_from(
        position.join(organisation, organisation.c.id == position.c.organisation_id).join(
            person, person.c.id == position.c.person_id
        )
    )
    .where(position.c.assessment_id == bindparam("assessment"))
    .order_by(organisation.c.name, position.c.provision, position.c.criterion, position.c.version.desc())
)
_HISTORY = _STATES.where(
    and_(
        position.c.organisation_id == bindparam("organisation_id"),
        position.c.provision == bindparam("path"),
        position.c.criterion == bindparam("criterion_id"),
    )
)
# Two people of an organisation may state it at the same moment: the second gets no row back, and no error.
_ADD = first_wins(position)
_author = person_as("author")


class SqlPositions:
    """Fulfils application.ports.positions.Positions."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def newest(self, assessment_id: int) -> tuple[PositionRecord, ...]:
        """The newest state of every position, withdrawn ones included, by name of the organisation."""
        newest: dict[tuple[int, tuple[str, str]], PositionRecord] = {}
        for record in self._records(assessment_id, _STATES, {}):
            newest.setdefault((record.position.organisation_id, record.position.subject), record)
        return tuple(newest.values())

    def history(
        self, assessment_id: int, organisation_id: int, subject: tuple[str, str]
    ) -> tuple[PositionRecord, ...]:
        """Every state of one position, newest first."""
        values: dict[str, int | str] = {
            "organisation_id": organisation_id,
            "path": subject[0],
            "criterion_id": subject[1],
        }
        return tuple(self._records(assessment_id, _HISTORY, values))

    def _records(
        self, assessment_id: int, statement: Any, values: Mapping[str, int | str]
    ) -> Iterator[PositionRecord]:
        names = Names(self._connection, assessment_id, None)
        for row in self._connection.execute(statement, {"assessment": assessment_id, **values}):
            yield _record(row, names)

    def add(self, assessment_id: int, stated: Position, person_id: int) -> PositionRecord:
        """Keep the state; Stale with the PositionRecord that is kept when its version is not the next one."""
        kept = self.history(assessment_id, stated.organisation_id, stated.subject)
        if stated.version == len(kept) + 1 and self._added(assessment_id, stated, person_id):
            return self.history(assessment_id, stated.organisation_id, stated.subject)[0]
        kept = self.history(assessment_id, stated.organisation_id, stated.subject)
        newest = kept[0] if kept else None
        raise Stale("position", newest, newest.position.version if newest else 0)

    def _added(self, assessment_id: int, stated: Position, person_id: int) -> bool:
        values = {
            "assessment_id": assessment_id,
            "organisation_id": stated.organisation_id,
            "provision": stated.subject[0],
            "criterion": stated.subject[1],
            "version": stated.version,
            "stance": stated.stance.value,
            "note": stated.note,
            "publicity": stated.publicity.value,
            "result": stated.result,
            "at": self._now,
            "person_id": person_id,
        }
        add = _ADD[self._connection.dialect.name]
        return self._connection.execute(add, values).scalar_one_or_none() is not None


def _record(row: Any, names: Names) -> PositionRecord:
    stated = Position(
        organisation_id=row.organisation_id,
        subject=(row.provision, row.criterion),
        stance=Stance(row.stance),
        note=row.note,
        publicity=Publicity(row.publicity),
        result=row.result,
        version=row.version,
    )
    return PositionRecord(stated, row.organisation, names.in_team(_author(row)), row.at, row.id)
