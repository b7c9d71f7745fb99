"""Intervals: the same on every machine, by provision, and honest about when there is none."""

import numpy as np
import pytest

from salvaguarda.domain.agreement import shares
from salvaguarda.domain.agreement.bootstrap import (
    OFTEN_UNDEFINED,
    TOO_FEW_PROVISIONS,
    Resamples,
    Sample,
    Statistic,
    percentiles,
)
from salvaguarda.domain.agreement.draws import draw, splitmix64
from salvaguarda.domain.agreement.figures import Figure, Interval
from salvaguarda.domain.agreement.kappa import QUADRATIC, TOO_FEW_CELLS, kappas, step_weights
from salvaguarda.domain.agreement.scale import Counts

SHARE = Statistic(shares.share, slice(0, 2), "nothing to count")


KAPPA = Statistic(
    lambda sums: kappas(sums.reshape(*sums.shape[:-1], 2, 2), step_weights(2, QUADRATIC)),
    slice(0, 4),
    "all the same",
    fewest=2,
)


def parts(*pairs: tuple[int, int]) -> Counts:
    return np.array(pairs, dtype=float)


def sample(counts: Counts, times: int = 1000, cells_each: int = 1) -> Sample:
    return Sample(counts, np.arange(len(counts)) // cells_each, Resamples(times))


def estimate(statistic: Statistic, counts: Counts, times: int = 1000) -> Figure:
    return sample(counts, times).figure(statistic)


def test_draws_are_the_published_sequence() -> None:
    """The first five of SplitMix64 for the seed 1234567, as its reference implementation gives them."""
    assert splitmix64(1234567, 5).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_draws_stay_below_and_reach_everything() -> None:
    drawn = draw(7, 10_000, 10)
    assert np.bincount(drawn, minlength=10).min() > 900
    assert drawn.max() == 9


def test_every_resample_draws_as_many_provisions_as_there_are() -> None:
    drawn = Resamples(50, 3).of(12)
    assert drawn.shape == (50, 12)
    assert (drawn.sum(axis=1) == 12).all()
    assert len({tuple(row) for row in drawn.tolist()}) == 50


def test_draws_are_the_same_in_one_go_and_in_several() -> None:
    together = Resamples(250, 3).of(7)
    rows = draw(3, 250 * 7, 7).reshape(250, 7)
    assert (together == [np.bincount(row, minlength=7) for row in rows]).all()


def test_an_interval_is_the_same_every_time() -> None:
    sums = parts(*((place % 4, 4) for place in range(40)))
    first, second = (estimate(SHARE, sums) for _ in range(2))
    assert first == second
    assert first.value == 0.375
    assert first.interval == Interval(0.2875, 0.45625)  # written down: another machine must find these


def test_the_interval_of_a_share_is_about_as_wide_as_the_normal_one() -> None:
    """With one cell a provision and a share of one half, theory says 0.5 plus or minus 1.96 * 0.5 / sqrt(n)."""
    sums = parts(*((place % 2, 1) for place in range(400)))
    found = estimate(SHARE, sums, 4000).interval
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.004)


def test_cells_of_one_provision_do_not_narrow_an_interval() -> None:
    """Ten cells that all say the same are no more news than one: drawing by provision sees that."""
    one = parts(*((place % 2, 1) for place in range(40)))
    ten = np.repeat(one, 10, axis=0)
    assert sample(ten, cells_each=10).figure(SHARE) == sample(one).figure(SHARE)
    narrow, honest = estimate(SHARE, ten).interval, estimate(SHARE, one).interval
    assert narrow is not None
    assert honest is not None
    assert (narrow.high - narrow.low) * 2 < honest.high - honest.low


def test_a_difference_is_taken_on_the_same_draws() -> None:
    """The second always finds one cell more in each provision: the difference is certain, whatever is drawn."""
    counts = np.array([[place % 3, 4, place % 3 + 1, 4] for place in range(30)], dtype=float)
    second = Statistic(shares.share, slice(2, 4), "nothing to count")
    figure = sample(counts).difference(SHARE, second)
    assert figure.interval is not None
    assert (figure.value, figure.interval.low, figure.interval.high) == pytest.approx((0.25, 0.25, 0.25))
    assert sample(counts * [1, 1, 0, 0]).difference(SHARE, second).reason == "nothing to count"


def test_cells_in_another_order_give_the_same_figure() -> None:
    counts = parts(*((place % 4, 4) for place in range(40)))
    provisions = np.arange(40) // 4
    turned = Sample(counts[::-1], provisions[::-1], Resamples())
    assert turned.figure(SHARE) == Sample(counts, provisions, Resamples()).figure(SHARE)


def test_few_provisions_have_no_interval() -> None:
    figure = estimate(SHARE, parts((1, 2), (1, 2), (0, 2), (2, 2), (0, 0)))
    assert (figure.value, figure.interval, figure.interval_reason) == (0.5, None, TOO_FEW_PROVISIONS)


def test_a_figure_without_cells_is_undefined() -> None:
    figure = estimate(SHARE, parts((0, 0)))
    assert (figure.value, figure.reason, figure.interval) == (None, "nothing to count", None)
    assert estimate(KAPPA, np.array([[1.0, 0, 0, 0]])).reason == TOO_FEW_CELLS


def test_an_interval_over_resamples_that_are_mostly_undefined_is_none() -> None:
    """Kappa of five provisions of which one alone differs: every third resample leaves it out."""
    sums = np.array([[1.0, 0, 0, 0]] * 4 + [[0, 0, 0, 1.0]])
    figure = estimate(KAPPA, sums)
    assert (figure.value, figure.interval, figure.interval_reason) == (1, None, OFTEN_UNDEFINED)


def test_percentiles_leave_out_as_much_on_both_sides() -> None:
    values = np.arange(1000, dtype=float)
    assert percentiles(values) == Interval(25, 974)
    assert percentiles(values[::-1]) == Interval(25, 974)
    assert percentiles(np.full(10, np.nan)) is None
