"""Assignments, progress and queues."""

from litestar import Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.assign_cells import AssignWish, assign_cells
from salvaguarda.application.list_assignments import list_assignments
from salvaguarda.application.list_work import list_work
from salvaguarda.application.plan_assignments import PlanWish, Range, keep_plan, plan_assignments
from salvaguarda.application.show_progress import show_progress
from salvaguarda.application.show_queues import show_queues
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_assignments import (
    present_assignments,
    present_plan,
    present_progress,
    present_queues,
    present_work,
)
from salvaguarda.web.schemas.assignments import (
    AssessmentProgressOut,
    AssignedOut,
    AssignIn,
    AssignmentsOut,
    KeepPlanIn,
    PlanIn,
    PlanOut,
    QueuesOut,
    RangeIn,
    WorkOut,
)


def _range(data: RangeIn) -> Range:
    return Range(
        None if data.chapters is None else frozenset(data.chapters),
        None if data.criteria is None else frozenset(data.criteria),
    )


def _wish(data: PlanIn) -> PlanWish:
    people = None if data.people is None else frozenset(data.people)
    return PlanWish(data.by, people, _range(data), data.anew)


@get(
    "/api/assessments/{assessment_id:int}/assignments",
    operation_id="list_assignments",
    summary="Who is assigned where",
    opt={"act": Act.ASSIGN},
)
async def get_assignments(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> AssignmentsOut:
    """Cell by cell, and who can be assigned."""
    return present_assignments(await parts.database.read(list_assignments, assessment_id), person)


@post(
    "/api/assessments/{assessment_id:int}/assignments/plan",
    operation_id="plan_assignments",
    summary="Look at a plan of assignments before it is kept",
    status_code=200,
    opt={"act": Act.ASSIGN},
)
async def post_plan(
    assessment_id: FromPath[int],
    data: JSONBody[PlanIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> PlanOut:
    """Nothing is kept. The same question gives the same plan while nothing changes; `basis` names it."""
    view = await parts.database.read_long(plan_assignments, parts.sheets, assessment_id, _wish(data))
    return present_plan(view, person)


@put(
    "/api/assessments/{assessment_id:int}/assignments/plan",
    operation_id="keep_plan",
    summary="Keep the plan that was looked at",
    opt={"act": Act.ASSIGN},
)
async def put_plan(
    assessment_id: FromPath[int],
    data: JSONBody[KeepPlanIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> PlanOut:
    """409 when it would be another plan by now, because somebody scored or assigned cells; nothing is kept then."""
    view = await parts.database.write(
        keep_plan, parts.sheets, assessment_id, person.id, _wish(data), data.basis
    )
    return present_plan(view, person)


@post(
    "/api/assessments/{assessment_id:int}/assignments",
    operation_id="assign_cells",
    summary="Assign people to cells by hand, or take them off",
    status_code=200,
    opt={"act": Act.ASSIGN},
)
async def post_assignments(
    assessment_id: FromPath[int],
    data: JSONBody[AssignIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> AssignedOut:
    """Beside those who are there. Settled cells get nobody new; whoever has rated a cell stays assigned to it."""
    cells = None if data.cells is None else frozenset((one.provision, one.criterion) for one in data.cells)
    wish = AssignWish(frozenset(data.people), _range(data), cells, data.off)
    done = await parts.database.write(assign_cells, parts.sheets, assessment_id, person.id, wish)
    return AssignedOut(done.added, done.dropped, done.stayed)


@get(
    "/api/assessments/{assessment_id:int}/progress",
    operation_id="get_progress",
    summary="How far everybody is",
    opt={"act": Act.SEE_PROGRESS},
)
async def get_progress(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> AssessmentProgressOut:
    """Counts per person, chapter, criterion and cell; never a rating, nor whether ratings agree."""
    return present_progress(
        await parts.database.read(show_progress, parts.sheets, assessment_id, person), person
    )


@get(
    "/api/assessments/{assessment_id:int}/queues",
    operation_id="get_queues",
    summary="The reader's own queues",
    opt={"act": Act.READ},
)
async def get_queues(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> QueuesOut:
    """What is theirs to score, waits for others, is in conflict, is done. Every cell stands in exactly one."""
    return present_queues(await parts.database.read(show_queues, parts.sheets, assessment_id, person))


@get(
    "/api/work",
    operation_id="list_work",
    summary="What waits for the reader in assessments they share with others",
    opt={"act": Act.READ},
)
async def get_work(person: NamedDependency[Person], parts: NamedDependency[Parts]) -> list[WorkOut]:
    """The newest assessment first; empty for somebody who works alone."""
    found = await parts.database.read_long(list_work, parts.sheets, person)
    return [present_work(work) for work in found]


assignments_router = Router(
    path="/",
    route_handlers=[
        get_assignments,
        post_plan,
        put_plan,
        post_assignments,
        get_progress,
        get_queues,
        get_work,
    ],
    tags=["Assignments"],
)
