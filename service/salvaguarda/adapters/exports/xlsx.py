"""XLSX: the matrix, the results, the scores (one row a score), the agreement of reviewers, and the method."""

import io

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.columns import COLUMNS, lines
from salvaguarda.adapters.exports.xlsx_agreement import write_agreement
from salvaguarda.adapters.exports.xlsx_formats import OPTIONS, Formats
from salvaguarda.adapters.exports.xlsx_matrix import write_matrix
from salvaguarda.adapters.exports.xlsx_method import write_method
from salvaguarda.adapters.exports.xlsx_results import write_results
from salvaguarda.application.ports.exports import Report
from salvaguarda.application.ports.facts import Fact


class XlsxWriter:
    """Fulfils application.ports.exports.ReportWriter."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, report: Report) -> bytes:
        """The file's bytes; every text is written as a text."""
        content = io.BytesIO()
        with Workbook(content, OPTIONS) as book:
            formats = Formats(book)
            write_matrix(book.add_worksheet("Matrix"), report, formats)
            if report.results:
                write_results(book.add_worksheet("Results"), report, formats)
            write_scores(book.add_worksheet("Scores"), report, formats)
            if report.agreement is not None:
                write_agreement(book.add_worksheet("Agreement"), report.agreement, formats)
            write_method(book.add_worksheet("Method"), _facts(report), formats)
        return content.getvalue()


def _facts(report: Report) -> tuple[Fact, ...]:
    """Those of the report, and how the agreement was computed."""
    return report.facts if report.agreement is None else (*report.facts, *report.agreement.facts)


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
