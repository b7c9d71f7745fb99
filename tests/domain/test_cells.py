"""The state of a cell: examples from docs/independence.md, and what holds for every cell."""

import doctest
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salvaguarda.domain import cells
from salvaguarda.domain.cells import (
    CellStanding,
    CellState,
    cell_state,
    may_adjudicate,
    may_score,
    result_of,
    sees_others,
)
from salvaguarda.domain.results import CONFLICT, UNSCORED, Result
from salvaguarda.domain.scores import Rating

calm = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])

MET, PARTLY, SILENT, NOT_MET = Rating.MET, Rating.PARTLY, Rating.SILENT, Rating.NOT_MET
PEOPLE = st.sampled_from([1, 2, 3, 4])
RATINGS = st.dictionaries(PEOPLE, st.sampled_from(Rating), max_size=4)
CELLS = st.builds(
    CellStanding,
    path=st.just("art_1"),
    criterion=st.just("a"),
    needed=st.sampled_from([1, 2, 3]),
    ratings=RATINGS,
    noted=st.frozensets(PEOPLE),
    assigned=st.frozensets(PEOPLE, max_size=3),
    settled=st.none() | st.sampled_from(Rating),
).map(lambda cell: cell if not cell.noted & cell.ratings.keys() else _rated_only(cell))


def _rated_only(cell: CellStanding) -> CellStanding:
    kept = cell.noted - cell.ratings.keys()
    return CellStanding("art_1", "a", cell.needed, cell.ratings, kept, cell.assigned, cell.settled)


def standing(
    ratings: Mapping[int, Rating], *assigned: int, needed: int = 2, settled: Rating | None = None
) -> CellStanding:
    return CellStanding("art_1", "a", needed, ratings, assigned=frozenset(assigned), settled=settled)


@pytest.mark.parametrize(
    ("cell", "state", "result"),
    [
        (standing({}), CellState.UNSCORED, UNSCORED),
        (standing({}, 1, 2), CellState.UNSCORED, UNSCORED),
        (standing({1: MET}), CellState.WAITING, UNSCORED),
        (standing({1: MET}, needed=1), CellState.AGREED, Result(MET)),
        (standing({1: MET}, 1, 2, needed=1), CellState.WAITING, UNSCORED),
        (standing({1: MET, 2: MET}), CellState.AGREED, Result(MET)),
        (standing({1: MET, 2: MET}, 1, 3), CellState.WAITING, UNSCORED),
        (standing({1: MET, 2: SILENT}), CellState.CONFLICT, CONFLICT),
        (standing({1: NOT_MET, 2: SILENT}), CellState.CONFLICT, CONFLICT),
        (standing({1: MET, 2: SILENT}, settled=PARTLY), CellState.SETTLED, Result(PARTLY)),
        (standing({1: MET}, 1, 2, settled=MET), CellState.SETTLED, Result(MET)),
    ],
)
def test_examples(cell: CellStanding, state: CellState, result: Result) -> None:
    assert (cell.state, cell.result) == (state, result)


def test_with_one_needed_and_nobody_assigned_nothing_changed_since_formula_1() -> None:
    for ratings in ([MET], [MET, MET], [MET, SILENT], []):
        found = set(ratings)
        before = UNSCORED if not found else CONFLICT if len(found) > 1 else Result(found.pop())
        state = cell_state(ratings, needed=1, missing=0, settled=None)
        assert result_of(state, ratings, None) == before


@calm
@given(CELLS)
def test_only_what_all_gave_or_a_person_settled_is_a_result(cell: CellStanding) -> None:
    if cell.settled is not None:
        assert cell.result == Result(cell.settled)
    elif cell.result.rating is not None:
        assert set(cell.ratings.values()) == {cell.result.rating}
        assert len(cell.ratings) >= cell.needed
        assert not cell.missing
    assert cell.result.conflict == (cell.state is CellState.CONFLICT)


@calm
@given(CELLS)
def test_nobody_is_waited_for_in_a_cell_that_is_in(cell: CellStanding) -> None:
    if cell.settled is None and cell.ratings:
        assert (cell.state is CellState.WAITING) == (cell.still_needed > 0)


@calm
@given(CELLS, PEOPLE, st.booleans())
def test_who_was_shown_others_scores_gives_no_first_score_as_an_adjudicator(
    cell: CellStanding, person: int, adjudicates: bool
) -> None:
    if may_adjudicate(cell, person):
        assert not cell.has_score_of(person)
        assert person not in cell.assigned
        assert not may_score(cell, person, adjudicates=True)
        assert sees_others(cell, person, blind=True, adjudicates=True)
    if person in cell.assigned and person not in cell.ratings:
        assert may_score(cell, person, adjudicates=adjudicates)
        assert not sees_others(cell, person, blind=True, adjudicates=adjudicates)


@calm
@given(CELLS, PEOPLE)
def test_a_cell_is_scored_by_those_it_is_assigned_to_and_by_others_only_before_they_could_see_it(
    cell: CellStanding, person: int
) -> None:
    theirs = person in cell.assigned or cell.has_score_of(person)
    open_to_all = not cell.assigned and cell.settled is None
    assert may_score(cell, person, adjudicates=False) == (theirs or open_to_all)


def test_an_adjudicator_gives_no_first_score_where_a_conflict_may_have_dissolved() -> None:
    agreed = CellStanding("art_1", "a", 2, {1: Rating.MET, 2: Rating.MET})
    assert agreed.state is CellState.AGREED
    assert may_score(agreed, 3, adjudicates=False)
    assert not may_score(agreed, 3, adjudicates=True)
    waiting = CellStanding("art_1", "a", 3, {1: Rating.MET, 2: Rating.NOT_MET})
    assert may_score(waiting, 3, adjudicates=True)
    assigned = CellStanding("art_1", "a", 2, {1: Rating.MET}, assigned=frozenset({1, 3}))
    assert may_score(assigned, 3, adjudicates=True)


@calm
@given(CELLS, PEOPLE, st.booleans())
def test_a_rating_of_ones_own_always_opens_the_cell(
    cell: CellStanding, person: int, adjudicates: bool
) -> None:
    seen = sees_others(cell, person, blind=True, adjudicates=adjudicates)
    assert seen or person not in cell.ratings
    if not seen:
        assert not cell.settled or person in cell.assigned


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(cells).failed == 0
