"""Two drafts side by side, their links, and the trend over all drafts."""

from typing import Annotated

from anyio import to_thread
from litestar import Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from salvaguarda.application.compare_drafts import compare_drafts
from salvaguarda.application.correct_link import Correction, add_link, correct_link, list_link_revisions
from salvaguarda.application.show_redline import show_link_texts
from salvaguarda.application.show_trend import show_trend
from salvaguarda.domain.access import Act
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.people import Person
from salvaguarda.domain.redline import redline
from salvaguarda.web.alignment import align_pair
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_comparisons import (
    present_comparison,
    present_link_revision,
    present_trend,
)
from salvaguarda.web.schemas.comparisons import (
    ComparisonOut,
    LinkIn,
    LinkRevisionOut,
    RedlineOut,
    TrendOut,
)

ChecklistQuery = Annotated[
    str | None,
    QueryParameter(
        name="checklist", description="Id of the checklist whose assessments are shown.", required=False
    ),
]


def _correction(data: LinkIn) -> Correction:
    relation = data.relation if isinstance(data.relation, Relation) else None
    return Correction(tuple(data.old), tuple(data.new), relation)


async def _comparison(
    parts: Parts, person: Person, old_id: int, new_id: int, checklist: str | None
) -> ComparisonOut:
    await align_pair(parts, old_id, new_id)
    found = await parts.database.read_long(compare_drafts, parts.sheets, old_id, new_id, person.id, checklist)
    return present_comparison(found, person)


@get(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}",
    operation_id="get_comparison",
    summary="Two drafts side by side",
    opt={"act": Act.READ},
)
async def get_comparison(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> ComparisonOut:
    """Links between their provisions with what became of each criterion; safeguards lost first, then won."""
    return await _comparison(parts, person, old_draft_id, new_draft_id, checklist)


@post(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}/links",
    operation_id="add_link",
    summary="Link provisions by hand",
    opt={"act": Act.CORRECT_LINKS},
)
async def post_link(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    data: JSONBody[LinkIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> ComparisonOut:
    """What is linked leaves the links it was in; what is left there alone becomes new or deleted."""
    await align_pair(parts, old_draft_id, new_draft_id)
    await parts.database.write(add_link, old_draft_id, new_draft_id, _correction(data), person.id)
    return await _comparison(parts, person, old_draft_id, new_draft_id, checklist)


@put(
    "/api/links/{link_id:int}",
    operation_id="correct_link",
    summary="Correct a link",
    opt={"act": Act.CORRECT_LINKS},
)
async def put_link(
    link_id: FromPath[int],
    data: JSONBody[LinkIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> ComparisonOut:
    """On the version named in If-Match; its history stays, with who changed it."""
    old_id, new_id = await parts.database.write(
        correct_link, link_id, edited_version, _correction(data), person.id
    )
    return await _comparison(parts, person, old_id, new_id, checklist)


@get(
    "/api/links/{link_id:int}/redline",
    operation_id="get_redline",
    summary="The words of a link, with what changed",
    opt={"act": Act.READ},
)
async def get_redline(link_id: FromPath[int], parts: NamedDependency[Parts]) -> RedlineOut:
    """Word by word: kept "=", deleted "-", inserted "+"."""
    texts = await parts.database.read(show_link_texts, link_id)
    operations = await to_thread.run_sync(redline, texts.old, texts.new, limiter=parts.slow_work)
    return RedlineOut(texts.old, texts.new, [(each.sign, each.text) for each in operations])


@get(
    "/api/links/{link_id:int}/revisions",
    operation_id="list_link_revisions",
    summary="Every state of a link, newest first",
    opt={"act": Act.READ},
)
async def get_link_revisions(
    link_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[LinkRevisionOut]:
    """A state without a person was computed."""
    found = await parts.database.read(list_link_revisions, link_id)
    return [present_link_revision(record, person) for record in found]


@get(
    "/api/instruments/{instrument_id:int}/trend",
    operation_id="get_trend",
    summary="Results over all drafts of an instrument",
    opt={"act": Act.READ},
)
async def get_trend(
    instrument_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> TrendOut:
    """Oldest first; every criterion of every draft that was assessed with the checklist."""
    found = await parts.database.read_long(show_trend, parts.sheets, instrument_id, person.id, checklist)
    return present_trend(found)


comparisons_router = Router(
    path="/",
    route_handlers=[
        get_comparison,
        post_link,
        put_link,
        get_redline,
        get_link_revisions,
        get_trend,
    ],
    tags=["Comparison"],
)
