"""The sheet of results: cell by cell what counts, how it came about, and what organisations say of it."""

from collections.abc import Callable

from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.application.ports.exports import Report, ResultLine

_COLUMNS: tuple[tuple[str, int, Callable[[ResultLine], str | int | None]], ...] = (
    ("Provision", 14, lambda line: line.label),
    ("Heading", 28, lambda line: line.heading),
    ("Path", 16, lambda line: line.path),
    ("Chapter", 24, lambda line: line.division),
    ("Criterion", 10, lambda line: line.criterion),
    ("Criterion id", 22, lambda line: line.criterion_id),
    ("Criterion title", 32, lambda line: line.criterion_title),
    ("Result", 22, lambda line: line.result),
    ("How it came about", 30, lambda line: line.how),
    ("Ratings that you see", 10, lambda line: line.ratings),
    ("Settled by", 18, lambda line: line.settled_by),
    ("Settled at (UTC)", 26, lambda line: line.settled_at),
    ("Reason", 50, lambda line: line.reason),
    ("Whose rating was chosen", 18, lambda line: line.chosen),
    ("Positions of organisations", 50, lambda line: line.positions),
)


def write_results(sheet: Worksheet, report: Report, formats: Formats) -> None:
    """One row a cell; the verdict is the last."""
    for column, (heading, width, _) in enumerate(_COLUMNS):
        sheet.write_string(0, column, heading, formats.head)
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(report.results, start=1):
        for column, (_, _, value_of) in enumerate(_COLUMNS):
            value = value_of(line)
            if isinstance(value, int):
                sheet.write_number(row, column, value, formats.number)
            elif value:
                sheet.write_string(row, column, cell(value), formats.wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)
