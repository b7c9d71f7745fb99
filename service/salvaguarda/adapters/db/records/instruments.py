"""Instruments, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from salvaguarda.adapters.db.records.earlier import keep_earlier
from salvaguarda.adapters.db.tables.drafts import instrument
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.domain.errors import NotFound, Stale

_ADD = insert(instrument).returning(instrument.c.id)
_EVERY = select(instrument).order_by(instrument.c.id.desc())
_GET = select(instrument).where(instrument.c.id == bindparam("wanted"))
_EDIT = (
    update(instrument)
    .where(instrument.c.id == bindparam("wanted"), instrument.c.version == bindparam("edited"))
    .values(
        title=bindparam("new_title"),
        description=bindparam("new_description"),
        version=instrument.c.version + 1,
    )
)


def _record(row: Any) -> InstrumentRecord:
    return InstrumentRecord(row.id, row.title, row.description, row.synthetic, row.version, row.created_at)


class SqlInstruments:
    """Fulfils application.ports.instruments.Instruments."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, title: str, description: str, person_id: int | None, *, synthetic: bool = False) -> int:
        """Keep a new one; returns its id."""
        values = {
            "title": title,
            "description": description,
            "synthetic": synthetic,
            "version": 1,
            "created_at": self._now,
            "created_by": person_id,
        }
        return int(self._connection.execute(_ADD, values).scalar_one())

    def get(self, instrument_id: int) -> InstrumentRecord:
        """That instrument; NotFound when there is none."""
        row = self._connection.execute(_GET, {"wanted": instrument_id}).one_or_none()
        if row is None:
            raise NotFound("instrument", instrument_id)
        return _record(row)

    def every(self) -> tuple[InstrumentRecord, ...]:
        """All, newest first."""
        return tuple(map(_record, self._connection.execute(_EVERY)))

    def edit(self, instrument_id: int, version: int, title: str, description: str, person_id: int) -> None:
        """Change it when it still has this version; Stale with the InstrumentRecord that is kept otherwise."""
        before = self.get(instrument_id)
        values = {
            "wanted": instrument_id,
            "edited": version,
            "new_title": title,
            "new_description": description,
        }
        if self._connection.execute(_EDIT, values).rowcount == 0:
            current = self.get(instrument_id)
            raise Stale("instrument", current, current.version)
        fields = {"title": before.title, "description": before.description}
        keep_earlier(self._connection, "instrument", instrument_id, version, fields, self._now, person_id)
