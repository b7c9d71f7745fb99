"""The pieces of one page in reading order: columns found by the gap between them, pieces of one printed line joined."""

from collections.abc import Iterable, Sequence

from salvaguarda.adapters.documents.pdf.pieces import Row, Span, same_height

_BIN = 2.0  # points
_FEWEST = 5  # pieces a column holds at least
_NARROWEST = 0.25  # of the width of the text: what the lines of a column reach
_GUTTER = 7.0  # points
_MIDDLE = (0.3, 0.7)  # of the width of the text: where the gap between two columns stands


def in_reading_order(pieces: Sequence[Row]) -> list[Row]:
    """Rows from top to bottom, column by column; a row across the gap ends the columns above it."""
    gutter = _gutter(pieces)
    if gutter is None:
        return joined_rows(pieces)
    ordered: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for piece in sorted(pieces, key=lambda each: -each.base):
        piece.column = 1 if piece.right <= gutter else 2 if piece.left >= gutter else 0
        if piece.column:
            sides[piece.column - 1].append(piece)
            continue
        ordered += [*joined_rows(sides[0]), *joined_rows(sides[1]), piece]
        sides = ([], [])
    return [*ordered, *joined_rows(sides[0]), *joined_rows(sides[1])]


def joined_rows(pieces: Iterable[Row]) -> list[Row]:
    """Pieces that stand on one printed line as one row, rows from top to bottom."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda each: (-each.base, each.left)):
        row = next((each for each in rows[-3:][::-1] if same_height(each.main, piece.main)), None)
        if row is None:
            rows.append(piece)
            continue
        row.spans = _side_by_side(row, piece)
        row.rightward = row.rightward and piece.rightward
    return sorted(rows, key=lambda each: -each.base)


def _side_by_side(row: Row, piece: Row) -> list[Span]:
    spans = [*row.spans, *piece.spans]
    return sorted(spans, key=lambda span: span.left if row.rightward and piece.rightward else -span.right)


def _gutter(pieces: Sequence[Row]) -> float | None:
    """X of the gap between two columns; None on a page with one."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(each.left for each in pieces), max(each.right for each in pieces)
    width = right - left
    if width <= 0:
        return None
    bins = [0] * (int(width / _BIN) + 2)
    for piece in pieces:
        for place in range(max(0, int((piece.left - left) / _BIN)), int((piece.right - left) / _BIN) + 1):
            bins[place] += 1
    for middle in _emptiest(bins, width):
        if _parts(pieces, left + middle, width):
            return left + middle
    return None


def _emptiest(bins: Sequence[int], width: float) -> list[float]:
    """Middle of the widest stretch with the fewest pieces across, as distance from the left end; none or one."""
    first, last = (int(share * width / _BIN) for share in _MIDDLE)
    fewest = min(bins[first : last + 1], default=0)
    runs: list[tuple[int, int]] = []
    for place in range(first, last + 1):
        if bins[place] != fewest:
            continue
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    wide = [run for run in runs if (run[1] - run[0] + 1) * _BIN >= _GUTTER]
    return [(run[0] + run[1] + 1) / 2 * _BIN for run in sorted(wide, key=lambda run: run[0] - run[1])[:2]]


def _parts(pieces: Sequence[Row], gutter: float, width: float) -> bool:
    """Whether what stands left and right of a gap are two columns of running text beside each other."""
    left = [each for each in pieces if each.right <= gutter]
    right = [each for each in pieces if each.left >= gutter]
    across = len(pieces) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST or across > len(left) + len(right):
        return False
    beside = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
    if beside < 0.5 * min(_top(left) - _bottom(left), _top(right) - _bottom(right)):
        return False
    return _reach(left) >= _NARROWEST * width and _reach(right) >= _NARROWEST * width


def _top(rows: Sequence[Row]) -> float:
    return max(each.base for each in rows)


def _bottom(rows: Sequence[Row]) -> float:
    return min(each.base for each in rows)


def _reach(rows: Sequence[Row]) -> float:
    """Width that at least a third of the rows have."""
    widths = sorted((each.right - each.left for each in rows), reverse=True)
    return widths[len(widths) // 3]
