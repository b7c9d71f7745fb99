"""Rows → paragraphs, by evidence: distance, room at the end of the row before, left edges, marks, punctuation, style.

Each piece of evidence weighs for or against a new paragraph; none decides alone, because each fails in some document.
"""

import re
from collections.abc import Sequence

from salvaguarda.adapters.documents.pdf.layout import Layout
from salvaguarda.adapters.documents.pdf.pieces import HYPHENS, Row
from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark

_WIDE_GAP, _FAR_GAP = 1.2, 1.9
_NEAR = 2.5  # points: left edges that are the same
_ENDED = re.compile(r"[.;:!?]['\"”’»)\]*\d]*$|\]$|[。；：]$")
_LISTED = re.compile(r"(?:[.;:,!?—–]['\"”’»)\]*\d]*|\]|\b(?:and|or|et|ou|y|o|e|и|или))$")
_GLUED = re.compile(r"\W*\d+\.[^\W\d]")  # "[1.CP/21]" is no mark
_OPEN_ENDED = re.compile(
    r"\b(?:of|the|and|or|to|for|in|on|by|with|a|an|de|du|des|la|le|les|et|sur|en|el|los|las|y|del|da|do|dos|e)$",
    re.IGNORECASE,
)


def paragraphs(rows: Sequence[Row], layout: Layout) -> list[list[Row]]:
    """Rows in reading order as paragraphs, also over the end of a column or page."""
    found: list[list[Row]] = []
    for row in rows:
        if found and not _opens(found[-1], row, layout):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _opens(paragraph: Sequence[Row], row: Row, layout: Layout) -> bool:
    before = paragraph[-1]
    if before.text.endswith(HYPHENS) and row.text[:1].islower() and _flows(before, row):
        return False
    weight = _by_gap(before, row, layout) + _by_style(before, row)
    weight += _by_room(before, row, layout) + _by_words(before, row) + _by_mark(before, row)
    return weight + _by_left(paragraph, row, layout) > 0


def _flows(before: Row, row: Row) -> bool:
    """Whether a word broken at the end of one row can go on in the other."""
    return before.bold == row.bold and abs(before.size - row.size) <= 0.1 * before.size


def _by_gap(before: Row, row: Row, layout: Layout) -> float:
    if (before.page, before.column) != (row.page, row.column):
        return 0.0
    gap = layout.gap(before, row)
    if gap > _FAR_GAP:
        return 4.0
    return 2.5 if gap > _WIDE_GAP else -0.5


def _by_style(before: Row, row: Row) -> float:
    differs = before.bold != row.bold or abs(before.size - row.size) > 0.12 * max(before.size, row.size)
    return 2.5 if differs else 0.0


def _by_room(before: Row, row: Row, layout: Layout) -> float:
    """A row that ends although the next word would have had room ends its paragraph."""
    text = row.text
    word = text.split(maxsplit=1)[0] if text else ""
    if _without_spaces(text):
        word = text[:2]
    width = (row.right - row.left) / max(1, len(text)) * (len(word) + 1)
    room = layout.room(before, layout.is_centred(before))
    return 2.0 if room > width + 0.4 * row.size else -1.5


def _without_spaces(text: str) -> bool:
    return len(text) > 12 and " " not in text


def _by_words(before: Row, row: Row) -> float:
    if _ENDED.search(before.text):
        return 0.5
    return -2.5 if row.text[:1].islower() or _OPEN_ENDED.search(before.text) else -0.5


def _by_mark(before: Row, row: Row) -> float:
    """A mark after the end of a sentence or of an entry opens something; in mid-sentence it is a reference."""
    marked = (read_mark(row.text) is not None and not _GLUED.match(row.text)) or read_head(
        Line(row.text, bold=row.bold)
    ) is not None
    if not marked:
        head = read_head(Line(before.text, bold=before.bold))
        return 1.0 if head is not None and not head.run_in else 0.0
    return 2.5 if _LISTED.search(before.text) or _is_label(before) else 0.0


def _is_label(row: Row) -> bool:
    """Whether a row says only what it opens: "Option 1:", "Article 3"."""
    head = read_head(Line(row.text, bold=row.bold))
    return head is not None and not head.run_in


def _by_left(paragraph: Sequence[Row], row: Row, layout: Layout) -> float:
    before = paragraph[-1]
    centred = layout.is_centred(row)
    if centred or layout.is_centred(before):
        return 0.0 if centred and layout.is_centred(before) else 2.0
    here = _margin(row)
    if len(paragraph) > 1:
        if abs(here - _margin(before)) > _NEAR:
            return 1.5
        return 0.0 if abs(_margin(paragraph[0]) - _margin(before)) <= _NEAR else -1.0
    return _by_second_row(before, here)


def _by_second_row(first: Row, here: float) -> float:
    """Where a second row begins: under the words of a marked first row, or left of an indented one."""
    start = _margin(first)
    if abs(here - start) <= _NEAR:
        return 0.0
    if here < start:
        return -0.5
    inside = (
        any(abs(here - (span.left - first.edges[0])) <= _NEAR for span in first.spans[1:3])
        or read_mark(first.text) is not None
    )
    return -1.0 if inside else 1.5


def _margin(row: Row) -> float:
    """Distance of a row's beginning from the end of its column where rows begin."""
    return row.left - row.edges[0] if row.rightward else row.edges[1] - row.right
