"""XLSX of the agreement of reviewers: every figure, who said what, and the method."""

import io

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.agreement_columns import AGREEMENT_COLUMNS
from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.xlsx_formats import OPTIONS, Formats
from salvaguarda.adapters.exports.xlsx_method import write_method
from salvaguarda.application.ports.agreement_tables import AgreementTable
from salvaguarda.domain.agreement.scale import CODES


class XlsxAgreementWriter:
    """Fulfils application.ports.agreement_tables.AgreementWriter."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, table: AgreementTable) -> bytes:
        """The file's bytes; every text is written as a text."""
        content = io.BytesIO()
        with Workbook(content, OPTIONS) as book:
            formats = Formats(book)
            write_agreement(book.add_worksheet("Agreement"), table, formats)
            write_confusion(book.add_worksheet("Who said what"), table, formats)
            write_method(book.add_worksheet("Method"), table.facts, formats)
        return content.getvalue()


def write_agreement(sheet: Worksheet, table: AgreementTable, formats: Formats) -> None:
    """One row a part."""
    for column, (heading, width, _) in enumerate(AGREEMENT_COLUMNS):
        sheet.write_string(0, column, heading, formats.head)
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(table.lines, start=1):
        for column, (_, _, value_of) in enumerate(AGREEMENT_COLUMNS):
            value = value_of(line)
            if isinstance(value, int):
                sheet.write_number(row, column, value, formats.number)
            elif isinstance(value, float):
                sheet.write_number(row, column, value, formats.ratio)
            elif value:
                sheet.write_string(row, column, cell(value), formats.wrapped)
    sheet.set_row(0, 60)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(row, 1), len(AGREEMENT_COLUMNS) - 1)


def write_confusion(sheet: Worksheet, table: AgreementTable, formats: Formats) -> None:
    """Every pair of ratings both ways: the one says what the row says, the other what the column says."""
    sheet.set_column(0, len(CODES), 16)
    sheet.write_string(0, 0, "One says / other says", formats.head)
    for place, code in enumerate(CODES, start=1):
        sheet.write_string(0, place, code.value.replace("_", " "), formats.head)
        sheet.write_string(place, 0, code.value.replace("_", " "), formats.strong)
        for column, count in enumerate(table.confusion[place - 1], start=1):
            sheet.write_number(place, column, count, formats.number)
