"""Counting cells: the running tally and the summary it becomes. Part of the one formula; see results.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from salvaguarda.domain.checklist import Checklist, Criterion, VerdictRule
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


def fails(criterion: Criterion, rating: Rating | None) -> bool:
    """Whether a settled rating breaks the criterion's red line; None (not settled) breaks none."""
    return criterion.red_line and rating in criterion.fails_on


class Weight(NamedTuple):
    """What one cell brings, in thousandths of points.

    place: of its rating in Rating (hashing an enum for every count would take most of the time); -1 for none.
    red: whether it breaks a red line.
    """

    place: int
    points: int
    maximum: int
    red: bool


_RATINGS = tuple(Rating)
_NOTHING = Weight(-1, 0, 0, red=False)


def weigh(checklist: Checklist) -> dict[tuple[str, Rating | None], Weight]:
    """(criterion id, rating) → what a cell with it brings; nothing for an excluded rating and for None."""
    most = max(points for points in checklist.points.values() if points is not None)
    weights: dict[tuple[str, Rating | None], Weight] = {}
    for criterion in checklist.criteria:
        weights[criterion.id, None] = _NOTHING
        unit = thousandths(criterion.weight)
        for place, rating in enumerate(_RATINGS):
            points = checklist.points[rating]
            red = fails(criterion, rating)
            counts = points is not None
            weights[criterion.id, rating] = Weight(
                place, unit * (points or 0), unit * most if counts else 0, red
            )
    return weights


class Tally:
    """Cells counted so far; all whole numbers, so the order of adding never matters."""

    __slots__ = ("conflicts", "counts", "in_scope", "maximum", "points", "red_lines_failed")

    def __init__(self) -> None:
        self.counts = [0] * len(_RATINGS)  # by place of the rating
        self.in_scope = self.conflicts = self.points = self.maximum = self.red_lines_failed = 0

    def add(self, weight: Weight, conflict: bool) -> None:
        """Count one cell in scope."""
        self.in_scope += 1
        place, points, maximum, red = weight
        if place < 0:
            self.conflicts += conflict
            return
        self.counts[place] += 1
        self.points += points
        self.maximum += maximum
        self.red_lines_failed += red

    @classmethod
    def of(cls, tallies: Iterable["Tally"]) -> "Tally":
        """All cells of these tallies together."""
        whole = cls()
        for tally in tallies:
            whole.counts = [mine + its for mine, its in zip(whole.counts, tally.counts, strict=True)]
            whole.in_scope += tally.in_scope
            whole.conflicts += tally.conflicts
            whole.points += tally.points
            whole.maximum += tally.maximum
            whole.red_lines_failed += tally.red_lines_failed
        return whole

    @property
    def assessed(self) -> int:
        """Settled cells."""
        return sum(self.counts)

    @property
    def set_aside(self) -> bool:
        """Whether all its cells are settled as not applicable, so that it decides nothing."""
        return self.in_scope > 0 and self.counts[_RATINGS.index(Rating.NOT_APPLICABLE)] == self.in_scope

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
            counts=MappingProxyType(dict(zip(_RATINGS, self.counts, strict=True))),
            assessed=self.assessed,
            in_scope=self.in_scope,
            conflicts=self.conflicts,
            coverage=self.assessed / self.in_scope if self.in_scope else None,
            share=self.points / self.maximum if self.maximum and self.covered(rule) else None,
            red_lines_failed=self.red_lines_failed,
        )
