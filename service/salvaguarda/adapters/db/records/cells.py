"""How far cells are, in SQL, and which of them are open to whom."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Text, bindparam, exists, literal, not_, select, union

from salvaguarda.adapters.db.records.own_first import READER, open_cell
from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.settling import assignment, settled_result
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.matrix import Terms
from salvaguarda.domain.scores import Rating

_assessment: Any = bindparam("assessment")
_path: Any = bindparam("path", type_=Text)
_criterion: Any = bindparam("criterion_id", type_=Text)

_NEEDED = select(assessment.c.needed).where(assessment.c.id == _assessment)
_SCORES = select(score.c.provision, score.c.criterion, score.c.person_id, score.c.rating).where(
    score.c.assessment_id == _assessment
)
_ASSIGNED = select(assignment.c.provision, assignment.c.criterion, assignment.c.person_id).where(
    assignment.c.assessment_id == _assessment
)
_SETTLED = select(settled_result.c.provision, settled_result.c.criterion, settled_result.c.rating).where(
    settled_result.c.assessment_id == _assessment, settled_result.c.reopened_at.is_(None)
)
_SCORES_OF = _SCORES.where(score.c.provision == _path, score.c.criterion == _criterion)
_ASSIGNED_OF = _ASSIGNED.where(assignment.c.provision == _path, assignment.c.criterion == _criterion)
_SETTLED_OF = _SETTLED.where(settled_result.c.provision == _path, settled_result.c.criterion == _criterion)

_cells = union(
    select(score.c.assessment_id, score.c.provision, score.c.criterion).where(
        score.c.assessment_id == _assessment
    ),
    select(assignment.c.assessment_id, assignment.c.provision, assignment.c.criterion).where(
        assignment.c.assessment_id == _assessment
    ),
).subquery("cells")
_CELLS = select(_cells.c.provision, _cells.c.criterion)
_OPEN = _CELLS.join_from(_cells, assessment, assessment.c.id == _cells.c.assessment_id).where(
    open_cell(_cells.c.assessment_id, _cells.c.provision, _cells.c.criterion)
)
_has_rated = exists(
    select(literal(1)).where(
        score.c.assessment_id == assignment.c.assessment_id,
        score.c.provision == assignment.c.provision,
        score.c.criterion == assignment.c.criterion,
        score.c.person_id == assignment.c.person_id,
        score.c.rating.is_not(None),
    )
)
_LACKING = (
    select(assignment.c.provision, assignment.c.criterion)
    .distinct()
    .where(assignment.c.assessment_id == _assessment, not_(_has_rated))
)
# Where it is not blind nothing waits for an own rating.
_TO_SCORE = _LACKING.join_from(assignment, assessment, assessment.c.id == assignment.c.assessment_id).where(
    assignment.c.person_id == READER, assessment.c.blind
)
_SEEN = _SETTLED.join_from(
    settled_result, assessment, assessment.c.id == settled_result.c.assessment_id
).where(open_cell(settled_result.c.assessment_id, settled_result.c.provision, settled_result.c.criterion))
_IS_OPEN = select(assessment.c.id).where(
    assessment.c.id == _assessment, open_cell(assessment.c.id, _path, _criterion)
)


_LACKING_OF = _LACKING.where(assignment.c.provision == _path)
_SETTLED_OF_ROW = _SETTLED.where(settled_result.c.provision == _path)
_SEEN_OF = _SEEN.where(settled_result.c.provision == _path)
# Calling Rating() for each of thousands of rows takes most of the time.
_RATINGS = {rating.value: rating for rating in Rating}


class SqlCells:
    """Fulfils application.ports.settled.Cells."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standings(self, assessment_id: int) -> list[CellStanding]:
        """Every cell with a score, an assignment or a settled result, by path and criterion."""
        rows = self._gather(assessment_id, (_SCORES, _ASSIGNED, _SETTLED), {})
        return [rows[key] for key in sorted(rows)]

    def standing(self, assessment_id: int, provision: str, criterion: str) -> CellStanding:
        """One cell; an empty standing when nothing was given there."""
        cell = {"path": provision, "criterion_id": criterion}
        found = self._gather(assessment_id, (_SCORES_OF, _ASSIGNED_OF, _SETTLED_OF), cell)
        return found.get((provision, criterion)) or CellStanding(
            provision, criterion, self._needed(assessment_id)
        )

    def open_to(self, assessment_id: int, reader_id: int | None) -> frozenset[CellKey]:
        """The cells of `standings` of which this reader may see what others gave; with None all."""
        values = {"assessment": assessment_id}
        if reader_id is None:
            rows = self._connection.execute(_CELLS, values)
        else:
            rows = self._connection.execute(_OPEN, {**values, "reader": reader_id})
        return frozenset((row.provision, row.criterion) for row in rows)

    def to_score(self, assessment_id: int, reader_id: int) -> frozenset[CellKey]:
        """The cells of which this reader is told nothing yet, settled or not: theirs to score, and not rated."""
        rows = self._connection.execute(_TO_SCORE, {"assessment": assessment_id, "reader": reader_id})
        return frozenset((row.provision, row.criterion) for row in rows)

    def is_open(self, assessment_id: int, provision: str, criterion: str, reader_id: int) -> bool:
        """Whether this reader may see what others gave in one cell, were there anything."""
        values = {
            "assessment": assessment_id,
            "path": provision,
            "criterion_id": criterion,
            "reader": reader_id,
        }
        return self._connection.execute(_IS_OPEN, values).first() is not None

    def terms(self, assessment_id: int, reader_id: int | None, provision: str | None = None) -> Terms:
        """What decides beside ratings what cells come to, as far as this reader may know; provision: of one row only."""
        values: dict[str, int | str] = {"assessment": assessment_id}
        lacking, settled = _LACKING, _SETTLED if reader_id is None else _SEEN
        if reader_id is not None:
            values["reader"] = reader_id
        if provision is not None:
            lacking, settled = _LACKING_OF, _SETTLED_OF_ROW if reader_id is None else _SEEN_OF
            values["path"] = provision
        return Terms(
            needed=self._needed(assessment_id),
            lacking=frozenset((row[0], row[1]) for row in self._connection.execute(lacking, values)),
            settled={(row[0], row[1]): _RATINGS[row[2]] for row in self._connection.execute(settled, values)},
        )

    def _needed(self, assessment_id: int) -> int:
        return self._connection.execute(_NEEDED, {"assessment": assessment_id}).scalar_one_or_none() or 1

    def _gather(
        self, assessment_id: int, statements: tuple[Any, Any, Any], cell: dict[str, str]
    ) -> dict[CellKey, CellStanding]:
        values = {"assessment": assessment_id, **cell}
        scores, assigned, settled = (self._connection.execute(each, values) for each in statements)
        return _standings(self._needed(assessment_id), scores, assigned, settled)


class _Found:
    """What was found of one cell so far."""

    __slots__ = ("assigned", "noted", "ratings", "settled")

    def __init__(self) -> None:
        self.ratings: dict[int, Rating] = {}
        self.noted: set[int] = set()
        self.assigned: set[int] = set()
        self.settled: Rating | None = None


def _standings(
    needed: int, scores: Iterable[Any], assigned: Iterable[Any], settled: Iterable[Any]
) -> dict[CellKey, CellStanding]:
    found: dict[CellKey, _Found] = {}
    for provision, criterion, person_id, rating in scores:
        cell = found.setdefault((provision, criterion), _Found())
        if rating is None:
            cell.noted.add(person_id)
        else:
            cell.ratings[person_id] = _RATINGS[rating]
    for provision, criterion, person_id in assigned:
        found.setdefault((provision, criterion), _Found()).assigned.add(person_id)
    for provision, criterion, rating in settled:
        found.setdefault((provision, criterion), _Found()).settled = _RATINGS[rating]
    return {
        (path, criterion): CellStanding(
            path,
            criterion,
            needed,
            cell.ratings,
            frozenset(cell.noted),
            frozenset(cell.assigned),
            cell.settled,
        )
        for (path, criterion), cell in found.items()
    }
