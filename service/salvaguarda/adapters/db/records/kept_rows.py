"""Rows of history as the audit log binds them: which columns of them never change, and the hash of what those hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Table, and_, bindparam, or_, select

from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision, score, score_revision
from salvaguarda.adapters.db.tables.discussions import comment, thread
from salvaguarda.adapters.db.tables.publishing import position, snapshot
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.application.ports.audit import Kept, Values
from salvaguarda.domain.audit import canonical, rows_digest

_AT_ONCE = 200
"""Rows looked up in one statement; a key has two numbers at most."""

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """key: the columns that name a row. frozen: those that never change. source, chain: where its assessment stands.

    above: what says where the row belongs (of whose score, in which cell) and stands in the row above it; it never changes
    either, and moving that row moves all of its history.
    """

    table: Table
    key: tuple[str, ...]
    frozen: tuple[str, ...]
    source: FromClause
    chain: ColumnElement[int]
    above: tuple[Column[Any], ...]

    def columns(self) -> tuple[Any, ...]:
        """What is read of a row."""
        return (*(self.table.c[name] for name in (*self.key, *self.frozen)), *self.above)

    def names(self) -> tuple[str, ...]:
        """What these columns are called in what is hashed."""
        return (*self.key, *self.frozen, *(f"{column.table.name}.{column.name}" for column in self.above))


def _binding(
    table: Table,
    *key: str,
    source: FromClause | None = None,
    chain: ColumnElement[int] | None = None,
    changing: frozenset[str] = frozenset(),
    above: tuple[Column[Any], ...] = (),
) -> Binding:
    frozen = tuple(column.name for column in table.c if column.name not in {"id", *key, *changing})
    return Binding(
        table,
        key,
        frozen,
        table if source is None else source,
        table.c.assessment_id if chain is None else chain,
        above,
    )


BINDINGS: dict[Kept, Binding] = {
    Kept.SCORE_REVISION: _binding(
        score_revision,
        "score_id",
        "revision",
        source=score_revision.join(score, score.c.id == score_revision.c.score_id),
        chain=score.c.assessment_id,
        above=(score.c.provision, score.c.criterion, score.c.person_id),
    ),
    Kept.ASSESSMENT_REVISION: _binding(
        assessment_revision,
        "assessment_id",
        "version",
        source=assessment_revision.join(assessment, assessment.c.id == assessment_revision.c.assessment_id),
        above=(assessment.c.draft_id, assessment.c.checklist_row, assessment.c.unit, assessment.c.created_by),
    ),
    Kept.SETTLED_RESULT: _binding(
        settled_result, "id", changing=frozenset({"reopened_at", "reopened_by", "reopened_because"})
    ),
    Kept.COMMENT: _binding(
        comment,
        "id",
        source=comment.join(thread, thread.c.id == comment.c.thread_id),
        chain=thread.c.assessment_id,
        above=(thread.c.provision, thread.c.criterion),
    ),
    Kept.POSITION: _binding(position, "id"),
    Kept.SNAPSHOT: _binding(snapshot, "assessment_id", "number"),
}

_ONE = {
    kept: select(*binding.columns())
    .select_from(binding.source)
    .where(*(binding.table.c[name] == bindparam(f"key_{place}") for place, name in enumerate(binding.key)))
    for kept, binding in BINDINGS.items()
}
_OF_CHAIN = {
    kept: select(binding.table.c.id.label("row_id"), *binding.columns())
    .select_from(binding.source)
    .where(binding.chain == bindparam("chain"))
    .order_by(binding.table.c.id)
    for kept, binding in BINDINGS.items()
}


def row_text(kept: Kept, row: Sequence[Any]) -> str:
    """A row as it is hashed: canonical JSON of its key and what of it never changes, by column.

    row: in the order of `Binding.columns()`.
    """
    return canonical({"table": kept.value, **dict(zip(BINDINGS[kept].names(), row, strict=True))})


def rows_mark(connection: Connection, kept: Kept, keys: Sequence[Key]) -> Values:
    """What an entry says of the rows with these keys: {"rows": [key, …], "sha256": …}; a key without a row is a mistake."""
    texts = {key: row_text(kept, row) for key, row in _rows(connection, kept, keys)}
    return {"rows": [list(key) for key in keys], "sha256": rows_digest(texts[key] for key in keys)}


def _rows(connection: Connection, kept: Kept, keys: Sequence[Key]) -> Iterable[tuple[Key, Sequence[Any]]]:
    width = len(BINDINGS[kept].key)
    if len(keys) == 1:
        found = connection.execute(_ONE[kept], {f"key_{place}": part for place, part in enumerate(keys[0])})
        return [(tuple(row[:width]), row) for row in found]
    binding = BINDINGS[kept]
    rows: list[tuple[Key, Sequence[Any]]] = []
    for start in range(0, len(keys), _AT_ONCE):
        wanted = [
            and_(*(binding.table.c[name] == part for name, part in zip(binding.key, key, strict=True)))
            for key in keys[start : start + _AT_ONCE]
        ]
        rows += [
            (tuple(row[:width]), row)
            for row in connection.execute(
                select(*binding.columns()).select_from(binding.source).where(or_(*wanted))
            )
        ]
    return rows


def all_mark(connection: Connection, chain: int) -> Values:
    """What an entry says of everything that is kept of an assessment by then: table → {"up_to", "count", "sha256"}."""
    said = {}
    for kept in Kept:
        rows = connection.execute(_OF_CHAIN[kept], {"chain": chain}).all()
        if rows:
            texts = [row_text(kept, row[1:]) for row in rows]
            said[kept.value] = {"up_to": rows[-1][0], "count": len(rows), "sha256": rows_digest(texts)}
    return said


def rows_of_chain(connection: Connection, kept: Kept, chain: int) -> list[tuple[int, Key, str]]:
    """Every row of an assessment: id, key, and the text it is hashed as; oldest first."""
    width = len(BINDINGS[kept].key)
    found = connection.execute(_OF_CHAIN[kept], {"chain": chain})
    return [(row[0], tuple(row[1 : 1 + width]), row_text(kept, row[1:])) for row in found]
