"""Open a row: its words, its cells as the reader may see them, and what it was in the previous draft."""

from collections.abc import Mapping
from dataclasses import dataclass

from salvaguarda.application.draw_redlines import Redlines, joined, redlines_along
from salvaguarda.application.find_counterparts import (
    Counterpart,
    Waiting,
    by_row,
    counterpart,
    previous_assessment,
    questions_kept,
    waiting_in,
)
from salvaguarda.application.open_workbench import WorkRow, is_changed, work_row
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import ProvisionText
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.settled import SettledResult
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.alignment.links import Link
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.evidence import Anchored, reanchor
from salvaguarda.domain.matrix import Row, Terms
from salvaguarda.domain.results import Result
from salvaguarda.domain.scores import Quote


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as the reader may see it.

    others_hidden: rated scores of others they may not see yet. state: None while there are only such.
    settled: the result that a person settled, in force; None when there is none that the reader may see.
    """

    provision: str
    criterion: str
    in_scope: bool
    own: ScoreRecord | None
    others: tuple[ScoreRecord, ...]
    others_hidden: int
    state: CellState | None
    result: Result
    settled: SettledResult | None


@dataclass(frozen=True, slots=True)
class PreviousView:
    """What the row was. text: the words of its old rows, one after the other. scores: the reader's own there.

    redlines: from these words to the row's, drawn or to be drawn. evidence: quotes of the scores, looked up in the row.
    """

    assessment: AssessmentRecord
    label: str
    link: Link
    paths: tuple[str, ...]
    same_text: bool
    text: str
    scores: tuple[ScoreRecord, ...]
    redlines: Redlines
    evidence: tuple[tuple[int, Quote, Anchored], ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A row opened. previous: None when it is new, or when no older draft has such an assessment."""

    assessment: AssessmentRecord
    row: WorkRow
    words: ProvisionText
    cells: tuple[CellView, ...]
    previous: PreviousView | None


def open_provision(
    records: Records, sheets: Sheets, assessment_id: int, path: str, reader_id: int
) -> ProvisionView:
    """The row at this path; NotFound when it is none. Needs the draft to be aligned with the previous one."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    row = row_at(sheet, path)
    cells = _cells_of(records, assessment_id, row, questions_of(sheet, row), reader_id)
    before = previous_assessment(records, assessment, reader_id)
    was = counterpart(records, before, assessment, sheets, path) if before else None
    words = records.drafts.text(assessment.draft_id, path)
    previous = _previous(records, sheets, before, was, words, reader_id) if before and was else None
    return ProvisionView(
        assessment=assessment,
        row=_work_row(
            records, sheets, assessment, row, cells, previous, was, reader_id, has_older=before is not None
        ),
        words=words,
        cells=cells,
        previous=previous,
    )


def open_cell(
    records: Records, sheets: Sheets, assessment_id: int, cell: tuple[str, str], reader_id: int
) -> CellView:
    """One cell (path, criterion id); NotFound when the row or the criterion is none of this assessment."""
    path, criterion_id = cell
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    row = row_at(sheet, path)
    if criterion_id not in questions_of(sheet, row):
        raise NotFound("criterion", criterion_id)
    return _cells_of(records, assessment_id, row, (criterion_id,), reader_id)[0]


def row_at(sheet: Sheet, path: str) -> Row:
    """The row at a path; NotFound when there is none."""
    row = sheet.by_path.get(path)
    if row is None:
        raise NotFound("row", path)
    return row


def questions_of(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """Ids of the criteria that can have a cell in this row: about the whole text, or about single provisions."""
    whole = row.path == WHOLE_TEXT.path
    return tuple(criterion.id for criterion in sheet.checklist.criteria if criterion.whole_draft == whole)


def _cells_of(
    records: Records, assessment_id: int, row: Row, criteria: tuple[str, ...], reader_id: int
) -> tuple[CellView, ...]:
    told = _Told(
        visible=records.scores.visible_of(assessment_id, row.path, reader_id),
        hidden=records.scores.hidden_of(assessment_id, row.path, reader_id),
        terms=records.cells.terms(assessment_id, reader_id, row.path),
        settled=records.settled.seen_of(assessment_id, row.path, reader_id),
    )
    return tuple(_cell(row, key, told, reader_id) for key in criteria)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the reader may see of the cells of one row; hidden and settled by criterion id."""

    visible: tuple[ScoreRecord, ...]
    hidden: Mapping[str, int]
    terms: Terms
    settled: Mapping[str, SettledResult]


def _cell(row: Row, criterion: str, told: _Told, reader_id: int) -> CellView:
    key = (row.path, criterion)
    scores = [score for score in told.visible if score.criterion == criterion]
    own = next((score for score in scores if score.person.id == reader_id), None)
    hidden = told.hidden.get(criterion, 0)
    ratings = [rating for score in scores if (rating := score.words.rating) is not None]
    state = told.terms.state_of(key, ratings)
    return CellView(
        provision=row.path,
        criterion=criterion,
        in_scope=criterion in row.in_scope or hidden > 0 or bool(ratings),
        own=own,
        others=tuple(score for score in scores if score.person.id != reader_id),
        others_hidden=hidden,
        state=None if hidden and not ratings else state,
        result=told.terms.result_of(key, ratings),
        settled=told.settled.get(criterion),
    )


def _previous(
    records: Records,
    sheets: Sheets,
    before: AssessmentRecord,
    was: Counterpart,
    words: ProvisionText,
    reader_id: int,
) -> PreviousView:
    rows = sheets.of(records, before).by_path
    texts = [records.drafts.text(before.draft_id, path) for path in was.paths]
    scores = tuple(score for path in was.paths for score in records.scores.own_of(before.id, path, reader_id))
    return PreviousView(
        assessment=before,
        label=", ".join(rows[path].label for path in was.paths),
        link=was.link.link,
        paths=was.paths,
        same_text=was.same_text,
        text=joined(texts),
        scores=scores,
        redlines=redlines_along(records, was.link, texts, [words]),
        evidence=tuple(
            (score.id, quote, reanchor(quote, words.text))
            for score in scores
            for quote in score.words.evidence
        ),
    )


def _work_row(
    records: Records,
    sheets: Sheets,
    assessment: AssessmentRecord,
    row: Row,
    cells: tuple[CellView, ...],
    previous: PreviousView | None,
    was: Counterpart | None,
    reader_id: int,
    *,
    has_older: bool,
) -> WorkRow:
    sheet = sheets.of(records, assessment)
    waiting: tuple[Waiting, ...] = ()
    if previous is not None and was is not None:
        given = by_row((s.provision, s.criterion, s.words.rating) for s in previous.scores)
        kept = {cell.criterion: cell.own.words.rating for cell in cells if cell.own is not None}
        same_question = questions_kept(sheets.of(records, previous.assessment), sheet)
        waiting = tuple(waiting_in(row.path, was, given, kept, same_question))
    rated = [
        (row.path, cell.criterion, own.person.id, own.words.rating, False)
        for cell in cells
        if (own := cell.own) is not None and own.words.rating is not None
    ]
    brought_in = [(row.path, cell.criterion, 0, None, False) for cell in cells if cell.in_scope]
    changed = has_older and is_changed(was)
    return work_row(sheet, row, [*rated, *brought_in], waiting, reader_id, changed=changed)
