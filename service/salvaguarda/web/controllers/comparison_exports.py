"""A comparison as files and as a page for print."""

from anyio import to_thread
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from salvaguarda.application.describe_comparison import comparison_facts, worded
from salvaguarda.application.list_wrong_references import list_wrong_references
from salvaguarda.application.ports.exports import ComparisonReport
from salvaguarda.domain.access import Act
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import NotSignedIn
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment, stem_of
from salvaguarda.web.comparing import ChecklistQuery, LevelQuery, compared
from salvaguarda.web.controllers.exports import to_sign_in
from salvaguarda.web.parts import Parts
from salvaguarda.web.redlines import redlines_of
from salvaguarda.web.report_page import report_page


async def _report(
    parts: Parts, person: Person, drafts: tuple[int, int], checklist: str | None, level: Unit | None
) -> ComparisonReport:
    comparison = await compared(parts, *drafts, person.id, checklist, level)
    links = worded(comparison)
    drawn = await redlines_of(parts, comparison, [each.record.link for each in links])
    facts = await parts.database.read(comparison_facts, comparison, person)
    redlines = {each.record.id: one.operations for each, one in zip(links, drawn, strict=True)}
    wrong = await parts.database.read_long(list_wrong_references, *drafts)
    return ComparisonReport(comparison, redlines, wrong.references, facts)


async def _file(
    parts: Parts,
    person: Person,
    drafts: tuple[int, int],
    checklist: str | None,
    level: Unit | None,
    extension: str,
) -> Response[bytes]:
    report = await _report(parts, person, drafts, checklist, level)
    writer = parts.comparison_writers[extension]
    content = await to_thread.run_sync(writer.write, report, limiter=parts.slow_work)
    old, new = report.comparison.old.draft, report.comparison.new.draft
    stem = stem_of(f"{report.comparison.instrument_title} {old.label} to {new.label}") or "comparison"
    return attachment(content, writer.media_type, f"{stem}-{old.id}-{new.id}.{extension}")


@get(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}/export.xlsx",
    operation_id="export_comparison_xlsx",
    summary="A comparison as a workbook: links with their words, changes, method",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_comparison_xlsx(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> Response[bytes]:
    """Order, figures and redlines as on screen; results only as the reader may see them."""
    return await _file(parts, person, (old_draft_id, new_draft_id), checklist, level, "xlsx")


@get(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}/export.csv",
    operation_id="export_comparison_csv",
    summary="A comparison as CSV, one row a link and criterion",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_comparison_csv(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> Response[bytes]:
    """UTF-8 with a byte order mark; results only as the reader may see them."""
    return await _file(parts, person, (old_draft_id, new_draft_id), checklist, level, "csv")


@get(
    "/comparisons/{old_draft_id:int}/{new_draft_id:int}/report",
    include_in_schema=False,
    opt={"act": Act.READ},
    exception_handlers={NotSignedIn: to_sign_in},
)
async def get_report(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> Response[bytes]:
    """The comparison as a page of its own, for print and screen readers."""
    report = await _report(parts, person, (old_draft_id, new_draft_id), checklist, level)
    page = await to_thread.run_sync(report_page, report, limiter=parts.slow_work)
    return Response(page.encode(), media_type="text/html", headers={"cache-control": "no-store"})


comparison_exports_router = Router(
    path="/",
    route_handlers=[get_comparison_xlsx, get_comparison_csv, get_report],
    tags=["Exports"],
)
