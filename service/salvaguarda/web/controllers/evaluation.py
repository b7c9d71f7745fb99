"""How prompts and models compare with the team's own scores."""

from typing import Annotated

from anyio import to_thread
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from salvaguarda.application.evaluate_suggestions import (
    Scope,
    evaluate_gathered,
    gather_evaluation,
    keep_figures_shown,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_evaluation import present_evaluation
from salvaguarda.web.schemas.evaluation import EvaluationOut

PromptsQuery = Annotated[
    list[str] | None,
    QueryParameter(
        name="prompt",
        description="id@version of a prompt; may be given several times, to compare them. Else all that were asked.",
        required=False,
    ),
]
ContendersQuery = Annotated[
    list[str] | None,
    QueryParameter(
        name="contender",
        description="Title of a contender; may be given several times, to compare just these. Else all.",
        required=False,
    ),
]
EndpointQuery = Annotated[
    int | None,
    QueryParameter(name="endpoint", description="Id of the endpoint; else all.", required=False),
]


@get(
    "/api/assessments/{assessment_id:int}/evaluation",
    operation_id="get_evaluation",
    summary="Models beside the team's own scores",
    tags=["Language models"],
    opt={"act": Act.READ},
)
async def get_evaluation(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    prompts: PromptsQuery = None,
    endpoint: EndpointQuery = None,
    contenders: ContendersQuery = None,
) -> Response[EvaluationOut]:
    """Only cells of which the reader may see both sides; scores given after seeing a suggestion are never a reference.

    That figures were shown is kept: over a few cells they tell what was suggested.
    """
    scope = Scope((assessment_id,), tuple(prompts or ()), endpoint, tuple(contenders or ()))
    gathered = await parts.database.read_long(gather_evaluation, parts.sheets, scope, person.id)
    await parts.database.write(keep_figures_shown, gathered, person.stands_for)
    view = await to_thread.run_sync(evaluate_gathered, gathered, limiter=parts.slow_work)
    return Response(present_evaluation(view))
