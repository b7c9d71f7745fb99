"""Endpoints of language models: the owner sets them up and tests them; everybody sees which there are."""

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_endpoint import add_endpoint
from salvaguarda.application.edit_endpoint import edit_endpoint
from salvaguarda.application.list_endpoints import list_endpoints
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.probe_endpoint import probe_endpoint
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_endpoints import present_endpoint, present_key
from salvaguarda.web.schemas.endpoints import EndpointIn, EndpointKeyOut, EndpointOut


@get(
    "/api/endpoints",
    operation_id="list_endpoints",
    summary="Endpoints of language models",
    opt={"act": Act.READ},
)
async def get_endpoints(person: NamedDependency[Person], parts: NamedDependency[Parts]) -> list[EndpointOut]:
    """By name, those that are switched off too. How each is reached is shown to the owner alone."""
    found = await parts.database.read(list_endpoints)
    return [present_endpoint(each, person, parts.model_keys) for each in found]


@post(
    "/api/endpoints", operation_id="add_endpoint", summary="Add an endpoint", opt={"act": Act.SET_ENDPOINTS}
)
async def post_endpoint(
    data: JSONBody[EndpointIn], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[EndpointOut]:
    """Nothing is sent to it by this; it has to be tested before anybody can use it."""
    added = await parts.database.write(
        add_endpoint, person, data.settings, parts.settings.local_model_hosts, data.enabled
    )
    return _answer(parts, person, added, status=201)


@put(
    "/api/endpoints/{endpoint_id:int}",
    operation_id="edit_endpoint",
    summary="Change an endpoint, or switch it on or off",
    opt={"act": Act.SET_ENDPOINTS},
)
async def put_endpoint(
    endpoint_id: FromPath[int],
    data: JSONBody[EndpointIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[EndpointOut]:
    """On the version named in If-Match. It has to be tested again before it is used. None is ever deleted."""
    edited = await parts.database.write(
        edit_endpoint,
        endpoint_id,
        edited_version,
        person,
        data.settings,
        parts.settings.local_model_hosts,
        data.enabled,
    )
    parts.news.order()  # a run that is asking looks at it before anything more leaves
    return _answer(parts, person, edited)


@post(
    "/api/endpoints/{endpoint_id:int}/probe",
    operation_id="probe_endpoint",
    summary="Test an endpoint",
    status_code=200,
    opt={"act": Act.SET_ENDPOINTS},
)
async def post_probe(
    endpoint_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[EndpointOut]:
    """Asks it a few short questions about a made-up sentence, never about a draft, and keeps what works.

    May take minutes with a slow model. A test that finds fault is answered with 200: its steps say what to do.
    """
    tested = await probe_endpoint(
        parts.database, parts.models, parts.model_keys, endpoint_id, person, parts.settings.local_model_hosts
    )
    return _answer(parts, person, tested)


@get(
    "/api/endpoint-keys",
    operation_id="list_endpoint_keys",
    summary="Names of the keys that are there",
    opt={"act": Act.SET_ENDPOINTS},
)
async def get_keys(parts: NamedDependency[Parts]) -> list[EndpointKeyOut]:
    """From the environment and the secrets folder; never the keys."""
    return [present_key(each) for each in parts.model_keys.every()]


def _answer(
    parts: Parts, person: Person, record: EndpointRecord, *, status: int = 200
) -> Response[EndpointOut]:
    shown = present_endpoint(record, person, parts.model_keys)
    return Response(shown, status_code=status, headers={"etag": etag(record.version)})


endpoints_router = Router(
    path="/",
    route_handlers=[get_endpoints, post_endpoint, put_endpoint, post_probe, get_keys],
    tags=["Language models"],
)
