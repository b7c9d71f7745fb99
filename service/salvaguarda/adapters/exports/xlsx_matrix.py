"""The matrix sheet: provisions × criteria with symbol, key and colour; summaries of rows and columns; the legend."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from salvaguarda.adapters.exports.cell_text import cell
from salvaguarda.adapters.exports.xlsx_formats import Formats
from salvaguarda.application.ports.exports import Report
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.glyphs import GLYPHS
from salvaguarda.domain.matrix import Matrix, MatrixRow
from salvaguarda.domain.tallies import Summary

HEAD_ROW = 4
LABEL, HEADING, CHAPTER, FIRST_CELL = 0, 1, 2, 3
SUMMARY_HEADS = ("Settled", "In scope", "Coverage", "Share of points", "Red lines failed", "Conflicts")
_SHOWN = {code: f"{glyph.symbol} {code}".strip() if code.strip() else "" for code, glyph in GLYPHS.items()}


def write_matrix(sheet: Worksheet, report: Report, formats: Formats) -> None:
    """Fill the sheet. Heads are frozen; numbers are the formula's, as shown on screen."""
    matrix = report.view.matrix
    criteria = matrix.checklist.criteria
    _write_top(sheet, report, formats)
    _write_heads(sheet, criteria, formats)
    broken = {(line.provision, line.criterion) for line in matrix.summary.red_lines}
    row = HEAD_ROW + 1
    for matrix_row in matrix.rows:
        _write_row(sheet, row, matrix_row, criteria, broken, formats)
        row += 1
    _write_totals(sheet, row, matrix, formats)
    _write_legend(sheet, row + 8, formats)
    _lay_out(sheet, criteria, row)


def _write_top(sheet: Worksheet, report: Report, formats: Formats) -> None:
    assessment, summary = report.view.assessment, report.view.matrix.summary
    title = f"{assessment.instrument_title}: {assessment.draft_label}"
    sheet.write_string(0, 0, cell(title), formats.title)
    sheet.write_string(
        1, 0, cell(f"{assessment.title} · {report.view.matrix.checklist.title}"), formats.plain
    )
    sheet.write_string(2, 0, cell(f"Verdict: {summary.verdict_text}"), formats.strong)
    use = next(str(fact.value) for fact in report.facts if fact.group == "Language model")
    sheet.write_string(3, 0, cell(f"Use of a language model: {use}"), formats.plain)


def _write_heads(sheet: Worksheet, criteria: Sequence[Criterion], formats: Formats) -> None:
    sheet.write_string(HEAD_ROW, LABEL, "Provision", formats.head)
    sheet.write_string(HEAD_ROW, HEADING, "Heading", formats.head)
    sheet.write_string(HEAD_ROW, CHAPTER, "Chapter", formats.head)
    for place, criterion in enumerate(criteria):
        mark = "● " if criterion.red_line else ""
        look = formats.red_head if criterion.red_line else formats.head
        sheet.write_string(
            HEAD_ROW, FIRST_CELL + place, cell(f"{mark}{criterion.code}\n{criterion.title}"), look
        )
    for place, head in enumerate(SUMMARY_HEADS):
        sheet.write_string(HEAD_ROW, FIRST_CELL + len(criteria) + place, head, formats.head)


def _write_row(
    sheet: Worksheet,
    at: int,
    matrix_row: MatrixRow,
    criteria: Sequence[Criterion],
    broken: set[tuple[str, str]],
    formats: Formats,
) -> None:
    row = matrix_row.row
    sheet.write_string(at, LABEL, cell(row.label), formats.strong)
    sheet.write_string(at, HEADING, cell(row.heading), formats.top)
    sheet.write_string(at, CHAPTER, cell(row.division), formats.division)
    carried = set(matrix_row.carried)
    for place, code in enumerate(matrix_row.codes):
        name = GLYPHS[code].name
        if (row.path, criteria[place].id) in broken:
            look = formats.red_cells[name]
        else:
            look = (formats.carried_cells if place in carried else formats.cells)[name]
        if code == " ":
            sheet.write_blank(at, FIRST_CELL + place, None, look)
        else:
            sheet.write_string(at, FIRST_CELL + place, _SHOWN[code], look)
    _write_summary(sheet, at, FIRST_CELL + len(criteria), matrix_row.summary, formats)


def _write_summary(sheet: Worksheet, at: int, column: int, summary: Summary, formats: Formats) -> None:
    sheet.write_number(at, column, summary.assessed, formats.number)
    sheet.write_number(at, column + 1, summary.in_scope, formats.number)
    _write_share(sheet, at, column + 2, summary.coverage, formats)
    _write_share(sheet, at, column + 3, summary.share, formats)
    sheet.write_number(at, column + 4, summary.red_lines_failed, formats.number)
    sheet.write_number(at, column + 5, summary.conflicts, formats.number)


def _write_share(sheet: Worksheet, at: int, column: int, share: float | None, formats: Formats) -> None:
    if share is None:
        sheet.write_string(at, column, "–", formats.number)
    else:
        sheet.write_number(at, column, share, formats.share)


def _write_totals(sheet: Worksheet, first: int, matrix: Matrix, formats: Formats) -> None:
    """One row for each figure of the columns, the whole matrix's figure at the right."""
    columns = [*matrix.summary.columns.values(), matrix.summary.total]
    for offset, head in enumerate(SUMMARY_HEADS):
        at = first + offset
        sheet.write_string(at, LABEL, head, formats.total_label)
        sheet.write_blank(at, HEADING, None, formats.total_label)
        sheet.write_blank(at, CHAPTER, None, formats.total_label)
        for place, summary in enumerate(columns):
            _write_total(sheet, at, FIRST_CELL + place, _figures(summary)[offset], formats)


def _figures(summary: Summary) -> tuple[float | None, ...]:
    """In the order of SUMMARY_HEADS."""
    return (
        summary.assessed,
        summary.in_scope,
        summary.coverage,
        summary.share,
        summary.red_lines_failed,
        summary.conflicts,
    )


def _write_total(sheet: Worksheet, at: int, column: int, figure: float | None, formats: Formats) -> None:
    if figure is None:
        sheet.write_string(at, column, "–", formats.total)
    elif isinstance(figure, int):
        sheet.write_number(at, column, figure, formats.total)
    else:
        sheet.write_number(at, column, figure, formats.total_share)


def _write_legend(sheet: Worksheet, at: int, formats: Formats) -> None:
    sheet.write_string(at, 0, "Legend", formats.strong)
    for offset, (code, glyph) in enumerate(GLYPHS.items(), start=1):
        sheet.write_string(at + offset, LABEL, _SHOWN[code], formats.cells[glyph.name])
        sheet.write_string(at + offset, HEADING, glyph.words, formats.plain)
    last = at + len(GLYPHS) + 1
    sheet.write_string(last, LABEL, "✕ 0", formats.red_cells["not_met"])
    sheet.write_string(last, HEADING, "Thick red border: a red line (●) fails", formats.plain)
    sheet.write_string(last + 1, LABEL, "✓ 2", formats.carried_cells["met"])
    sheet.write_string(
        last + 1, HEADING, "Italic, underlined: carried from an older draft, words unchanged", formats.plain
    )


def _lay_out(sheet: Worksheet, criteria: Sequence[Criterion], last_row: int) -> None:
    sheet.freeze_panes(HEAD_ROW + 1, FIRST_CELL)
    sheet.set_row(HEAD_ROW, 110)
    sheet.set_column(LABEL, LABEL, 16)
    sheet.set_column(HEADING, HEADING, 34)
    sheet.set_column(CHAPTER, CHAPTER, 24)
    sheet.set_column(FIRST_CELL, FIRST_CELL + len(criteria) - 1, 12)
    sheet.set_column(FIRST_CELL + len(criteria), FIRST_CELL + len(criteria) + len(SUMMARY_HEADS) - 1, 10)
    sheet.autofilter(
        HEAD_ROW, LABEL, max(last_row - 1, HEAD_ROW), FIRST_CELL + len(criteria) + len(SUMMARY_HEADS) - 1
    )
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&L&F&CPage &P of &N")
