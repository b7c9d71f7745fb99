import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.replies import Failure, FailureKind
from salvaguarda.domain.suggestions.retries import (
    MOST_TRANSIENT,
    Again,
    Blocks,
    Ends,
    Retry,
    after_failure,
    after_invalid,
    after_truncated,
)

jitters = st.floats(0, 1)


def failed(kind: FailureKind, **changed: object) -> Failure:
    return Failure(kind, "It did not work.", **changed)  # type: ignore[arg-type]


@given(jitters)
def test_what_passes_by_itself_is_tried_again_ever_later_and_not_for_good(jitter: float) -> None:
    retry, waits = Retry(), []
    step = after_failure(failed(FailureKind.TRANSIENT), retry, jitter)
    while isinstance(step, Again):
        waits.append(step.seconds)
        step = after_failure(failed(FailureKind.TRANSIENT), step.retry, jitter)
    assert len(waits) == MOST_TRANSIENT
    assert waits == sorted(waits)
    assert 0.75 <= waits[0] <= 1
    assert step == Ends(Outcome.FAILED, "It did not work. It was tried 6 times.", fault=True)


@given(st.floats(allow_nan=True, allow_infinity=True), jitters)
def test_a_wait_that_a_server_asks_for_is_kept_to_whatever_its_size(asked_for: float, jitter: float) -> None:
    step = after_failure(failed(FailureKind.RATE_LIMITED, retry_after=asked_for), Retry(), jitter)
    assert isinstance(step, Again)
    assert step.pauses
    assert math.isfinite(step.seconds)
    year = 366 * 86_400.0
    assert step.seconds >= min(asked_for, year) or math.isnan(asked_for)
    assert 0 <= step.seconds <= year


def test_refusals_without_a_time_are_waited_for_ever_longer_up_to_a_minute() -> None:
    step = after_failure(failed(FailureKind.RATE_LIMITED), Retry(limited=3), 0)
    assert step == Again(Retry(limited=4), 8.0, pauses=True)
    late = after_failure(failed(FailureKind.RATE_LIMITED), Retry(limited=10**9), 0)
    assert isinstance(late, Again)
    assert late.seconds == 60


@pytest.mark.parametrize(
    "kind",
    [
        FailureKind.QUOTA,
        FailureKind.REFUSED_ACCESS,
        FailureKind.MISCONFIGURED,
        FailureKind.UNSUPPORTED_FORMAT,
        FailureKind.NOT_ALLOWED,
    ],
)
def test_what_only_people_can_mend_blocks_the_run(kind: FailureKind) -> None:
    assert after_failure(failed(kind), Retry(), 0) == Blocks(
        "It did not work. The run waits until somebody resumes it."
    )


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_kind_of_failure_has_something_that_follows(kind: FailureKind) -> None:
    assert isinstance(after_failure(failed(kind), Retry(), 0.5), Ends | Again | Blocks)


def test_cut_off_answer_is_asked_once_more_and_invalid_one_too() -> None:
    longer = after_truncated(Retry(transient=2), 1200)
    assert longer == Again(Retry(transient=2, longer=True))
    assert isinstance(after_truncated(Retry(longer=True), 2400), Ends)
    corrected = after_invalid("rating", "This is not one of them.", Retry(longer=True))
    assert corrected == Again(Retry(longer=True, mistake="rating"))
    assert after_invalid("", "Not JSON.", Retry(mistake="rating")) == Ends(
        Outcome.INVALID, "The answer was not of the form that was asked for, twice: Not JSON."
    )
