"""How a document is set: the edges of its columns, the distance of its lines, where its paragraphs begin."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.adapters.documents.pdf.pieces import Row

_FEW_ROWS = 8
_OFTEN = 0.02  # of all rows: a left edge as common is one that paragraphs begin at
_STEP = 3.0  # points
_CENTRE = 5.0  # points
_FREQUENT = 0.15


class Layout:
    """Measures of all rows of a document, in reading order. Fills in the edges of each row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._fill_edges(rows)
        self.pitch = _pitch(rows)
        lefts = Counter(self._step(row) for row in rows if _off_centre(row) > 2 * _CENTRE)
        least = max(3, _OFTEN * len(rows))
        self._common = {step for step, count in lefts.items() if count >= least}

    def _fill_edges(self, rows: Sequence[Row]) -> None:
        groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
        columns: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.page, row.column].append(row)
            columns[row.column].append(row)
        general = {column: _edges(found) for column, found in columns.items()}
        for (_, column), found in groups.items():
            own = (min(row.left for row in found), max(row.right for row in found))
            left, right = _edges(found) if len(found) >= _FEW_ROWS else general[column]
            for row in found:
                row.edges = (
                    max(left, own[0]) if len(found) >= _FEW_ROWS else min(left, own[0]),
                    max(right, own[1]),
                )

    @staticmethod
    def _step(row: Row) -> int:
        return round((row.left - row.edges[0]) / _STEP)

    def is_centred(self, row: Row) -> bool:
        """Whether a row stands in the middle of its column, where no paragraph begins."""
        left, right = row.edges
        if row.left - left < max(12.0, 0.04 * (right - left)) or right - row.right < 12.0:
            return False
        return _off_centre(row) <= _CENTRE and self._step(row) not in self._common

    def room(self, row: Row, centred: bool) -> float:
        """Points that are left at the end of a row."""
        left, right = row.edges
        if centred:
            return (right - left) - (row.right - row.left)
        return right - row.right if row.rightward else row.left - left

    def gap(self, before: Row, row: Row) -> float:
        """Distance of two rows of one column, 1.0 where it is that of the lines of a paragraph."""
        return (before.base - row.base) / max(before.size, row.size) / self.pitch


def _off_centre(row: Row) -> float:
    """Points between the middle of a row and that of its column."""
    return abs((row.left + row.right) - (row.edges[0] + row.edges[1])) / 2


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Left and right end of a column: what a tenth of the rows reach or pass."""
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _pitch(rows: Sequence[Row]) -> float:
    """Usual distance of the lines of a paragraph, in font sizes: the smallest that is frequent."""
    found = Counter(
        round((before.base - row.base) / max(before.size, row.size) * 20) / 20
        for before, row in pairwise(rows)
        if (before.page, before.column) == (row.page, row.column)
        and 0.8 <= (before.base - row.base) / row.size <= 4
    )
    total = found.total()
    near = {step: sum(found[round((step + by) * 20) / 20] for by in (-0.05, 0, 0.05)) for step in found}
    return min((step for step, count in near.items() if count >= _FREQUENT * total), default=1.2)


def indents(lefts: Sequence[tuple[float, bool]]) -> list[int]:
    """Nesting of paragraphs by their left edge: rank among the edges that are used often; 0 when there is no order.

    lefts: distance from the column's left end, and whether the paragraph counts (a heading in the middle does not).
    """
    counts = Counter(round(left / _STEP) for left, counted in lefts if counted)
    edges: list[int] = []
    for step in sorted(counts):
        if not edges or step - edges[-1] > 2:
            edges.append(step)
    if len(edges) > 6:
        return [0] * len(lefts)
    return [
        max((rank for rank, edge in enumerate(edges) if round(left / _STEP) >= edge), default=0)
        if counted
        else 0
        for left, counted in lefts
    ]
