"""Agreement in plain shares, and bias; all from tables of who said what, (…, size, size) → (…), NaN without any pair."""

from collections.abc import Sequence

import numpy as np

from salvaguarda.domain.agreement.scale import Counts


def _over(part: Counts, whole: Counts) -> Counts:
    shares: Counts = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return shares


def exact(tables: Counts) -> Counts:
    """Share of pairs that said the very same (percent agreement over 100)."""
    return _over(np.trace(tables, axis1=-2, axis2=-1), tables.sum(axis=(-1, -2)))


def within_one(tables: Counts) -> Counts:
    """Share of pairs that are at most one step apart; tables of steps."""
    steps = np.arange(tables.shape[-1])
    near = np.abs(steps[:, None] - steps[None, :]) <= 1
    return _over((tables * near).sum(axis=(-1, -2)), tables.sum(axis=(-1, -2)))


def bias(tables: Counts, points: Sequence[float]) -> Counts:
    """Mean of (points by the second minus points by the first); tables of steps, points: of each step.

    Above 0: the second rater (the columns) is more generous.
    """
    values = np.array(points)
    higher = values[None, :] - values[:, None]
    return _over((tables * higher).sum(axis=(-1, -2)), tables.sum(axis=(-1, -2)))


def share(parts: Counts) -> Counts:
    """(…, 2), how many and of how many → the share."""
    return _over(parts[..., 0], parts[..., 1])
