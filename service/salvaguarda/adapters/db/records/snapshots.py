"""Snapshots that were signed, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.publishing import snapshot
from salvaguarda.application.ports.snapshots import NewSnapshot, SnapshotRecord
from salvaguarda.domain.errors import Conflict, NotFound

_SIGNED = (
    select(snapshot, *columns_as("author"))
    .join_from(snapshot, person)
    .where(snapshot.c.assessment_id == bindparam("assessment"))
    .order_by(snapshot.c.number.desc())
)
_GET = _SIGNED.where(snapshot.c.number == bindparam("wanted"))
_LAST = select(func.coalesce(func.max(snapshot.c.number), 0)).where(
    snapshot.c.assessment_id == bindparam("assessment")
)
_ADD = first_wins(snapshot)
_author = person_as("author")


class SqlSnapshots:
    """Fulfils application.ports.snapshots.Snapshots."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def of_assessment(self, assessment_id: int) -> tuple[SnapshotRecord, ...]:
        """Newest first."""
        names = Names(self._connection, assessment_id, None)
        rows = self._connection.execute(_SIGNED, {"assessment": assessment_id})
        return tuple(_record(row, names) for row in rows)

    def get(self, assessment_id: int, number: int) -> SnapshotRecord:
        """That one; NotFound when there is none."""
        values = {"assessment": assessment_id, "wanted": number}
        row = self._connection.execute(_GET, values).one_or_none()
        if row is None:
            raise NotFound("snapshot", number)
        return _record(row, Names(self._connection, assessment_id, None))

    def add(self, signed: NewSnapshot, person_id: int) -> SnapshotRecord:
        """Keep it under the next number; Conflict when somebody signed at the same moment."""
        number = self._connection.execute(_LAST, {"assessment": signed.assessment_id}).scalar_one() + 1
        values = {
            "assessment_id": signed.assessment_id,
            "number": number,
            "title": signed.title,
            "note": signed.note,
            "content": signed.content,
            "sha256": signed.sha256,
            "audit_seq": signed.audit_seq,
            "audit_sha256": signed.audit_sha256,
            "at": self._now,
            "person_id": person_id,
        }
        added = self._connection.execute(_ADD[self._connection.dialect.name], values).scalar_one_or_none()
        if added is None:
            raise Conflict("Somebody else signed this assessment at the same moment. Look at theirs first.")
        return self.get(signed.assessment_id, number)


def _record(row: Any, names: Names) -> SnapshotRecord:
    signed = NewSnapshot(
        assessment_id=row.assessment_id,
        title=row.title,
        note=row.note,
        content=row.content,
        sha256=row.sha256,
        audit_seq=row.audit_seq,
        audit_sha256=row.audit_sha256,
    )
    return SnapshotRecord(row.id, row.number, signed, names.in_team(_author(row)), row.at)
