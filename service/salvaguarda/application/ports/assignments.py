"""Assignments as they are kept. A row goes when the assignment does; the audit log keeps who assigned what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.scores import CellKey


@dataclass(frozen=True, slots=True)
class AssignmentRecord:
    """One person who is to score one cell. at, assigned_by: when, and by whom."""

    provision: str
    criterion: str
    person_id: int
    at: str
    assigned_by: int


class Assignments(Protocol):
    """Who is to score which cells."""

    def of(self, assessment_id: int) -> tuple[AssignmentRecord, ...]:
        """All of an assessment, in the order in which they were made."""
        ...

    def by_cell(self, assessment_id: int) -> dict[CellKey, frozenset[int]]:
        """Cell → the people who are to score it; without cells to which nobody is assigned."""
        ...

    def any_in(self, assessment_id: int) -> bool:
        """Whether anybody is assigned to anything there."""
        ...

    def of_person(self, person_id: int) -> dict[int, int]:
        """Assessment id → how many of its cells this person is to score."""
        ...

    def hold(self, assessment_id: int) -> None:
        """Nobody else assigns anything in this assessment until the transaction ends."""
        ...

    def replace(
        self, assessment_id: int, cells: Mapping[CellKey, Collection[int]], assigned_by: int
    ) -> tuple[int, int]:
        """Let exactly these people be assigned to these cells; other cells stay. How many were added, how many dropped."""
        ...

    def drop_person(
        self, assessment_id: int, person_id: int, cells: Collection[CellKey] | None = None
    ) -> int:
        """Let a person be assigned to none of these cells any more (None: to no cell); how many there were."""
        ...
