"""Settled results, as they are read, in SQL. Who writes them: settle.py. Who sees them: own_first.open_cell."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from salvaguarda.adapters.db.records.names import Names
from salvaguarda.adapters.db.records.own_first import open_cell
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settled import SettledKind, SettledResult
from salvaguarda.domain.scores import Rating

_settler, _reopener = person.alias("settler"), person.alias("reopener")


_RESULTS = (
    select(settled_result, *columns_as("settler", _settler), *columns_as("reopener", _reopener))
    .select_from(
        settled_result.join(assessment, assessment.c.id == settled_result.c.assessment_id)
        .join(_settler, _settler.c.id == settled_result.c.person_id)
        .outerjoin(_reopener, _reopener.c.id == settled_result.c.reopened_by)
    )
    .where(settled_result.c.assessment_id == bindparam("assessment"))
    .order_by(settled_result.c.id.desc())
)
_RATINGS = select(
    settled_result.c.provision, settled_result.c.criterion, settled_result.c.rating, settled_result.c.kind
).where(settled_result.c.assessment_id == bindparam("assessment"), settled_result.c.reopened_at.is_(None))
_RATING, _KIND = {each.value: each for each in Rating}, {each.value: each for each in SettledKind}
_OF_ROW = settled_result.c.provision == bindparam("path")
_OF_CELL = settled_result.c.criterion == bindparam("criterion_id")
_SEEN = open_cell(settled_result.c.assessment_id, settled_result.c.provision, settled_result.c.criterion)

IN_FORCE = _RESULTS.where(settled_result.c.reopened_at.is_(None))
IN_FORCE_OF = IN_FORCE.where(_OF_ROW, _OF_CELL)
SEEN = IN_FORCE.where(_SEEN)
SEEN_OF = SEEN.where(_OF_ROW)
HISTORY = _RESULTS.where(_OF_ROW, _OF_CELL)
SEEN_HISTORY = HISTORY.where(_SEEN)

_person, _person_who_reopened = person_as("settler"), person_as("reopener")


class SqlSettled:
    """Fulfils application.ports.settled.Settled."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_force(self, assessment_id: int) -> Mapping[CellKey, SettledResult]:
        """Every result in force, whoever may see it."""
        return self._by_cell(IN_FORCE, assessment_id, None)

    def ratings(self, assessment_id: int) -> Mapping[CellKey, tuple[Rating, SettledKind]]:
        """Of every result in force the rating and how it came about, whoever may see it: quickly, for thousands."""
        rows = self._connection.execute(_RATINGS, {"assessment": assessment_id})
        return {(row[0], row[1]): (_RATING[row[2]], _KIND[row[3]]) for row in rows}

    def of_cell(self, assessment_id: int, provision: str, criterion: str) -> SettledResult | None:
        """The result of a cell that is in force, whoever may see it."""
        cell = {"path": provision, "criterion_id": criterion}
        return next(iter(self._results(IN_FORCE_OF, assessment_id, None, **cell)), None)

    def seen(self, assessment_id: int, reader_id: int | None) -> Mapping[CellKey, SettledResult]:
        """The results in force that this reader may see; with None all."""
        return self._by_cell(IN_FORCE if reader_id is None else SEEN, assessment_id, reader_id)

    def seen_of(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, SettledResult]:
        """Criterion → the result in force of one row's cell, if this reader may see it."""
        found = self._results(SEEN_OF, assessment_id, reader_id, path=provision)
        return {result.criterion: result for result in found}

    def history_of_cell(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int | None
    ) -> tuple[SettledResult, ...]:
        """Every result that a cell ever had, newest first; () unless the cell is open to this reader."""
        statement = HISTORY if reader_id is None else SEEN_HISTORY
        cell = {"path": provision, "criterion_id": criterion}
        return self._results(statement, assessment_id, reader_id, **cell)

    def _by_cell(
        self, statement: Any, assessment_id: int, reader_id: int | None
    ) -> Mapping[CellKey, SettledResult]:
        found = self._results(statement, assessment_id, reader_id)
        return {(result.provision, result.criterion): result for result in found}

    def _results(
        self, statement: Any, assessment_id: int, reader_id: int | None, **cell: str
    ) -> tuple[SettledResult, ...]:
        values: dict[str, int | str] = {"assessment": assessment_id, **cell}
        if reader_id is not None:
            values["reader"] = reader_id
        names = Names(self._connection, assessment_id, reader_id)
        return tuple(_result(row, names) for row in self._connection.execute(statement, values))


def _result(row: Any, names: Names) -> SettledResult:
    cell = (row.provision, row.criterion)
    return SettledResult(
        id=row.id,
        assessment_id=row.assessment_id,
        provision=row.provision,
        criterion=row.criterion,
        kind=SettledKind(row.kind),
        rating=Rating(row.rating),
        reason=row.reason,
        basis=tuple((score_id, revision) for score_id, revision in json.loads(row.basis)),
        chosen_score_id=row.chosen_score_id,
        at=row.at,
        person=names.of(_person(row), cell),
        reopened_at=row.reopened_at,
        reopened_by=None if row.reopened_at is None else names.of(_person_who_reopened(row), cell),
        reopened_because=row.reopened_because,
    )
