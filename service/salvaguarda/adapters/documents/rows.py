"""Rows of a table → lines: a mark in the first cell numbers the words of the next; short cells stand in one line."""

from collections.abc import Sequence
from dataclasses import replace

from salvaguarda.domain.reading.headings import read_head
from salvaguarda.domain.reading.lines import Emphasis, Line
from salvaguarda.domain.reading.marks import read_mark

_LONGEST_MARK = 20
_SHORT = 100
_MOST_JOINED = 60  # cells


def row_lines(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of one row, cell after cell.

    "(a) | text" is the line "text" with the number "(a)", and what else its cell holds is one deeper. Cells of one line
    each, at most one of them long, are one line: two parted by a space, more by " | ". Else each line stays its own, as
    where a later cell opens something too (two languages side by side). Notes of a joined row stand after it.
    """
    everything = [line for cell in cells for line in cell if line.seen]
    filled = [kept for cell in cells if (kept := [line for line in cell if line.seen and not line.aside])]
    if len(filled) < 2:
        return everything
    asides = [line for line in everything if line.aside]
    mark = _mark_of(filled[0])
    if mark:
        return [*_numbered(mark, filled[0][0], [line for cell in filled[1:] for line in cell]), *asides]
    single = all(len(cell) == 1 and _is_plain(cell[0]) for cell in filled)
    long = sum(len(cell[0].text) > _SHORT for cell in filled)
    if single and long <= 1 and len(filled) <= _MOST_JOINED and not any(map(_opens, filled[1:])):
        return [_joined([cell[0] for cell in filled]), *asides]
    return everything


def _opens(cell: Sequence[Line]) -> bool:
    """Whether a cell begins with a number or is a heading of its own."""
    return read_mark(cell[0].text) is not None or read_head(cell[0]) is not None


def _mark_of(cell: Sequence[Line]) -> str:
    """The mark that is all a cell holds; "" when it holds something else."""
    if len(cell) != 1 or len(cell[0].seen) > _LONGEST_MARK:
        return ""
    found = read_mark(f"{cell[0].seen} ")
    return cell[0].seen if found is not None and not found[1].strip() else ""


def _numbered(mark: str, line: Line, words: Sequence[Line]) -> list[Line]:
    first, *others = words
    if first.number or first.heading is not None:
        opening = [replace(line, text="", number=mark, emphasis=())]
        others = list(words)
    else:
        opening = [replace(first, number=mark)]
    return [*opening, *(replace(each, indent=each.indent + 1) for each in others)]


def _is_plain(line: Line) -> bool:
    return line.heading is None and not line.number


def _joined(lines: Sequence[Line]) -> Line:
    separator = " " if len(lines) == 2 else " | "
    emphasis, start = [], 0
    bold = all(line.bold for line in lines)
    for line in lines:
        emphasis += [Emphasis(each.kind, each.start + start, each.end + start) for each in line.emphasis]
        start += len(line.text) + len(separator)
    return replace(
        lines[0], text=separator.join(line.text for line in lines), bold=bold, emphasis=tuple(emphasis)
    )
