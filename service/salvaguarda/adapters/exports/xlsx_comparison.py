"""XLSX of a comparison: every link with its words, every change with its cause, and the method sheet."""

import io
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.comparison_columns import (
    CHANGE_COLUMNS,
    LINK_COLUMNS,
    ChangeLine,
    LinkLine,
    Value,
    change_in_words,
    change_lines,
    link_lines,
)
from salvaguarda.adapters.exports.xlsx_formats import OPTIONS, Formats
from salvaguarda.adapters.exports.xlsx_method import write_method
from salvaguarda.adapters.exports.xlsx_redline import write_redline
from salvaguarda.application.list_wrong_references import WrongReference, labels, why_wrong
from salvaguarda.application.ports.exports import ComparisonReport

_CHANGES_WIDTH, _WORDS_WIDTH = 44, 90
_REFERENCE_HEADS = (
    ("Provision of the new draft", 16),
    ("Reference", 26),
    ("Words", 60),
    ("Outcome", 12),
    ("Why", 50),
    ("Named in the old draft", 20),
    ("What became of that", 20),
    ("Leads to now", 20),
)
REFERENCES = "References that may be wrong"
_NAMED = 4  # the first columns of a link name it on the sheet of changes, too


class ComparisonXlsxWriter:
    """Fulfils application.ports.exports.ComparisonWriter."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, report: ComparisonReport) -> bytes:
        """The file's bytes; every text is written as a text."""
        content = io.BytesIO()
        lines = link_lines(report.comparison)
        changes = [change for line in lines for change in change_lines(report.comparison, line)]
        with Workbook(content, OPTIONS) as book:
            formats = Formats(book)
            write_links(book.add_worksheet("Links"), report, lines, formats)
            write_changes(book.add_worksheet("Changes"), changes, formats)
            write_references(book.add_worksheet(REFERENCES), report.references, formats)
            write_method(book.add_worksheet("Method"), report.facts, formats)
        return content.getvalue()


def write_links(
    sheet: Worksheet, report: ComparisonReport, lines: Sequence[LinkLine], formats: Formats
) -> None:
    """One row a link, in the order of the comparison: what matters most first."""
    heads = [
        *((heading, width) for heading, width, _ in LINK_COLUMNS),
        ("Changes", _CHANGES_WIDTH),
        ("Words: deleted red and struck, inserted blue and underlined", _WORDS_WIDTH),
    ]
    _write_heads(sheet, heads, formats)
    for row, line in enumerate(lines, start=1):
        for column, (_, _, value_of) in enumerate(LINK_COLUMNS):
            _write(sheet, row, column, value_of(line), formats)
        found = "\n".join(map(change_in_words, change_lines(report.comparison, line)))
        _write(sheet, row, len(LINK_COLUMNS), found, formats)
        operations = report.redlines.get(line.of.record.id, ())
        write_redline(sheet, row, len(LINK_COLUMNS) + 1, operations, formats)
    _lay_out(sheet, len(lines), len(heads))


def write_changes(sheet: Worksheet, lines: Sequence[ChangeLine], formats: Formats) -> None:
    """One row a link and criterion."""
    named = LINK_COLUMNS[:_NAMED]
    heads = [
        *((name, width) for name, width, _ in named),
        *((name, width) for name, width, _ in CHANGE_COLUMNS),
    ]
    _write_heads(sheet, heads, formats)
    for row, line in enumerate(lines, start=1):
        values = [
            *(value(line.link) for _, _, value in named),
            *(value(line) for _, _, value in CHANGE_COLUMNS),
        ]
        for column, value in enumerate(values):
            _write(sheet, row, column, value, formats)
    _lay_out(sheet, len(lines), len(heads))


def write_references(sheet: Worksheet, references: Sequence[WrongReference], formats: Formats) -> None:
    """One row for each reference of the new draft that may be wrong; only heads where there is none."""
    _write_heads(sheet, _REFERENCE_HEADS, formats)
    for row, each in enumerate(references, start=1):
        values = (
            each.holder.label,
            each.quoted,
            f"{each.before}{each.quoted}{each.after}",
            each.outcome.value,
            why_wrong(each),
            *map(labels, (each.named, each.wanted, each.leads_to)),
        )
        for column, value in enumerate(values):
            _write(sheet, row, column, value, formats)
    _lay_out(sheet, len(references), len(_REFERENCE_HEADS))


def _write_heads(sheet: Worksheet, heads: Sequence[tuple[str, int]], formats: Formats) -> None:
    for column, (heading, width) in enumerate(heads):
        sheet.write_string(0, column, heading, formats.head)
        sheet.set_column(column, column, width)


def _write(sheet: Worksheet, row: int, column: int, value: Value, formats: Formats) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, cell(value), formats.wrapped)
    else:
        sheet.write_number(row, column, value, formats.ratio)


def _lay_out(sheet: Worksheet, rows: int, columns: int) -> None:
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&F&CPage &P of &N")
