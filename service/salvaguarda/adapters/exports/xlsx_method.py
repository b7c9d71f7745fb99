"""The method sheet: how the numbers of a workbook came about."""

from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.application.ports.facts import Fact


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
