"""Figures of two sides over some cells: two reviewers, two organisations, all pairs within one and between two."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np

from salvaguarda.domain.agreement import statistics
from salvaguarda.domain.agreement.agreeing import agreement_of, one_sided
from salvaguarda.domain.agreement.alpha import coincidences
from salvaguarda.domain.agreement.among import confusion_of, provision_numbers
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample
from salvaguarda.domain.agreement.figures import Figure, undefined
from salvaguarda.domain.agreement.scale import CODES, PLACES, Counts, OrdinalScale
from salvaguarda.domain.agreement.team import RatedCell, Sides
from salvaguarda.domain.scores import Rating

Key = TypeVar("Key", bound=Hashable)
_CODES = len(CODES) ** 2
NO_ORDER = "neither side is the first"


class PairCounts(Generic[Key]):
    """Pairs of ratings by key and cell, added up. ordered: whether it matters who is the first of a pair."""

    def __init__(self, cells: Sequence[RatedCell], scale: OrdinalScale, *, ordered: bool) -> None:
        self._cells, self._scale, self._ordered = cells, scale, ordered
        self._found: defaultdict[Key, dict[int, Counts]] = defaultdict(dict)

    def add(self, key: Key, place: int, first: Rating, second: Rating) -> None:
        """A pair of ratings in the cell at that place."""
        row, of_key = _pair_row(self._scale, first, second, self._ordered), self._found[key]
        of_key[place] = of_key[place] + row if place in of_key else row

    @property
    def keys(self) -> list[Key]:
        """Those that have a pair."""
        return list(self._found)

    def measure(self, key: Key, resamples: Resamples) -> Sides:
        """The figures of one key; nothing in them when it has no pair."""
        rows, size = self._found.get(key, {}), self._scale.size
        places = sorted(rows)
        counts = np.array([rows[place] for place in places]).reshape(len(places), _CODES + size**2)
        sample = Sample(counts, provision_numbers([self._cells[place] for place in places]), resamples)
        codes, each_way = slice(0, _CODES), 1 if self._ordered else 2
        alpha = statistics.alpha_statistic(size, 1, slice(_CODES, _CODES + size**2))
        total = sample.total[codes]
        return Sides(
            agreement=agreement_of(sample, self._scale, codes, alpha, each_way=each_way),
            bias=self._bias(sample, codes),
            confusion=confusion_of(total),
            one_sided=one_sided(statistics.square(total, len(CODES))) // each_way,
        )

    def _bias(self, sample: Sample, codes: slice) -> Figure:
        if not self._ordered:
            return undefined(NO_ORDER)
        return sample.figure(statistics.bias_statistic(self._scale, codes))


@lru_cache(maxsize=256)
def _pair_row(scale: OrdinalScale, first: Rating, second: Rating, ordered: bool) -> Counts:
    """The table of codes, both ways when there is no order, then coincidences of steps."""
    table = np.zeros((len(CODES), len(CODES)))
    table[PLACES[first], PLACES[second]] += 1
    if not ordered:
        table[PLACES[second], PLACES[first]] += 1
    together = coincidences((scale.step(first), scale.step(second)), scale.size, 1)
    return np.concatenate([table.ravel(), together.ravel()])
