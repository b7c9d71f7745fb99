"""One's own account: API tokens, accounts at a provider. Every route is about whoever is signed in, by session only."""

from typing import Any

from litestar import Request, Response, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.link_identity import list_identities, part_identity
from salvaguarda.application.make_token import end_token, list_tokens, make_token
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_account import present_identity, present_token
from salvaguarda.web.schemas.account import IdentityOut, MadeTokenOut, TokenIn, TokenOut

_OWN = {"act": Act.MANAGE_ACCOUNT}


@get("/tokens", operation_id="list_tokens", summary="One's own API tokens", opt=_OWN)
async def get_tokens(session: NamedDependency[Session], parts: NamedDependency[Parts]) -> list[TokenOut]:
    """The newest first, with those that ended within a year. Never a key."""

    def read(records: Records) -> list[TokenOut]:
        return [present_token(each, records.now) for each in list_tokens(records, session.person.id)]

    return await parts.database.read(read)


@post("/tokens", operation_id="make_token", summary="Make an API token", opt=_OWN)
async def post_token(
    data: JSONBody[TokenIn],
    request: Request[Person, Session, Any],
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> MadeTokenOut:
    """Its key is in this answer and nowhere else. Send it as "Authorization: Bearer …"; no CSRF token is needed then."""
    await confirm(request, parts, data.password)

    def make(records: Records) -> MadeTokenOut:
        made = make_token(records, session.person, data.wish)
        return MadeTokenOut(present_token(made.token, records.now), made.key)

    return await parts.database.write(make)


@delete("/tokens/{token_id:int}", operation_id="end_token", summary="End an API token", opt=_OWN)
async def delete_token(
    token_id: FromPath[int], session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> Response[None]:
    """It cannot be used from now on; 404 for one of somebody else, and for one that ended."""
    await parts.database.write(end_token, session.person.id, token_id)
    return Response(None, status_code=204)


@get("/identities", operation_id="list_identities", summary="One's own accounts at a provider", opt=_OWN)
async def get_identities(
    session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> list[IdentityOut]:
    """Those with which one can sign in here, the oldest first."""
    return [present_identity(each) for each in await parts.database.read(list_identities, session.person.id)]


@delete(
    "/identities/{identity_id:int}",
    operation_id="part_identity",
    summary="Sign in no more with an account at a provider",
    opt=_OWN,
)
async def delete_identity(
    identity_id: FromPath[int], session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> Response[None]:
    """404 for one of somebody else."""
    await parts.database.write(part_identity, session.person.id, identity_id)
    return Response(None, status_code=204)


account_router = Router(
    path="/api",
    route_handlers=[
        get_tokens,
        post_token,
        delete_token,
        get_identities,
        delete_identity,
    ],
    tags=["Account"],
)
