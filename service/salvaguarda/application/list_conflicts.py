"""List the conflicts of an assessment, and how many cells agree, as far as the reader may know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.ports.settled import SettledKind, SettledResult
from salvaguarda.application.ports.settling import LockRecord
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.adjudicating import Obstacle, obstacle_to
from salvaguarda.domain.cells import CellStanding, CellState
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.matrix import Row
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Role


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict that is open to the reader. ratings: what was given, worst first, without whose.

    apart: points between the highest and the lowest rating, None when one of them has no points.
    obstacle: why the reader may not decide; None when they may. threads: how many are not resolved.
    """

    row: Row
    criterion: str
    ratings: tuple[Rating, ...]
    apart: int | None
    obstacle: Obstacle | None
    lock: LockRecord | None
    threads: int


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A conflict that an adjudicator decided, open to the reader. mine: the reader did."""

    row: Row
    result: SettledResult
    mine: bool


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """conflicts, decided: in document order, then in that of the checklist. agreed, settled, hidden: cells, for those who
    see progress (None for others): on which all agree, that a person settled, and conflicts that are not open to the reader.
    """

    assessment: AssessmentRecord
    roles: frozenset[Role]
    checklist: Checklist
    conflicts: tuple[ConflictLine, ...]
    decided: tuple[DecidedLine, ...]
    hidden: int | None
    agreed: int | None
    settled: int | None


def list_conflicts(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> ConflictsView:
    """Everything the list of conflicts shows; NotFound when the assessment is not there for the reader."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    roles = records.members.roles_of(assessment_id, reader)
    standings = [
        each for each in records.cells.standings(assessment_id) if sheet.knows(each.path, each.criterion)
    ]
    opened = records.cells.open_to(assessment_id, reader.id)
    conflicts = [each for each in standings if each.state is CellState.CONFLICT]
    lines = _lines(
        records,
        sheet,
        [each for each in conflicts if (each.path, each.criterion) in opened],
        (assessment_id, reader),
        adjudicates=may_in(roles, Act.ADJUDICATE),
    )
    sees_progress = may_in(roles, Act.SEE_PROGRESS)
    return ConflictsView(
        assessment=assessment,
        roles=roles,
        checklist=sheet.checklist,
        conflicts=lines,
        decided=_decided(sheet, records.settled.seen(assessment_id, reader.id), reader.id),
        hidden=len(conflicts) - len(lines) if sees_progress else None,
        agreed=_count(standings, CellState.AGREED) if sees_progress else None,
        settled=_count(standings, CellState.SETTLED) if sees_progress else None,
    )


def _count(standings: Iterable[CellStanding], state: CellState) -> int:
    return sum(each.state is state for each in standings)


def _lines(
    records: Records,
    sheet: Sheet,
    conflicts: list[CellStanding],
    asked: tuple[int, Person],
    *,
    adjudicates: bool,
) -> tuple[ConflictLine, ...]:
    assessment_id, reader = asked
    locks = records.locks.of(assessment_id, reader.id) if conflicts else {}
    threads = records.threads.open_by_cell(assessment_id, reader.id) if conflicts else {}
    points = {level.rating: level.points for level in sheet.checklist.scale}
    worst_first = [level.rating for level in reversed(sheet.checklist.scale)]
    return tuple(
        ConflictLine(
            row=sheet.by_path[each.path],
            criterion=each.criterion,
            ratings=tuple(sorted(each.ratings.values(), key=worst_first.index)),
            apart=_apart(points, each.ratings.values()),
            obstacle=obstacle_to(each, reader.id, adjudicates=adjudicates),
            lock=locks.get((each.path, each.criterion)),
            threads=threads.get((each.path, each.criterion), 0),
        )
        for each in sorted(conflicts, key=lambda cell: _place(sheet, (cell.path, cell.criterion)))
    )


def _apart(points: Mapping[Rating, int | None], ratings: Iterable[Rating]) -> int | None:
    found = [points[rating] for rating in ratings]
    known = [each for each in found if each is not None]
    return max(known) - min(known) if len(known) == len(found) else None


def _decided(sheet: Sheet, seen: Mapping[CellKey, SettledResult], reader_id: int) -> tuple[DecidedLine, ...]:
    decided = [
        each for key, each in seen.items() if each.kind is SettledKind.ADJUDICATED and sheet.knows(*key)
    ]
    decided.sort(key=lambda each: _place(sheet, (each.provision, each.criterion)))
    return tuple(
        DecidedLine(sheet.by_path[each.provision], each, each.person.id == reader_id) for each in decided
    )


def _place(sheet: Sheet, cell: CellKey) -> tuple[int, str]:
    path, criterion = cell
    return sheet.places[path], sheet.checklist.by_id[criterion].code
