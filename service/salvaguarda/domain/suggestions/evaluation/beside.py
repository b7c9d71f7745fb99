"""Figures of agreement between people and a model, and among people, over cells that were compared."""

from salvaguarda.domain.agreement import statistics
from salvaguarda.domain.agreement.agreeing import agreement_of, one_sided
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.scale import CODES, OrdinalScale
from salvaguarda.domain.suggestions.evaluation.compared import Compared, Layout
from salvaguarda.domain.suggestions.evaluation.values import Beside


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
        model=agreement_of(sample, compared.scale, layout.beside, of.alpha(0), each_way=1),
        bias=sample.figure(of.bias()),
        confusion=tuple(tuple(map(int, row)) for row in table),
        one_sided=one_sided(table),
        people=agreement_of(sample, compared.scale, layout.people, of.alpha(1), each_way=2),
        alpha_with_model=sample.figure(of.alpha(2)),
        alpha_change=sample.difference(of.alpha(1), of.alpha(2)),
    )
