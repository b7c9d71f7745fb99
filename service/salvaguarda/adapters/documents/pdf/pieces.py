"""What a page holds: spans of one style, rows of them, and the page around; lengths in points, y grows upwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field

HEIGHT = 0.7
"""Share of the font size that a row takes above its base: as much as a capital letter."""
HYPHENS = ("-", "\xad", "\u2010")


@dataclass(slots=True)
class Span:
    """Neighbouring characters of one style. base: y of the line they stand on; size: of the font."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    struck: bool = False

    @property
    def top(self) -> float:
        """How far up a capital letter reaches."""
        return self.base + HEIGHT * self.size


@dataclass(slots=True)
class Row:
    """One printed line of one column, or a part of it.

    spans: left to right as printed, in right-to-left rows one span in logical order.
    column: 0 for the whole width, 1… for columns from left to right.
    edges: left and right end of the column's text. rightward: whether it is read from left to right.
    """

    spans: list[Span]
    page: int
    column: int = 0
    edges: tuple[float, float] = (0.0, 0.0)
    rightward: bool = True

    @property
    def main(self) -> Span:
        """The span that says where the row stands: the largest, of these the longest."""
        if len(self.spans) == 1:
            return self.spans[0]
        return max(self.spans, key=lambda span: (round(span.size, 1), len(span.text)))

    @property
    def left(self) -> float:
        """Where its first words begin."""
        return min(span.left for span in self.spans)

    @property
    def right(self) -> float:
        """Where its last words end."""
        return max(span.right for span in self.spans)

    @property
    def base(self) -> float:
        """Y of the line its largest words stand on."""
        return self.main.base

    @property
    def size(self) -> float:
        """Font size of most of its characters."""
        if len(self.spans) == 1:
            return round(self.spans[0].size, 1)
        counts: dict[float, int] = {}
        for span in self.spans:
            size = round(span.size, 1)
            counts[size] = counts.get(size, 0) + len(span.text.strip())
        return max(counts, key=lambda size: (counts[size], size))

    @property
    def text(self) -> str:
        """Its words, with a space only where the file has one."""
        return "".join(span.text for span in self.spans).strip()

    @property
    def bold(self) -> bool:
        """Whether all its letters are."""
        spans = [span for span in self.spans if any(map(str.isalnum, span.text))]
        return bool(spans) and all(span.bold for span in spans)


@dataclass(slots=True)
class Page:
    """One page as it was read.

    number: from 1. rows: its pieces, later its rows in reading order. turned: text set at another angle.
    letters: how many characters were read; unknown: how many of them the file cannot name.
    pictured: whether a picture covers most of it. broken: whether it could not be read. strokes: thin horizontal lines as (left, right, y).
    """

    number: int
    rows: list[Row] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    letters: int = 0
    unknown: int = 0
    pictured: bool = False
    broken: bool = False
    strokes: list[tuple[float, float, float]] = field(default_factory=list)


def same_height(one: Span, other: Span) -> bool:
    """Whether two spans stand on one printed line: one overlaps the other by a third of its height."""
    overlap = min(one.top, other.top) - max(one.base, other.base)
    return overlap >= 0.33 * HEIGHT * min(one.size, other.size)


def typical_size(rows: Iterable[Row]) -> float:
    """The font size of most characters; 0 without any."""
    counts: dict[float, int] = {}
    for row in rows:
        for span in row.spans:
            size = round(span.size, 1)
            counts[size] = counts.get(size, 0) + len(span.text)
    return max(counts, key=lambda size: counts[size], default=0.0)
