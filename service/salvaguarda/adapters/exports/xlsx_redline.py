"""A redline in one cell: deleted words red and struck through, inserted ones blue and underlined."""

from collections.abc import Iterator, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import CELL_LIMIT, without_illegal
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.domain.redline import Operation
from salvaguarda.domain.word_diff import Sign

CONTINUED = " … [continued on the report page]"
"""Ends words that are longer than a cell; the whole is on /comparisons/…/report."""

_MOST_RUNS = (
    1_000  # changes of format in one cell: spreadsheet programs get slow, and old ones drop what is beyond
)

Run = tuple[Sign, str]


def write_redline(
    sheet: Worksheet, row: int, column: int, operations: Sequence[Operation], formats: Formats
) -> None:
    """Write the words of a link into one cell as rich text; nothing when there are none."""
    runs = list(fitted_runs(operations))
    if not runs:
        return
    looks: dict[Sign, Format] = {"=": formats.kept, "-": formats.deleted, "+": formats.inserted}
    if len(runs) == 1:  # rich text has two runs at least
        sign, text = runs[0]
        cells = {"=": formats.wrapped, "-": formats.deleted_cell, "+": formats.inserted_cell}
        sheet.write_string(row, column, text, cells[sign])
        return
    parts: list[Format | str] = []
    for sign, text in runs:
        parts += [looks[sign], text]
    sheet.write_rich_string(row, column, *parts, formats.wrapped)


def fitted_runs(operations: Sequence[Operation]) -> Iterator[Run]:
    """The words in runs of one sign, without what XML forbids, cut to what a cell holds and saying so."""
    room = CELL_LIMIT - _units(CONTINUED)
    waiting = _runs(operations)
    whole = sum(_units(text) for _, text in waiting)
    if whole <= CELL_LIMIT and len(waiting) <= _MOST_RUNS:
        yield from waiting
        return
    for place, (sign, text) in enumerate(waiting):
        if place >= _MOST_RUNS or room <= 0:
            break
        kept = text if _units(text) <= room else _cut(text, room)
        room -= _units(text)
        if kept:
            yield sign, kept
    yield "=", CONTINUED


def _runs(operations: Sequence[Operation]) -> list[Run]:
    runs: list[Run] = []
    for operation in operations:
        text = without_illegal(operation.text)
        if not text:
            continue
        if runs and runs[-1][0] == operation.sign:
            runs[-1] = (operation.sign, runs[-1][1] + text)
        else:
            runs.append((operation.sign, text))
    return runs


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
