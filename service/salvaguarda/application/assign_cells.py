"""Assign people to chosen cells by hand, or take them off."""

from dataclasses import dataclass

from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.list_reviewers import list_reviewers
from salvaguarda.application.plan_assignments import Range, assign, planned_cells
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.require_role import require_role
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.access import Act
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.errors import Conflict, Invalid, Problem


@dataclass(frozen=True, slots=True)
class AssignWish:
    """people: to be assigned, or taken off when `off`. cells: single ones; None is everything in the range."""

    people: frozenset[int]
    range: Range
    cells: frozenset[CellKey] | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """What came of it. stayed: places that could not be taken away, because their person has rated there."""

    added: int
    dropped: int
    stayed: int


def assign_cells(
    records: Records, sheets: Sheets, assessment_id: int, person_id: int, wish: AssignWish
) -> Assigned:
    """Assign these people to these cells beside those who are there, or take them off where they have not rated.

    Raises NotFound, Forbidden, Invalid for people who do not review there and cells that are not there, and Conflict when
    adding somebody to a cell that is settled.
    """
    require_role(records, assessment_id, person_id, Act.ASSIGN)
    records.assignments.hold(assessment_id)
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    there = list_cells(records, assessment, sheet)
    cells = _wanted(there, {cell.key for cell in planned_cells(sheet, there, wish.range)}, wish)
    if wish.off:
        return _take_off(records, assessment_id, person_id, cells, wish.people)
    _check_people(wish.people, {each.person.id for each in list_reviewers(records, assessment)})
    open_cells = [cell for cell in cells if cell.settled is None]
    if not open_cells:
        raise Conflict("All of these cells are settled. Assign people to cells that still wait for ratings.")
    after = {(cell.path, cell.criterion): cell.assigned | wish.people for cell in open_cells}
    added, dropped = assign(records, assessment_id, person_id, after, how="by hand")
    return Assigned(added, dropped, 0)


def _wanted(
    there: dict[CellKey, CellStanding], in_range: set[CellKey], wish: AssignWish
) -> list[CellStanding]:
    unknown = sorted((wish.cells or frozenset()) - there.keys())
    if unknown:
        what = f"There is no cell {unknown[0][0]} × {unknown[0][1]} here."
        raise Invalid(
            what, [Problem("cells", what, "Name row and criterion of cells that are to be scored.")]
        )
    return [
        cell for key, cell in there.items() if (key in in_range if wish.cells is None else key in wish.cells)
    ]


def _check_people(people: frozenset[int], reviewers: set[int]) -> None:
    if not people or people - reviewers:
        what = "Choose people who review in this assessment."
        raise Invalid(what, [Problem("people", what, "Give them the role of a reviewer first.")])


def _take_off(
    records: Records, assessment_id: int, person_id: int, cells: list[CellStanding], people: frozenset[int]
) -> Assigned:
    """Whoever has rated a cell stays assigned to it: taking them off would let what they know go unseen."""
    after, stayed = {}, 0
    for cell in cells:
        leaving = people & cell.assigned
        staying = leaving & cell.ratings.keys()
        stayed += len(staying)
        after[cell.path, cell.criterion] = cell.assigned - (leaving - staying)
    added, dropped = assign(records, assessment_id, person_id, after, how="by hand")
    return Assigned(added, dropped, stayed)
