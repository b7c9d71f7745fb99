"""Weighted kappa: agreement of two raters beyond what their habits alone would bring.

Source: J. Cohen (1968), Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
credit, Psychological Bulletin 70, 213-220, doi:10.1037/h0026256. Linear and quadratic weights: D. V. Cicchetti and
T. Allison (1971); J. L. Fleiss and J. Cohen (1973), Educational and Psychological Measurement 33, 613-619.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from salvaguarda.domain.agreement.figures import Figure, undefined
from salvaguarda.domain.agreement.scale import Counts

LINEAR, QUADRATIC = 1, 2
SAME_POINTS = "all ratings on the scale have the same points"
"""Of ordinal figures: whether the ratings are one, or differ in name only (silent, not met), is nothing they can tell."""
TOO_FEW_CELLS = "fewer than two cells"


def step_weights(size: int, power: int) -> Counts:
    """How bad it is to say step i where the other says j: |i - j| ** power, (size, size). Any multiple gives the same kappa."""
    steps = np.arange(size, dtype=np.float64)
    weights: Counts = np.abs(steps[:, None] - steps[None, :]) ** power
    return weights


def pair_table(pairs: Iterable[tuple[int, int]], size: int) -> Counts:
    """How often the first rater said i and the second j, (size, size)."""
    table = np.zeros((size, size))
    for first, second in pairs:
        table[first, second] += 1
    return table


def kappas(tables: Counts, weights: Counts) -> Counts:
    """Weighted kappa of each table: (…, size, size) → (…); NaN where it is undefined.

    1 - n * sum(w_ij * n_ij) / sum(w_ij * n_i. * n_.j): disagreement that was seen over disagreement that chance brings.
    """
    rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
    total = rows.sum(axis=-1)
    seen = (tables * weights).sum(axis=(-1, -2))
    by_chance = ((rows @ weights) * columns).sum(axis=-1)
    missing = np.full(np.shape(by_chance), np.nan)
    found: Counts = 1 - np.divide(total * seen, by_chance, out=missing, where=by_chance > 0)
    return found


def weighted_kappa(pairs: Sequence[tuple[int, int]], size: int, power: int = QUADRATIC) -> Figure:
    """Kappa of two raters, without an interval. pairs: one a cell, (step by the first, step by the second), 0 to size - 1.

    1 is perfect, 0 is what chance brings, below 0 is worse than that. Undefined with fewer than two cells, and when both
    raters gave one and the same step to every cell.

    >>> weighted_kappa([(0, 0), (1, 1), (2, 2), (2, 1)], 3).value
    0.8
    """
    if len(pairs) < 2:
        return undefined(TOO_FEW_CELLS)
    value = float(kappas(pair_table(pairs, size), step_weights(size, power)))
    return undefined(SAME_POINTS) if np.isnan(value) else Figure(value)
