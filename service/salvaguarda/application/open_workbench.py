"""Open the workbench: every row with the reader's own progress, but no text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.find_counterparts import (
    Counterpart,
    Waiting,
    counterparts,
    previous_assessment,
    waiting_among,
)
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.application.show_queues import is_queued
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.matrix import RatedCell, Row


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row as one reviewer finds it.

    in_scope: criteria with a cell here, those included that somebody brought in. rated: the reader's own ratings.
    to_confirm, to_carry: criteria whose old score waits; see find_counterparts.Waiting.
    changed: the words are not, letter by letter, those of one row of the previous assessment's draft; False when
    there is no such assessment.
    """

    row: Row
    in_scope: tuple[str, ...]
    rated: Mapping[str, str]
    to_confirm: tuple[str, ...]
    to_carry: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the workbench shows at once. previous: None when no older draft has such an assessment.

    model: whether it was ever said that a language model may be asked here; else nothing of one has to be fetched.
    queued: whether queues say more than the own progress; else nothing of them has to be fetched.
    """

    assessment: AssessmentRecord
    checklist: Checklist
    rows: tuple[WorkRow, ...]
    previous: AssessmentRecord | None
    model: bool
    queued: bool


def open_workbench(records: Records, sheets: Sheets, assessment_id: int, reader_id: int) -> Workbench:
    """The workbench of an assessment; NotFound when there is none. Needs the draft to be aligned with the previous."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    before = previous_assessment(records, assessment, reader_id)
    found = counterparts(records, before, assessment, sheets) if before else {}
    waiting = waiting_among(records, sheets, before, assessment, reader_id, found) if before else ()
    changed = {row.path for row in sheet.rows if before and is_changed(found.get(row.path))}
    rated = records.scores.ratings(assessment_id, reader_id)
    rows = _rows(sheet, rated, waiting, changed, reader_id)
    model = records.policies.get(assessment_id).version > 0
    return Workbench(assessment, sheet.checklist, rows, before, model, is_queued(records, assessment))


def is_changed(was: Counterpart | None) -> bool:
    """Whether a row's words are others than before, or new; was: what the row was, None when it is new."""
    return was is None or not was.same_text


def _rows(
    sheet: Sheet,
    rated: Sequence[RatedCell],
    waiting: Sequence[Waiting],
    changed: Collection[str],
    reader_id: int,
) -> tuple[WorkRow, ...]:
    cells: dict[str, list[RatedCell]] = {}
    for cell in rated:
        cells.setdefault(cell[0], []).append(cell)
    waits: dict[str, list[Waiting]] = {}
    for each in waiting:
        waits.setdefault(each.provision, []).append(each)
    return tuple(
        work_row(
            sheet,
            row,
            cells.get(row.path, ()),
            waits.get(row.path, ()),
            reader_id,
            changed=row.path in changed,
        )
        for row in sheet.rows
    )


def work_row(
    sheet: Sheet,
    row: Row,
    rated: Sequence[RatedCell],
    waiting: Sequence[Waiting],
    reader_id: int,
    *,
    changed: bool,
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
        changed=changed,
    )
