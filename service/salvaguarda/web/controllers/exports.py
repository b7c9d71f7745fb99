"""Exports, imports, and the whole table as a page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from anyio import to_thread
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from salvaguarda.application.check_export_values import Versions
from salvaguarda.application.describe_model_use import read_model_use
from salvaguarda.application.export_instrument import export_instrument_of
from salvaguarda.application.export_report import finished_report, gather_report
from salvaguarda.application.import_export import import_export
from salvaguarda.application.open_assessment import open_assessment
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.complete_exports import CompleteExport
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import MatrixView, show_matrix
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import NotSignedIn
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment, stem_of
from salvaguarda.web.parts import Parts
from salvaguarda.web.plain_page import STYLE_SHEET
from salvaguarda.web.schemas.assessments import ImportOut
from salvaguarda.web.table_page import table_page
from salvaguarda.web.uploads import uploaded

IMPORT_BYTES = 200 * 1024 * 1024
"""An export holds every draft's file, a third larger than it was (base64)."""

OrganisationQuery = Annotated[
    int | None,
    QueryParameter(
        name="organisation",
        description="Id of an organisation: only what its people gave, as far as their names are known. Else everybody's.",
        required=False,
    ),
]

_STYLE = (Path(__file__).parents[1] / "table.css").read_bytes()


@get(
    "/api/assessments/{assessment_id:int}/export.xlsx",
    operation_id="export_xlsx",
    summary="The compliance matrix, the scores and the method as a workbook",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_xlsx(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    organisation: OrganisationQuery = None,
) -> Response[bytes]:
    """Numbers as on screen. What others scored is in it only as the reader may see it."""
    return await _report(parts, assessment_id, person, "xlsx", organisation)


@get(
    "/api/assessments/{assessment_id:int}/export.csv",
    operation_id="export_csv",
    summary="The scores as CSV, one row a score",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_csv(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    organisation: OrganisationQuery = None,
) -> Response[bytes]:
    """UTF-8 with a byte order mark. What others scored is in it only as the reader may see it."""
    return await _report(parts, assessment_id, person, "csv", organisation)


@get(
    "/api/assessments/{assessment_id:int}/export.json",
    operation_id="export_json",
    summary="The assessment's instrument whole, to be imported again",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_json(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    organisation: OrganisationQuery = None,
) -> Response[bytes]:
    """Every draft with its file, checklists, assessments, scores and links with their history.

    What others scored is in it only as the reader may see it; it says how many scores it leaves out.
    """
    assessment = await parts.database.read(open_assessment, assessment_id)
    export = await parts.database.read_long(
        export_instrument_of, parts.sheets, assessment_id, person, organisation
    )
    content = await to_thread.run_sync(parts.write_complete, export, limiter=parts.slow_work)
    return _attachment(content, "application/json", assessment, "json")


async def _report(
    parts: Parts, assessment_id: int, person: Person, extension: str, organisation: int | None
) -> Response[bytes]:
    writer = parts.report_writers[extension]
    gathered = await parts.database.read_long(
        gather_report, parts.sheets, assessment_id, person, organisation
    )

    def write() -> bytes:
        return writer.write(finished_report(gathered))

    content = await to_thread.run_sync(write, limiter=parts.slow_work)
    return _attachment(content, writer.media_type, gathered.report.view.assessment, extension)


def _attachment(
    content: bytes, media_type: str, assessment: AssessmentRecord, extension: str
) -> Response[bytes]:
    words = f"{assessment.instrument_title} {assessment.draft_label} {assessment.checklist_id}"
    name = f"{stem_of(words) or 'assessment'}-{assessment.id}.{extension}"
    return attachment(content, media_type, name)


@post(
    "/api/imports",
    operation_id="import_export",
    summary="Bring in a complete JSON export",
    request_max_body_size=IMPORT_BYTES,
    opt={"act": Act.IMPORT},
)
async def post_import(
    request: Request[Person, Any, Any], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> ImportOut:
    """A form with the field `file`. Everything comes in under new ids; people are merged by e-mail.

    For a reviewer who is not the owner, other people come in as accounts of their own.
    """
    upload = await uploaded(request)

    def read() -> tuple[CompleteExport, Versions]:
        return parts.read_complete(upload.content)

    export, versions = await to_thread.run_sync(read, limiter=parts.slow_work)
    done = await parts.database.write(import_export, export, versions, person)
    return ImportOut(done.instruments, done.drafts, done.assessments, done.scores, done.assessment_id)


def to_sign_in(_: Request[Any, Any, Any], __: Exception) -> Response[bytes]:
    """Where a visitor who opens a page is sent."""
    return Response(b"", status_code=303, headers={"location": "/sign-in"}, media_type="text/html")


@get(
    "/assessments/{assessment_id:int}/table",
    include_in_schema=False,
    opt={"act": Act.READ},
    exception_handlers={NotSignedIn: to_sign_in},
)
async def get_table(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[bytes]:
    """The whole matrix as a page of its own."""
    view, use = await parts.database.read(_table, parts.sheets, assessment_id, person.id)
    headers: Mapping[str, str] = {"cache-control": "no-store"}
    return Response(table_page(view, use).encode(), media_type="text/html", headers=headers)


def _table(records: Records, sheets: Sheets, assessment_id: int, reader_id: int) -> tuple[MatrixView, str]:
    view = show_matrix(records, sheets, assessment_id, reader_id)
    return view, read_model_use(records, assessment_id, reader_id).words


@get(STYLE_SHEET, include_in_schema=False, opt={"act": Act.OPEN_PAGES}, sync_to_thread=False)
def get_style() -> Response[bytes]:
    """How the table looks."""
    return Response(_STYLE, media_type="text/css", headers={"cache-control": "no-cache"})


exports_router = Router(
    path="/",
    route_handlers=[get_xlsx, get_csv, get_json, post_import, get_table, get_style],
    tags=["Exports"],
)
