"""The marks that each line of the body begins with, and what comes after it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from salvaguarda.domain.reading.costs import Ahead
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import Mark, Sense, Style, read_mark
from salvaguarda.domain.reading.planned import Plan

_MOST_MARKS = 4  # "1. (a) (i) text" on one line
_BARE = re.compile(r"\d{1,3}|[A-Za-z]{1,5}")
_AFTER_ANOTHER = {"(x)", "x)"}


def marks_of(line: Line) -> tuple[list[Mark], str]:
    """The marks at the beginning of a line (automatic number first) and the words after them."""
    marks: list[Mark] = []
    text = line.text
    if line.number:
        marks += _automatic(line.number)
    while len(marks) < _MOST_MARKS and (found := read_mark(text)) is not None:
        if marks and not is_option(found[0]) and (found[0].form not in _AFTER_ANOTHER or not found[1]):
            break  # "2. 2 Such" and "1. 5." are no lists in lists
        if marks and marks[-1].form == "-":
            marks.pop()  # "• (17bis)": the number is the mark
        marks.append(found[0])
        text = found[1]
    return marks, text


def _automatic(number: str) -> list[Mark]:
    """What an automatic number says: "(a)", "1", also two ("2 a"); a sign that counts nothing is a bullet."""
    if (found := read_mark(number + " ")) is not None:
        return [found[0]]
    parts = number.split()[:_MOST_MARKS]
    bare = [read_mark(f"{part}. ") for part in parts if _BARE.fullmatch(part)]
    if parts and len(bare) == len(parts):
        return [
            replace(found[0], number=part, form="x") for part, found in zip(parts, bare, strict=True) if found
        ]
    return [Mark(number, "-", (Sense(Style.BULLET, (0, 0)),))]


def is_option(mark: Mark) -> bool:
    """Whether a mark says that an alternative wording begins."""
    return mark.senses[0].style is Style.OPTION


def looks_ahead(plan: Plan, kept: Sequence[int]) -> dict[int, Ahead]:
    """For each line the first mark and the first option of later lines, up to the next heading."""
    ahead: dict[int, Ahead] = {}
    coming = Ahead()
    for index in reversed(kept):
        ahead[index] = coming
        marks = marks_of(plan.lines[index])[0]
        if index in plan.heads:
            coming = Ahead()
        else:
            coming = before(marks, coming) if marks else replace(coming, at_once=False)
    return ahead


def before(marks: Sequence[Mark], coming: Ahead) -> Ahead:
    """What comes, seen from in front of these marks."""
    option = next((mark for mark in marks if is_option(mark)), coming.option)
    return Ahead(marks[0], option, at_once=True) if marks else coming
