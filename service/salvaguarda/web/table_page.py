"""The whole matrix as one plain page: for print, screen readers, and browsers without scripts."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.demands import Status
from salvaguarda.domain.glyphs import GLYPHS
from salvaguarda.domain.matrix import Matrix, MatrixRow
from salvaguarda.domain.tallies import Summary
from salvaguarda.web.plain_page import bdi, percent, plain_page

_STATUS = {Status.MET: "met", Status.NOT_MET: "not met", Status.UNDECIDED: "undecided"}
_CELLS = {
    code: f'<td class="{glyph.name}"><span aria-hidden="true">{glyph.symbol}</span><span class="words">{glyph.words}</span>'
    for code, glyph in GLYPHS.items()
}

_CARRIED = '<sup aria-hidden="true">c</sup><span class="words">, carried</span>'
_SETTLED = '<sup aria-hidden="true">=</sup><span class="words">, settled by a person</span>'


def table_page(view: MatrixView, use: str) -> str:
    """The page; its numbers are those of the matrix on screen. use: of a language model, in sentences, or "none"."""
    title = f"{view.assessment.draft_label}: compliance matrix"
    body = [
        *_top(view),
        "<main>",
        *_results(view.matrix),
        *_legend(),
        *_table(view),
        "</main>",
        *_foot(view, use),
    ]
    return plain_page(title, body)


def _top(view: MatrixView) -> Iterator[str]:
    assessment = view.assessment
    yield "<header>"
    yield f'<p><a href="/assessments/{assessment.id}/matrix">Back to the matrix</a></p>'
    yield f"<h1>{bdi(assessment.draft_label, assessment.language)}</h1>"
    yield f"<p>{bdi(assessment.instrument_title)} · {bdi(assessment.title)} · {bdi(view.matrix.checklist.title)}"
    yield f"{escape(view.matrix.checklist.version)}</p>"
    yield "</header>"


def _results(matrix: Matrix) -> Iterator[str]:
    summary = matrix.summary
    yield '<section aria-labelledby="results"><h2 id="results">Results</h2>'
    yield f'<p class="verdict {summary.verdict.value}">{escape(summary.verdict_text)}</p>'
    yield f"<p>{_in_words(summary.total)}</p>"
    yield from _red_lines(matrix)
    yield '<table><caption>Demands</caption><thead><tr><th scope="col">Demand</th><th scope="col">Status</th>'
    yield '<th scope="col">Why</th></tr></thead><tbody>'
    for demand in summary.demands:
        yield f'<tr><th scope="row">{escape(demand.title)}</th><td>{_STATUS[demand.status]}</td>'
        yield f"<td>{escape(demand.reason)}</td></tr>"
    yield "</tbody></table></section>"


def _in_words(summary: Summary) -> str:
    share = (
        "below the minimum coverage, so there is no share"
        if summary.share is None
        else f"share {percent(summary.share)}"
    )
    return (
        f"{summary.assessed} of {summary.in_scope} cells with a result ({percent(summary.coverage)}), "
        f"{summary.conflicts} with scores that differ; {share}."
    )


def _red_lines(matrix: Matrix) -> Iterator[str]:
    failed = matrix.summary.red_lines
    if not failed:
        yield "<p>No red line fails.</p>"
        return
    labels = {row.row.path: row.row.label for row in matrix.rows}
    yield f"<p>Red lines failed: {len(failed)}</p><ul>"
    for line in failed:
        criterion = matrix.checklist.by_id[line.criterion]
        rating = line.rating.value.replace("_", " ")
        yield f"<li>{bdi(labels[line.provision])}: {escape(criterion.code)} {escape(criterion.title)} ({rating})</li>"
    yield "</ul>"


def _legend() -> Iterator[str]:
    yield '<section aria-labelledby="legend"><h2 id="legend">Legend</h2><ul class="legend">'
    for glyph in GLYPHS.values():
        if glyph.symbol:
            yield f'<li><span class="sample {glyph.name}" aria-hidden="true">{glyph.symbol}</span> {glyph.words}</li>'
    yield '<li><span class="sample" aria-hidden="true">●</span> Red line</li>'
    yield '<li><span class="sample met" aria-hidden="true">✓<sup>c</sup></span> Carried, words unchanged</li>'
    yield '<li><span class="sample met" aria-hidden="true">✓<sup>=</sup></span> Settled by a person</li>'
    yield "</ul></section>"


def _table(view: MatrixView) -> Iterator[str]:
    matrix = view.matrix
    criteria = matrix.checklist.criteria
    width = len(criteria) + 3
    yield '<table class="matrix"><caption>Provisions × criteria</caption><thead><tr><th scope="col">Provision</th>'
    yield from (_column_head(criterion) for criterion in criteria)
    yield '<th scope="col">Results</th><th scope="col">Share</th></tr></thead>'
    for division, rows in groupby(matrix.rows, key=lambda row: row.row.division):
        yield "<tbody>"
        if division:
            yield f'<tr><th scope="rowgroup" class="division" colspan="{width}">{bdi(division, view.assessment.language)}</th></tr>'
        for row in rows:
            yield _row(row, view.assessment.language)
        yield "</tbody>"
    yield from _totals(matrix)
    yield "</table>"


def _column_head(criterion: Criterion) -> str:
    mark = (
        '<span aria-hidden="true">●</span><span class="words">Red line: </span>' if criterion.red_line else ""
    )
    return f'<th scope="col">{mark}<abbr title="{escape(criterion.title)}">{escape(criterion.code)}</abbr> <span class="name">{escape(criterion.title)}</span></th>'


def _row(row: MatrixRow, language: str) -> str:
    of = row.row
    marks = dict.fromkeys(row.carried, _CARRIED) | dict.fromkeys(row.settled, _SETTLED)
    cells = "".join(f"{_CELLS[code]}{marks.get(place, '')}</td>" for place, code in enumerate(row.codes))
    heading = f' <span class="name">{bdi(of.heading, language)}</span>' if of.heading else ""
    head = f'<th scope="row">{bdi(of.label, language)}{heading}</th>'
    return f"<tr>{head}{cells}{_summary_cells(row.summary)}</tr>"


def _summary_cells(summary: Summary) -> str:
    return f"<td>{summary.assessed}/{summary.in_scope}</td><td>{percent(summary.share)}</td>"


def _totals(matrix: Matrix) -> Iterator[str]:
    columns = [*matrix.summary.columns.values(), matrix.summary.total]
    yield '<tfoot><tr><th scope="row">Results</th>'
    yield from (f"<td>{each.assessed}/{each.in_scope}</td>" for each in columns)
    yield '<td></td></tr><tr><th scope="row">Share of points</th>'
    yield from (f"<td>{percent(each.share)}</td>" for each in columns)
    yield '<td></td></tr><tr><th scope="row">Red lines failed</th>'
    yield from (f"<td>{each.red_lines_failed}</td>" for each in columns)
    yield "<td></td></tr></tfoot>"


def _foot(view: MatrixView, use: str) -> Iterator[str]:
    names = ", ".join(person.display_name for person in view.reviewers) or "nobody yet"
    checklist = view.matrix.checklist
    yield f"<footer><p>Reviewers whose ratings count here: {bdi(names)}. "
    yield f"Draft, sha256 of its text {view.assessment.draft_sha256}. "
    yield f"Checklist {escape(checklist.id)} {escape(checklist.version)}, sha256 {checklist.sha256}. "
    yield f"Formula version {escape(view.matrix.formula_version)}.</p>"
    yield f"<p>Use of a language model: {bdi(use)}</p></footer>"
