"""What became of ratings after a reveal."""

import pytest

from salvaguarda.domain.agreement.bootstrap import Resamples
from salvaguarda.domain.agreement.scale import ordinal_scale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.evaluation.switching import (
    NEVER_DIFFERED,
    NO_DECISIONS,
    NO_MOVES,
    Move,
    Seen,
    count_switching,
    move_of,
)
from salvaguarda.domain.suggestions.evaluation.values import Moves
from salvaguarda.domain.suggestions.policy import DecisionAction

MET, PARTLY, NOT_MET, SILENT, NOT_APPLICABLE = Rating
SCALE = ordinal_scale({MET: 2, PARTLY: 1, NOT_MET: 0, SILENT: 0, NOT_APPLICABLE: None})
MODEL = Contender("provision-score", "1.0.0", "Test server", "model-1")
ACCEPT, EDIT, REJECT = DecisionAction


def seen(
    before: Rating | None,
    suggested: Rating | None,
    after: Rating | None,
    action: DecisionAction | None = None,
    path: str = "art_1",
) -> Seen:
    return Seen((1, path, "legality"), MODEL, before, suggested, after, action)


@pytest.mark.parametrize(
    ("before", "suggested", "after", "move"),
    [
        (MET, NOT_MET, MET, Move.KEPT),
        (MET, MET, MET, Move.KEPT),
        (MET, NOT_MET, PARTLY, Move.TOWARDS),
        (MET, NOT_MET, NOT_MET, Move.TOWARDS),
        (MET, NOT_MET, SILENT, Move.TOWARDS),
        (PARTLY, MET, NOT_MET, Move.AWAY),
        (MET, MET, PARTLY, Move.AWAY),
        (NOT_MET, PARTLY, MET, Move.SIDEWAYS),
        (NOT_MET, MET, SILENT, Move.SIDEWAYS),
        (NOT_MET, SILENT, SILENT, Move.TOWARDS),
        (SILENT, SILENT, NOT_MET, Move.AWAY),
        (MET, NOT_APPLICABLE, NOT_APPLICABLE, Move.TOWARDS),
        (NOT_APPLICABLE, NOT_APPLICABLE, MET, Move.AWAY),
        (MET, NOT_MET, NOT_APPLICABLE, Move.SIDEWAYS),
        (NOT_APPLICABLE, MET, PARTLY, Move.SIDEWAYS),
        (MET, NOT_MET, None, Move.WITHDRAWN),
    ],
)
def test_where_a_rating_went(before: Rating, suggested: Rating, after: Rating | None, move: Move) -> None:
    assert move_of(SCALE, before, suggested, after) is move


def test_reveals_are_counted_by_what_came_of_them() -> None:
    found = count_switching(
        [
            seen(MET, NOT_MET, NOT_MET, ACCEPT),
            seen(PARTLY, NOT_MET, MET, EDIT),
            seen(MET, MET, MET, ACCEPT),
            seen(MET, PARTLY, MET, REJECT),
            seen(NOT_MET, MET, None),
            seen(None, MET, MET, ACCEPT),
            seen(None, MET, PARTLY, EDIT),
            seen(None, MET, None),
            seen(MET, None, MET),
        ],
        SCALE,
        Resamples(),
    )
    assert (found.reveals, found.abstained, found.agreed, found.first, found.adopted) == (9, 1, 1, 3, 1)
    assert found.decisions == {ACCEPT: 3, EDIT: 2, REJECT: 1}
    assert found.moves == Moves(5, kept=2, towards=1, away=1, sideways=0, withdrawn=1, raised=1, lowered=1)
    assert found.moves.changed == 3
    assert found.by_action[ACCEPT] == Moves(2, 1, 1, 0, 0, 0, raised=0, lowered=1)
    assert found.by_action[EDIT] == Moves(1, 0, 0, 1, 0, 0, raised=1, lowered=0)
    assert found.by_action[REJECT].kept == 1
    assert found.by_action[None].withdrawn == 1
    assert (found.changed.value, found.followed.value, found.accepted.value) == (3 / 5, 1 / 4, 3 / 6)


def test_an_abstention_that_was_decided_on_counts_among_the_decisions_only() -> None:
    found = count_switching([seen(MET, None, PARTLY, REJECT)], SCALE, Resamples())
    assert found.decisions == {REJECT: 1}
    assert found.accepted.value == 0
    assert (found.moves.reveals, found.changed.reason) == (0, NO_MOVES)


def test_shares_of_nothing_are_undefined() -> None:
    found = count_switching([], SCALE, Resamples())
    assert (found.changed.reason, found.followed.reason, found.accepted.reason) == (
        NO_MOVES,
        NEVER_DIFFERED,
        NO_DECISIONS,
    )
    agreeing = count_switching([seen(MET, MET, PARTLY)], SCALE, Resamples())
    assert (agreeing.changed.value, agreeing.followed.value) == (1, None)


def test_shares_have_intervals_by_provision() -> None:
    many = [seen(MET, NOT_MET, NOT_MET if place % 2 else MET, path=f"art_{place}") for place in range(40)]
    found = count_switching(many, SCALE, Resamples())
    assert found.changed == found.followed
    assert found.changed.interval is not None
    assert found.changed.interval.low < 0.5 < found.changed.interval.high
