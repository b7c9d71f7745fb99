"""Instruments, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, or_, select, update

from salvaguarda.adapters.db.records.earlier import keep_earlier
from salvaguarda.adapters.db.records.membership import KNOWN
from salvaguarda.adapters.db.tables.drafts import instrument
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.domain.errors import NotFound, Stale

_ADD = insert(instrument).returning(instrument.c.id)
_EVERY = select(instrument).order_by(instrument.c.id.desc())
_GET = select(instrument).where(instrument.c.id == bindparam("wanted"))
_KNOWN = _EVERY.where(KNOWN)
_HIDE = (
    update(instrument).where(instrument.c.id == bindparam("wanted")).values(members_only=bindparam("hidden"))
)
_MAY_HIDE = select(person.c.id).where(
    person.c.id == bindparam("reader"),
    or_(
        person.c.is_owner,
        exists().where(instrument.c.id == bindparam("wanted"), instrument.c.created_by == person.c.id),
    ),
)
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
    return InstrumentRecord(
        row.id, row.title, row.description, row.synthetic, row.members_only, row.version, row.created_at
    )


class SqlInstruments:
    """Fulfils application.ports.instruments.Instruments."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(
        self,
        title: str,
        description: str,
        person_id: int | None,
        *,
        synthetic: bool = False,
        members_only: bool = False,
    ) -> int:
        """Keep a new one; returns its id."""
        values = {
            "title": title,
            "description": description,
            "synthetic": synthetic,
            "members_only": members_only,
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

    def known_to(self, reader_id: int) -> tuple[InstrumentRecord, ...]:
        """Those that are there for the reader, newest first."""
        return tuple(map(_record, self._connection.execute(_KNOWN, {"reader": reader_id})))

    def hide(self, instrument_id: int, *, members_only: bool) -> None:
        """Say whether only members know of it; part of an edit, so the version is raised there."""
        self._connection.execute(_HIDE, {"wanted": instrument_id, "hidden": members_only})

    def may_hide(self, instrument_id: int, person_id: int) -> bool:
        """Whether they made it, or own the installation."""
        values = {"wanted": instrument_id, "reader": person_id}
        return self._connection.execute(_MAY_HIDE, values).first() is not None

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
