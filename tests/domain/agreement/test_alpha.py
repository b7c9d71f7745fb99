"""Krippendorff's alpha against his own worked examples, and what must hold for any ratings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.agreement.alpha import (
    ALL_THE_SAME,
    Metric,
    alphas,
    coincidences,
    common_scale,
    interval,
    krippendorff_alpha,
    nominal,
    ordinal,
)
from salvaguarda.domain.agreement.kappa import SAME_POINTS, TOO_FEW_CELLS

UNITS = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 2)), min_size=0, max_size=5), min_size=2, max_size=25
)


def units_of(*raters: str) -> list[tuple[int | None, ...]]:
    """One string a rater, one letter a unit, "." for a gap → steps by the alphabet (or by digits)."""
    letters = sorted(set("".join(raters)) - {"."})
    return [
        tuple(None if mark == "." else letters.index(mark) for mark in unit)
        for unit in zip(*raters, strict=True)
    ]


# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A to D.
BINARY = units_of("0100000010", "1110010000")
NOMINAL = units_of("aabbdcccedda", "babbbccceddd")
GAPS = units_of("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_his_two_observers_of_binary_marks() -> None:
    assert krippendorff_alpha(BINARY, 2, nominal).value == pytest.approx(0.095, abs=0.0005)


def test_his_two_observers_of_names() -> None:
    assert krippendorff_alpha(NOMINAL, 5, nominal).value == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("metric", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval((1, 2, 3, 4, 5)), 0.849)]
)
def test_his_four_observers_with_gaps(metric: Metric, published: float) -> None:
    assert krippendorff_alpha(GAPS, 5, metric).value == pytest.approx(published, abs=0.0005)


def test_fleiss_kappa_of_fourteen_raters() -> None:
    """The worked example of Fleiss' kappa (1971, Psychological Bulletin 76, 378-382) in common use: 10 units, 0.210.

    With as many ratings everywhere, alpha is that kappa corrected for few ratings: 1 - alpha = (1 - kappa)(n - 1) / n.
    """
    counts = (
        "0 0 0 0 14|0 2 6 4 2|0 0 3 5 6|0 3 9 2 0|2 2 8 1 1|7 7 0 0 0|3 2 6 3 0|2 5 3 2 2|6 5 2 1 0|0 2 2 3 7"
    )
    units = [
        [step for step, times in enumerate(map(int, row.split())) for _ in range(times)]
        for row in counts.split("|")
    ]
    found = krippendorff_alpha(units, 5, nominal).value
    assert found is not None
    assert 1 - (1 - found) * 140 / 139 == pytest.approx(0.210, abs=0.0005)


@given(UNITS, st.randoms(use_true_random=False))
def test_alpha_is_the_same_whoever_rated_and_in_which_order(
    units: list[list[int | None]], random: object
) -> None:
    figure = krippendorff_alpha(units, 3)
    mixed = [sorted(unit, key=lambda _: random.random()) for unit in units]  # type: ignore[attr-defined]
    assert krippendorff_alpha(mixed[::-1], 3) == figure


@given(UNITS, st.sampled_from([nominal, ordinal, interval((0, 1, 2))]))
def test_alpha_is_the_same_with_the_scale_turned_round(units: list[list[int | None]], metric: Metric) -> None:
    turned = [[None if step is None else 2 - step for step in unit] for unit in units]
    there, back = krippendorff_alpha(units, 3, metric), krippendorff_alpha(turned, 3, metric)
    assert there.reason == back.reason
    assert there.value == pytest.approx(back.value, abs=1e-12)


@given(UNITS)
def test_gaps_say_nothing(units: list[list[int | None]]) -> None:
    without = [[step for step in unit if step is not None] for unit in units]
    assert krippendorff_alpha(without, 3) == krippendorff_alpha(units, 3)


@given(UNITS)
def test_alpha_by_pairs_of_ratings_is_the_same(units: list[list[int | None]]) -> None:
    """Straight from the definition, 1 - observed / expected disagreement over all pairs, by the interval metric."""
    paired = [[s for s in unit if s is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    every = [step for unit in paired for step in unit]
    figure = krippendorff_alpha(units, 3, interval((0, 1, 2)))
    expected = sum((a - b) ** 2 for a in every for b in every)
    if len(paired) < 2 or expected == 0:
        assert figure.value is None
        return
    seen = sum(sum((a - b) ** 2 for a in unit for b in unit) / (len(unit) - 1) for unit in paired)
    assert figure.value == pytest.approx(1 - (seen / len(every)) / (expected / len(every) / (len(every) - 1)))


@given(st.lists(st.integers(0, 2), min_size=2), st.integers(2, 4))
def test_raters_who_always_agree_have_alpha_one(steps: list[int], raters: int) -> None:
    figure = krippendorff_alpha([[step] * raters for step in steps], 3)
    assert figure.value == (1 if len(set(steps)) > 1 else None)


def test_undefined_is_none_with_its_reason() -> None:
    assert krippendorff_alpha([], 3).reason == TOO_FEW_CELLS
    assert krippendorff_alpha([(0, 1)], 3).reason == TOO_FEW_CELLS
    assert krippendorff_alpha([(0, None), (1, None), (0, 1)], 3).reason == TOO_FEW_CELLS
    assert krippendorff_alpha([(1, 1), (1, 1)], 3).reason == SAME_POINTS
    assert krippendorff_alpha([(1, 1), (1, 1)], 3, nominal).reason == ALL_THE_SAME


def test_the_ordinal_distance_counts_what_lies_between() -> None:
    """Two steps that everybody uses in between are further apart than two with nothing between them."""
    used = np.array([4.0, 2.0, 6.0])
    assert [ordinal(used, *pair) for pair in ((0, 1), (1, 2), (0, 2))] == [9, 16, 49]


def test_scaled_coincidences_are_whole_numbers() -> None:
    scale = common_scale(7)
    table = coincidences([0, 0, 1, 2, 2, 2, 1], 3, scale)
    assert (table == np.round(table)).all()
    assert table.sum() / scale == 7
    assert alphas(table, ordinal, scale) == pytest.approx(alphas(table / scale))
