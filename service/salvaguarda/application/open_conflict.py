"""Open a cell to adjudicate it: its words, what everybody gave and changed, what was settled before, who may decide."""

from dataclasses import dataclass

from salvaguarda.application.open_provision import questions_of, row_at
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import ProvisionText
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey, ScoreRecord
from salvaguarda.application.ports.settled import SettledResult
from salvaguarda.application.ports.settling import LockRecord, PastRating
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.adjudicating import Obstacle, cell_version, obstacle_to
from salvaguarda.domain.audit import sha256_of
from salvaguarda.domain.cells import CellStanding, CellState
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import Forbidden, NotFound
from salvaguarda.domain.matrix import Row
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A cell that is open to its reader, whatever its state: before a decision and after it.

    roles: of the reader. scores: the rated ones, the reader's own among them, in an order that tells nothing. past: every rating that those
    scores ever had, by score id. results: everything that was settled, newest first; the first may be in force.
    obstacle: why the reader may not decide; None when they may. deciders: how many adjudicators could, told to those who
    see progress; None for others. version: rises with every change of the cell.
    """

    assessment: AssessmentRecord
    roles: frozenset[Role]
    checklist: Checklist
    row: Row
    criterion: str
    words: ProvisionText
    state: CellState
    scores: tuple[ScoreRecord, ...]
    past: dict[int, tuple[PastRating, ...]]
    results: tuple[SettledResult, ...]
    lock: LockRecord | None
    obstacle: Obstacle | None
    may_reopen: bool
    deciders: int | None
    threads: int
    version: int


def open_conflict(
    records: Records, sheets: Sheets, assessment_id: int, cell: CellKey, reader: Person
) -> ConflictView:
    """The cell; NotFound when it is none, Forbidden when what others gave there is not open to the reader (yet)."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    row, criterion = cell_at(sheet, cell)
    require_open(records, assessment_id, cell, reader.id)
    roles = records.members.roles_of(assessment_id, reader)
    standing = records.cells.standing(assessment_id, *cell)
    scores = _scores(records, assessment_id, cell, reader.id)
    results = records.settled.history_of_cell(assessment_id, *cell, reader.id)
    return ConflictView(
        assessment=assessment,
        roles=roles,
        checklist=sheet.checklist,
        row=row,
        criterion=criterion,
        words=records.drafts.text(assessment.draft_id, row.path),
        state=standing.state,
        scores=scores,
        past=records.settling.past_ratings([score.id for score in scores]),
        results=results,
        lock=records.locks.of_cell(assessment_id, cell, reader.id),
        obstacle=obstacle_to(standing, reader.id, adjudicates=may_in(roles, Act.ADJUDICATE)),
        may_reopen=may_in(roles, Act.SETTLE) and not standing.has_score_of(reader.id),
        deciders=deciders_of(records, assessment_id, standing) if may_in(roles, Act.SEE_PROGRESS) else None,
        threads=sum(
            each.resolved_at is None for each in records.threads.of_cell(assessment_id, cell, reader.id)
        ),
        version=version_of(records, assessment_id, cell),
    )


def cell_at(sheet: Sheet, cell: CellKey) -> tuple[Row, str]:
    """The row and the criterion; NotFound when the assessment has no such cell."""
    path, criterion = cell
    row = row_at(sheet, path)
    if criterion not in questions_of(sheet, row):
        raise NotFound("criterion", criterion)
    return row, criterion


def require_open(records: Records, assessment_id: int, cell: CellKey, reader_id: int) -> None:
    """Nothing, when the reader may see what others gave in this cell; Forbidden, the same whatever is there, otherwise."""
    if not records.cells.is_open(assessment_id, *cell, reader_id):
        raise Forbidden(
            "What others gave in this cell is not open to you: you see it once you have rated the cell yourself, when it is "
            "yours to adjudicate, or when it is settled."
        )


def version_of(records: Records, assessment_id: int, cell: CellKey) -> int:
    """The version of the cell, as a decision on it names it."""
    settled, reopened = records.settling.counts_of_cell(assessment_id, cell)
    return cell_version(records.settling.scores_of_cell(assessment_id, cell), settled, reopened)


def deciders_of(records: Records, assessment_id: int, standing: CellStanding) -> int:
    """How many adjudicators of the assessment are no party to this cell."""
    members = (record.member for record in records.members.of(assessment_id))
    return sum(
        each.left_at is None
        and may_in(each.roles, Act.ADJUDICATE)
        and not standing.has_score_of(each.person_id)
        and each.person_id not in standing.assigned
        for each in members
    )


def _scores(records: Records, assessment_id: int, cell: CellKey, reader_id: int) -> tuple[ScoreRecord, ...]:
    """The rated scores of the cell, shuffled from cell to cell, so that nobody learns who stands on the left."""
    path, criterion = cell
    seen = records.scores.visible_of(assessment_id, path, reader_id)
    rated = (each for each in seen if each.criterion == criterion and each.words.rating is not None)
    return tuple(sorted(rated, key=_shuffled))


def _shuffled(score: ScoreRecord) -> tuple[str, str]:
    """Letters in their order; names by chance, the same for ever."""
    name = "" if score.person.id else score.person.display_name
    return name, sha256_of(f"{score.provision}/{score.criterion}/{score.id}")
