"""Footnotes: small print at the foot of a page (or of a passage) that opens with a mark, and the marks in the words."""

import re
from collections.abc import Sequence

from salvaguarda.adapters.documents.pdf.pieces import Page, Row, Span

_SMALL = 0.93  # of the size of the text
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶#]{1,4}|[a-z])[\])]?[.:]?(?=[\s\W]|$|[A-Z])")
_RAISED = 0.12  # of the font size of the row
_RAISED_SIZE = 0.85


def take_notes(page: Page, body: float, goes_on: bool) -> list[Row]:
    """Take the rows of footnotes off a page whose rows are in reading order.

    body: font size of the text. goes_on: the page before ended in a footnote, so that one may begin without a mark.
    """
    notes: list[Row] = []
    kept: list[Row] = []
    marks = {mark for row in page.rows for mark in raised_marks(row)} | _starred(page.rows)
    for run, small in _runs(page.rows, body):
        last = not any(row.size >= _SMALL * body for row in page.rows if _below(row, run[-1]))
        if small and _is_note(run, marks, last, goes_on):
            opening = 0 if last and goes_on else _first_marked(run)
            kept += run[:opening]
            notes += run[opening:]
        else:
            kept += run
    page.rows = kept
    return notes


def marks_of(notes: Sequence[Row]) -> frozenset[str]:
    """The marks that open footnotes: "2", "*"."""
    return frozenset(mark for row in notes if (mark := opening_mark(row)))


def each_note(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each footnote: a raised mark opens one, or the next number, or a sign."""
    found: list[list[Row]] = []
    last = 0
    for row in rows:
        mark = opening_mark(row)
        follows = mark.isdigit() and int(mark) == last + 1
        if not found or (mark and (follows or not mark.isalnum() or is_raised(row.spans[0], row))):
            found.append([])
            last = int(mark) if mark.isdigit() else last
        found[-1].append(row)
    return found


def opening_mark(row: Row) -> str:
    """The mark a row begins with; "" when it begins with words."""
    match = _MARK.match(row.text)
    return match[1] if match else ""


def raised_marks(row: Row) -> list[str]:
    """What stands raised and small in a row."""
    return [span.text.strip() for span in row.spans if is_raised(span, row)]


def is_raised(span: Span, row: Row) -> bool:
    """Whether a span is a superscript of its row."""
    main = row.main
    return span.size <= _RAISED_SIZE * main.size and span.base >= main.base + _RAISED * main.size


def _runs(rows: Sequence[Row], body: float) -> list[tuple[list[Row], bool]]:
    """Neighbouring rows of one column that are all small print, or all not."""
    runs: list[tuple[list[Row], bool]] = []
    for row in rows:
        small = row.size < _SMALL * body
        if runs and runs[-1][1] == small and runs[-1][0][-1].column == row.column:
            runs[-1][0].append(row)
        else:
            runs.append(([row], small))
    return runs


def _below(row: Row, other: Row) -> bool:
    return row.column in {0, other.column} and row.base < other.base


def _is_note(run: Sequence[Row], marks: set[str], last: bool, goes_on: bool) -> bool:
    """At the foot of the page any mark opens a note; elsewhere only one that is raised in the text of the page."""
    if last and goes_on:
        return True
    opening = _first_marked(run)
    if opening == len(run):
        return False
    first = run[opening]
    mark = opening_mark(first)
    return mark in marks or (
        last and (is_raised(first.spans[0], first) or not mark.isalpha()) and len(run) <= 40
    )


def _first_marked(run: Sequence[Row]) -> int:
    return next((place for place, row in enumerate(run) if opening_mark(row)), len(run))


def _starred(rows: Sequence[Row]) -> set[str]:
    """Stars at the ends of words: marks that are not raised, because the sign itself stands high."""
    return {
        match
        for row in rows
        for match in re.findall(r"(?<=[\w\].,;:)])(\*{1,3}|†|‡)(?=\s|$|[.,;:\])])", row.text)
    }
