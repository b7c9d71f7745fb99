"""Intervals by drawing whole provisions again and again (the cluster bootstrap, percentile interval).

Cells of one provision share its words, so they are not independent: drawing cells one by one would make every interval
too narrow. Source: B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile
interval); C. A. Field and A. H. Welsh (2007), Bootstrapping clustered data, Journal of the Royal Statistical Society B
69, 369-390, doi:10.1111/j.1467-9868.2007.00593.x (drawing clusters).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salvaguarda.domain.agreement.draws import draw
from salvaguarda.domain.agreement.figures import Figure, Interval, undefined
from salvaguarda.domain.agreement.kappa import TOO_FEW_CELLS
from salvaguarda.domain.agreement.scale import Counts

CONFIDENCE = 0.95
FEWEST_PROVISIONS = 5
_MOST_UNDEFINED = 0.1  # of the resamples
TOO_FEW_PROVISIONS = f"fewer than {FEWEST_PROVISIONS} provisions"
OFTEN_UNDEFINED = "undefined in too many of the resamples"


@dataclass(frozen=True, slots=True)
class Statistic:
    """of: sums over provisions (…, F) → values (…), NaN where undefined. reason: why it would be.

    fewest: cells below which it is undefined anyway.
    """

    of: Callable[[Counts], Counts]
    reason: str
    fewest: int = 1


class Resamples:
    """How often each provision is drawn in each of `times` resamples: the same for the same seed and number of provisions."""

    def __init__(self, times: int = 1000, seed: int = 20240808) -> None:
        self.times, self.seed = times, seed
        self._drawn: dict[int, Counts] = {}

    def of(self, provisions: int) -> Counts:
        """(times, provisions); each row sums to `provisions`."""
        known = self._drawn.get(provisions)
        if known is None:
            drawn = draw(self.seed, self.times * provisions, provisions).reshape(self.times, provisions)
            places = drawn + np.arange(self.times)[:, None] * provisions
            counted = np.bincount(places.ravel(), minlength=self.times * provisions)
            known = self._drawn[provisions] = counted.reshape(self.times, provisions).astype(np.float64)
        return known


def estimate(statistic: Statistic, sums: Counts, cells: int, resamples: Resamples) -> Figure:
    """The figure with its interval. sums: what each provision adds, (provisions, F); cells: how many cells they hold.

    Provisions that add nothing are left out first. No interval below FEWEST_PROVISIONS, nor when the statistic is
    undefined in more than a tenth of the resamples.
    """
    if cells < statistic.fewest:
        return undefined(TOO_FEW_CELLS if statistic.fewest > 1 else statistic.reason)
    value = float(statistic.of(sums.sum(axis=0)))
    if np.isnan(value):
        return undefined(statistic.reason)
    there = sums[sums.any(axis=1)]
    if len(there) < FEWEST_PROVISIONS:
        return Figure(value, interval_reason=TOO_FEW_PROVISIONS)
    found = percentiles(statistic.of(resamples.of(len(there)) @ there))
    return Figure(value, "", found, "" if found else OFTEN_UNDEFINED)


def percentiles(values: Counts) -> Interval | None:
    """The middle 95 % of these values; None when too many are NaN."""
    defined = np.sort(values[~np.isnan(values)])
    if len(defined) < len(values) * (1 - _MOST_UNDEFINED):
        return None
    outside = int(len(defined) * (1 - CONFIDENCE) / 2)
    return Interval(float(defined[outside]), float(defined[len(defined) - 1 - outside]))
