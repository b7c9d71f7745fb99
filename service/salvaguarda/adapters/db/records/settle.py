"""Results: settling and reopening, in SQL. What exists is never overwritten but for the moment when it was reopened."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.tables.assessments import score, score_revision
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settling import NewResult, PastRating
from salvaguarda.domain.adjudicating import CellScore
from salvaguarda.domain.scores import Rating

# The other number of the advisory locks is the assessment. SQLite has one writer at a time.
_LOCKS = 725_218
_HOLD = text("SELECT pg_advisory_xact_lock_shared(:kind, :assessment)")
_HOLD_ALONE = text("SELECT pg_advisory_xact_lock(:kind, :assessment)")

_SCORES = (
    select(
        score.c.provision,
        score.c.criterion,
        score.c.id,
        score.c.revision,
        score.c.person_id,
        score.c.rating,
        score.c.updated_at,
    )
    .where(score.c.assessment_id == bindparam("assessment"))
    .order_by(score.c.id)
)
_SCORES_OF_CELL = _SCORES.where(
    score.c.provision == bindparam("path"), score.c.criterion == bindparam("criterion_id")
)
_COUNTS = select(func.count(), func.count(settled_result.c.reopened_at)).where(
    settled_result.c.assessment_id == bindparam("assessment"),
    settled_result.c.provision == bindparam("path"),
    settled_result.c.criterion == bindparam("criterion_id"),
)
# Two people may settle one cell at the same moment: the second gets no row back, and no error.
_SETTLE = first_wins(settled_result)
_REOPEN = (
    update(settled_result)
    .where(
        settled_result.c.assessment_id == bindparam("assessment"),
        settled_result.c.provision == bindparam("path"),
        settled_result.c.criterion == bindparam("criterion_id"),
        settled_result.c.reopened_at.is_(None),
    )
    .values(reopened_at=bindparam("now"), reopened_by=bindparam("by"), reopened_because=bindparam("because"))
    .returning(settled_result.c.id)
)
_PAST = (
    select(score_revision.c.score_id, score_revision.c.revision, score_revision.c.rating, score_revision.c.at)
    .where(score_revision.c.score_id.in_(bindparam("scores", expanding=True)))
    .order_by(score_revision.c.score_id, score_revision.c.revision)
)
_AT_ONCE = 500  # rows of one statement; SQLite takes 32,766 values, a row has ten


class SqlSettling:
    """Fulfils application.ports.settling.Settling."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def hold(self, assessment_id: int) -> None:
        """Nobody settles a cell of this assessment until the transaction ends."""
        self._advise(_HOLD, assessment_id)

    def hold_alone(self, assessment_id: int) -> None:
        """Wait for the scores that are being saved, and let no other in until the transaction ends."""
        self._advise(_HOLD_ALONE, assessment_id)

    def _advise(self, statement: Any, assessment_id: int) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(statement, {"kind": _LOCKS, "assessment": assessment_id})

    def scores_of_cell(self, assessment_id: int, cell: CellKey) -> tuple[CellScore, ...]:
        """Every score of a cell, rated or not, oldest first."""
        rows = self._connection.execute(_SCORES_OF_CELL, _cell(assessment_id, cell))
        return tuple(map(_cell_score, rows))

    def scores_by_cell(self, assessment_id: int) -> dict[CellKey, list[CellScore]]:
        """Every score of an assessment, cell by cell."""
        found: dict[CellKey, list[CellScore]] = {}
        for row in self._connection.execute(_SCORES, {"assessment": assessment_id}):
            found.setdefault((row.provision, row.criterion), []).append(_cell_score(row))
        return found

    def counts_of_cell(self, assessment_id: int, cell: CellKey) -> tuple[int, int]:
        """How many results the cell ever had, and how many of them were reopened."""
        settled, reopened = self._connection.execute(_COUNTS, _cell(assessment_id, cell)).one()
        return settled, reopened

    def settle(self, assessment_id: int, result: NewResult, person_id: int) -> int | None:
        """Keep a result in force; its id, or None when the cell has one already."""
        statement = _SETTLE[self._connection.dialect.name]
        values = self._values(assessment_id, result, person_id)
        return self._connection.execute(statement, values).scalar_one_or_none()

    def settle_many(
        self, assessment_id: int, results: Sequence[NewResult], person_id: int
    ) -> dict[CellKey, int]:
        """Keep many at once, leaving out cells that have one already; the ids of those that were kept."""
        kept: dict[CellKey, int] = {}
        statement = _SETTLE[self._connection.dialect.name].returning(
            settled_result.c.provision, settled_result.c.criterion
        )
        for start in range(0, len(results), _AT_ONCE):
            some = results[start : start + _AT_ONCE]
            rows = [self._values(assessment_id, each, person_id) for each in some]
            for result_id, provision, criterion in self._connection.execute(statement.values(rows)):
                kept[provision, criterion] = result_id
        return kept

    def past_ratings(self, score_ids: Sequence[int]) -> dict[int, tuple[PastRating, ...]]:
        """Every rating that these scores had, the present one last; for scores that their reader sees."""
        found: dict[int, list[PastRating]] = {}
        for row in self._connection.execute(_PAST, {"scores": list(score_ids)}):
            of_score = found.setdefault(row.score_id, [])
            rating = None if row.rating is None else Rating(row.rating)
            if not of_score or of_score[-1].rating is not rating:  # other words are no other rating
                of_score.append(PastRating(row.revision, rating, row.at))
        return {score_id: tuple(ratings) for score_id, ratings in found.items()}

    def _values(self, assessment_id: int, result: NewResult, person_id: int) -> Mapping[str, object]:
        return {
            "assessment_id": assessment_id,
            "provision": result.provision,
            "criterion": result.criterion,
            "kind": result.kind,
            "rating": result.rating.value,
            "reason": result.reason,
            "basis": json.dumps([list(pair) for pair in result.basis]),
            "chosen_score_id": result.chosen_score_id,
            "at": self._now,
            "person_id": person_id,
        }

    def reopen(self, assessment_id: int, cell: CellKey, by: int, because: str) -> int | None:
        """End the result that is in force, keeping it; its id, or None when there is none."""
        values = {**_cell(assessment_id, cell), "now": self._now, "by": by, "because": because}
        return self._connection.execute(_REOPEN, values).scalar_one_or_none()


def _cell(assessment_id: int, cell: CellKey) -> dict[str, int | str]:
    return {"assessment": assessment_id, "path": cell[0], "criterion_id": cell[1]}


def _cell_score(row: Any) -> CellScore:
    rating = None if row.rating is None else Rating(row.rating)
    return CellScore(row.id, row.revision, row.person_id, rating, row.updated_at)
