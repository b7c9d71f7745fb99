"""Krippendorff's alpha: agreement of any number of raters, with gaps, beyond what chance brings.

Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania,
https://repository.upenn.edu/asc_papers/43, section E (any number of observers, missing values, any metric).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from math import lcm

import numpy as np

from salvaguarda.domain.agreement.figures import Figure, undefined
from salvaguarda.domain.agreement.kappa import SAME_POINTS, TOO_FEW_CELLS
from salvaguarda.domain.agreement.scale import Counts

ALL_THE_SAME = "all ratings are the same"
"""Of figures to which steps are names."""

Unit = Sequence[int | None]
"""The steps that raters gave to one cell, 0 to size - 1; None for a gap."""

Metric = Callable[[Counts, int, int], Counts]
"""(how often each step was used (…, size), lower step, higher step) → squared difference between the two (…)."""


def nominal(used: Counts, _low: int, _high: int) -> Counts:
    """1 for any two different steps."""
    return np.ones(used.shape[:-1])


def ordinal(used: Counts, low: int, high: int) -> Counts:
    """(sum of n_g for g = low … high, minus (n_low + n_high) / 2) ** 2: how many ratings lie between the two."""
    between = used[..., low]
    for step in range(low + 1, high + 1):
        between = between + used[..., step]
    distance: Counts = (between - (used[..., low] + used[..., high]) / 2) ** 2
    return distance


def interval(values: Sequence[float]) -> Metric:
    """(difference of the values) ** 2; values: of each step."""
    return partial(_interval, tuple(values))


def _interval(values: tuple[float, ...], used: Counts, low: int, high: int) -> Counts:
    return np.full(used.shape[:-1], (values[high] - values[low]) ** 2)


def common_scale(most: int) -> int:
    """What coincidences of units with up to `most` ratings are multiplied by, so that they are whole numbers."""
    return lcm(*range(1, max(most, 2)))


def coincidences(unit: Unit, size: int, scale: int) -> Counts:
    """How often two raters of this unit said i and j, each over (ratings - 1), times `scale`: (size, size).

    Nothing for a unit with fewer than two ratings.
    """
    table = np.zeros((size, size))
    counts = Counter(step for step in unit if step is not None)
    ratings = sum(counts.values())
    if ratings < 2:
        return table
    for first, of_first in counts.items():
        for second, of_second in counts.items():
            pairs = of_first * (of_second - (first == second))
            table[first, second] += pairs * scale // (ratings - 1)
    return table


def alphas(tables: Counts, metric: Metric = ordinal, scale: int = 1) -> Counts:
    """Alpha of each table of coincidences, which are `scale` times too large: (…, size, size) → (…); NaN where undefined.

    1 - (n - 1) * sum(o_ck * d_ck) / sum(n_c * n_k * d_ck). Whole numbers are added before anything is divided, the rest in
    one order, so it is the same on every machine.
    """
    used = tables.sum(axis=-1) / scale
    total = tables.sum(axis=(-1, -2)) / scale
    seen, by_chance = np.zeros(total.shape), np.zeros(total.shape)
    for low in range(tables.shape[-1]):
        for high in range(low + 1, tables.shape[-1]):
            distance = metric(used, low, high)
            seen = seen + tables[..., low, high] / scale * distance
            by_chance = by_chance + used[..., low] * used[..., high] * distance
    missing = np.full(total.shape, np.nan)
    found: Counts = 1 - np.divide((total - 1) * seen, by_chance, out=missing, where=by_chance > 0)
    return found


def krippendorff_alpha(units: Sequence[Unit], size: int, metric: Metric = ordinal) -> Figure:
    """Alpha of these cells, without an interval; cells with fewer than two ratings say nothing and are left out.

    1 is perfect, 0 is what chance brings, below 0 is worse than that. Undefined when fewer than two cells have two
    ratings, and when all ratings of those cells are on one step.

    >>> krippendorff_alpha([(0, 0), (1, 1), (2, 2), (2, None)], 3).value
    1.0
    """
    paired = [unit for unit in units if sum(step is not None for step in unit) > 1]
    if len(paired) < 2:
        return undefined(TOO_FEW_CELLS)
    scale = common_scale(max(map(len, paired)))
    table = np.sum([coincidences(unit, size, scale) for unit in paired], axis=0)
    value = float(alphas(table, metric, scale))
    if np.isnan(value):
        return undefined(ALL_THE_SAME if metric is nominal else SAME_POINTS)
    return Figure(value)
