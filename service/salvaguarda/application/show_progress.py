"""Show how far everybody is: counts of ratings, never what was given, nor whether it agrees."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.list_reviewers import ReviewerRecord, list_reviewers
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.audit import RecordNames
from salvaguarda.application.ports.members import MemberRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act
from salvaguarda.domain.cells import CellStanding, CellState
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.matrix import OUT_OF_SCOPE, Row
from salvaguarda.domain.people import Person
from salvaguarda.domain.queues import Progress, progress_of
from salvaguarda.domain.team import Naming, Role

ALL_RATED, SETTLED = "r", "s"
"""Codes of cells whose ratings are all in; the others show how many are (0 to 9)."""


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """How far one person is.

    reviews: they may score there now. assigned: cells they are to score. rated: those of them they have rated.
    beside: cells they rated without being assigned.
    """

    person: Person
    organisation: str
    reviews: bool
    assigned: int
    rated: int
    beside: int


@dataclass(frozen=True, slots=True)
class RowProgress:
    """One character per criterion each. codes: how far; assigned: how many people are assigned."""

    row: Row
    codes: str
    assigned: str


@dataclass(frozen=True, slots=True)
class ProgressView:
    """chapters: (label, "" for none). people: None where names are hidden from the reader."""

    assessment: AssessmentRecord
    sheet: Sheet
    total: Progress
    chapters: tuple[tuple[str, Progress], ...]
    criteria: tuple[tuple[Criterion, Progress], ...]
    rows: tuple[RowProgress, ...]
    people: tuple[PersonProgress, ...] | None


def show_progress(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> ProgressView:
    """The progress of an assessment, for whoever leads or adjudicates it. Raises NotFound and Forbidden."""
    roles = require_role(records, assessment_id, reader.id, Act.SEE_PROGRESS)
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    cells = list_cells(records, assessment, sheet)
    of_row = _grouped(cells.values(), lambda cell: cell.path)
    of_criterion = _grouped(cells.values(), lambda cell: cell.criterion)
    of_chapter = _grouped(cells.values(), lambda cell: sheet.by_path[cell.path].division)
    named = assessment.names is Naming.SHOWN or not roles.isdisjoint({Role.OWNER, Role.LEAD})
    return ProgressView(
        assessment=assessment,
        sheet=sheet,
        total=progress_of(cells.values()),
        chapters=tuple((label, progress_of(some)) for label, some in of_chapter.items()),
        criteria=tuple((one, progress_of(of_criterion.get(one.id, ()))) for one in sheet.checklist.criteria),
        rows=tuple(_row(row, of_row[row.path], sheet) for row in sheet.rows if row.path in of_row),
        people=_people(records, assessment, list(cells.values()), reader.id) if named else None,
    )


def _grouped(
    cells: Iterable[CellStanding], group_of: Callable[[CellStanding], str]
) -> dict[str, list[CellStanding]]:
    found: dict[str, list[CellStanding]] = {}
    for cell in cells:
        found.setdefault(group_of(cell), []).append(cell)
    return found


def _row(row: Row, cells: Iterable[CellStanding], sheet: Sheet) -> RowProgress:
    found = {cell.criterion: cell for cell in cells}
    there = [found.get(criterion) for criterion in sheet.checklist.by_id]
    return RowProgress(
        row=row,
        codes="".join(OUT_OF_SCOPE if cell is None else _code(cell) for cell in there),
        assigned="".join(OUT_OF_SCOPE if cell is None else str(min(9, len(cell.assigned))) for cell in there),
    )


def _code(cell: CellStanding) -> str:
    if cell.state is CellState.SETTLED:
        return SETTLED
    all_in = cell.state in (CellState.AGREED, CellState.CONFLICT)
    return ALL_RATED if all_in else str(min(9, len(cell.ratings)))


def _people(
    records: Records, assessment: AssessmentRecord, cells: list[CellStanding], reader_id: int
) -> tuple[PersonProgress, ...]:
    """Everybody who reviews by a row, is assigned, or rated; those who review first, by name."""
    members = {row.person.id: row for row in records.members.of(assessment.id)}
    reviewers = {each.person.id: each for each in list_reviewers(records, assessment)}
    assigned, rated, beside = Counter[int](), Counter[int](), Counter[int]()
    for cell in cells:
        assigned.update(cell.assigned)
        rated.update(cell.assigned & cell.ratings.keys())
        beside.update(cell.ratings.keys() - cell.assigned)
    shown = {person for person in reviewers if person in members} | assigned.keys() | beside.keys()
    strangers = {each.id: each for each in records.scores.people(shown - members.keys() - reviewers.keys())}
    names = records.record.names(assessment.id, reader_id)
    found = [
        PersonProgress(
            *_named(reviewers.get(person) or members.get(person), strangers.get(person), names),
            reviews=person in reviewers,
            assigned=assigned[person],
            rated=rated[person],
            beside=beside[person],
        )
        for person in shown
    ]
    return tuple(
        sorted(
            found, key=lambda each: (not each.reviews, each.person.display_name.casefold(), each.person.id)
        )
    )


def _named(
    known: ReviewerRecord | MemberRecord | None, stranger: Person | None, names: RecordNames
) -> tuple[Person, str]:
    """Who somebody is, and of which organisation; whoever left and is kept as a pseudonym is nothing else any more."""
    somebody = known.person if known is not None else stranger
    assert somebody is not None  # whoever is neither is looked up as a stranger
    told = names.in_team(somebody)
    return told, known.organisation if known is not None and told is somebody else ""
