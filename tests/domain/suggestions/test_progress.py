import pytest

from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from salvaguarda.domain.suggestions.progress import (
    check_steering,
    is_going_wrong,
    seconds_left,
    shown_outcomes,
)

ALLOWED = {
    (RunState.RUNNING, RunState.PAUSED),
    (RunState.PAUSED, RunState.RUNNING),
    (RunState.BLOCKED, RunState.RUNNING),
    (RunState.RUNNING, RunState.CANCELLED),
    (RunState.PAUSED, RunState.CANCELLED),
    (RunState.BLOCKED, RunState.CANCELLED),
}


@pytest.mark.parametrize("now", list(RunState))
@pytest.mark.parametrize("wanted", [RunState.RUNNING, RunState.PAUSED, RunState.CANCELLED])
def test_a_person_brings_a_run_only_where_it_can_go(now: RunState, wanted: RunState) -> None:
    if (now, wanted) in ALLOWED:
        check_steering(now, wanted)
        return
    with pytest.raises(Conflict, match=now.value):
        check_steering(now, wanted)


def test_answered_and_abstained_are_shown_as_one_number() -> None:
    shown = shown_outcomes({Outcome.ANSWERED: 3, Outcome.ABSTAINED: 2, Outcome.REFUSED: 1, None: 7})
    assert shown["suggested"] == 5
    assert shown["refused"] == 1
    assert "answered" not in shown
    assert "abstained" not in shown
    assert sum(shown.values()) == 6


def test_time_left_is_not_known_before_anything_was_answered() -> None:
    assert seconds_left(10, None, 4) is None
    assert seconds_left(10, 2.0, 4) == 5.0


def test_a_fifth_of_the_last_questions_failing_is_going_wrong_once_ten_ended() -> None:
    assert not is_going_wrong([True] * 9)
    assert is_going_wrong([True, True, *[False] * 8])
    assert not is_going_wrong([True, *[False] * 9])
