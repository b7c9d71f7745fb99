"""Cells that a model and at least one person rated, as the counts that every figure is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from salvaguarda.domain.agreement.alpha import coincidences, common_scale
from salvaguarda.domain.agreement.references import CellKey, References
from salvaguarda.domain.agreement.scale import CODES, PLACES, Counts, OrdinalScale
from salvaguarda.domain.scores import Rating

_CODES = len(CODES) ** 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands in a row of counts; all of them shifted by `offset` when two sides stand side by side.

    beside: table of (person, model); people: table of (person, other person), both ways; then coincidences for alpha of
    people and model in every cell, of people where two rated, of people and model there. scale: of the coincidences.
    """

    steps: int
    scale: int
    offset: int = 0

    @property
    def width(self) -> int:
        """Length of a row."""
        return 2 * _CODES + 3 * self.steps**2

    def _columns(self, start: int, width: int) -> slice:
        return slice(self.offset + start, self.offset + start + width)

    @property
    def beside(self) -> slice:
        """People beside the model."""
        return self._columns(0, _CODES)

    @property
    def people(self) -> slice:
        """People beside people."""
        return self._columns(_CODES, _CODES)

    def alpha(self, place: int) -> slice:
        """Coincidences: 0 with the model, everywhere; 1 of people where two rated; 2 with the model there."""
        return self._columns(2 * _CODES + place * self.steps**2, self.steps**2)


@dataclass(frozen=True)
class Compared:
    """cells: sorted. counts: (cells, width of the layout). provisions: of each cell the number of its provision.

    reviewers: of each cell the ids of those who rated it.
    """

    scale: OrdinalScale
    layout: Layout
    cells: tuple[CellKey, ...]
    counts: Counts
    provisions: NDArray[np.int64]
    reviewers: tuple[frozenset[int], ...]

    def at(self, places: Sequence[int]) -> "Compared":
        """Only the cells at these places, which rise."""
        chosen = np.array(places, dtype=np.intp)
        return Compared(
            self.scale,
            self.layout,
            tuple(self.cells[place] for place in places),
            self.counts[chosen],
            self.provisions[chosen],
            tuple(self.reviewers[place] for place in places),
        )


def compare_cells(
    rated: Mapping[CellKey, Rating], references: References, scale: OrdinalScale, most_people: int
) -> Compared:
    """The cells that have a rating of the model and a reference. most_people: that rated any one cell, in all contenders."""
    cells = tuple(sorted(cell for cell in rated if references.get(cell)))
    layout = Layout(scale.size, common_scale(most_people + 1))
    counts = np.zeros((len(cells), layout.width))
    rows: dict[tuple[Rating, ...], Counts] = {}  # few are different: who gave which rating does not matter
    for place, cell in enumerate(cells):
        people = sorted(references[cell].values(), key=PLACES.__getitem__)
        key = rated[cell], *people
        if key not in rows:
            rows[key] = _row(layout, scale, *key)
        counts[place] = rows[key]
    numbers = {key: number for number, key in enumerate(sorted({cell[:2] for cell in cells}))}
    provisions = np.array([numbers[cell[:2]] for cell in cells], dtype=np.int64)
    reviewers = tuple(frozenset(references[cell]) for cell in cells)
    return Compared(scale, layout, cells, counts, provisions, reviewers)


def _row(layout: Layout, scale: OrdinalScale, model: Rating, *people: Rating) -> Counts:
    row = np.zeros(layout.width)
    beside, among = row[layout.beside], row[layout.people]
    for rating in people:
        beside[PLACES[rating] * len(CODES) + PLACES[model]] += 1
    for first, second in combinations(people, 2):
        among[PLACES[first] * len(CODES) + PLACES[second]] += 1
        among[PLACES[second] * len(CODES) + PLACES[first]] += 1
    steps = [scale.step(rating) for rating in people]
    together = coincidences([*steps, scale.step(model)], scale.size, layout.scale).ravel()
    row[layout.alpha(0)] = together
    if len(people) > 1:
        row[layout.alpha(1)] = coincidences(steps, scale.size, layout.scale).ravel()
        row[layout.alpha(2)] = together
    return row
