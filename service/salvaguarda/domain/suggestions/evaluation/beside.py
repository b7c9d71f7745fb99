"""Figures of agreement between people and a model, and among people, over cells that were compared."""

from salvaguarda.domain.agreement import statistics
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.kappa import LINEAR, QUADRATIC
from salvaguarda.domain.agreement.scale import CODES, PLACES, Counts, OrdinalScale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.compared import Compared, Layout
from salvaguarda.domain.suggestions.evaluation.values import Agreement, Beside


class Statistics:
    """The statistics of compared cells that stand in this layout."""

    def __init__(self, scale: OrdinalScale, layout: Layout) -> None:
        self._scale, self._layout = scale, layout

    def kappa(self, columns: slice, power: int) -> Statistic:
        """Weighted kappa of a table of ratings."""
        return statistics.kappa_statistic(self._scale, columns, power)

    def alpha(self, place: int) -> Statistic:
        """Alpha of the coincidences at that place of the layout."""
        layout = self._layout
        return statistics.alpha_statistic(layout.steps, layout.scale, layout.alpha(place))

    def exact(self, columns: slice) -> Statistic:
        """Share of the very same rating."""
        return statistics.exact_statistic(columns)

    def within_one(self, columns: slice) -> Statistic:
        """Share of at most one step."""
        return statistics.within_one_statistic(self._scale, columns)

    def bias(self) -> Statistic:
        """Points, model minus person."""
        return statistics.bias_statistic(self._scale, self._layout.beside)


def beside(compared: Compared, resamples: Resamples) -> Beside:
    """All figures of these cells."""
    layout = compared.layout
    of = Statistics(compared.scale, layout)
    sample = Sample(compared.counts, compared.provisions, resamples)
    table = statistics.square(sample.total[layout.beside], len(CODES)).astype(int)
    return Beside(
        reviewers=len(frozenset().union(*compared.reviewers)),
        model=_agreement(sample, of, layout.beside, 0, each_way=1),
        bias=sample.figure(of.bias()),
        confusion=tuple(tuple(map(int, row)) for row in table),
        one_sided=_one_sided(table),
        people=_agreement(sample, of, layout.people, 1, each_way=2),
        alpha_with_model=sample.figure(of.alpha(2)),
        alpha_change=sample.difference(of.alpha(1), of.alpha(2)),
    )


def _agreement(sample: Sample, of: Statistics, columns: slice, alpha: int, *, each_way: int) -> Agreement:
    """each_way: how often a pair stands in the table."""
    return Agreement(
        cells=int(sample.counts[:, columns].any(axis=1).sum()),
        provisions=int(sample.sums[:, columns].any(axis=1).sum()),
        pairs=int(sample.total[columns].sum()) // each_way,
        kappa_quadratic=sample.figure(of.kappa(columns, QUADRATIC)),
        kappa_linear=sample.figure(of.kappa(columns, LINEAR)),
        alpha=sample.figure(of.alpha(alpha)),
        exact=sample.figure(of.exact(columns)),
        within_one=sample.figure(of.within_one(columns)),
    )


def _one_sided(table: Counts) -> int:
    place = PLACES[Rating.NOT_APPLICABLE]
    return int(table[place].sum() + table[:, place].sum() - 2 * table[place, place])
