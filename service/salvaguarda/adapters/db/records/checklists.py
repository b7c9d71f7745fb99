"""Published checklist versions, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.tables.checklists import checklist
from salvaguarda.application.ports.checklists import ChecklistRecord
from salvaguarda.domain.errors import Conflict, NotFound

_ADD = insert(checklist).returning(checklist.c.id)
_EVERY = select(checklist).order_by(checklist.c.checklist_id, checklist.c.id)
_FIND = select(checklist).where(
    checklist.c.checklist_id == bindparam("wanted_id"), checklist.c.version == bindparam("wanted_version")
)
_BY_ROW = select(checklist).where(checklist.c.id == bindparam("wanted_row"))


def _record(row: Any) -> ChecklistRecord:
    return ChecklistRecord(
        row=row.id,
        id=row.checklist_id,
        version=row.version,
        title=row.title,
        description=row.description,
        origin=row.origin,
        sha256=row.sha256,
        criteria=row.criteria,
        red_lines=row.red_lines,
        source=row.source,
    )


class SqlChecklists:
    """Fulfils application.ports.checklists.Checklists."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(
        self, *, checklist_id: str, version: str, person_id: int | None, **fields: Any
    ) -> ChecklistRecord:
        """Keep a new version; Conflict when this id and version are kept already."""
        values = {
            "checklist_id": checklist_id,
            "version": version,
            "created_by": person_id,
            "created_at": self._now,
            **fields,
        }
        try:
            row = self._connection.execute(_ADD, values).scalar_one()
        except IntegrityError as error:
            raise Conflict(
                f"Checklist {checklist_id} {version} is published already and published versions never change. "
                "Give yours a new version number."
            ) from error
        return self.by_row(row)

    def get(self, checklist_id: str, version: str) -> ChecklistRecord:
        """That version; NotFound when there is none."""
        found = self.find(checklist_id, version)
        if found is None:
            raise NotFound("checklist", f"{checklist_id} {version}")
        return found

    def find(self, checklist_id: str, version: str) -> ChecklistRecord | None:
        """That version; None when there is none."""
        parameters = {"wanted_id": checklist_id, "wanted_version": version}
        row = self._connection.execute(_FIND, parameters).one_or_none()
        return None if row is None else _record(row)

    def by_row(self, row: int) -> ChecklistRecord:
        """The version another table refers to."""
        return _record(self._connection.execute(_BY_ROW, {"wanted_row": row}).one())

    def every(self) -> tuple[ChecklistRecord, ...]:
        """All versions, by id, then in the order they were published."""
        return tuple(map(_record, self._connection.execute(_EVERY)))
