"""What may be sent to a language model, for each assessment."""

from litestar import Response, Router, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.set_policy import set_policy
from salvaguarda.application.show_policy import PolicyView, list_policy_states, show_policy
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.policy import Policy
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_suggestions import present_policy, present_policy_state
from salvaguarda.web.schemas.suggestions import PolicyIn, PolicyOut, PolicyStateOut


def _answer(view: PolicyView, person: Person) -> Response[PolicyOut]:
    return Response(present_policy(view, person), headers={"etag": etag(view.record.version)})


@get(
    "/api/assessments/{assessment_id:int}/suggestion-policy",
    operation_id="get_policy",
    summary="What may be sent to a language model",
    opt={"act": Act.READ},
)
async def get_policy(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[PolicyOut]:
    """Nothing (version 0), until somebody who may says otherwise; with every choice and its sentence."""
    return _answer(await parts.database.read(show_policy, assessment_id, person), person)


@put(
    "/api/assessments/{assessment_id:int}/suggestion-policy",
    operation_id="set_policy",
    summary="Say what may be sent to a language model",
    opt={"act": Act.SET_POLICY},
)
async def put_policy(
    assessment_id: FromPath[int],
    data: JSONBody[PolicyIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[PolicyOut]:
    """For whoever opened the assessment, and the owner. 409 when the sentence is not the one that this choice has now.

    Every state is kept. A run asks before each request: nothing more is sent once the policy says so.
    """
    policy = Policy(data.consent, data.endpoint_id, data.reveal, data.request_tokens, data.statement)
    view = await parts.database.write(set_policy, assessment_id, edited_version, policy, person)
    parts.news.order()  # a run that is asking looks at it before anything more leaves
    return _answer(view, person)


@get(
    "/api/assessments/{assessment_id:int}/suggestion-policy/states",
    operation_id="list_policy_states",
    summary="Every state of a policy, newest first",
    opt={"act": Act.READ},
)
async def get_policy_states(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[PolicyStateOut]:
    """Who agreed to which sentence, and when."""
    found = await parts.database.read(list_policy_states, assessment_id)
    return [present_policy_state(record, person) for record in found]


policies_router = Router(
    path="/", route_handlers=[get_policy, put_policy, get_policy_states], tags=["Suggestions"]
)
