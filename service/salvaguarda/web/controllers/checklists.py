"""Checklists."""

from typing import Annotated, Any

from anyio import to_thread
from litestar import Controller, Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, PathParameter

from salvaguarda.application.list_checklists import find_checklist, list_checklists, read_checklist
from salvaguarda.application.publish_checklist import upload_checklist
from salvaguarda.domain.access import Act
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_checklists import present_checklist, present_summary
from salvaguarda.web.schemas.checklists import ChecklistOut, ChecklistSummaryOut
from salvaguarda.web.uploads import Upload, is_form, uploaded

Version = Annotated[str, PathParameter(description="Three numbers with dots: 1.0.0")]


class ChecklistsController(Controller):
    """Published checklist versions."""

    path = "/api/checklists"
    tags = ["Checklists"]

    @get(operation_id="list_checklists", summary="Every published checklist version", opt={"act": Act.READ})
    async def list_checklists(self, parts: NamedDependency[Parts]) -> list[ChecklistSummaryOut]:
        """By id, then in the order they were published."""
        return [present_summary(record) for record in await parts.database.read(list_checklists)]

    @post(
        operation_id="add_checklist",
        summary="Publish a checklist of one's own",
        opt={"act": Act.ADD_CHECKLIST},
    )
    async def add_checklist(
        self,
        request: Request[Person, Any, Any],
        person: NamedDependency[Person],
        parts: NamedDependency[Parts],
    ) -> ChecklistSummaryOut:
        """YAML as the body (text/yaml) or in a form's field `file`. 422 lists every mistake with its line."""
        upload = (
            await uploaded(request) if is_form(request) else Upload("checklist.yaml", await request.body())
        )
        checklist: Checklist = await to_thread.run_sync(
            parts.load_checklist, upload.content, upload.name, limiter=parts.slow_work
        )
        source = upload.content.decode("utf-8")
        record = await parts.database.write(upload_checklist, checklist, source, person.id)
        return present_summary(record)

    @get(
        "/{checklist_id:str}/{version:str}",
        operation_id="get_checklist",
        summary="A checklist version",
        opt={"act": Act.READ},
    )
    async def get_checklist(
        self, checklist_id: FromPath[str], version: Version, parts: NamedDependency[Parts]
    ) -> ChecklistOut:
        """Every criterion with its guidance and levels, the demands and the verdict's rule."""
        record, checklist = await parts.database.read(read_checklist, parts.sheets, checklist_id, version)
        return present_checklist(checklist, record.origin)

    @get(
        "/{checklist_id:str}/{version:str}/source",
        operation_id="get_checklist_source",
        summary="A checklist version's file",
        media_type="text/yaml",
        opt={"act": Act.READ},
    )
    async def get_source(
        self, checklist_id: FromPath[str], version: Version, parts: NamedDependency[Parts]
    ) -> Response[str]:
        """The YAML exactly as it was published."""
        record = await parts.database.read(find_checklist, checklist_id, version)
        name = f"{record.id}-{record.version}.yaml"
        return Response(
            record.source,
            media_type="text/yaml",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


@get(
    "/api/checklist-schema",
    operation_id="get_checklist_schema",
    summary="The JSON Schema of a checklist file",
    tags=["Checklists"],
    opt={"act": Act.OPEN_PAGES},
)
async def get_checklist_schema(parts: NamedDependency[Parts]) -> dict[str, Any]:
    """Editors complete and check a checklist with it."""
    return dict(parts.checklist_schema())


checklists_router = Router(path="/", route_handlers=[ChecklistsController, get_checklist_schema])
