"""Rows that are read from right to left: the order of their characters from where they stand on the page."""

import unicodedata
from collections.abc import Sequence

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LEFTWARD = frozenset({"R", "AL"})
_RIGHTWARD = frozenset({"L", "EN", "AN"})
_SPACE = 0.2  # of the font size: a gap as wide is a space

Placed = tuple[tuple[float, float], str]


def is_leftward(text: str) -> bool:
    """Whether most letters of a text are of a script that is written from right to left."""
    if text.isascii():
        return False
    classes = [unicodedata.bidirectional(char) for char in text]
    return sum(each in _LEFTWARD for each in classes) > sum(each == "L" for each in classes)


def reordered(placed: Sequence[Placed], size: float) -> str:
    """Characters with their left and right ends as text in logical order, spaces put where the gaps are.

    Numbers and words in Latin letters keep their own direction inside the row.
    """
    order = sorted(placed, key=lambda each: -(each[0][0] + each[0][1]))
    units: list[str] = []
    before: float | None = None
    for (left, right), char in order:
        if before is not None and before - right > _SPACE * size:
            units.append(" ")
        units.append(char)
        before = left if before is None else min(before, left)
    return _mirrored("".join(_turned_back(units)))


def _turned_back(units: Sequence[str]) -> list[str]:
    """Runs that are written from left to right, turned around; what stands between two such characters is inside."""
    kept: list[str] = []
    run: list[str] = []
    waiting: list[str] = []
    for unit in units:
        kind = unicodedata.bidirectional(unit[0])
        if kind in _RIGHTWARD:
            run += [*waiting, unit]
            waiting = []
        elif run and kind not in _LEFTWARD and kind != "NSM":
            waiting.append(unit)
        else:
            kept += [*reversed(run), *waiting, unit]
            run, waiting = [], []
    return [*kept, *reversed(run), *waiting]


def _mirrored(text: str) -> str:
    """Brackets as they are written, where the file names them as they look."""
    depth = lowest = 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        lowest = min(lowest, depth)
    return text.translate(_MIRRORED) if lowest < 0 else text
