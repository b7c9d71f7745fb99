"""Timing, and the table the results are printed in."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: seconds per operation of ours and of the baseline, both medians of the same rounds."""

    what: str
    ours: float
    baseline_name: str
    baseline: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline


def paired(ours: Callable[[], float], baseline: Callable[[], float], rounds: int = 5) -> tuple[float, float]:
    """Medians of seconds per operation, measured in turn so that a drifting machine hurts both alike."""
    pairs = [(ours(), baseline()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds(fn: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    fn()
    return time.perf_counter() - start


def per_call(fn: Callable[[], object], count: int = 1) -> Callable[[], float]:
    """A measurement: wall seconds of one call, as the mean of `count`."""

    def measure() -> float:
        start = time.perf_counter()
        for _ in range(count):
            fn()
        return (time.perf_counter() - start) / count

    return measure


def table(rows: list[Measured]) -> str:
    """The results as Markdown."""
    lines = [
        "| what | ours | baseline | baseline takes | ours / baseline | note |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.ours * 1000:.3g} ms | {row.baseline_name} | {row.baseline * 1000:.3g} ms "
        f"| {row.ratio:.2f} | {row.note} |"
        for row in rows
    ]
    return "\n".join(lines)
