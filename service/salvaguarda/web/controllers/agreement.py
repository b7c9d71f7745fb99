"""How far the reviewers of an assessment agree: figures for the screen, and as files."""

from typing import Annotated

from anyio import to_thread
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from salvaguarda.application.describe_agreement import describe_agreement
from salvaguarda.application.measure_agreement import (
    AgreementView,
    Which,
    gather_agreement,
    measure_gathered,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment, stem_of
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_agreement import present_team_agreement
from salvaguarda.web.schemas.agreement import TeamAgreementOut

RatingsQuery = Annotated[
    Which,
    QueryParameter(
        name="ratings",
        description="Which ratings count: independent (given before their person could see another's), or standing.",
        required=False,
    ),
]


async def _measured(parts: Parts, assessment_id: int, which: Which, person: Person) -> AgreementView:
    gathered = await parts.database.read_long(gather_agreement, parts.sheets, assessment_id, which, person.id)
    return await to_thread.run_sync(measure_gathered, gathered, limiter=parts.slow_work)


@get(
    "/api/assessments/{assessment_id:int}/agreement",
    operation_id="get_agreement",
    summary="How far reviewers agree",
    opt={"act": Act.SEE_AGREEMENT},
)
async def get_agreement(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    ratings: RatingsQuery = Which.INDEPENDENT,
) -> TeamAgreementOut:
    """Only cells whose scores the reader may see; a suggestion of a model is never a rating."""
    return present_team_agreement(await _measured(parts, assessment_id, ratings, person))


async def _file(
    parts: Parts, assessment_id: int, which: Which, person: Person, extension: str
) -> Response[bytes]:
    view = await _measured(parts, assessment_id, which, person)
    writer = parts.agreement_writers[extension]
    table = describe_agreement(view)
    content = await to_thread.run_sync(writer.write, table, limiter=parts.slow_work)
    words = f"{view.assessment.instrument_title} {view.assessment.draft_label} agreement {which.value}"
    name = f"{stem_of(words) or 'agreement'}-{assessment_id}.{extension}"
    return attachment(content, writer.media_type, name)


@get(
    "/api/assessments/{assessment_id:int}/agreement.xlsx",
    operation_id="export_agreement_xlsx",
    summary="How far reviewers agree, as a workbook",
    opt={"act": Act.SEE_AGREEMENT, "exclude_from_compression": True},
)
async def get_agreement_xlsx(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    ratings: RatingsQuery = Which.INDEPENDENT,
) -> Response[bytes]:
    """Every figure with its interval, who said what, and the method."""
    return await _file(parts, assessment_id, ratings, person, "xlsx")


@get(
    "/api/assessments/{assessment_id:int}/agreement.csv",
    operation_id="export_agreement_csv",
    summary="How far reviewers agree, as CSV, one row a part",
    opt={"act": Act.SEE_AGREEMENT, "exclude_from_compression": True},
)
async def get_agreement_csv(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    ratings: RatingsQuery = Which.INDEPENDENT,
) -> Response[bytes]:
    """Every figure with its interval; the method in every row."""
    return await _file(parts, assessment_id, ratings, person, "csv")


agreement_router = Router(
    path="/", route_handlers=[get_agreement, get_agreement_xlsx, get_agreement_csv], tags=["Agreement"]
)
