"""Scores: save one's own, read its history, carry those of unchanged words."""

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.list_revisions import list_revisions
from salvaguarda.application.ports.scores import Words
from salvaguarda.application.save_score import Wish, evidence_gone, save_score
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Quote, Recommendation
from salvaguarda.web.alignment import align_assessments
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_assessments import present_quote, present_revision, present_score
from salvaguarda.web.schemas.assessments import CarryIn, CarryOut, RevisionOut, ScoreIn, ScoreOut


def wish_in(data: ScoreIn, version: int) -> Wish:
    """What a body asks for, on this version of the own score."""
    advice = data.recommendation
    return Wish(
        words=Words(
            rating=data.rating,
            rationale=data.rationale,
            evidence=tuple(
                Quote(each.exact, each.prefix, each.suffix, each.start, each.end) for each in data.evidence
            ),
            recommendation=None if advice is None else Recommendation(advice.action, advice.text),
        ),
        text_sha256=data.text_sha256,
        confirms=data.confirms,
        version=version,
        takes_evidence=data.takes_evidence,
    )


@put(
    "/api/assessments/{assessment_id:int}/scores/{path:str}/{criterion_id:str}",
    operation_id="save_score",
    summary="Save one's own score of a cell",
    opt={"act": Act.SCORE},
)
async def put_score(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[ScoreIn],
    version_or_new: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ScoreOut]:
    """A first score with If-None-Match: *, a change with If-Match; 412 holds what was saved meanwhile.

    rating null keeps notes only, or withdraws a rating; every state stays in the history.
    """
    wish = wish_in(data, version_or_new)
    saved = await parts.database.write(
        save_score, parts.sheets, assessment_id, (path, criterion_id), person.id, wish
    )
    answer = present_score(saved, person)
    if wish.takes_evidence and wish.confirms is not None:
        gone = await parts.database.read(evidence_gone, saved, wish.confirms)
        answer.evidence_gone = [present_quote(quote) for quote in gone]
    return Response(answer, headers={"etag": etag(saved.revision)})


@get(
    "/api/assessments/{assessment_id:int}/scores/{path:str}/{criterion_id:str}/revisions",
    operation_id="list_revisions",
    summary="Every state of one's own score, newest first",
    opt={"act": Act.READ},
)
async def get_revisions(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> list[RevisionOut]:
    """The present state is the first."""
    found = await parts.database.read(list_revisions, assessment_id, (path, criterion_id), person.id)
    return [present_revision(record, person) for record in found]


@post(
    "/api/assessments/{assessment_id:int}/carried",
    operation_id="carry_scores",
    summary="Carry one's own scores of unchanged words",
    status_code=200,
    opt={"act": Act.SCORE},
)
async def post_carried(
    assessment_id: FromPath[int],
    data: JSONBody[CarryIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> CarryOut:
    """From an older draft's assessment; each carried score says where it comes from. Nothing is overwritten."""
    await align_assessments(parts, data.from_assessment_id, assessment_id, person.id)
    paths = None if data.provisions is None else frozenset(data.provisions)
    done = await parts.database.write(
        carry_scores, parts.sheets, data.from_assessment_id, assessment_id, person.id, paths
    )
    return CarryOut(done.carried, done.to_confirm)


scores_router = Router(path="/", route_handlers=[put_score, get_revisions, post_carried], tags=["Scores"])
