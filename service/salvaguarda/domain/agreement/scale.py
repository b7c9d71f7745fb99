"""The ratings of a checklist as an ordinal scale.

Ordinal figures (kappa, alpha, within one step, bias) know the order of the ratings, and nothing but their points gives it:
ratings with the same points are one step. So `silent` and `not_met` (0 points each) are the lowest step together, while
the table of who said what and the exact agreement keep them apart. `not_applicable` has no points, so it stands on no
step: for ordinal figures it is like a missing rating. docs/evaluation.md says so to readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from salvaguarda.domain.scores import Rating

Counts: TypeAlias = NDArray[np.float64]
"""Whole numbers, kept as floats: sums below 2**53 are exact whatever their order, so figures are the same on every machine."""

CODES = tuple(Rating)
PLACES = {rating: place for place, rating in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class OrdinalScale:
    """steps: for each of CODES its step, 0 the lowest, or None when it stands on no step. points: of each step, rising."""

    steps: tuple[int | None, ...]
    points: tuple[float, ...]

    @property
    def size(self) -> int:
        """How many steps there are."""
        return len(self.points)

    def step(self, rating: Rating | None) -> int | None:
        """The step of a rating; None when it is missing or stands on none."""
        return None if rating is None else self.steps[PLACES[rating]]

    def fold(self, codes: Counts) -> Counts:
        """A table of codes (…, 5, 5) as a table of steps (…, size, size); what stands on no step falls away."""
        onto = np.zeros((len(CODES), self.size))
        for place, step in enumerate(self.steps):
            if step is not None:
                onto[place, step] = 1
        folded: Counts = onto.T @ codes @ onto
        return folded


def ordinal_scale(points: Mapping[Rating, int | None]) -> OrdinalScale:
    """The scale that these points make (`Checklist.points`); ratings that are not in it stand on no step.

    >>> ordinal_scale({Rating.MET: 2, Rating.PARTLY: 1, Rating.NOT_MET: 0, Rating.SILENT: 0, Rating.NOT_APPLICABLE: None})
    OrdinalScale(steps=(2, 1, 0, 0, None), points=(0.0, 1.0, 2.0))
    """
    rising = sorted({value for value in points.values() if value is not None})
    steps = []
    for rating in CODES:
        value = points.get(rating)
        steps.append(None if value is None else rising.index(value))
    return OrdinalScale(tuple(steps), tuple(map(float, rising)))
