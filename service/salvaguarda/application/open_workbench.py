"""Open the workbench: every row with the reader's own progress, but no text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.find_counterparts import Waiting, previous_assessment, waiting_ratings
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.matrix import RatedCell, Row


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row as one reviewer finds it.

    in_scope: criteria with a cell here, those included that somebody brought in. rated: the reader's own ratings.
    to_confirm, to_carry: criteria whose old score waits; see find_counterparts.Waiting.
    """

    row: Row
    in_scope: tuple[str, ...]
    rated: Mapping[str, str]
    to_confirm: tuple[str, ...]
    to_carry: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the workbench shows at once. previous: None when no older draft has such an assessment."""

    assessment: AssessmentRecord
    checklist: Checklist
    rows: tuple[WorkRow, ...]
    previous: AssessmentRecord | None


def open_workbench(records: Records, sheets: Sheets, assessment_id: int, reader_id: int) -> Workbench:
    """The workbench of an assessment; NotFound when there is none. Needs the draft to be aligned with the previous."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    before = previous_assessment(records, assessment)
    waiting = waiting_ratings(records, sheets, before, assessment, reader_id) if before else ()
    rated = records.scores.ratings(assessment_id, reader_id)
    return Workbench(assessment, sheet.checklist, _rows(sheet, rated, waiting, reader_id), before)


def _rows(
    sheet: Sheet, rated: Sequence[RatedCell], waiting: Sequence[Waiting], reader_id: int
) -> tuple[WorkRow, ...]:
    cells: dict[str, list[RatedCell]] = {}
    for cell in rated:
        cells.setdefault(cell[0], []).append(cell)
    waits: dict[str, list[Waiting]] = {}
    for each in waiting:
        waits.setdefault(each.provision, []).append(each)
    return tuple(
        work_row(sheet, row, cells.get(row.path, ()), waits.get(row.path, ()), reader_id)
        for row in sheet.rows
    )


def work_row(
    sheet: Sheet, row: Row, rated: Sequence[RatedCell], waiting: Sequence[Waiting], reader_id: int
) -> WorkRow:
    """One row; rated and waiting: those of this row only."""
    brought_in = {cell[1] for cell in rated} - set(row.in_scope)
    scope = tuple(key for key in sheet.checklist.by_id if key in row.in_scope or key in brought_in)
    return WorkRow(
        row=row,
        in_scope=scope,
        rated={cell[1]: cell[3] for cell in rated if cell[2] == reader_id and cell[3] is not None},
        to_confirm=tuple(each.criterion for each in waiting if not each.carriable),
        to_carry=tuple(each.criterion for each in waiting if each.carriable),
    )
