"""Two drafts side by side, their links, and the trend over all drafts."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.correct_link import (
    Correction,
    add_link,
    confirm_link,
    correct_link,
    list_link_revisions,
    unlink,
)
from salvaguarda.application.draw_redlines import show_link_texts
from salvaguarda.application.follow_evidence import follow_evidence
from salvaguarda.application.list_wrong_references import list_wrong_references
from salvaguarda.application.show_trend import show_trend
from salvaguarda.domain.access import Act
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.people import Person
from salvaguarda.web.alignment import align_pair
from salvaguarda.web.comparing import ChecklistQuery, LevelQuery, compared
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_comparisons import (
    present_comparison,
    present_evidence,
    present_link_revision,
    present_redline,
    present_trend,
)
from salvaguarda.web.present_references import present_wrong_references
from salvaguarda.web.redlines import complete
from salvaguarda.web.schemas.comparisons import (
    ComparisonOut,
    FollowedEvidenceOut,
    LinkIn,
    LinkRevisionOut,
    RedlineOut,
    TrendOut,
    WrongReferencesOut,
)


def _correction(data: LinkIn) -> Correction:
    relation = data.relation if isinstance(data.relation, Relation) else None
    return Correction(tuple(data.old), tuple(data.new), relation)


async def _comparison(
    parts: Parts, person: Person, drafts: tuple[int, int], checklist: str | None, level: Unit | None
) -> ComparisonOut:
    return present_comparison(await compared(parts, *drafts, person.id, checklist, level), person)


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
    level: LevelQuery = None,
) -> ComparisonOut:
    """Links between their provisions with what became of each criterion; safeguards lost first, then won."""
    return await _comparison(parts, person, (old_draft_id, new_draft_id), checklist, level)


@get(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}/evidence",
    operation_id="follow_evidence",
    summary="One's own evidence for the old draft, looked up in the new one",
    opt={"act": Act.READ},
)
async def get_evidence(
    old_draft_id: FromPath[int],
    new_draft_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> FollowedEvidenceOut:
    """Kept, drifted or gone: exact words first, never a look-alike. Nobody else's evidence is looked at."""
    comparison = await compared(parts, old_draft_id, new_draft_id, person.id, checklist, None)
    found = await parts.database.read_long(follow_evidence, comparison, person.id)
    return present_evidence(comparison, found)


@get(
    "/api/comparisons/{old_draft_id:int}/{new_draft_id:int}/references",
    operation_id="list_wrong_references",
    summary="Cross-references of the new draft that may be wrong",
    opt={"act": Act.READ},
)
async def get_wrong_references(
    old_draft_id: FromPath[int], new_draft_id: FromPath[int], parts: NamedDependency[Parts]
) -> WrongReferencesOut:
    """Those that still say an old number, and those that name nothing; by words and links, for every reader the same."""
    await align_pair(parts, old_draft_id, new_draft_id)
    found = await parts.database.read_long(list_wrong_references, old_draft_id, new_draft_id)
    return present_wrong_references(found)


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
    level: LevelQuery = None,
) -> ComparisonOut:
    """What is linked leaves the links it was in; what is left there alone becomes new or deleted."""
    await align_pair(parts, old_draft_id, new_draft_id)
    await parts.database.write(add_link, old_draft_id, new_draft_id, _correction(data), person.id)
    return await _comparison(parts, person, (old_draft_id, new_draft_id), checklist, level)


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
    level: LevelQuery = None,
) -> ComparisonOut:
    """On the version named in If-Match; its history stays, with who changed it."""
    drafts = await parts.database.write(correct_link, link_id, edited_version, _correction(data), person.id)
    return await _comparison(parts, person, drafts, checklist, level)


@post(
    "/api/links/{link_id:int}/confirmation",
    operation_id="confirm_link",
    summary="Say that a link is right",
    status_code=200,
    opt={"act": Act.CORRECT_LINKS},
)
async def post_confirmation(
    link_id: FromPath[int],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> ComparisonOut:
    """It carries the person and the time, and stays when the drafts are aligned again."""
    drafts = await parts.database.write(confirm_link, link_id, edited_version, person.id)
    return await _comparison(parts, person, drafts, checklist, level)


@delete(
    "/api/links/{link_id:int}",
    operation_id="unlink",
    summary="Take a link apart",
    status_code=200,
    opt={"act": Act.CORRECT_LINKS},
)
async def delete_link(
    link_id: FromPath[int],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> ComparisonOut:
    """What it held becomes deleted or new, each by hand; its history stays."""
    drafts = await parts.database.write(unlink, link_id, edited_version, person.id)
    return await _comparison(parts, person, drafts, checklist, level)


@get(
    "/api/links/{link_id:int}/redline",
    operation_id="get_redline",
    summary="The words of a link, with what changed",
    opt={"act": Act.READ},
)
async def get_redline(link_id: FromPath[int], parts: NamedDependency[Parts]) -> RedlineOut:
    """Word by word: kept "=", deleted "-", inserted "+"; drawn once, the same here and in every export."""
    texts = await parts.database.read(show_link_texts, link_id)
    (drawn,) = await complete(parts, texts.redlines)
    return present_redline(texts, drawn)


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
        get_evidence,
        get_wrong_references,
        post_link,
        put_link,
        post_confirmation,
        delete_link,
        get_redline,
        get_link_revisions,
        get_trend,
    ],
    tags=["Comparison"],
)
