"""Figures of agreement between people and a model, and among people, over cells that were compared."""

from collections.abc import Callable
from functools import partial

from salvaguarda.domain.agreement import shares
from salvaguarda.domain.agreement.alpha import alphas
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.kappa import ALL_THE_SAME, LINEAR, QUADRATIC, kappas, step_weights
from salvaguarda.domain.agreement.scale import CODES, PLACES, Counts, OrdinalScale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.compared import Compared, Layout
from salvaguarda.domain.suggestions.evaluation.values import Agreement, Beside

NO_PAIR = "no cell that both rated"
NONE_ON_SCALE = "no cell that both rated with points"


def _square(sums: Counts, size: int) -> Counts:
    return sums.reshape(*sums.shape[:-1], size, size)


def _by_codes(of: Callable[[Counts], Counts], sums: Counts) -> Counts:
    return of(_square(sums, len(CODES)))


def _by_steps(scale: OrdinalScale, of: Callable[[Counts], Counts], sums: Counts) -> Counts:
    return of(scale.fold(_square(sums, len(CODES))))


def _alpha_of(layout: Layout, sums: Counts) -> Counts:
    return alphas(_square(sums, layout.steps) / layout.scale)


class Statistics:
    """Every statistic of compared cells that stand in this layout."""

    def __init__(self, scale: OrdinalScale, layout: Layout) -> None:
        self._scale, self._layout = scale, layout

    def kappa(self, columns: slice, power: int) -> Statistic:
        """Weighted kappa of a table of ratings."""
        weights = step_weights(self._scale.size, power)
        of = partial(_by_steps, self._scale, lambda tables: kappas(tables, weights))
        return Statistic(of, columns, ALL_THE_SAME, fewest=2)

    def alpha(self, place: int) -> Statistic:
        """Alpha of the coincidences at that place of the layout."""
        return Statistic(partial(_alpha_of, self._layout), self._layout.alpha(place), ALL_THE_SAME, fewest=2)

    def exact(self, columns: slice) -> Statistic:
        """Share of the very same rating."""
        return Statistic(partial(_by_codes, shares.exact), columns, NO_PAIR)

    def within_one(self, columns: slice) -> Statistic:
        """Share of at most one step."""
        return Statistic(partial(_by_steps, self._scale, shares.within_one), columns, NONE_ON_SCALE)

    def bias(self) -> Statistic:
        """Points, model minus person."""
        points = self._scale.points
        of = partial(_by_steps, self._scale, lambda tables: shares.bias(tables, points))
        return Statistic(of, self._layout.beside, NONE_ON_SCALE)


def beside(compared: Compared, resamples: Resamples) -> Beside:
    """All figures of these cells."""
    layout = compared.layout
    statistics = Statistics(compared.scale, layout)
    sample = Sample(compared.counts, compared.provisions, resamples)
    table = _square(sample.total[layout.beside], len(CODES)).astype(int)
    return Beside(
        reviewers=len(frozenset().union(*compared.reviewers)),
        model=_agreement(sample, statistics, layout.beside, 0, each_way=1),
        bias=sample.figure(statistics.bias()),
        confusion=tuple(tuple(map(int, row)) for row in table),
        one_sided=_one_sided(table),
        people=_agreement(sample, statistics, layout.people, 1, each_way=2),
        alpha_with_model=sample.figure(statistics.alpha(2)),
        alpha_change=sample.difference(statistics.alpha(1), statistics.alpha(2)),
    )


def _agreement(
    sample: Sample, statistics: Statistics, columns: slice, alpha: int, *, each_way: int
) -> Agreement:
    """each_way: how often a pair stands in the table."""
    return Agreement(
        cells=int(sample.counts[:, columns].any(axis=1).sum()),
        provisions=int(sample.sums[:, columns].any(axis=1).sum()),
        pairs=int(sample.total[columns].sum()) // each_way,
        kappa_quadratic=sample.figure(statistics.kappa(columns, QUADRATIC)),
        kappa_linear=sample.figure(statistics.kappa(columns, LINEAR)),
        alpha=sample.figure(statistics.alpha(alpha)),
        exact=sample.figure(statistics.exact(columns)),
        within_one=sample.figure(statistics.within_one(columns)),
    )


def _one_sided(table: Counts) -> int:
    place = PLACES[Rating.NOT_APPLICABLE]
    return int(table[place].sum() + table[:, place].sum() - 2 * table[place, place])
