"""Redlines, in SQL."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from salvaguarda.adapters.db.tables.redlines import redline
from salvaguarda.application.ports.redlines import DrawnRedline, RedlineKey
from salvaguarda.domain.redline import Operation

_AT_ONCE = 500  # redlines in one statement: far below what either database takes as parameters
_KEY = (redline.c.old_sha256, redline.c.new_sha256, redline.c.references_sha256)
_WANTED = (
    redline.c.old_sha256.in_(bindparam("old", expanding=True)),
    redline.c.new_sha256.in_(bindparam("new", expanding=True)),
    redline.c.engine_version == bindparam("engine"),
)
_JUDGED = select(*_KEY, redline.c.substance).where(*_WANTED)
_DRAWN = select(*_KEY, redline.c.substance, redline.c.operations).where(*_WANTED)
_STATE = ("engine_version", "operations", "substance", "drawn_at")


def _upsert(dialect: Any) -> Any:
    statement = dialect.insert(redline)
    return statement.on_conflict_do_update(
        index_elements=list(_KEY), set_={name: statement.excluded[name] for name in _STATE}
    )


_KEEP = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


class SqlRedlines:
    """Fulfils application.ports.redlines.Redlines."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def judged(self, keys: Collection[RedlineKey], engine_version: str) -> dict[RedlineKey, bool]:
        """Whether there is a change of substance, of every one of these that this engine has drawn."""
        return {_key(row): row.substance for row in self._rows(_JUDGED, keys, engine_version)}

    def drawn(self, keys: Collection[RedlineKey], engine_version: str) -> dict[RedlineKey, DrawnRedline]:
        """Those of these redlines that this engine has drawn."""
        rows = self._rows(_DRAWN, keys, engine_version)
        return {_key(row): DrawnRedline(_key(row), _operations(row), row.substance) for row in rows}

    def keep(self, redlines: Iterable[DrawnRedline], engine_version: str) -> None:
        """Keep them, in the place of what was kept for the same texts."""
        rows = {
            each.key: {
                **dict(zip(("old_sha256", "new_sha256", "references_sha256"), each.key, strict=True)),
                "engine_version": engine_version,
                "operations": json.dumps(each.operations, ensure_ascii=False),
                "substance": each.substance,
                "drawn_at": self._now,
            }
            for each in redlines
        }
        if rows:  # in one order, so that two who keep the same redlines wait for each other and never cross
            keep = _KEEP[self._connection.dialect.name]
            self._connection.execute(keep, [rows[key] for key in sorted(rows)])

    def _rows(self, statement: Any, keys: Collection[RedlineKey], engine_version: str) -> Iterator[Any]:
        """A statement asks for old and for new hashes apart, which finds a few too many."""
        every = list(dict.fromkeys(keys))
        for first in range(0, len(every), _AT_ONCE):
            some = every[first : first + _AT_ONCE]
            wanted = set(some)
            values = {
                "old": sorted({old for old, _, _ in some}),
                "new": sorted({new for _, new, _ in some}),
                "engine": engine_version,
            }
            for row in self._connection.execute(statement, values):
                if _key(row) in wanted:
                    yield row


def _key(row: Any) -> RedlineKey:
    return row.old_sha256, row.new_sha256, row.references_sha256


def _operations(row: Any) -> tuple[Operation, ...]:
    return tuple(Operation(sign, text, note) for sign, text, note in json.loads(row.operations))
