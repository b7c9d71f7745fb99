"""XLSX export of the 400 × 17 matrix: against a bare XlsxWriter loop that writes as many coloured cells and long rows."""

import io

import xlsxwriter

from benchmarks.filled import fill
from benchmarks.measure import Measured, paired, per_call
from benchmarks.service_process import with_assessment


def _bare(rows: int, columns: int, scores: int) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    fills = [book.add_format({"bg_color": colour}) for colour in ("#a00000", "#d0a000", "#00a000")]
    sheet = book.add_worksheet()
    for row in range(rows):
        for column in range(columns):
            sheet.write_string(row, column, "2", fills[(row + column) % 3])
    long_sheet = book.add_worksheet()
    for row in range(scores):
        for column in range(20):
            long_sheet.write_string(row, column, "Weak words.")
    book.close()


def run() -> list[Measured]:
    """HTTP and the database included on our side."""
    with with_assessment(400) as (folder, _, owner, workbench):
        scores = fill(folder, workbench)
        path = f"/api/assessments/{workbench['assessment']['id']}/export.xlsx"
        bare = per_call(lambda: _bare(400, 17, scores))
        ours, theirs = paired(per_call(lambda: owner.ask("GET", path)), bare, 3)
        size = len(owner.ask("GET", path)[1]) // 1024
        return [
            Measured(
                "XLSX export of 400 × 17", ours, "bare XlsxWriter loop of the same size", theirs, f"{size} kB"
            )
        ]
