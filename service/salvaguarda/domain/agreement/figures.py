"""A figure as it is reported: its value with an interval, or why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the figure would fall in 95 of 100 repetitions with other provisions of the same kind; low <= high."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """value: None when it is undefined, which is not 0; reason says why then, and is "" otherwise.

    interval: None when there is none; interval_reason says why then, and is "" otherwise.
    """

    value: float | None
    reason: str = ""
    interval: Interval | None = None
    interval_reason: str = ""


def undefined(reason: str) -> Figure:
    """A figure that does not exist, for that reason."""
    return Figure(None, reason, None, reason)
