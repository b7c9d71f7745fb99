"""Settling: the writing side of results, and what has to be known of a cell before. Nothing of it goes out as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.adjudicating import CellScore
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True)
class NewResult:
    """A result that a person settles.

    reason: "" when all agreed. basis: (score id, revision) of every rated score of the cell.
    chosen_score_id: whose rating was chosen; None when all agreed, and for a third rating.
    """

    provision: str
    criterion: str
    kind: str
    rating: Rating
    reason: str
    basis: tuple[tuple[int, int], ...]
    chosen_score_id: int | None = None


@dataclass(frozen=True, slots=True)
class PastRating:
    """A rating that a score had. revision: with which it came. rating: None while it was withdrawn, or not given yet."""

    revision: int
    rating: Rating | None
    at: str


class Settling(Protocol):
    """What settles and reopens cells. FOR SERVER-SIDE RULES: it sees every score."""

    def hold(self, assessment_id: int) -> None:
        """Nobody settles a cell of this assessment until the transaction ends; a save of a score does this first.

        Many may hold at once. With `hold_alone` it sees to it that no score changes unseen beside a result.
        """
        ...

    def hold_alone(self, assessment_id: int) -> None:
        """Wait for the scores that are being saved, and let no other in until the transaction ends."""
        ...

    def scores_of_cell(self, assessment_id: int, cell: CellKey) -> tuple[CellScore, ...]:
        """Every score of a cell, rated or not, oldest first."""
        ...

    def scores_by_cell(self, assessment_id: int) -> dict[CellKey, list[CellScore]]:
        """Every score of an assessment, cell by cell."""
        ...

    def counts_of_cell(self, assessment_id: int, cell: CellKey) -> tuple[int, int]:
        """How many results the cell ever had, and how many of them were reopened."""
        ...

    def settle(self, assessment_id: int, result: NewResult, person_id: int) -> int | None:
        """Keep a result in force; its id, or None when the cell has one already."""
        ...

    def settle_many(
        self, assessment_id: int, results: Sequence[NewResult], person_id: int
    ) -> dict[CellKey, int]:
        """Keep many at once, leaving out cells that have one already; the ids of those that were kept."""
        ...

    def past_ratings(self, score_ids: Sequence[int]) -> dict[int, tuple[PastRating, ...]]:
        """Every rating that these scores had, the present one last; for scores that their reader sees."""
        ...

    def reopen(self, assessment_id: int, cell: CellKey, by: int, because: str) -> int | None:
        """End the result that is in force, keeping it; its id, or None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class LockRecord:
    """Who decides on a cell just now. until: when it falls by itself."""

    provision: str
    criterion: str
    person: Person
    until: str


class Locks(Protocol):
    """Locks on cells that are being adjudicated. They fall by themselves, and bind nobody but other adjudicators."""

    def of_cell(self, assessment_id: int, cell: CellKey, reader_id: int) -> LockRecord | None:
        """The lock that holds now, its person by the name that the reader is told."""
        ...

    def of(self, assessment_id: int, reader_id: int) -> dict[CellKey, LockRecord]:
        """All that hold now, their people by the names that the reader is told."""
        ...

    def take(self, assessment_id: int, cell: CellKey, person_id: int, until: str) -> tuple[LockRecord, bool]:
        """Take it, or renew the own one; the lock that holds then, which may be another's, and whether it is newly taken."""
        ...

    def release(self, assessment_id: int, cell: CellKey, person_id: int) -> bool:
        """Let go of the own lock; False when there was none."""
        ...
