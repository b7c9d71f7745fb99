"""Redlines, in SQL."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from salvaguarda.adapters.db.tables.redlines import redline
from salvaguarda.application.ports.redlines import DrawnRedline, JudgedRedline, TextPair
from salvaguarda.domain.redline import Operation

_AT_ONCE = 500  # pairs in one statement: far below what either database takes as parameters
_WANTED = (
    redline.c.old_sha256.in_(bindparam("old", expanding=True)),
    redline.c.new_sha256.in_(bindparam("new", expanding=True)),
    redline.c.engine_version == bindparam("engine"),
)
_JUDGED = select(redline.c.old_sha256, redline.c.new_sha256, redline.c.substance, redline.c.renumbered).where(
    *_WANTED
)
_DRAWN = select(redline).where(*_WANTED)
_KEYS = ("old_sha256", "new_sha256")
_STATE = ("engine_version", "operations", "substance", "renumbered", "drawn_at")


def _upsert(dialect: Any) -> Any:
    statement = dialect.insert(redline)
    return statement.on_conflict_do_update(
        index_elements=_KEYS, set_={name: statement.excluded[name] for name in _STATE}
    )


_KEEP = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


class SqlRedlines:
    """Fulfils application.ports.redlines.Redlines."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def judged(self, pairs: Collection[TextPair], engine_version: str) -> list[JudgedRedline]:
        """What is known of these pairs, without the words; pairs that this engine has not drawn are left out."""
        rows = self._rows(_JUDGED, pairs, engine_version)
        return [JudgedRedline(_texts(row), row.substance, json.loads(row.renumbered)) for row in rows]

    def drawn(self, pairs: Collection[TextPair], engine_version: str) -> list[DrawnRedline]:
        """The redlines of these pairs; those that this engine has not drawn are left out."""
        return [
            DrawnRedline(_texts(row), _operations(row.operations), row.substance, json.loads(row.renumbered))
            for row in self._rows(_DRAWN, pairs, engine_version)
        ]

    def keep(self, redlines: Iterable[DrawnRedline], engine_version: str) -> None:
        """Keep them, in the place of what was kept for the same texts."""
        rows = {
            each.texts: {
                "old_sha256": each.texts[0],
                "new_sha256": each.texts[1],
                "engine_version": engine_version,
                "operations": json.dumps(each.operations, ensure_ascii=False),
                "substance": each.substance,
                "renumbered": json.dumps(dict(each.renumbered), ensure_ascii=False),
                "drawn_at": self._now,
            }
            for each in redlines
        }
        if rows:  # in one order, so that two who keep the same redlines wait for each other and never cross
            keep = _KEEP[self._connection.dialect.name]
            self._connection.execute(keep, [rows[texts] for texts in sorted(rows)])

    def _rows(self, statement: Any, pairs: Collection[TextPair], engine_version: str) -> Iterator[Any]:
        """A statement asks for old and for new hashes apart, which finds a few pairs too many."""
        every = list(dict.fromkeys(pairs))
        for first in range(0, len(every), _AT_ONCE):
            some = every[first : first + _AT_ONCE]
            wanted = set(some)
            values = {
                "old": sorted({old for old, _ in some}),
                "new": sorted({new for _, new in some}),
                "engine": engine_version,
            }
            for row in self._connection.execute(statement, values):
                if _texts(row) in wanted:
                    yield row


def _texts(row: Any) -> TextPair:
    return row.old_sha256, row.new_sha256


def _operations(written: str) -> tuple[Operation, ...]:
    found: Sequence[Any] = json.loads(written)
    return tuple(Operation(sign, text, note) for sign, text, note in found)
