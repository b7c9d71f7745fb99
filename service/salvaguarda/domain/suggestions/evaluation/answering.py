"""What came of the questions: coverage, quotes, outcomes, tokens, cost, latency."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import numpy as np

from salvaguarda.domain.agreement import shares
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.references import CellKey
from salvaguarda.domain.suggestions.evaluation.asked import NEVER_ASKED, Asked
from salvaguarda.domain.suggestions.evaluation.values import Answers, Latency, Spending
from salvaguarda.domain.suggestions.outcomes import SUGGESTING, Outcome
from salvaguarda.domain.suggestions.suggestion import FOUND

NONE_ASKED = "no cell was asked about"
NO_QUOTES = "no quote was given"


def newest_answers(asked: Sequence[Asked]) -> dict[CellKey, Asked]:
    """Cell → its newest suggestion, else its newest outcome; cells that were never asked about are left out."""
    newest: dict[CellKey, Asked] = {}
    for each in sorted(asked, key=lambda each: (each.outcome in SUGGESTING, each.number)):
        if each.outcome not in NEVER_ASKED:
            newest[each.cell] = each
    return newest


def count_answers(asked: Sequence[Asked], resamples: Resamples) -> Answers:
    """The figures of these questions."""
    newest = newest_answers(asked)
    cells = sorted(newest)
    numbers = {key: number for number, key in enumerate(sorted({cell[:2] for cell in cells}))}
    provisions = np.array([numbers[cell[:2]] for cell in cells], dtype=np.int64)
    counts = np.array([_row(newest[cell]) for cell in cells], dtype=np.float64).reshape(len(cells), 6)
    sample = Sample(counts, provisions, resamples)
    rated, _, abstained, *_ = map(int, sample.total)
    return Answers(
        cells=len(cells),
        rated=rated,
        abstained=abstained,
        coverage=sample.figure(_share(0, NONE_ASKED)),
        abstention=sample.figure(_share(2, NONE_ASKED)),
        quotes=Counter(state for cell in cells for state in newest[cell].quotes),
        valid=sample.figure(_share(4, NO_QUOTES)),
        outcomes=Counter(each.outcome for each in asked),
        spending=_spending(asked),
        latency=_latency([seconds for each in asked for seconds in each.seconds]),
    )


def _row(answer: Asked) -> tuple[int, ...]:
    """Three shares, each as how many and of how many: rated, abstained, quotes that are there."""
    rated, abstained = answer.rating is not None, answer.outcome is Outcome.ABSTAINED
    return rated, 1, abstained, 1, sum(state in FOUND for state in answer.quotes), len(answer.quotes)


def _share(start: int, reason: str) -> Statistic:
    return Statistic(shares.share, slice(start, start + 2), reason)


def _spending(asked: Sequence[Asked]) -> Spending:
    costs: Counter[str] = Counter()
    for each in asked:
        if each.currency:
            costs[each.currency] += each.cost_micro
    return Spending(
        input_tokens=sum(each.input_tokens for each in asked),
        output_tokens=sum(each.output_tokens for each in asked),
        cached_tokens=sum(each.cached_tokens for each in asked),
        estimated=any(each.estimated for each in asked),
        costs=dict(sorted(costs.items())),
    )


def _latency(seconds: Sequence[float]) -> Latency:
    ordered = sorted(seconds)
    if not ordered:
        return Latency(0, None, None)

    def at_most(share: float) -> float:
        return ordered[ceil(share * len(ordered)) - 1]

    return Latency(len(ordered), at_most(0.5), at_most(0.95))
