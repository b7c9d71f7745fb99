"""The compliance matrix for the wire."""

from collections.abc import Collection

from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.matrix import MatrixRow
from salvaguarda.domain.people import Person
from salvaguarda.domain.tallies import Summary
from salvaguarda.domain.team import Role
from salvaguarda.web.present_assessments import present_assessment
from salvaguarda.web.present_checklists import present_checklist
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.assessments import (
    DemandResultOut,
    MatrixOut,
    MatrixRowOut,
    RedLineOut,
    SummaryOut,
)


def present_summary(summary: Summary) -> SummaryOut:
    """A summary; its numbers are the formula's, untouched."""
    return SummaryOut(
        counts={rating.value: count for rating, count in summary.counts.items()},
        assessed=summary.assessed,
        in_scope=summary.in_scope,
        conflicts=summary.conflicts,
        coverage=summary.coverage,
        share=summary.share,
        red_lines_failed=summary.red_lines_failed,
    )


def present_matrix(view: MatrixView, reader: Person, roles: Collection[Role]) -> MatrixOut:
    """The matrix whole."""
    matrix, summary = view.matrix, view.matrix.summary
    labels = {row.row.path: row.row.label for row in matrix.rows}
    return MatrixOut(
        assessment=present_assessment(view.assessment, reader, roles),
        checklist=present_checklist(matrix.checklist, view.assessment.checklist_origin),
        rows=[_row(row) for row in matrix.rows],
        columns=[present_summary(column) for column in summary.columns.values()],
        total=present_summary(summary.total),
        red_lines=[
            RedLineOut(line.provision, labels[line.provision], line.criterion, line.rating.value)
            for line in summary.red_lines
        ],
        demands=[
            DemandResultOut(
                each.id, each.title, each.status.value, each.reason, present_summary(each.summary)
            )
            for each in summary.demands
        ],
        verdict=summary.verdict.value,
        verdict_text=summary.verdict_text,
        reviewers=[present_person(person, reader) for person in view.reviewers],
        formula_version=matrix.formula_version,
    )


def _row(row: MatrixRow) -> MatrixRowOut:
    of = row.row
    return MatrixRowOut(
        path=of.path,
        label=of.label,
        heading=of.heading,
        kind=of.kind,
        role=of.role,
        division=of.division,
        codes=row.codes,
        carried=list(row.carried),
        settled=list(row.settled),
        bracketed=of.bracketed,
        summary=present_summary(row.summary),
    )
