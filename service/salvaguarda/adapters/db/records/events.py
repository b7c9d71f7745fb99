"""Events of assessments in SQL: gathered while a transaction runs, numbered and written when it ends.

Whoever writes holds the head until the commit, so that numbers are those of the order of commits: a reader who asks for
what came after a number misses nothing.
"""

import json
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite

from salvaguarda.adapters.db.tables.audit import event, event_head
from salvaguarda.domain.audit import canonical
from salvaguarda.domain.events import NAMELESS, Event, EventKind


def _take(dialect: str) -> Any:
    """Raise the head by `count` (making it first), and say what it is now; it is locked from here on."""
    insert_head = (postgresql if dialect == "postgresql" else sqlite).insert(event_head)
    raised = event_head.c.seq + insert_head.excluded.seq
    return insert_head.on_conflict_do_update(
        index_elements=[event_head.c.assessment_id], set_={"seq": raised}
    ).returning(event_head.c.seq)


_TAKE = {dialect: _take(dialect) for dialect in ("sqlite", "postgresql")}
_ADD = insert(event)
CHANNEL = "salvaguarda_events"
"""What processes on one PostgreSQL call each other through; the message is an assessment's id."""

_NOTIFY = text("SELECT pg_notify(:channel, :of)")
_NEWEST = select(event_head.c.seq).where(event_head.c.assessment_id == bindparam("assessment"))
_AFTER = (
    select(event.c.seq, event.c.kind, event.c.subject, event.c.at, event.c.person_id)
    .where(event.c.assessment_id == bindparam("assessment"), event.c.seq > bindparam("seen"))
    .order_by(event.c.seq)
    .limit(bindparam("most"))
)


class SqlEvents:
    """Fulfils application.ports.audit.Events. told: the assessments of which something was told, once it is finished."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now
        self._waiting: list[Event] = []
        self.told: frozenset[int] = frozenset()

    def add(
        self, assessment_id: int, kind: EventKind, person_id: int | None, **subject: int | str | None
    ) -> None:
        """Tell when the transaction ends; the same twice in one transaction is told once.

        A conflict takes the place of the score that made it: whoever may not know of conflicts is told of a score, and
        neither a second event nor a gap in the numbers tells them more.
        """
        by = None if kind in NAMELESS else person_id
        if "provision" in subject:
            subject["path"] = subject.pop("provision")
        new = Event(assessment_id, 0, kind, subject, self._now, by)
        if new.kind is EventKind.CONFLICT_FOUND:
            self._waiting = [each for each in self._waiting if not _is_score_of(each, new)]
        if new not in self._waiting[-1:]:
            self._waiting.append(new)

    def finish(self) -> None:
        """Number the events and write them."""
        of_assessment = attrgetter("assessment_id")
        for assessment_id, events in groupby(sorted(self._waiting, key=of_assessment), key=of_assessment):
            self._write(assessment_id, list(events))
        self.told = frozenset(map(of_assessment, self._waiting))
        self._waiting.clear()
        if self._connection.dialect.name == "postgresql":
            # With the transaction: other processes hear of it when it is kept, and only then.
            for assessment_id in self.told:
                self._connection.execute(_NOTIFY, {"channel": CHANNEL, "of": str(assessment_id)})

    def _write(self, assessment_id: int, events: list[Event]) -> None:
        take = _TAKE[self._connection.dialect.name]
        count = {"assessment_id": assessment_id, "seq": len(events)}
        last = self._connection.execute(take, count).scalar_one()
        self._connection.execute(_ADD, list(_rows(events, last - len(events) + 1)))

    def newest(self, assessment_id: int) -> int:
        """The number of the newest event of an assessment; 0 before the first."""
        found = self._connection.execute(_NEWEST, {"assessment": assessment_id}).scalar_one_or_none()
        return found or 0

    def after(self, assessment_id: int, seq: int, limit: int) -> tuple[Event, ...]:
        """The events after that number, oldest first, at most `limit`."""
        wanted = {"assessment": assessment_id, "seen": seq, "most": limit}
        return tuple(
            Event(
                assessment_id,
                row.seq,
                EventKind(row.kind),
                json.loads(row.subject),
                row.at,
                row.person_id,
            )
            for row in self._connection.execute(_AFTER, wanted)
        )


def _is_score_of(event: Event, conflict: Event) -> bool:
    same_place = (event.assessment_id, event.subject) == (conflict.assessment_id, conflict.subject)
    return event.kind is EventKind.SCORE_SAVED and same_place


def _rows(events: Iterable[Event], first: int) -> Iterable[dict[str, object]]:
    for seq, each in enumerate(events, start=first):
        yield {
            "assessment_id": each.assessment_id,
            "seq": seq,
            "kind": each.kind.value,
            "subject": canonical(each.subject),
            "at": each.at,
            "person_id": each.person_id,
        }
