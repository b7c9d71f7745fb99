"""Figures of all raters of some cells, as counts that are added up cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from salvaguarda.domain.agreement import shares, statistics
from salvaguarda.domain.agreement.agreeing import agreement_of, one_sided
from salvaguarda.domain.agreement.alpha import coincidences, common_scale
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.scale import CODES, PLACES, Counts, OrdinalScale
from salvaguarda.domain.agreement.team import Among, RatedCell
from salvaguarda.domain.scores import Rating

_CODES = len(CODES) ** 2
NO_CELL = "no cell that two rated"


@dataclass(frozen=True, slots=True)
class AmongLayout:
    """Where what stands in a row: pairs both ways, coincidences of steps and of codes, unanimous and of how many."""

    steps: int
    scale: int

    @property
    def pairs(self) -> slice:
        """Who said what, 5 × 5."""
        return slice(0, _CODES)

    @property
    def alpha(self) -> slice:
        """Coincidences of steps."""
        return slice(_CODES, _CODES + self.steps**2)

    @property
    def alpha_codes(self) -> slice:
        """Coincidences of the five ratings."""
        return slice(self.alpha.stop, self.alpha.stop + _CODES)

    @property
    def unanimous(self) -> slice:
        """1 where all said the same, and 1 for the cell."""
        return slice(self.alpha_codes.stop, self.alpha_codes.stop + 2)


@dataclass(frozen=True)
class Rated:
    """cells: that at least two people rated. counts: (cells, width of the layout). provisions: the number of each's."""

    scale: OrdinalScale
    layout: AmongLayout
    cells: tuple[RatedCell, ...]
    counts: Counts
    provisions: NDArray[np.int64]

    def at(self, places: Sequence[int]) -> "Rated":
        """Only the cells at these places."""
        chosen = np.array(places, dtype=np.intp)
        cells = tuple(self.cells[place] for place in places)
        return Rated(self.scale, self.layout, cells, self.counts[chosen], self.provisions[chosen])


def count_cells(cells: Sequence[RatedCell], scale: OrdinalScale) -> Rated:
    """The counts of these cells, each with at least two ratings."""
    most = max((len(cell.said) for cell in cells), default=0)
    layout = AmongLayout(scale.size, common_scale(most))
    counts = np.zeros((len(cells), layout.unanimous.stop))
    rows: dict[tuple[Rating, ...], Counts] = {}  # few are different: who gave which rating does not matter
    for place, cell in enumerate(cells):
        key = tuple(sorted((each.rating for each in cell.said), key=PLACES.__getitem__))
        if key not in rows:
            rows[key] = _row(layout, scale, key)
        counts[place] = rows[key]
    return Rated(scale, layout, tuple(cells), counts, provision_numbers(cells))


def provision_numbers(cells: Sequence[RatedCell]) -> NDArray[np.int64]:
    """Of each cell the number of its provision: what is drawn as one for intervals."""
    numbers = {path: number for number, path in enumerate(sorted({cell.provision for cell in cells}))}
    return np.array([numbers[cell.provision] for cell in cells], dtype=np.int64)


def _row(layout: AmongLayout, scale: OrdinalScale, ratings: tuple[Rating, ...]) -> Counts:
    row = np.zeros(layout.unanimous.stop)
    table = row[layout.pairs].reshape(len(CODES), len(CODES))
    codes = [PLACES[rating] for rating in ratings]
    for first, second in combinations(codes, 2):
        table[first, second] += 1
        table[second, first] += 1
    steps = [scale.step(rating) for rating in ratings]
    row[layout.alpha] = coincidences(steps, scale.size, layout.scale).ravel()
    row[layout.alpha_codes] = coincidences(codes, len(CODES), layout.scale).ravel()
    row[layout.unanimous] = len(set(codes)) == 1, 1
    return row


def measure_among(rated: Rated, resamples: Resamples) -> Among:
    """All figures of these cells."""
    layout, size = rated.layout, len(CODES)
    sample = Sample(rated.counts, rated.provisions, resamples)
    alpha = statistics.alpha_statistic(layout.steps, layout.scale, layout.alpha)
    alpha_codes = statistics.nominal_alpha_statistic(size, layout.scale, layout.alpha_codes)
    return Among(
        reviewers=len({each.person_id for cell in rated.cells for each in cell.said}),
        agreement=agreement_of(sample, rated.scale, layout.pairs, alpha, each_way=2),
        alpha_codes=sample.figure(alpha_codes),
        unanimous=sample.figure(Statistic(shares.share, layout.unanimous, NO_CELL)),
        one_sided=one_sided(statistics.square(sample.total[layout.pairs], size)) // 2,
    )


def confusion_of(table: Counts) -> tuple[tuple[int, ...], ...]:
    """A table of codes that is laid out in one row, as rows of whole numbers."""
    return tuple(tuple(map(int, row)) for row in statistics.square(table, len(CODES)))
