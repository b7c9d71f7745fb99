"""Show the compliance matrix of an assessment, as one reader may see it."""

from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.matrix import Matrix, build_matrix
from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A matrix with what it is of, and whose ratings count in it."""

    assessment: AssessmentRecord
    matrix: Matrix
    reviewers: tuple[Person, ...]


def show_matrix(records: Records, sheets: Sheets, assessment_id: int, reader_id: int | None) -> MatrixView:
    """The matrix; with reader None nothing is hidden (the command line, on the machine itself).

    Raises NotFound when there is no such assessment.
    """
    assessment = records.assessments.get(assessment_id)
    matrix = matrix_of(records, sheets, assessment, reader_id)
    reviewers = records.scores.reviewers(assessment_id, matrix.reviewers, reader_id)
    return MatrixView(assessment, matrix, reviewers)


def matrix_of(
    records: Records, sheets: Sheets, assessment: AssessmentRecord, reader_id: int | None
) -> Matrix:
    """The matrix of a known assessment."""
    sheet = sheets.of(records, assessment)
    rated = records.scores.ratings(assessment.id, reader_id)
    terms = records.cells.terms(assessment.id, reader_id)
    return build_matrix(sheet.checklist, sheet.rows, rated, terms)
