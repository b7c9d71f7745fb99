"""Intervals by drawing whole provisions again and again (the cluster bootstrap, percentile interval).

Cells of one provision share its words, so they are not independent: drawing cells one by one would make every interval
too narrow. Source: B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile
interval); C. A. Field and A. H. Welsh (2007), Bootstrapping clustered data, Journal of the Royal Statistical Society B
69, 369-390, doi:10.1111/j.1467-9868.2007.00593.x (drawing clusters).
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from salvaguarda.domain.agreement.draws import draw
from salvaguarda.domain.agreement.figures import Figure, Interval, undefined
from salvaguarda.domain.agreement.kappa import TOO_FEW_CELLS
from salvaguarda.domain.agreement.scale import Counts

SEED = 20240808  # the day on which the text of the UN convention was agreed
CONFIDENCE = 0.95
FEWEST_PROVISIONS = 5
_MOST_UNDEFINED = 0.1  # of the resamples
TOO_FEW_PROVISIONS = f"fewer than {FEWEST_PROVISIONS} provisions"
_KEPT, _AT_ONCE = (
    4,
    100,
)  # numbers of provisions; resamples drawn in one go: thousands of provisions need memory
OFTEN_UNDEFINED = "undefined in too many of the resamples"


@dataclass(frozen=True, slots=True)
class Statistic:
    """of: sums over provisions (…, width of columns) → values (…), NaN where undefined. reason: why it would be.

    columns: what it needs of a sample. fewest: cells below which it is undefined anyway.
    """

    of: Callable[[Counts], Counts]
    columns: slice
    reason: str
    fewest: int = 1


class Resamples:
    """How often each provision is drawn in each of `times` resamples: the same for the same seed and number of provisions."""

    def __init__(self, times: int = 1000, seed: int = SEED) -> None:
        self.times, self.seed = times, seed
        self._drawn: OrderedDict[int, Counts] = OrderedDict()

    def of(self, provisions: int) -> Counts:
        """(times, provisions); each row sums to `provisions`."""
        known = self._drawn.get(provisions)
        if known is None:
            known = self._drawn[provisions] = self._draw(provisions)
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(provisions)
        return known

    def _draw(self, provisions: int) -> Counts:
        counted = np.empty((self.times, provisions))
        for first in range(0, self.times, _AT_ONCE):
            rows = min(_AT_ONCE, self.times - first)
            drawn = draw(self.seed, rows * provisions, provisions, first * provisions)
            places = drawn + np.repeat(np.arange(rows) * provisions, provisions)
            counted[first : first + rows] = np.bincount(places, minlength=rows * provisions).reshape(rows, -1)
        return counted


class Sample:
    """Cells, what each adds to every sum that statistics are made of, and the same for each resample.

    counts: (cells, F), whole numbers. provisions: of each cell the number of its provision; what is drawn as one.
    """

    def __init__(self, counts: Counts, provisions: NDArray[np.int64], resamples: Resamples) -> None:
        self.counts, self._resamples = counts, resamples
        order = np.argsort(provisions, kind="stable")
        _, starts = np.unique(provisions[order], return_index=True)
        self.sums: Counts = np.add.reduceat(counts[order], starts) if len(counts) else counts
        self.provisions = len(self.sums)

    @cached_property
    def total(self) -> Counts:
        """The sums over all provisions, (F,)."""
        total: Counts = self.sums.sum(axis=0)
        return total

    @cached_property
    def drawn(self) -> Counts:
        """The sums of each resample, (times, F)."""
        return self._resamples.of(self.provisions) @ self.sums

    def figure(self, statistic: Statistic) -> Figure:
        """The statistic with its interval.

        No interval when fewer than FEWEST_PROVISIONS add to it, nor when it is undefined in more than a tenth of the
        resamples.
        """
        return self._figure((statistic,), lambda values: values[0])

    def difference(self, first: Statistic, second: Statistic) -> Figure:
        """Second minus first, both from the same cells and the same draws (a paired comparison)."""
        return self._figure((first, second), lambda values: values[1] - values[0])

    def _figure(self, parts: tuple[Statistic, ...], joined: Callable[[list[Counts]], Counts]) -> Figure:
        for part in parts:
            if reason := self._why_undefined(part):
                return undefined(reason)
        value = float(joined([part.of(self.total[part.columns]) for part in parts]))
        if min(int(self.sums[:, part.columns].any(axis=1).sum()) for part in parts) < FEWEST_PROVISIONS:
            return Figure(value, interval_reason=TOO_FEW_PROVISIONS)
        found = percentiles(joined([part.of(self.drawn[:, part.columns]) for part in parts]))
        return Figure(value, "", found, "" if found else OFTEN_UNDEFINED)

    def _why_undefined(self, statistic: Statistic) -> str:
        """The reason; "" when it is defined."""
        cells = int(self.counts[:, statistic.columns].any(axis=1).sum())
        if cells < statistic.fewest:
            return TOO_FEW_CELLS if statistic.fewest > 1 else statistic.reason
        return statistic.reason if np.isnan(statistic.of(self.total[statistic.columns])) else ""


def percentiles(values: Counts) -> Interval | None:
    """The middle 95 % of these values; None when too many are NaN."""
    defined = np.sort(values[~np.isnan(values)])
    if len(defined) < len(values) * (1 - _MOST_UNDEFINED):
        return None
    outside = int(len(defined) * (1 - CONFIDENCE) / 2)
    return Interval(float(defined[outside]), float(defined[len(defined) - 1 - outside]))
