"""How far a run is, and which of its states may follow which."""

from collections.abc import Collection, Mapping

from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.suggestions.outcomes import SUGGESTING, Outcome, RunState

ENDED = frozenset({RunState.FINISHED, RunState.CANCELLED})

_ENOUGH_ENDED = 10
_FAILED_SHARE = 0.2
RECENT = 20
"""How many of the last tasks are looked at, to tell whether something is wrong."""

_FROM: Mapping[RunState, tuple[frozenset[RunState], str]] = {
    RunState.PAUSED: (frozenset({RunState.RUNNING}), "Only a run that is running can be paused"),
    RunState.RUNNING: (
        frozenset({RunState.PAUSED, RunState.BLOCKED}),
        "Only a run that is paused or blocked can be resumed",
    ),
    RunState.CANCELLED: (
        frozenset({RunState.RUNNING, RunState.PAUSED, RunState.BLOCKED}),
        "Only a run that has not ended can be cancelled",
    ),
}


def check_steering(now: RunState, wanted: RunState) -> None:
    """Return when a person may bring a run from one state to the other; Conflict otherwise."""
    allowed, rule = _FROM[wanted]
    if now not in allowed:
        raise Conflict(f"{rule}; this one is {now.value}. Load the page anew to see where it stands.")


def shown_outcomes(counts: Mapping[Outcome | None, int]) -> dict[str, int]:
    """Outcome → ended tasks, every outcome named. `answered` and `abstained` are one number, "suggested": whether a model
    abstained is part of what stays hidden until a reviewer has judged.
    """
    shown = {"suggested": sum(counts.get(outcome, 0) for outcome in SUGGESTING)}
    return shown | {o.value: counts.get(o, 0) for o in Outcome if o not in SUGGESTING}


def seconds_left(waiting: int, seconds_each: float | None, concurrency: int) -> float | None:
    """How long that many tasks take, so many at once; None when it is not known how long one takes."""
    return None if seconds_each is None else waiting * seconds_each / max(1, concurrency)


def is_going_wrong(faults: Collection[bool]) -> bool:
    """Whether so many of the last tasks failed, for no reason that lies in their provisions, that a person should look.

    faults: of the last tasks that ended, at most RECENT of them; True where one failed.

    >>> is_going_wrong([True] * 3), is_going_wrong([True] * 2 + [False] * 8)
    (False, True)
    """
    return len(faults) >= _ENOUGH_ENDED and sum(faults) >= _FAILED_SHARE * len(faults)
