"""Weighted kappa against published worked examples, and what must hold for any ratings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.agreement.kappa import (
    LINEAR,
    QUADRATIC,
    SAME_POINTS,
    TOO_FEW_CELLS,
    kappas,
    pair_table,
    step_weights,
    weighted_kappa,
)

# Cohen (1968), Psychological Bulletin 70, table 1: 200 diagnoses by two psychiatrists (personality disorder, neurosis,
# psychosis), and how bad he holds each disagreement to be.
COHEN = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]], dtype=float)
COHENS_WEIGHTS = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]], dtype=float)

# Sim and Wright (2005), The kappa statistic in reliability studies, Physical Therapy 85, 257-268, table 4: 100 ratings of
# spinal pain on four steps.
SPINAL_PAIN = np.array([[15, 3, 1, 1], [4, 18, 3, 2], [4, 5, 16, 4], [1, 2, 4, 17]], dtype=float)

# Agresti (1990), Categorical Data Analysis, section 10.5, after Hout, Duncan and Sobel (1987); figures as R's package vcd
# prints them for its data set SexualFun.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]], dtype=float)

PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40)


def unweighted(size: int) -> np.ndarray:
    return 1 - np.eye(size)


def test_cohens_own_example() -> None:
    assert kappas(COHEN, unweighted(3)) == pytest.approx(0.492, abs=0.0005)
    assert kappas(COHEN, COHENS_WEIGHTS) == pytest.approx(0.348, abs=0.0005)


def test_ratings_of_spinal_pain() -> None:
    figures = [kappas(SPINAL_PAIN, weights) for weights in (unweighted(4), *map_weights(4))]
    assert figures == pytest.approx([0.55, 0.61, 0.67], abs=0.005)


def test_ratings_by_couples() -> None:
    assert kappas(COUPLES, unweighted(4)) == pytest.approx(0.1293, abs=0.00005)
    assert kappas(COUPLES, step_weights(4, LINEAR)) == pytest.approx(0.2374, abs=0.00005)


def map_weights(size: int) -> list[np.ndarray]:
    return [step_weights(size, power) for power in (LINEAR, QUADRATIC)]


@given(PAIRS)
def test_quadratic_kappa_is_the_concordance_of_the_steps(pairs: list[tuple[int, int]]) -> None:
    """Another road to the same figure: 2 cov / (var + var + (difference of means) ** 2); Krippendorff (1970), Lin (1989)."""
    first, second = np.array(pairs, dtype=float).T
    below = first.var() + second.var() + (first.mean() - second.mean()) ** 2
    figure = weighted_kappa(pairs, 3)
    if below == 0:
        assert (figure.value, figure.reason) == (None, SAME_POINTS)
    else:
        expected = 2 * ((first - first.mean()) * (second - second.mean())).mean() / below
        assert figure.value == pytest.approx(expected, abs=1e-12)


@given(PAIRS, st.sampled_from([LINEAR, QUADRATIC]))
def test_kappa_is_the_same_with_raters_changed_places_and_the_scale_turned_round(
    pairs: list[tuple[int, int]], power: int
) -> None:
    figure = weighted_kappa(pairs, 3, power)
    assert weighted_kappa([(second, first) for first, second in pairs], 3, power) == figure
    assert weighted_kappa([(2 - first, 2 - second) for first, second in pairs], 3, power) == figure
    assert weighted_kappa(pairs[::-1], 3, power) == figure


@given(st.lists(st.integers(0, 2), min_size=2), st.sampled_from([LINEAR, QUADRATIC]))
def test_raters_who_always_agree_have_kappa_one(steps: list[int], power: int) -> None:
    figure = weighted_kappa([(step, step) for step in steps], 3, power)
    assert figure.value == (1 if len(set(steps)) > 1 else None)


def test_ratings_that_depend_on_nothing_have_kappa_zero() -> None:
    every_pair = [(first, second) for first in range(3) for second in range(3)]
    assert weighted_kappa(every_pair, 3).value == 0


def test_a_rater_who_always_says_the_same_has_kappa_zero_against_one_who_does_not() -> None:
    assert weighted_kappa([(1, 0), (1, 1), (1, 2)], 3, LINEAR).value == 0


def test_undefined_is_none_with_its_reason() -> None:
    assert weighted_kappa([], 3).reason == TOO_FEW_CELLS
    assert weighted_kappa([(0, 1)], 3).reason == TOO_FEW_CELLS
    assert weighted_kappa([(1, 1), (1, 1)], 3).reason == SAME_POINTS
    assert weighted_kappa([(0, 0), (0, 0)], 1).reason == SAME_POINTS  # a scale of one step


def test_many_tables_at_once_are_each_what_they_are_alone() -> None:
    tables = np.array([pair_table([(0, 0), (1, 2)], 3), np.zeros((3, 3)), pair_table([(1, 1)], 3)])
    together = kappas(tables, step_weights(3, QUADRATIC))
    assert together[0] == kappas(tables[0], step_weights(3, QUADRATIC))
    assert np.isnan(together[1:]).all()
