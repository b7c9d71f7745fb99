"""Settle the cells on which all agree, many at once; each is logged. What became agreed after the preview stays for the next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from salvaguarda.application.adjudicate import log_result
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.settled import SettledKind
from salvaguarda.application.ports.settling import NewResult
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.adjudicating import CellScore, basis_of
from salvaguarda.domain.cells import CellStanding, CellState
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Cells on which all agree, without what they agree on.

    as_of: the moment of the preview. by_criterion, by_division: how many, in the order of checklist and draft;
    division "" is what stands in none.
    """

    as_of: str
    cells: int
    by_criterion: dict[Criterion, int]
    by_division: dict[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the agreed cells to settle. as_of: of the preview. criteria, divisions: None for all."""

    as_of: str
    criteria: Collection[str] | None = None
    divisions: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """How many cells were settled, and how many agreed ones are left: not chosen, or agreed since the preview."""

    settled: int
    left: int


def preview_agreed(records: Records, sheets: Sheets, assessment_id: int, person: Person) -> Agreed:
    """What could be settled now; NotFound, and Forbidden for whoever may not settle."""
    require_in(records.members.roles_of(assessment_id, person), Act.SETTLE)
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    agreed = list(_agreed(records, sheet, assessment_id))
    by_division = dict.fromkeys((row.division for row in sheet.rows), 0)
    by_criterion = dict.fromkeys(sheet.checklist.criteria, 0)
    for cell in agreed:
        by_division[sheet.by_path[cell.path].division] += 1
        by_criterion[sheet.checklist.by_id[cell.criterion]] += 1
    return Agreed(records.now, len(agreed), _counted(by_criterion), _counted(by_division))


def settle_agreed(
    records: Records, sheets: Sheets, assessment_id: int, person: Person, choice: Choice
) -> Settlement:
    """Settle them; again with the same preview settles nothing more. NotFound, and Forbidden for whoever may not settle."""
    require_in(records.members.roles_of(assessment_id, person), Act.SETTLE)
    sheet = sheets.of(records, records.assessments.get(assessment_id))
    records.settling.hold_alone(assessment_id)
    scores = records.settling.scores_by_cell(assessment_id)
    agreed = list(_agreed(records, sheet, assessment_id))
    results = [
        _result(cell, scores[cell.path, cell.criterion])
        for cell in agreed
        if _is_chosen(cell, sheet, choice) and _is_older(scores[cell.path, cell.criterion], choice.as_of)
    ]
    kept = records.settling.settle_many(assessment_id, results, person.id)
    for result in results:
        log_result(records, assessment_id, kept[result.provision, result.criterion], result, person.id)
    if len(results) == 1:
        only = results[0]
        records.events.add(
            assessment_id,
            EventKind.CELL_SETTLED,
            person.id,
            path=only.provision,
            criterion=only.criterion,
        )
    elif results:
        records.events.add(assessment_id, EventKind.CELL_SETTLED, person.id)
    return Settlement(len(results), len(agreed) - len(results))


def _agreed(records: Records, sheet: Sheet, assessment_id: int) -> Iterator[CellStanding]:
    """The agreed cells that the sheet knows."""
    for cell in records.cells.standings(assessment_id):
        if cell.state is CellState.AGREED and sheet.knows(cell.path, cell.criterion):
            yield cell


def _is_chosen(cell: CellStanding, sheet: Sheet, choice: Choice) -> bool:
    division = sheet.by_path[cell.path].division
    return (choice.criteria is None or cell.criterion in choice.criteria) and (
        choice.divisions is None or division in choice.divisions
    )


def _is_older(scores: Collection[CellScore], as_of: str) -> bool:
    """Whether the cell was already so when it was counted."""
    return all(each.at <= as_of for each in scores if each.rating is not None)


def _result(cell: CellStanding, scores: Collection[CellScore]) -> NewResult:
    return NewResult(
        provision=cell.path,
        criterion=cell.criterion,
        kind=SettledKind.AGREED.value,
        rating=next(iter(cell.ratings.values())),
        reason="",
        basis=basis_of(scores),
    )


def _counted(counts: dict[Key, int]) -> dict[Key, int]:
    return {key: count for key, count in counts.items() if count}
