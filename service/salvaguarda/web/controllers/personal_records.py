"""What is kept about a person: give it to them, or erase it."""

import json
from typing import Any

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.erase_person import erase_person
from salvaguarda.application.export_person import export_person
from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.security import ConfirmIn, ErasureIn
from salvaguarda.web.sessions import ended_cookie

OwnRequest = Request[Person, Session, Any]


@post(
    "/account/export",
    operation_id="export_me",
    summary="Everything that is kept about me",
    status_code=200,
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def post_export(
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[bytes]:
    """One JSON file: account, sessions, memberships, scores with every state, comments, the record. No key, no hash of one."""
    await confirm(request, parts, data.password)
    return await _export(parts, session.person.id, session.person.id)


@post(
    "/people/{person_id:int}/export",
    operation_id="export_person",
    summary="Everything that is kept about somebody",
    status_code=200,
    opt={"act": Act.MANAGE_PEOPLE},
)
async def post_person_export(
    person_id: FromPath[int],
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[bytes]:
    """For somebody who asks the owner for it. It holds what they judged, so it is logged."""
    await confirm(request, parts, data.password)
    return await _export(parts, person_id, person.id)


async def _export(parts: Parts, person_id: FromPath[int], by: int) -> Response[bytes]:
    told = await parts.database.write(export_person, person_id, by)
    content = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return attachment(content, "application/json", f"salvaguarda-person-{person_id}.json")


@post(
    "/account/erasure",
    operation_id="erase_me",
    summary="Erase what is known of me",
    status_code=204,
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def post_erasure(
    data: JSONBody[ErasureIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """Name, e-mail and every way in, for ever; what I judged stays under a pseudonym. 409 for the owner of the installation."""
    await confirm(request, parts, data.password)
    await parts.database.write(erase_person, session.person.id, session.person.id)
    parts.recent_sessions.forget()
    return Response(None, status_code=204, cookies=[ended_cookie(parts.settings)])


@post(
    "/people/{person_id:int}/erasure",
    operation_id="erase_person",
    summary="Erase what is known of somebody",
    status_code=204,
    opt={"act": Act.MANAGE_PEOPLE},
)
async def post_person_erasure(
    person_id: FromPath[int],
    data: JSONBody[ErasureIn],
    request: OwnRequest,
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """The same, for somebody who asks the owner for it."""
    await confirm(request, parts, data.password)
    await parts.database.write(erase_person, person_id, person.id)
    parts.recent_sessions.forget()
    return Response(None, status_code=204)


personal_records_router = Router(
    path="/api",
    route_handlers=[post_export, post_person_export, post_erasure, post_person_erasure],
    tags=["Account"],
)
