"""Shares and bias from tables of who said what, and the scale they stand on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.agreement.kappa import pair_table
from salvaguarda.domain.agreement.scale import CODES, PLACES, OrdinalScale, ordinal_scale
from salvaguarda.domain.agreement.shares import bias, exact, share, within_one
from salvaguarda.domain.scores import Rating

POINTS = {Rating.MET: 2, Rating.PARTLY: 1, Rating.NOT_MET: 0, Rating.SILENT: 0, Rating.NOT_APPLICABLE: None}
SCALE = ordinal_scale(POINTS)
PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1)


def codes(*pairs: tuple[Rating, Rating]) -> np.ndarray:
    return pair_table([(PLACES[first], PLACES[second]) for first, second in pairs], len(CODES))


def test_silent_and_not_met_are_one_step_but_two_codes() -> None:
    table = codes((Rating.SILENT, Rating.NOT_MET), (Rating.MET, Rating.MET))
    assert exact(table) == 0.5
    assert exact(SCALE.fold(table)) == 1


def test_not_applicable_stands_on_no_step() -> None:
    table = codes((Rating.NOT_APPLICABLE, Rating.MET), (Rating.NOT_APPLICABLE, Rating.NOT_APPLICABLE))
    assert exact(table) == 0.5
    assert SCALE.fold(table).sum() == 0
    assert SCALE.step(Rating.NOT_APPLICABLE) is None
    assert SCALE.step(None) is None


def test_ratings_that_a_checklist_does_not_know_stand_on_no_step() -> None:
    assert ordinal_scale({Rating.MET: 4, Rating.NOT_MET: 1}) == OrdinalScale((1, None, 0, None, None), (1, 4))


def test_within_one_step_leaves_out_the_two_ends() -> None:
    assert within_one(pair_table([(0, 0), (0, 1), (2, 1), (2, 0)], 3)) == 0.75


def test_bias_is_in_points_and_above_zero_where_the_second_is_more_generous() -> None:
    assert bias(pair_table([(0, 2), (1, 1), (2, 1), (1, 2)], 3), SCALE.points) == 0.5
    assert bias(pair_table([(0, 1)], 2), (0, 10)) == 10


@given(PAIRS)
def test_changing_places_turns_the_bias_round_and_nothing_else(pairs: list[tuple[int, int]]) -> None:
    there, back = pair_table(pairs, 3), pair_table([(b, a) for a, b in pairs], 3)
    assert bias(back, SCALE.points) == pytest.approx(-bias(there, SCALE.points))
    assert (exact(back), within_one(back)) == (exact(there), within_one(there))
    assert exact(there) <= within_one(there) <= 1


def test_shares_of_nothing_are_not_a_number() -> None:
    nothing = np.zeros((3, 3))
    assert np.isnan([exact(nothing), within_one(nothing), bias(nothing, (0, 1, 2)), share(np.zeros(2))]).all()
