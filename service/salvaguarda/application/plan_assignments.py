"""Plan who scores what, before anything is kept, and keep the plan that was looked at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.list_reviewers import ReviewerRecord, list_reviewers
from salvaguarda.application.log_assignments import log_assignments
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.require_role import require_role
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.access import Act
from salvaguarda.domain.assignments import Method, Plan, PlanCell, Reviewer, Standing, make_plan
from salvaguarda.domain.audit import sha256_of
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.errors import Conflict, Invalid, Problem


@dataclass(frozen=True, slots=True)
class Range:
    """Which cells are meant. chapters: labels as in `Row.division` ("" is what stands in none); criteria: ids; None: all."""

    chapters: frozenset[str] | None = None
    criteria: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What to plan. people: who takes part; None is everybody who reviews. anew: what nobody scored is planned again."""

    method: Method
    people: frozenset[int] | None = None
    range: Range = Range()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with what it is of. basis: names what it was made from; another one later means that something changed.

    cells: every cell of the assessment as it is now. FOR WHOEVER ASSIGNS: it names people, whatever others may know.
    """

    assessment: AssessmentRecord
    sheet: Sheet
    reviewers: tuple[ReviewerRecord, ...]
    plan: Plan
    cells: Mapping[CellKey, CellStanding]
    basis: str


def plan_assignments(records: Records, sheets: Sheets, assessment_id: int, wish: PlanWish) -> PlanView:
    """The plan; nothing is kept. Raises NotFound, and Invalid for people who do not review there or unknown chapters."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    reviewers = list_reviewers(records, assessment)
    cells = list_cells(records, assessment, sheet)
    taking_part = _taking_part(reviewers, wish.people)
    unsettled = [key for key, cell in cells.items() if cell.settled is None]
    wanted = planned_cells(sheet, unsettled, wish.range)
    standing = _standing(cells, {each.person.id for each in reviewers})
    plan = make_plan(wanted, taking_part, assessment.needed, wish.method, standing, anew=wish.anew)
    return PlanView(assessment, sheet, reviewers, plan, cells, _basis(plan))


def keep_plan(
    records: Records, sheets: Sheets, assessment_id: int, person_id: int, wish: PlanWish, basis: str
) -> PlanView:
    """Keep the plan that somebody looked at. Conflict when it would be another one by now; nothing is kept then."""
    require_role(records, assessment_id, person_id, Act.ASSIGN)
    records.assignments.hold(assessment_id)
    view = plan_assignments(records, sheets, assessment_id, wish)
    if view.basis != basis:
        raise Conflict(
            "Somebody scored or assigned cells meanwhile, so the plan would be another one now. "
            "Look at the new plan, then keep it."
        )
    assign(records, assessment_id, person_id, view.plan.assigned, how=f"plan by {wish.method.value}")
    return view


def assign(
    records: Records,
    assessment_id: int,
    person_id: int,
    cells: Mapping[CellKey, Collection[int]],
    how: str,
) -> tuple[int, int]:
    """Let exactly these people be assigned to these cells, log it and tell it; how many were added, how many dropped."""
    before = records.assignments.by_cell(assessment_id)
    for newcomer in sorted({person for people in cells.values() for person in people}):
        records.members.ensure(assessment_id, newcomer)
    changed = {
        key: frozenset(people)
        for key, people in cells.items()
        if frozenset(people) != before.get(key, frozenset())
    }
    counts = records.assignments.replace(assessment_id, changed, person_id)
    if changed:
        log_assignments(records, assessment_id, person_id, before, changed, how)
    return counts


def planned_cells(sheet: Sheet, cells: Collection[CellKey], of: Range) -> list[PlanCell]:
    """The cells that a range means, in document order; Invalid when it names what is not there, or nothing is in it."""
    chapters = {row.division for row in sheet.rows}
    problems = [
        Problem("chapters", f"This draft has no chapter {name}.", "Use the labels of its chapters.")
        for name in sorted((of.chapters or frozenset()) - chapters)
    ] + [
        Problem("criteria", f"This checklist has no criterion {name}.", "Use the ids of its criteria.")
        for name in sorted((of.criteria or frozenset()) - sheet.checklist.by_id.keys())
    ]
    wanted = [
        PlanCell(path, criterion, row.division, asked=criterion in row.in_scope)
        for path, criterion in cells
        if (row := sheet.by_path[path])
        and (of.chapters is None or row.division in of.chapters)
        and (of.criteria is None or criterion in of.criteria)
    ]
    if not problems and not wanted:
        problems = [
            Problem("chapters", "No cell is meant by this.", "Choose chapters or criteria with cells.")
        ]
    if problems:
        raise Invalid(problems[0].what, problems)
    return wanted


def _taking_part(reviewers: tuple[ReviewerRecord, ...], people: frozenset[int] | None) -> list[Reviewer]:
    """Those who are planned with, in the order of their ids; Invalid for somebody who does not review there."""
    known = {each.person.id: Reviewer(each.person.id, each.organisation_id) for each in reviewers}
    strangers = sorted((people or frozenset()) - known.keys())
    if strangers or (people is not None and not people) or not known:
        what = (
            "Nobody reviews in this assessment yet."
            if not known
            else "Choose people who review in this assessment."
        )
        raise Invalid(what, [Problem("people", what, "Give somebody the role of a reviewer first.")])
    return [known[person] for person in sorted(known) if people is None or person in people]


def _standing(cells: Mapping[CellKey, CellStanding], reviewers: Collection[int]) -> Standing:
    """What is there. Notes of somebody who does not review any more are no beginning."""
    return Standing(
        assigned={key: cell.assigned for key, cell in cells.items() if cell.assigned},
        rated={key: frozenset(cell.ratings) for key, cell in cells.items() if cell.ratings},
        begun={key: begun for key, cell in cells.items() if (begun := cell.noted.intersection(reviewers))},
    )


def _basis(plan: Plan) -> str:
    """The name of what a plan comes to: of every planned cell its people, those that are added and those that go."""
    lines = [
        f"{path}\x1f{criterion}\x1f{_ids(people)}\x1f{_ids(plan.dropped.get((path, criterion), ()))}"
        for (path, criterion), people in sorted(plan.assigned.items())
    ]
    return sha256_of("\n".join(lines))


def _ids(people: Collection[int]) -> str:
    return ",".join(map(str, sorted(people)))
