"""Running heads and feet: rows at the edge of the page that come again at the same height on other pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from salvaguarda.adapters.documents.pdf.columns import joined_rows
from salvaguarda.adapters.documents.pdf.pieces import Page, Row
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Line

_EDGE = 4  # rows from the top or the bottom of a page
_SAME = 3.0  # points
_SHARE = 0.5  # of all pages, or of all even or odd ones
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:page\s*)?[\[(|–—\-\s]*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\||sur|de|von|из)\s*\d{1,4})?[\])|–—\-\s]*(?:page)?",
    re.IGNORECASE,
)

Slot = tuple[str, int]
"""A place near an edge: "head" or "foot", and the height in steps of `_SAME` points."""


def take_running(pages: Sequence[Page]) -> list[Line]:
    """Take heads, feet and page numbers off the pages; returns them as lines set aside, each distinct one once."""
    edges = [(page, _edge_rows(page)) for page in pages]
    slots = _running_slots(edges)
    lines: dict[tuple[str, str], Line] = {}
    for page, rows in edges:
        taken = [*_outermost(rows, "head", slots, page), *_outermost(rows, "foot", slots, page)]
        pieces = {id(span) for _, row in taken for span in row.spans}
        page.rows = [piece for piece in page.rows if id(piece.spans[0]) not in pieces]
        for edge, row in taken:
            reason = "page number" if is_page_number(row.text) else f"page {edge}er"
            lines.setdefault((reason, row.text), Line(row.text, aside=reason, page=page.number))
    return sorted(lines.values(), key=lambda line: line.aside)


def _outermost(
    rows: Sequence[tuple[str, Row]], edge: str, slots: set[tuple[Slot, str]], page: Page
) -> list[tuple[str, Row]]:
    """Running rows of one edge, from the outside in, up to the first that is text."""
    found = []
    for side, row in rows:
        if side == edge:
            if not _is_running(edge, row, slots, page):
                break
            found.append((side, row))
    return found


def is_page_number(text: str) -> bool:
    """Whether a row says nothing but the number of its page: "3", "– 3 –", "3 of 46", "iv"."""
    return bool(_NUMBER.fullmatch(text.strip()))


def _edge_rows(page: Page) -> list[tuple[str, Row]]:
    """Rows at both edges of a page, pieces of one printed line joined; the pieces themselves stay as they are."""
    rows = joined_rows(Row(list(piece.spans), piece.page, rightward=piece.rightward) for piece in page.rows)
    half = len(rows) // 2
    heads = [("head", row) for row in rows[: min(_EDGE, len(rows) - half)]]
    return heads + [("foot", row) for row in rows[max(half, len(rows) - _EDGE) :][::-1] if len(rows) > 1]


def _key(text: str) -> str:
    """A row without what changes from page to page."""
    bare = text.strip(" -–—[]()|")
    return "#" if _ROMAN.fullmatch(bare) else _DIGITS.sub("#", " ".join(text.split()))


def _places(edge: str, row: Row) -> tuple[Slot, Slot]:
    """The slot of a row and the next one, so that a point more or less makes no difference."""
    step = round(row.base / _SAME)
    nearer = 1 if row.base / _SAME > step else -1
    return (edge, step), (edge, step + nearer)


def _running_slots(edges: Sequence[tuple[Page, list[tuple[str, Row]]]]) -> set[tuple[Slot, str]]:
    """Rows without their numbers, at their height, that stand on half of the pages (or of the odd or even ones)."""
    counts: dict[tuple[Slot, str], set[int]] = defaultdict(set)
    for page, rows in edges:
        for edge, row in rows:
            for slot in _places(edge, row):
                counts[slot, _key(row.text)].add(page.number)
    totals = Counter(page.number % 2 for page, rows in edges if rows)
    return {key for key, numbers in counts.items() if _often(numbers, totals)}


def _often(numbers: set[int], totals: Counter[int]) -> bool:
    """Whether pages are half of all, or half of the odd or the even ones."""
    if len(numbers) < 2:
        return False
    odd = sum(number % 2 for number in numbers)
    sides = ((odd, totals[1]), (len(numbers) - odd, totals[0]))
    return len(numbers) >= _SHARE * totals.total() or any(
        many >= 2 and many >= _SHARE * total for many, total in sides
    )


def _is_running(edge: str, row: Row, slots: set[tuple[Slot, str]], page: Page) -> bool:
    if not any((slot, _key(row.text)) in slots for slot in _places(edge, row)):
        return False
    head = read_head(Line(row.text))
    opens = head is not None and head.kind is ProvisionKind.ARTICLE
    return not opens and not _within(row, page)


def _within(row: Row, page: Page) -> bool:
    """Whether the row stands in the midst of the text: the edges of a page are the outer fifths."""
    bases = [piece.base for piece in page.rows]
    low, high = min(bases), max(bases)
    return low + 0.2 * (high - low) < row.base < high - 0.2 * (high - low) and len(bases) > 6
