"""Contenders on exactly the same cells."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.kappa import LINEAR, QUADRATIC
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.evaluation.beside import Statistics, beside
from salvaguarda.domain.suggestions.evaluation.compared import Compared
from salvaguarda.domain.suggestions.evaluation.values import Difference, Side, SideBySide


def stand_side_by_side(
    contenders: Sequence[tuple[Contender, Compared]], resamples: Resamples
) -> SideBySide | None:
    """All of them on the cells that every one of them rated; None with fewer than two contenders."""
    if len(contenders) < 2:
        return None
    shared = set(contenders[0][1].cells).intersection(*(compared.cells for _, compared in contenders))
    sides, on_shared = [], []
    for contender, compared in contenders:
        same = compared.at([place for place, cell in enumerate(compared.cells) if cell in shared])
        on_shared.append(same)
        own = len(compared.cells)
        sides.append(Side(contender, own, own - len(shared), beside(same, resamples)))
    return SideBySide(
        cells=len(shared),
        provisions=len({cell[:2] for cell in shared}),
        sides=tuple(sides),
        differences=tuple(
            _difference(on_shared[0], other, place, resamples)
            for place, other in enumerate(on_shared[1:], start=1)
        ),
    )


def _difference(first: Compared, second: Compared, place: int, resamples: Resamples) -> Difference:
    there = replace(second.layout, offset=first.layout.width)
    sample = Sample(np.hstack([first.counts, second.counts]), first.provisions, resamples)
    ours, theirs = Statistics(first.scale, first.layout), Statistics(second.scale, there)

    def between(one: Statistic, other: Statistic) -> Figure:
        return sample.difference(one, other)

    here = first.layout
    return Difference(
        first=0,
        second=place,
        kappa_quadratic=between(ours.kappa(here.beside, QUADRATIC), theirs.kappa(there.beside, QUADRATIC)),
        kappa_linear=between(ours.kappa(here.beside, LINEAR), theirs.kappa(there.beside, LINEAR)),
        alpha=between(ours.alpha(0), theirs.alpha(0)),
        exact=between(ours.exact(here.beside), theirs.exact(there.beside)),
        within_one=between(ours.within_one(here.beside), theirs.within_one(there.beside)),
        bias=between(ours.bias(), theirs.bias()),
    )
