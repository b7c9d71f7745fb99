"""A score that was given after a suggestion was seen is never a reference, nor is one that continues such a score."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.agreement.references import (
    CellKey,
    FiguresShown,
    Given,
    ReferenceCount,
    Shown,
    ShownTo,
    State,
    own_until,
    reference_scores,
)
from salvaguarda.domain.scores import Rating

CELL: CellKey = (1, "art_3", "legality")
LATER: CellKey = (2, "art_4", "legality")
BEN, CLEO = 7, 8


def at(minute: int) -> str:
    return f"2026-11-24T09:{minute:02d}:00.000000Z"


def states(*ratings: Rating | None, first_at: int = 1) -> tuple[State, ...]:
    """Revisions 1, 2 …, a minute apart."""
    return tuple(
        State(place, rating, at(first_at + place - 1)) for place, rating in enumerate(ratings, start=1)
    )


def score(score_id: int, *given_states: State, cell: CellKey = CELL, person_id: int = BEN) -> Given:
    return Given(score_id, cell, person_id, given_states)


def continuing(origin: tuple[int, int], rating: Rating, minute: int) -> State:
    return State(1, rating, at(minute), origin)


def references(
    scores: Sequence[Given], shown: ShownTo, figures: FiguresShown | None = None
) -> tuple[dict[CellKey, dict[int, Rating]], ReferenceCount]:
    return reference_scores(scores, own_until(scores, shown, figures or {}))


def test_the_newest_rating_counts_when_nothing_was_shown() -> None:
    found, count = references([score(1, *states(Rating.MET, Rating.PARTLY))], {})
    assert found == {CELL: {BEN: Rating.PARTLY}}
    assert count == ReferenceCount(scores=1, reviewers=1, older=0, set_aside=0)


def test_the_newest_rating_before_the_reveal_counts() -> None:
    shown = {(CELL, BEN): [Shown(2, at(5))]}
    found, count = references(
        [score(1, *states(Rating.MET, Rating.PARTLY), State(3, Rating.SILENT, at(9)))], shown
    )
    assert found == {CELL: {BEN: Rating.PARTLY}}
    assert count == ReferenceCount(scores=1, reviewers=1, older=1, set_aside=0)


def test_a_rejected_suggestion_leaves_the_rating_a_reference() -> None:
    found, count = references([score(1, *states(Rating.MET))], {(CELL, BEN): [Shown(1, at(5))]})
    assert found == {CELL: {BEN: Rating.MET}}
    assert count.older == 0


def test_a_rating_changed_after_figures_were_shown_leaves_the_one_before_as_reference() -> None:
    changed = score(1, *states(Rating.MET, Rating.PARTLY), State(3, Rating.SILENT, at(9)))
    found, count = references([changed], {}, {(1, BEN): [at(5)]})
    assert found == {CELL: {BEN: Rating.PARTLY}}
    assert count == ReferenceCount(scores=1, reviewers=1, older=1, set_aside=0)


def test_figures_told_nothing_of_cells_that_were_not_rated_by_then() -> None:
    notes_first = score(1, *states(None), State(2, Rating.MET, at(9)), State(3, Rating.PARTLY, at(12)))
    assert references([notes_first], {}, {(1, BEN): [at(5)]})[0] == {CELL: {BEN: Rating.PARTLY}}
    assert references([notes_first], {}, {(1, BEN): [at(5), at(10)]})[0] == {CELL: {BEN: Rating.MET}}


def test_figures_shown_to_somebody_else_or_of_another_assessment_change_nothing() -> None:
    figures = {(1, CLEO): [at(1)], (2, BEN): [at(1)]}
    found, _ = references([score(1, *states(Rating.MET, Rating.PARTLY))], {}, figures)
    assert found == {CELL: {BEN: Rating.PARTLY}}


def test_a_score_carried_from_one_changed_after_figures_is_set_aside() -> None:
    old = score(1, *states(Rating.MET), State(2, Rating.PARTLY, at(9)))
    new = score(2, continuing((1, 2), Rating.PARTLY, 20), cell=LATER)
    found, count = references([old, new], {}, {(1, BEN): [at(5)]})
    assert found == {CELL: {BEN: Rating.MET}}
    assert count.set_aside == 1


def test_a_first_rating_after_the_reveal_is_set_aside() -> None:
    found, count = references([score(1, *states(Rating.MET, first_at=9))], {(CELL, BEN): [Shown(0, at(5))]})
    assert found == {}
    assert count == ReferenceCount(scores=0, reviewers=0, older=0, set_aside=1)


def test_a_reveal_to_somebody_else_or_elsewhere_changes_nothing() -> None:
    shown = {(CELL, CLEO): [Shown(0, at(0))], (LATER, BEN): [Shown(0, at(0))]}
    assert references([score(1, *states(Rating.MET))], shown)[0] == {CELL: {BEN: Rating.MET}}


def test_a_save_that_was_on_its_way_during_the_reveal_does_not_count() -> None:
    """Its transaction began before the reveal's, which did not see it yet."""
    shown = {(CELL, BEN): [Shown(1, at(5))]}
    on_its_way = State(2, Rating.PARTLY, at(4))
    assert references([score(1, *states(Rating.MET), on_its_way)], shown)[0] == {CELL: {BEN: Rating.MET}}


def test_an_import_that_says_a_later_revision_was_there_before_is_not_believed() -> None:
    shown = {(CELL, BEN): [Shown(99, at(5))]}
    assert references([score(1, *states(Rating.MET, first_at=9))], shown)[0] == {}


def test_of_several_reveals_the_first_decides() -> None:
    shown = {(CELL, BEN): [Shown(3, at(9)), Shown(1, at(2))]}
    found, _ = references([score(1, *states(Rating.MET, Rating.PARTLY, Rating.SILENT))], shown)
    assert found == {CELL: {BEN: Rating.MET}}


def test_notes_are_no_reference_but_an_earlier_rating_is() -> None:
    assert references([score(1, *states(None))], {}) == ({}, ReferenceCount(0, 0, 0, 0))
    assert references([score(1, *states(Rating.MET, None))], {})[0] == {CELL: {BEN: Rating.MET}}


def test_a_score_carried_from_an_own_one_counts() -> None:
    scores = [
        score(1, *states(Rating.MET)),
        score(2, continuing((1, 1), Rating.MET, 9), cell=LATER),
    ]
    assert references(scores, {})[0][LATER] == {BEN: Rating.MET}


def test_a_score_carried_from_one_given_after_a_reveal_never_counts() -> None:
    scores = [
        score(2, continuing((1, 2), Rating.PARTLY, 9), State(2, Rating.MET, at(10)), cell=LATER),
        score(1, *states(Rating.MET), State(2, Rating.PARTLY, at(6))),
    ]
    found, count = references(scores, {(CELL, BEN): [Shown(1, at(5))]})
    assert found == {CELL: {BEN: Rating.MET}}
    assert count == ReferenceCount(scores=1, reviewers=1, older=1, set_aside=1)


def test_a_score_carried_from_the_state_before_the_reveal_counts() -> None:
    scores = [
        score(1, *states(Rating.MET), State(2, Rating.PARTLY, at(6))),
        score(2, continuing((1, 1), Rating.MET, 4), cell=LATER),
    ]
    assert references(scores, {(CELL, BEN): [Shown(1, at(5))]})[0][LATER] == {BEN: Rating.MET}


def test_a_chain_of_carried_scores_is_followed_to_its_beginning() -> None:
    """The newest first, so that every step needs another look."""
    chain = [
        score(place, continuing((place - 1, 1), Rating.MET, 9), cell=(place, "art_3", "legality"))
        for place in range(50, 1, -1)
    ]
    first = score(1, *states(Rating.MET, first_at=9))
    assert len(references([*chain, first], {})[0]) == 50
    assert references([*chain, first], {(CELL, BEN): [Shown(0, at(5))]})[0] == {}


def test_a_circle_of_carried_scores_ends_and_a_missing_origin_is_not_own() -> None:
    circle = [
        score(1, continuing((2, 1), Rating.MET, 1)),
        score(2, continuing((1, 1), Rating.MET, 1), cell=LATER),
    ]
    assert len(references(circle, {})[0]) == 2
    assert references(circle, {(CELL, BEN): [Shown(0, at(0))]})[0] == {}
    assert references([circle[0]], {})[0] == {}


@given(
    ratings=st.lists(st.sampled_from([None, *Rating]), min_size=1, max_size=8),
    shown=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3),
)
def test_no_reference_is_ever_younger_than_a_reveal(
    ratings: list[Rating | None], shown: list[tuple[int, int]]
) -> None:
    kept = score(1, *states(*ratings))
    until = own_until([kept], {(CELL, BEN): [Shown(before, at(minute)) for before, minute in shown]}, {})[1]
    assert all(until <= before for before, _ in shown)
    assert all(state.at <= at(minute) for state in kept.states[:until] for _, minute in shown)
