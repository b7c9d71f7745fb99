"""Assessments: open one, change its settings, work in it."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.edit_assessment import edit_assessment, settings_of
from salvaguarda.application.open_assessment import open_assessment
from salvaguarda.application.open_provision import open_cell, open_provision
from salvaguarda.application.open_workbench import open_workbench
from salvaguarda.application.ports.assessments import AssessmentRecord, Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.ports.tokens import TokenUse
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.alignment import align_with_previous
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_assessments import (
    present_assessment,
    present_cell,
    present_provision,
    present_workbench,
)
from salvaguarda.web.redlines import complete
from salvaguarda.web.schemas.assessments import AssessmentOut, CellOut, ProvisionViewOut, WorkbenchOut
from salvaguarda.web.schemas.drafts import AssessmentIn
from salvaguarda.web.sessions import Roles, refuse_token


def _answer(record: AssessmentRecord, person: Person, roles: Roles) -> Response[AssessmentOut]:
    return Response(present_assessment(record, person, roles), headers={"etag": etag(record.version)})


@post(
    "/api/drafts/{draft_id:int}/assessments",
    operation_id="add_assessment",
    summary="Open an assessment of a draft",
    opt={"act": Act.WRITE_ASSESSMENTS},
)
async def post_assessment(
    draft_id: FromPath[int],
    data: JSONBody[AssessmentIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[AssessmentOut]:
    """One checklist version applied to one draft; without a title, the checklist's."""
    checklist = (data.checklist_id, data.checklist_version)
    chosen = data.settings_over(Settings(""))

    def add(records: Records) -> tuple[AssessmentRecord, Roles]:
        added = add_assessment(
            records,
            draft_id,
            person.id,
            checklist,
            data.title,
            data.unit,
            blind=chosen.blind,
            access=chosen.access,
            needed=chosen.needed,
            names=chosen.names,
        )
        return added, records.members.roles_of(added.id, person)

    record, roles = await parts.database.write(add)
    return _answer(record, person, roles)


@get(
    "/api/assessments/{assessment_id:int}",
    operation_id="get_assessment",
    summary="An assessment",
    opt={"act": Act.READ},
)
async def get_assessment(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    roles: NamedDependency[Roles],
) -> Response[AssessmentOut]:
    """Its settings; what is in it has addresses of its own."""
    return _answer(await parts.database.read(open_assessment, assessment_id), person, roles)


@put(
    "/api/assessments/{assessment_id:int}",
    operation_id="edit_assessment",
    summary="Change an assessment's settings",
    opt={"act": Act.WRITE_ASSESSMENTS},
)
async def put_assessment(
    assessment_id: FromPath[int],
    data: JSONBody[AssessmentIn],
    edited_version: NamedDependency[int],
    request: Request[Person, Session | TokenUse, Any],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[AssessmentOut]:
    """On the version named in If-Match. Checklist and unit are sent as they are: they cannot change (409). An API token can
    change the title only (403)."""

    def edit(records: Records) -> tuple[AssessmentRecord, Roles]:
        kept = settings_of(records.assessments.get(assessment_id))
        if data.settings_over(kept) != replace(kept, title=data.title):
            refuse_token(request, Act.MANAGE_TEAM)  # who sees what, and how the team works
        edited = edit_assessment(
            records,
            assessment_id,
            edited_version,
            person,
            data.settings_over(kept),
            checklist=(data.checklist_id, data.checklist_version),
            unit=data.unit,
        )
        return edited, records.members.roles_of(assessment_id, person)

    record, roles = await parts.database.write(edit)
    return _answer(record, person, roles)


@get(
    "/api/assessments/{assessment_id:int}/workbench",
    operation_id="get_workbench",
    summary="Everything the workbench shows at once",
    opt={"act": Act.READ},
)
async def get_workbench(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    roles: NamedDependency[Roles],
) -> WorkbenchOut:
    """Every row with the reader's own progress; texts are opened one by one."""
    await align_with_previous(parts, assessment_id, person.id)
    return present_workbench(
        await parts.database.read(open_workbench, parts.sheets, assessment_id, person.id), person, roles
    )


@get(
    "/api/assessments/{assessment_id:int}/provisions/{path:str}",
    operation_id="get_provision",
    summary="A row opened: its words, its cells, what it was before",
    opt={"act": Act.READ},
)
async def get_provision(
    assessment_id: FromPath[int],
    path: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> ProvisionViewOut:
    """Others' scores only of cells that the reader has rated, unless the assessment is not blind."""
    await align_with_previous(parts, assessment_id, person.id)
    view = await parts.database.read(open_provision, parts.sheets, assessment_id, path, person.id)
    before = view.previous
    drawn = await complete(parts, before.redlines) if before else []
    return present_provision(view, drawn[0].operations if drawn else (), person)


@get(
    "/api/assessments/{assessment_id:int}/cells/{path:str}/{criterion_id:str}",
    operation_id="get_cell",
    summary="One cell",
    opt={"act": Act.READ},
)
async def get_cell(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> CellOut:
    """The reader's own score and what they may see of others'."""
    cell = await parts.database.read(open_cell, parts.sheets, assessment_id, (path, criterion_id), person.id)
    return present_cell(cell, person)


assessments_router = Router(
    path="/",
    route_handlers=[
        post_assessment,
        get_assessment,
        put_assessment,
        get_workbench,
        get_provision,
        get_cell,
    ],
    tags=["Assessments"],
)
