"""Pending readings, in SQL."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from salvaguarda.adapters.db.records.reading_json import options_of, options_text
from salvaguarda.adapters.db.tables.readings import reading, reading_cut, reading_source
from salvaguarda.application.ports.readings import (
    NewReading,
    PendingReading,
    ReadingState,
    TimedMend,
    Usage,
)
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import NotFound, Problem, Unreadable
from salvaguarda.domain.mending.mends import mend_of, values_of
from salvaguarda.domain.reading.lines import ReadingOptions

_ADD = insert(reading)
_ADD_SOURCE = insert(reading_source)
_ADD_CUT = insert(reading_cut)
_ALIVE = select(reading).where(reading.c.kept_until > bindparam("now"))
_OF_PERSON = _ALIVE.where(reading.c.person_id == bindparam("person")).order_by(
    reading.c.created_at.desc(), reading.c.id
)
_GET = _ALIVE.where(reading.c.id == bindparam("wanted"), reading.c.person_id == bindparam("person"))
_CONTENT = select(reading_source.c.content).where(reading_source.c.reading_id == bindparam("wanted"))
_CUT = select(reading_cut.c.content).where(reading_cut.c.reading_id == bindparam("wanted"))
_USAGE = select(func.count(), func.coalesce(func.sum(reading.c.size), 0)).where(
    reading.c.kept_until > bindparam("now")
)
_USAGE_OF_PERSON = _USAGE.where(reading.c.person_id == bindparam("person"))
_SAME = update(reading).where(reading.c.id == bindparam("wanted"), reading.c.version == bindparam("edited"))
_FINISH = _SAME.where(reading.c.state == "waiting").values(
    state=bindparam("new_state"), problem=bindparam("new_problem")
)
_CHOOSE = _SAME.values(
    options=bindparam("new_options"),
    state="waiting",
    problem=None,
    mends="[]",
    version=reading.c.version + 1,
    kept_until=bindparam("until"),
)
_MEND = _SAME.values(
    mends=bindparam("new_mends"), version=reading.c.version + 1, kept_until=bindparam("until")
)
_REMOVE_CUT = delete(reading_cut).where(reading_cut.c.reading_id == bindparam("wanted"))
_REMOVE = delete(reading).where(reading.c.id == bindparam("wanted"))
_FORGET = delete(reading).where(reading.c.kept_until <= bindparam("now"))


class _Refusal(msgspec.Struct):
    """An Unreadable as it is kept."""

    message: str
    problems: list[Problem]


class SqlReadings:
    """Fulfils application.ports.readings.Readings."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, new: NewReading, kept_until: str) -> None:
        """Keep a file; it waits to be read."""
        values = {
            "id": new.id,
            "person_id": new.person_id,
            "name": new.name,
            "sha256": sha256(new.content).hexdigest(),
            "size": len(new.content),
            "options": options_text(new.options),
            "state": "waiting",
            "version": 1,
            "created_at": self._now,
            "kept_until": kept_until,
        }
        self._connection.execute(_ADD, values)
        self._connection.execute(_ADD_SOURCE, {"reading_id": new.id, "content": new.content})

    def of_person(self, person_id: int) -> tuple[PendingReading, ...]:
        """A person's readings, newest first."""
        return tuple(map(_record, self._connection.execute(_OF_PERSON, self._here(person=person_id))))

    def get(self, reading_id: str, person_id: int) -> PendingReading:
        """The reading of this person; NotFound when there is none, when it is another's, and after its day."""
        values = self._here(wanted=reading_id, person=person_id)
        row = self._connection.execute(_GET, values).one_or_none()
        if row is None:
            raise NotFound("reading", reading_id)
        return _record(row)

    def content(self, reading_id: str) -> bytes:
        """The file."""
        content = self._connection.execute(_CONTENT, {"wanted": reading_id}).scalar_one_or_none()
        if content is None:
            raise NotFound("reading", reading_id)
        return bytes(content)

    def draft(self, reading_id: str) -> DraftReading | None:
        """How it was read and cut, before any mend; None when it is not ready."""
        text = self._connection.execute(_CUT, {"wanted": reading_id}).scalar_one_or_none()
        return None if text is None else msgspec.json.decode(text, type=DraftReading)

    def usage(self, person_id: int | None = None) -> Usage:
        """How much waits, of this person or of all."""
        statement, values = _USAGE, self._here()
        if person_id is not None:
            statement, values = _USAGE_OF_PERSON, self._here(person=person_id)
        readings, size = self._connection.execute(statement, values).one()
        return Usage(readings, int(size))

    def finish(self, reading_id: str, version: int, outcome: DraftReading | Unreadable) -> bool:
        """Keep what reading came to; False when the reading has another version by now, or is gone."""
        problem = None
        if isinstance(outcome, Unreadable):
            problem = _text(_Refusal(outcome.message, list(outcome.problems)))
        values = {
            "wanted": reading_id,
            "edited": version,
            "new_state": "ready" if problem is None else "failed",
            "new_problem": problem,
        }
        if self._connection.execute(_FINISH, values).rowcount == 0:
            return False
        if problem is None:
            self._connection.execute(_ADD_CUT, {"reading_id": reading_id, "content": _text(outcome)})
        return True

    def choose(self, reading_id: str, version: int, options: ReadingOptions, kept_until: str) -> bool:
        """Let it be read again in another way, without its mends; False when it has another version by now."""
        values = {
            "wanted": reading_id,
            "edited": version,
            "new_options": options_text(options),
            "until": kept_until,
        }
        if self._connection.execute(_CHOOSE, values).rowcount == 0:
            return False
        self._connection.execute(_REMOVE_CUT, {"wanted": reading_id})
        return True

    def mend(self, reading_id: str, version: int, mends: Sequence[TimedMend], kept_until: str) -> bool:
        """Keep this list of mends instead of the one before; False when it has another version by now."""
        kept = [{"mend": values_of(each.mend), "at": each.at} for each in mends]
        values = {"wanted": reading_id, "edited": version, "new_mends": _text(kept), "until": kept_until}
        return self._connection.execute(_MEND, values).rowcount > 0

    def remove(self, reading_id: str, version: int | None = None) -> bool:
        """Forget it; False when it is gone, or has another version by now than this one (None: any)."""
        statement = _REMOVE if version is None else _REMOVE.where(reading.c.version == version)
        return self._connection.execute(statement, {"wanted": reading_id}).rowcount > 0

    def forget_old(self) -> None:
        """Forget all whose day is over."""
        self._connection.execute(_FORGET, self._here())

    def _here(self, **values: object) -> dict[str, object]:
        return {"now": self._now, **values}


def _record(row: Any) -> PendingReading:
    return PendingReading(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        options=options_of(row.options),
        state=ReadingState(row.state),
        problem=None if row.problem is None else _problem(row.problem),
        mends=tuple(TimedMend(mend_of(each["mend"]), each["at"]) for each in msgspec.json.decode(row.mends)),
        version=row.version,
        created_at=row.created_at,
    )


def _problem(text: str) -> Unreadable:
    kept = msgspec.json.decode(text, type=_Refusal)
    return Unreadable(kept.message, kept.problems)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
