"""Locks on cells that are being adjudicated, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.settling import adjudication_lock
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settling import LockRecord

_OF_CELL = (
    adjudication_lock.c.provision == bindparam("path"),
    adjudication_lock.c.criterion == bindparam("criterion_id"),
)
_HELD = (
    select(adjudication_lock, *columns_as("holder"))
    .join_from(adjudication_lock, person)
    .where(
        adjudication_lock.c.assessment_id == bindparam("assessment"),
        adjudication_lock.c.until > bindparam("now"),
    )
)
_HELD_OF_CELL = _HELD.where(*_OF_CELL)
_FORGET = delete(adjudication_lock).where(adjudication_lock.c.until <= bindparam("now"))
_RELEASE = delete(adjudication_lock).where(
    adjudication_lock.c.assessment_id == bindparam("assessment"),
    adjudication_lock.c.person_id == bindparam("holder"),
    *_OF_CELL,
)
_KEY = ["assessment_id", "provision", "criterion"]


def _take(dialect: Any) -> Any:
    """Insert; over an own lock, or one that fell, write anew. Over another's that holds, change nothing."""
    new = dialect.insert(adjudication_lock)
    return new.on_conflict_do_update(
        index_elements=_KEY,
        set_={"person_id": new.excluded.person_id, "until": new.excluded.until},
        where=or_(
            adjudication_lock.c.person_id == new.excluded.person_id,
            adjudication_lock.c.until <= bindparam("now"),
        ),
    )


_TAKE = {"sqlite": _take(sqlite), "postgresql": _take(postgresql)}
_holder = person_as("holder")


class SqlLocks:
    """Fulfils application.ports.settling.Locks."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def of_cell(self, assessment_id: int, cell: CellKey, reader_id: int) -> LockRecord | None:
        """The lock that holds now, its person by the name that the reader is told."""
        row = self._connection.execute(_HELD_OF_CELL, self._cell(assessment_id, cell)).one_or_none()
        return None if row is None else _record(row, Names(self._connection, assessment_id, reader_id))

    def of(self, assessment_id: int, reader_id: int) -> dict[CellKey, LockRecord]:
        """All that hold now, their people by the names that the reader is told."""
        rows = self._connection.execute(_HELD, {"assessment": assessment_id, "now": self._now})
        names = Names(self._connection, assessment_id, reader_id)
        return {(row.provision, row.criterion): _record(row, names) for row in rows}

    def take(self, assessment_id: int, cell: CellKey, person_id: int, until: str) -> tuple[LockRecord, bool]:
        """Take it, or renew the own one; the lock that holds then, which may be another's, and whether it is newly taken."""
        before = self.of_cell(assessment_id, cell, person_id)
        values = {
            "assessment_id": assessment_id,
            "provision": cell[0],
            "criterion": cell[1],
            "person_id": person_id,
            "until": until,
            "now": self._now,
        }
        self._connection.execute(_TAKE[self._connection.dialect.name], values)
        held = self.of_cell(assessment_id, cell, person_id)
        assert held is not None  # `until` is later than now, whosever it is
        return held, before is None and held.person.id == person_id

    def release(self, assessment_id: int, cell: CellKey, person_id: int) -> bool:
        """Let go of the own lock; False when there was none."""
        self._connection.execute(_FORGET, {"now": self._now})
        values = {**self._cell(assessment_id, cell), "holder": person_id}
        return self._connection.execute(_RELEASE, values).rowcount > 0

    def _cell(self, assessment_id: int, cell: CellKey) -> dict[str, int | str]:
        return {
            "assessment": assessment_id,
            "path": cell[0],
            "criterion_id": cell[1],
            "now": self._now,
        }


def _record(row: Any, names: Names) -> LockRecord:
    holder = names.of(_holder(row), (row.provision, row.criterion))
    return LockRecord(row.provision, row.criterion, holder, row.until)
