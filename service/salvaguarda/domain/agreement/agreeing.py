"""How far two sides, or all raters, agree: every figure of one table of who said what, with its interval."""

from dataclasses import dataclass

from salvaguarda.domain.agreement import statistics
from salvaguarda.domain.agreement.bootstrap import Sample, Statistic
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.kappa import LINEAR, QUADRATIC
from salvaguarda.domain.agreement.scale import PLACES, Counts, OrdinalScale
from salvaguarda.domain.scores import Rating


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides agree. cells, provisions, pairs: that have at least one pair of ratings.

    exact: of all pairs, by the five ratings. The others: of ratings that stand on a step of the scale.
    """

    cells: int
    provisions: int
    pairs: int
    kappa_quadratic: Figure
    kappa_linear: Figure
    alpha: Figure
    exact: Figure
    within_one: Figure


def agreement_of(
    sample: Sample, scale: OrdinalScale, columns: slice, alpha: Statistic, *, each_way: int
) -> Agreement:
    """The figures of the table of codes that stands in these columns. each_way: how often a pair stands in it."""
    return Agreement(
        cells=int(sample.counts[:, columns].any(axis=1).sum()),
        provisions=int(sample.sums[:, columns].any(axis=1).sum()),
        pairs=int(sample.total[columns].sum()) // each_way,
        kappa_quadratic=sample.figure(statistics.kappa_statistic(scale, columns, QUADRATIC)),
        kappa_linear=sample.figure(statistics.kappa_statistic(scale, columns, LINEAR)),
        alpha=sample.figure(alpha),
        exact=sample.figure(statistics.exact_statistic(columns)),
        within_one=sample.figure(statistics.within_one_statistic(scale, columns)),
    )


def one_sided(table: Counts) -> int:
    """Pairs where exactly one side said not applicable; table: of codes, (5, 5)."""
    place = PLACES[Rating.NOT_APPLICABLE]
    return int(table[place].sum() + table[:, place].sum() - 2 * table[place, place])
