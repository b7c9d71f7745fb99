"""Who is to score which cells, in SQL."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.settling import assignment
from salvaguarda.application.ports.assignments import AssignmentRecord
from salvaguarda.application.ports.scores import CellKey

_OF_ASSESSMENT = assignment.c.assessment_id == bindparam("assessment")
_OF_CELL = (
    _OF_ASSESSMENT,
    assignment.c.provision == bindparam("path"),
    assignment.c.criterion == bindparam("criterion_id"),
)
_OF = (
    select(
        assignment.c.provision,
        assignment.c.criterion,
        assignment.c.person_id,
        assignment.c.at,
        assignment.c.assigned_by,
    )
    .where(_OF_ASSESSMENT)
    .order_by(assignment.c.id)
)
_BY_CELL = select(assignment.c.provision, assignment.c.criterion, assignment.c.person_id).where(
    _OF_ASSESSMENT
)
_ANY = select(assignment.c.id).where(_OF_ASSESSMENT).limit(1)
_OF_PERSON = (
    select(assignment.c.assessment_id, func.count())
    .where(assignment.c.person_id == bindparam("person"))
    .group_by(assignment.c.assessment_id)
)
# PostgreSQL only: SQLite has one writer at a time, and its dialect says nothing for it.
_HOLD = select(assessment.c.id).where(assessment.c.id == bindparam("assessment")).with_for_update()
_ADD = insert(assignment)
_DROP = delete(assignment).where(*_OF_CELL, assignment.c.person_id == bindparam("person"))
_DROP_PERSON = delete(assignment).where(_OF_ASSESSMENT, assignment.c.person_id == bindparam("person"))


class SqlAssignments:
    """Fulfils application.ports.assignments.Assignments."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def of(self, assessment_id: int) -> tuple[AssignmentRecord, ...]:
        """All of an assessment, in the order in which they were made."""
        rows = self._connection.execute(_OF, {"assessment": assessment_id})
        return tuple(AssignmentRecord(*row) for row in rows)

    def by_cell(self, assessment_id: int) -> dict[CellKey, frozenset[int]]:
        """Cell → the people who are to score it; without cells to which nobody is assigned."""
        found: dict[CellKey, set[int]] = {}
        for path, criterion, person in self._connection.execute(_BY_CELL, {"assessment": assessment_id}):
            found.setdefault((path, criterion), set()).add(person)
        return {key: frozenset(people) for key, people in found.items()}

    def any_in(self, assessment_id: int) -> bool:
        """Whether anybody is assigned to anything there."""
        return self._connection.execute(_ANY, {"assessment": assessment_id}).first() is not None

    def of_person(self, person_id: int) -> dict[int, int]:
        """Assessment id → how many of its cells this person is to score."""
        return {row[0]: row[1] for row in self._connection.execute(_OF_PERSON, {"person": person_id})}

    def hold(self, assessment_id: int) -> None:
        """Nobody else assigns anything in this assessment until the transaction ends."""
        self._connection.execute(_HOLD, {"assessment": assessment_id})

    def replace(
        self, assessment_id: int, cells: Mapping[CellKey, Collection[int]], assigned_by: int
    ) -> tuple[int, int]:
        """Let exactly these people be assigned to these cells; other cells stay. How many were added, how many dropped."""
        there = self.by_cell(assessment_id)
        added, dropped = [], []
        for (path, criterion), people in cells.items():
            before = there.get((path, criterion), frozenset())
            place = {"assessment": assessment_id, "path": path, "criterion_id": criterion}
            dropped += [{**place, "person": person} for person in sorted(before.difference(people))]
            added += [
                {
                    "assessment_id": assessment_id,
                    "provision": path,
                    "criterion": criterion,
                    "person_id": person,
                    "at": self._now,
                    "assigned_by": assigned_by,
                }
                for person in sorted(set(people) - before)
            ]
        if dropped:
            self._connection.execute(_DROP, dropped)
        if added:
            self._connection.execute(_ADD, added)
        return len(added), len(dropped)

    def drop_person(
        self, assessment_id: int, person_id: int, cells: Collection[CellKey] | None = None
    ) -> int:
        """Let a person be assigned to none of these cells any more (None: to no cell); how many there were."""
        values = {"assessment": assessment_id, "person": person_id}
        if cells is None:
            return self._connection.execute(_DROP_PERSON, values).rowcount
        places = [{**values, "path": path, "criterion_id": criterion} for path, criterion in cells]
        return self._connection.execute(_DROP, places).rowcount if places else 0
