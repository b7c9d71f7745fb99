"""The figures of agreement as statistics of a sample: with them every figure gets its interval (see bootstrap.py).

columns: where in a sample the table stands that each is computed from, its rows one after another: a table of codes
(5 × 5, the order of CODES), or of coincidences (size × size).
"""

from collections.abc import Callable
from functools import partial

from salvaguarda.domain.agreement import shares
from salvaguarda.domain.agreement.alpha import ALL_THE_SAME, Metric, alphas, nominal, ordinal
from salvaguarda.domain.agreement.bootstrap import Statistic
from salvaguarda.domain.agreement.kappa import SAME_POINTS, kappas, step_weights
from salvaguarda.domain.agreement.scale import CODES, Counts, OrdinalScale

NO_PAIR = "no cell that both rated"
NONE_ON_SCALE = "no cell that both rated with points"


def square(sums: Counts, size: int) -> Counts:
    """(…, size * size) → (…, size, size)."""
    return sums.reshape(*sums.shape[:-1], size, size)


def _by_codes(of: Callable[[Counts], Counts], sums: Counts) -> Counts:
    return of(square(sums, len(CODES)))


def _by_steps(scale: OrdinalScale, of: Callable[[Counts], Counts], sums: Counts) -> Counts:
    return of(scale.fold(square(sums, len(CODES))))


def _by_coincidences(size: int, factor: int, metric: Metric, sums: Counts) -> Counts:
    return alphas(square(sums, size), metric, factor)


def kappa_statistic(scale: OrdinalScale, columns: slice, power: int) -> Statistic:
    """Weighted kappa of a table of codes; power: LINEAR or QUADRATIC."""
    weights = step_weights(scale.size, power)
    of = partial(_by_steps, scale, lambda tables: kappas(tables, weights))
    return Statistic(of, columns, SAME_POINTS, fewest=2)


def alpha_statistic(size: int, factor: int, columns: slice) -> Statistic:
    """Ordinal alpha of coincidences that are `factor` times too large (`alpha.common_scale`)."""
    return Statistic(partial(_by_coincidences, size, factor, ordinal), columns, SAME_POINTS, fewest=2)


def nominal_alpha_statistic(size: int, factor: int, columns: slice) -> Statistic:
    """The same of coincidences of names, which have no order."""
    return Statistic(partial(_by_coincidences, size, factor, nominal), columns, ALL_THE_SAME, fewest=2)


def exact_statistic(columns: slice) -> Statistic:
    """Share of the very same rating, of a table of codes."""
    return Statistic(partial(_by_codes, shares.exact), columns, NO_PAIR)


def within_one_statistic(scale: OrdinalScale, columns: slice) -> Statistic:
    """Share of at most one step, of a table of codes."""
    return Statistic(partial(_by_steps, scale, shares.within_one), columns, NONE_ON_SCALE)


def bias_statistic(scale: OrdinalScale, columns: slice) -> Statistic:
    """Points by the second side minus points by the first, of a table of codes."""
    of = partial(_by_steps, scale, lambda tables: shares.bias(tables, scale.points))
    return Statistic(of, columns, NONE_ON_SCALE)
