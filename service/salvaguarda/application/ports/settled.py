"""Results that people settled, and how far cells are, as they are read. Who writes them: application/ports/settling.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.matrix import Terms
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating


class SettledKind(StrEnum):
    """How a result was settled."""

    AGREED = "agreed"  # all agreed, and a person said that it stands
    ADJUDICATED = "adjudicated"  # they did not, and an adjudicator decided


@dataclass(frozen=True, slots=True)
class SettledResult:
    """A result that a person settled.

    reason: "" when all agreed. basis: (score id, revision) of the scores on which it rests.
    chosen_score_id: None when all agreed, and for a third rating. person: who settled it, as the reader is told of them.
    reopened_at: None while it is in force; reopened_by, reopened_because: None and "" then.
    """

    id: int
    assessment_id: int
    provision: str
    criterion: str
    kind: SettledKind
    rating: Rating
    reason: str
    basis: tuple[tuple[int, int], ...]
    chosen_score_id: int | None
    at: str
    person: Person
    reopened_at: str | None = None
    reopened_by: Person | None = None
    reopened_because: str = ""


class Settled(Protocol):
    """Settled results. Results in force without a reader are FOR SERVER-SIDE RULES; names are masked everywhere."""

    def in_force(self, assessment_id: int) -> Mapping[CellKey, SettledResult]:
        """Every result in force, whoever may see it."""
        ...

    def ratings(self, assessment_id: int) -> Mapping[CellKey, tuple[Rating, SettledKind]]:
        """Of every result in force the rating and how it came about, whoever may see it: quickly, for thousands."""
        ...

    def of_cell(self, assessment_id: int, provision: str, criterion: str) -> SettledResult | None:
        """The result of a cell that is in force, whoever may see it."""
        ...

    def seen(self, assessment_id: int, reader_id: int | None) -> Mapping[CellKey, SettledResult]:
        """The results in force that this reader may see; with None all (the command line, on the machine itself)."""
        ...

    def seen_of(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, SettledResult]:
        """Criterion → the result in force of one row's cell, if this reader may see it."""
        ...

    def history_of_cell(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int | None
    ) -> tuple[SettledResult, ...]:
        """Every result that a cell ever had, newest first; () unless the cell is open to this reader."""
        ...


class Cells(Protocol):
    """How far the cells of an assessment are, and which are open to whom."""

    def standings(self, assessment_id: int) -> list[CellStanding]:
        """Every cell with a score, an assignment or a settled result, by path and criterion.

        FOR SERVER-SIDE RULES ONLY, never presented: what goes out is of cells that `open_to` names.
        """
        ...

    def standing(self, assessment_id: int, provision: str, criterion: str) -> CellStanding:
        """One cell; an empty standing when nothing was given there. FOR SERVER-SIDE RULES ONLY."""
        ...

    def terms(self, assessment_id: int, reader_id: int | None, provision: str | None = None) -> Terms:
        """What decides beside ratings what cells come to, as far as this reader may know; with None all there is.

        Where somebody assigned has not rated is told of every cell: a reader who sees no rating makes nothing of it.
        provision: of one row's cells only.
        """
        ...

    def open_to(self, assessment_id: int, reader_id: int | None) -> frozenset[CellKey]:
        """The cells of `standings` of which this reader may see what others gave; with None all."""
        ...

    def to_score(self, assessment_id: int, reader_id: int) -> frozenset[CellKey]:
        """The cells of which this reader is told nothing yet, settled or not: theirs to score, and not rated."""
        ...

    def is_open(self, assessment_id: int, provision: str, criterion: str, reader_id: int) -> bool:
        """Whether this reader may see what others gave in one cell, were there anything."""
        ...
