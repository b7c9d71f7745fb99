"""Thin lines through words: struck text. Underlines and table borders are told apart by their height in the row."""

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from salvaguarda.adapters.documents.pdf.pieces import Page, Span

_MOST_OBJECTS = 30_000
_MOST_STROKES = 500  # of one page; a drawing has thousands
_THIN = 1.6  # points
_SHORT = 3.0  # points
_PICTURE = 0.5  # of the page
_LOWEST, _HIGHEST = 0.15, 0.5  # of the font size, above the base


def look_at_objects(opened: pdfium.PdfPage, page: Page) -> None:
    """Fill in the strokes of a page and whether a picture covers it."""
    width, height = opened.get_size()
    for number, each in enumerate(opened.get_objects(max_depth=2)):
        if number >= _MOST_OBJECTS:
            return
        if each.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            page.pictured |= (right - left) * (top - bottom) >= _PICTURE * width * height
        elif each.type == pdfium_c.FPDF_PAGEOBJ_PATH and len(page.strokes) < _MOST_STROKES:
            left, bottom, right, top = each.get_bounds()
            if top - bottom <= _THIN and right - left >= _SHORT:
                page.strokes.append((left, right, (top + bottom) / 2))


def strike(span: Span, strokes: list[tuple[float, float, float]]) -> list[Span]:
    """The span, marked when a stroke goes through it; where that is only a part of it, parted at words."""
    low, high = span.base + _LOWEST * span.size, span.base + _HIGHEST * span.size
    least = min(0.3 * span.size, 0.5 * (span.right - span.left))
    through = [
        (left, right)
        for left, right, y in strokes
        if low < y < high and min(right, span.right) - max(left, span.left) > least
    ]
    return list(_parted(span, through)) if through else [span]


def _parted(span: Span, through: list[tuple[float, float]]) -> Iterator[Span]:
    """Parts of a span by the share of its width that is struck; characters are taken as equally wide."""
    wide = (span.right - span.left) / max(1, len(span.text.rstrip()))
    flags = [
        any(left < span.left + (place + 0.5) * wide < right for left, right in through)
        for place in range(len(span.text))
    ]
    begin = 0
    for stop in [*_word_ends(span.text), len(span.text)]:
        if stop <= begin:
            continue
        following = stop < len(span.text) and _mostly(flags, stop, _next_end(span.text, stop)) == _mostly(
            flags, begin, stop
        )
        if following:
            continue
        yield Span(
            span.text[begin:stop],
            span.left + begin * wide,
            span.left + min(stop, len(span.text.rstrip())) * wide,
            span.base,
            span.size,
            span.bold,
            _mostly(flags, begin, stop),
        )
        begin = stop


def _word_ends(text: str) -> list[int]:
    return [place + 1 for place, char in enumerate(text) if char == " "]


def _next_end(text: str, begin: int) -> int:
    found = text.find(" ", begin)
    return len(text) if found < 0 else found + 1


def _mostly(flags: list[bool], begin: int, stop: int) -> bool:
    return 2 * sum(flags[begin:stop]) > stop - begin
