"""Positions of organisations on results."""

from litestar import Response, Router, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.ports.records import Records
from salvaguarda.application.state_position import (
    Wording,
    list_position_states,
    list_positions,
    state_position,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.domain.positions import VERDICT
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_publishing import present_position, present_positions
from salvaguarda.web.schemas.publishing import PositionIn, PositionOut, PositionsOut


@get(
    "/api/assessments/{assessment_id:int}/positions",
    operation_id="list_positions",
    summary="What organisations say of the results",
    opt={"act": Act.READ},
)
async def get_positions(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> PositionsOut:
    """The verdict, and every settled result that the reader may see, with the positions they are told of.

    Public ones by name and note, counted ones as numbers, private ones to the organisation itself only.
    """
    view = await parts.database.read_long(list_positions, parts.sheets, assessment_id, person)
    return present_positions(view, person)


async def _state(
    parts: Parts,
    assessment_id: int,
    subject: tuple[str, str],
    version: int,
    data: PositionIn,
    person: Person,
) -> Response[PositionOut]:
    wording = Wording(data.stance, data.note, data.publicity, data.result)
    record = await parts.database.write(
        state_position, parts.sheets, assessment_id, subject, person, version, wording
    )
    body = present_position(record, wording.result, person, own=True)
    return Response(body, headers={"etag": etag(record.position.version)})


@put(
    "/api/assessments/{assessment_id:int}/positions/verdict",
    operation_id="state_verdict_position",
    summary="State one's organisation's position on the verdict",
    opt={"act": Act.STATE_POSITION},
)
async def put_verdict_position(
    assessment_id: FromPath[int],
    data: JSONBody[PositionIn],
    version_or_new: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[PositionOut]:
    """For somebody who speaks for an organisation. 409 when the verdict is another one by now. Every state is kept."""
    return await _state(parts, assessment_id, VERDICT, version_or_new, data, person)


@put(
    "/api/assessments/{assessment_id:int}/positions/{path:str}/{criterion_id:str}",
    operation_id="state_position",
    summary="State one's organisation's position on a result",
    opt={"act": Act.STATE_POSITION},
)
async def put_position(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[PositionIn],
    version_or_new: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[PositionOut]:
    """For somebody who speaks for an organisation. 404 without a settled result, 409 when it is another one by now."""
    return await _state(parts, assessment_id, (path, criterion_id), version_or_new, data, person)


@get(
    "/api/assessments/{assessment_id:int}/positions/{path:str}/{criterion_id:str}/states",
    operation_id="list_position_states",
    summary="Every state of the position of one's own organisation, newest first",
    opt={"act": Act.READ},
)
async def get_position_states(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> list[PositionOut]:
    """None for a reader without an organisation. `draft` and `-` name the verdict."""
    subject = VERDICT if (path, criterion_id) == (VERDICT[0], "-") else (path, criterion_id)

    def states(records: Records) -> list[PositionOut]:
        found = list_position_states(records, assessment_id, subject, person)
        newest = found[0].position.result if found else ""
        return [present_position(record, newest, person, own=True) for record in found]

    return await parts.database.read(states)


positions_router = Router(
    path="/",
    route_handlers=[get_positions, put_verdict_position, put_position, get_position_states],
    tags=["Sign-off"],
)
