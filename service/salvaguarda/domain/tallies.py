"""Counting cells: the running tally and the summary it becomes. Part of the one formula; see results.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from salvaguarda.domain.checklist import Checklist, VerdictRule
from salvaguarda.domain.scores import Rating

THOUSAND = 1000  # weights and thresholds have at most three decimals, so thousandths hold them exactly


@dataclass(frozen=True, slots=True)
class Summary:
    """What a row, a column, a demand or the whole matrix adds up to.

    counts: every rating → settled cells with it. assessed: settled cells, not_applicable too. in_scope: all cells.
    conflicts: cells whose ratings differ. red_lines_failed: cells that break a red line.
    coverage: assessed / in_scope; None when there is no cell.
    share: weighted points / weighted maximum over settled cells that count, 0 to 1; None when there is none, and
        None below the checklist's minimum coverage.
    """

    counts: Mapping[Rating, int]
    assessed: int
    in_scope: int
    conflicts: int
    coverage: float | None
    share: float | None
    red_lines_failed: int


def thousandths(number: float) -> int:
    """A number with at most three decimals as a whole number of thousandths."""
    return round(number * THOUSAND)


@dataclass(frozen=True, slots=True)
class Weighing:
    """Points a rating brings in a checklist: (criterion, rating) → (weighted points, weighted maximum)."""

    table: Mapping[tuple[str, Rating], tuple[int, int]]

    @classmethod
    def of(cls, checklist: Checklist) -> "Weighing":
        """The weighing of a checklist; the excluded level has no entry."""
        most = max(points for points in checklist.points.values() if points is not None)
        return cls(
            {
                (criterion.id, rating): (
                    thousandths(criterion.weight) * points,
                    thousandths(criterion.weight) * most,
                )
                for criterion in checklist.criteria
                for rating, points in checklist.points.items()
                if points is not None
            }
        )

    def points_of(self, criterion: str, rating: Rating | None) -> tuple[int, int]:
        """(weighted points, weighted maximum) of one cell; (0, 0) when it does not count."""
        return self.table.get((criterion, rating), (0, 0)) if rating is not None else (0, 0)


class Tally:
    """Cells counted so far; all whole numbers, so the order of adding never matters."""

    __slots__ = ("conflicts", "counts", "in_scope", "maximum", "points", "red_lines_failed")

    def __init__(self) -> None:
        self.counts = dict.fromkeys(Rating, 0)
        self.in_scope = self.conflicts = self.points = self.maximum = self.red_lines_failed = 0

    def add(self, rating: Rating | None, conflict: bool, points: tuple[int, int], red: bool) -> None:
        """Count one cell in scope; points: (weighted points, weighted maximum) it brings."""
        self.in_scope += 1
        self.conflicts += conflict
        self.red_lines_failed += red
        if rating is not None:
            self.counts[rating] += 1
            self.points += points[0]
            self.maximum += points[1]

    def merge(self, other: "Tally") -> None:
        """Count all cells of another tally."""
        for rating, count in other.counts.items():
            self.counts[rating] += count
        self.in_scope += other.in_scope
        self.conflicts += other.conflicts
        self.points += other.points
        self.maximum += other.maximum
        self.red_lines_failed += other.red_lines_failed

    @property
    def assessed(self) -> int:
        """Settled cells."""
        return sum(self.counts.values())

    def covered(self, rule: VerdictRule) -> bool:
        """Whether there are cells and enough of them are settled."""
        needed = thousandths(rule.minimum_coverage) * self.in_scope
        return self.in_scope > 0 and self.assessed * THOUSAND >= needed

    def below(self, rule: VerdictRule) -> bool:
        """Whether the settled cells that count reach less than the rule's met_at."""
        return self.maximum > 0 and self.points * THOUSAND < thousandths(rule.met_at) * self.maximum

    def summary(self, rule: VerdictRule) -> Summary:
        """The tally as values to show."""
        return Summary(
            counts=MappingProxyType(self.counts),
            assessed=self.assessed,
            in_scope=self.in_scope,
            conflicts=self.conflicts,
            coverage=self.assessed / self.in_scope if self.in_scope else None,
            share=self.points / self.maximum if self.maximum and self.covered(rule) else None,
            red_lines_failed=self.red_lines_failed,
        )
