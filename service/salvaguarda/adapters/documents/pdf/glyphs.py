"""One page → pieces of printed lines, with the place and the style of each span.

PDFium gives characters in the order of the file, parted into lines; the text object behind each character says where
the style changes. Calls are counted: a page of one object a character (Chromium with some fonts) stays quick.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from salvaguarda.adapters.documents.pdf.directions import is_leftward, reordered
from salvaguarda.adapters.documents.pdf.pieces import Page, Row, Span, same_height
from salvaguarda.adapters.documents.pdf.strokes import strike

MOST_LETTERS = 200_000
"""Of one page; a page of small print has 8,000."""
_ENDS = re.compile("[\r\n]+|(?<=[\x02\ufffe])")
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_GAP = 1.2  # of the font size: wider than the space between words of a justified line
_STEP = math.pi / 2
_FARTHEST = 20_000.0  # points; the largest page has 14,400, a damaged matrix puts characters anywhere

_object_at: Callable[[int, int], int | None] = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int
)(ctypes.cast(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)
_font_of: Callable[[int], int | None] = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(
    ctypes.cast(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p).value or 0
)


class PageText:
    """Reads one open text page. The caller closes it."""

    def __init__(self, textpage: pdfium.PdfTextPage, number: int) -> None:
        self._raw = textpage.raw
        self._address = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._number = number
        self._count = min(textpage.count_chars(), MOST_LETTERS)
        self._text = self._characters(textpage)
        self._bold: dict[int | None, bool] = {}
        self._sizes: dict[tuple[int | None, float], float] = {}
        self._box = pdfium_c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._quarter = 0

    @property
    def letters(self) -> int:
        """Characters that are no spaces."""
        return len("".join(self._text.split()))

    @property
    def unknown(self) -> int:
        """Characters without a meaning: the font's own numbers, private or missing ones."""
        return len(_UNKNOWN.findall(self._text))

    def _characters(self, textpage: pdfium.PdfTextPage) -> str:
        """One character for each that PDFium counts, so that places in the text are PDFium's own."""
        text = textpage.get_text_range(0, self._count) if self._count else ""
        if len(text) == self._count:
            return text
        codes = (pdfium_c.FPDFText_GetUnicode(self._raw, index) for index in range(self._count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def read_into(self, page: Page) -> None:
        """Fill a page with pieces, turned upright; text at another angle than most of the page goes to `turned`."""
        page.letters, page.unknown = self.letters, self.unknown
        lines = [(self._turn(begin), begin, stop) for begin, stop in self._lines()]
        weights = [0, 0, 0, 0]
        for turn, begin, stop in lines:
            if turn is not None:
                weights[turn] += stop - begin
        self._quarter = weights.index(max(weights))
        for turn, begin, stop in lines:
            if turn == self._quarter:
                page.rows += self._pieces(begin, stop, page)
            else:
                page.turned.append(self._text[begin:stop].strip())

    def _lines(self) -> Iterator[tuple[int, int]]:
        """Begin and end of PDFium's lines; a hyphen at a line's end ends it, though PDFium joins over it."""
        begin = 0
        for match in _ENDS.finditer(self._text):
            if self._text[begin : match.start()].strip():
                yield begin, match.start()
            begin = match.end()
        if self._text[begin:].strip():
            yield begin, len(self._text)

    def _turn(self, begin: int) -> int | None:
        """Quarters of a circle, clockwise, by which a line is turned; None when it stands askew."""
        angle = pdfium_c.FPDFText_GetCharAngle(self._raw, begin)
        quarters = angle / _STEP
        return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.06 else None

    def _pieces(self, begin: int, stop: int, page: Page) -> Iterator[Row]:
        text = self._text[begin:stop]
        if is_leftward(text):
            yield self._leftward(begin, stop)
            return
        spans: list[Span] = []
        strokes = page.strokes if self._quarter == 0 else []
        for span in self._spans(begin, stop, strokes):
            if spans and _apart(spans[-1], span):
                yield Row(spans, self._number)
                spans = []
            spans.append(span)
        if any(span.text.strip() for span in spans):
            yield Row(spans, self._number)

    def _spans(self, begin: int, stop: int, strokes: list[tuple[float, float, float]]) -> Iterator[Span]:
        """Runs of one style; a space that PDFium made up belongs to the run before it."""
        open_span: Span | None = None
        for span in self._objects(begin, stop, strokes):
            if open_span is not None and _goes_on(open_span, span):
                open_span.text += span.text
                open_span.right = max(open_span.right, span.right)
                continue
            if open_span is not None:
                yield open_span
            open_span = span
        if open_span is not None:
            yield open_span

    def _objects(self, begin: int, stop: int, strokes: list[tuple[float, float, float]]) -> Iterator[Span]:
        """What each text object shows of a line, with the made-up space after it; parted where only a part is struck."""
        waiting: Span | None = None
        place = begin
        for number, group in groupby([_object_at(self._address, index) for index in range(begin, stop)]):
            first, place = place, place + len(list(group))
            if number is not None:
                if waiting is not None:
                    yield from strike(waiting, strokes)
                waiting = self._span(number, first, place)
            elif waiting is not None:
                waiting.text += self._text[first:place]
        if waiting is not None:
            yield from strike(waiting, strokes)

    def _span(self, number: int, first: int, stop: int) -> Span:
        font = _font_of(number)
        left, right, height = self._extent(first)
        if stop - first > 1:
            right = max(right, self._extent(stop - 1)[1])
        key = (font, round(height, 1))
        if key not in self._sizes:
            self._sizes[key] = self._size(first)
        if font not in self._bold:
            self._bold[font] = self._is_bold(first)
        text = self._text[first:stop].replace("\x02", "-").replace("\ufffe", "-")
        return Span(text, left, right, self._base(first), self._sizes[key], self._bold[font])

    def _extent(self, index: int) -> tuple[float, float, float]:
        """Left, right and height of a character, upright."""
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, self._box)
        box = self._box
        left, right, bottom, top = _near(box.left), _near(box.right), _near(box.bottom), _near(box.top)
        if self._quarter == 0:
            return left, right, top - bottom
        if self._quarter == 3:
            return bottom, top, right - left
        if self._quarter == 2:
            return -right, -left, top - bottom
        return -top, -bottom, right - left

    def _base(self, index: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        x, y = _near(self._x.value), _near(self._y.value)
        return (y, x, -y, -x)[self._quarter]

    def _size(self, index: int) -> float:
        """Font size as printed: the font's own, scaled by the text's matrix."""
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._raw, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size: float = pdfium_c.FPDFText_GetFontSize(self._raw, index) * scale
        return max(1.0, min(500.0, abs(size)))  # in this order "not a number" is 500

    def _is_bold(self, index: int) -> bool:
        flags = ctypes.c_int()
        size = pdfium_c.FPDFText_GetFontInfo(self._raw, index, None, 0, flags)
        buffer = ctypes.create_string_buffer(max(1, min(size, 500)))
        pdfium_c.FPDFText_GetFontInfo(self._raw, index, buffer, len(buffer), flags)
        name = buffer.value.decode("utf-8", "replace")
        weight = pdfium_c.FPDFText_GetFontWeight(self._raw, index)
        return bool(_BOLD_NAME.search(name)) or (not name and weight >= _BOLD_WEIGHT)

    def _leftward(self, begin: int, stop: int) -> Row:
        """A line read from right to left, as one span in logical order: PDFium's own order is not to be trusted."""
        placed = [
            (self._extent(index)[:2], self._text[index])
            for index in range(begin, stop)
            if not self._text[index].isspace() and _object_at(self._address, index) is not None
        ]
        first = next(i for i in range(begin, stop) if _object_at(self._address, i) is not None)
        size = self._size(first)
        left, right = min(place[0] for place, _ in placed), max(place[1] for place, _ in placed)
        text = reordered(placed, size)
        span = Span(text, left, right, self._base(first), size, self._is_bold(first))
        return Row([span], self._number, rightward=False)


def _near(place: float) -> float:
    """A place on a page; infinity and "not a number" are as far away as can be."""
    return max(-_FARTHEST, min(_FARTHEST, place))


def _goes_on(span: Span, following: Span) -> bool:
    """Whether the following characters are of the same style and place, so that one span holds both."""
    return (
        (span.bold, span.struck) == (following.bold, following.struck)
        and abs(span.size - following.size) < 0.3
        and abs(span.base - following.base) < 0.1 * span.size
        and -0.5 * span.size < following.left - span.right < 0.8 * span.size
    )


def _apart(span: Span, following: Span) -> bool:
    """Whether two neighbours in the file stand apart on the page."""
    gap = following.left - span.right
    size = max(span.size, following.size)
    return gap > _GAP * size or gap < -size or not same_height(span, following)
