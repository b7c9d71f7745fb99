"""XLSX: the matrix sheet, the long sheet (one row a score) and the method sheet."""

import io

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.columns import COLUMNS, lines
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.adapters.exports.xlsx_matrix import write_matrix
from salvaguarda.application.ports.exports import Fact, Report

# Nothing is guessed from how a text looks: no formula, no link, no number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxWriter:
    """Fulfils application.ports.exports.ReportWriter."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, report: Report) -> bytes:
        """The file's bytes; every text is written as a text."""
        content = io.BytesIO()
        with Workbook(content, OPTIONS) as book:
            formats = Formats(book)
            write_matrix(book.add_worksheet("Matrix"), report, formats)
            write_scores(book.add_worksheet("Scores"), report, formats)
            write_method(book.add_worksheet("Method"), report.facts, formats)
        return content.getvalue()


def write_scores(sheet: Worksheet, report: Report, formats: Formats) -> None:
    """The long sheet."""
    for column, (heading, width, _) in enumerate(COLUMNS):
        sheet.write_string(0, column, heading, formats.head)
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(lines(report), start=1):
        for column, (_, _, value_of) in enumerate(COLUMNS):
            value = value_of(line)
            if isinstance(value, int):
                sheet.write_number(row, column, value, formats.number)
            elif value:
                sheet.write_string(row, column, cell(value), formats.wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(row, 1), len(COLUMNS) - 1)


def write_method(sheet: Worksheet, facts: tuple[Fact, ...], formats: Formats) -> None:
    """The method sheet: how these numbers came about."""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 110)
    row, group = 0, ""
    for fact in facts:
        if fact.group != group:
            group = fact.group
            row += 1 if row else 0
            sheet.write_string(row, 0, group, formats.group)
            sheet.write_blank(row, 1, None, formats.group)
            row += 1
        sheet.write_string(row, 0, cell(fact.name), formats.top)
        _write_value(sheet, row, fact.value, formats)
        row += 1


def _write_value(sheet: Worksheet, row: int, value: str | float | None, formats: Formats) -> None:
    if isinstance(value, float):
        sheet.write_number(row, 1, value, formats.share)
    elif isinstance(value, int):
        sheet.write_number(row, 1, value, formats.number)
    else:
        sheet.write_string(row, 1, cell(value or "–"), formats.wrapped)
