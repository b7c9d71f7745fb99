"""Suggestions of a language model: where they stand, reveal one, decide on it. Never before the own rating."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.decide_suggestion import DecisionWish, decide_suggestion
from salvaguarda.application.list_suggestions import list_suggestions
from salvaguarda.application.reveal_suggestion import reveal_suggestion
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.controllers.scores import wish_in
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_assessments import present_score
from salvaguarda.web.present_suggestions import present_decision, present_suggestion_state
from salvaguarda.web.schemas.suggestions import DecidedOut, DecisionIn, SuggestionStateOut


@get(
    "/api/assessments/{assessment_id:int}/suggestions/{path:str}",
    operation_id="list_suggestions",
    summary="Where the suggestions of a row stand",
    opt={"act": Act.READ},
)
async def get_suggestions(
    assessment_id: FromPath[int],
    path: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> list[SuggestionStateOut]:
    """For the reader, one entry a criterion; words of a suggestion only once it was revealed to them."""
    found = await parts.database.read(list_suggestions, parts.sheets, assessment_id, path, person.id)
    return [present_suggestion_state(view) for view in found]


@post(
    "/api/assessments/{assessment_id:int}/suggestions/{path:str}/{criterion_id:str}/reveal",
    operation_id="reveal_suggestion",
    summary="Reveal a suggestion to oneself",
    status_code=200,
    opt={"act": Act.DECIDE},
)
async def post_reveal(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> SuggestionStateOut:
    """What was seen, when, and after which own rating is kept. Again gives the same, whatever was suggested later.

    409 before the own rating of the cell, unless the policy says on_request; 404 when there is no suggestion.
    """
    cell = (path, criterion_id)
    view = await parts.database.write(reveal_suggestion, parts.sheets, assessment_id, cell, person.id)
    return present_suggestion_state(view)


@post(
    "/api/assessments/{assessment_id:int}/suggestions/{path:str}/{criterion_id:str}/decision",
    operation_id="decide_suggestion",
    summary="Accept, edit or reject a revealed suggestion",
    status_code=200,
    opt={"act": Act.DECIDE},
)
async def post_decision(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[DecisionIn],
    version_or_new: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[DecidedOut]:
    """On the own score named in If-Match (If-None-Match: * without one); 412 holds what was saved meanwhile.

    accept: rating, rationale and found quotes become the own score; 409 says why when it may not be accepted.
    edit: the sent score, which differs from the suggestion. reject: the own score stays. The newest decision counts.
    """
    edit = None if data.score is None else wish_in(data.score, version_or_new)
    wish = DecisionWish(data.action, data.reason, version_or_new, edit)
    decided = await parts.database.write(
        decide_suggestion, parts.sheets, assessment_id, (path, criterion_id), person.id, wish
    )
    score = None if decided.score is None else present_score(decided.score, person)
    version = 0 if decided.score is None else decided.score.revision
    return Response(DecidedOut(present_decision(decided.decision), score), headers={"etag": etag(version)})


suggestions_router = Router(
    path="/", route_handlers=[get_suggestions, post_reveal, post_decision], tags=["Suggestions"]
)
