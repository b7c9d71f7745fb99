"""One's own passkeys: register, name, remove."""

from typing import Any

from anyio import to_thread
from litestar import Request, Response, Router, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.ports.factors import Asked, PasskeyRefused, RelyingParty
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.register_passkey import (
    begin_passkey,
    challenge_of,
    keep_passkey,
    known_passkeys,
    rename_passkey,
)
from salvaguarda.application.remove_second_factor import remove_passkey
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.people import Person
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.security import (
    AskedOut,
    ConfirmIn,
    NewPasskeyIn,
    PasskeyNameIn,
    RecoveryCodesOut,
)
from salvaguarda.web.service_address import passkey_party

OwnRequest = Request[Person, Session, Any]
_MINE = {"act": Act.MANAGE_ACCOUNT}


@post(
    "/account/passkeys/options",
    operation_id="begin_passkey",
    summary="Begin to register a passkey",
    status_code=200,
    opt=_MINE,
)
async def post_passkey_options(
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> AskedOut:
    """What navigator.credentials.create() is to be asked."""
    party = passkey_party(parts.settings, request)
    await confirm(request, parts, data.password)
    known = await parts.database.read(known_passkeys, session.person.id)
    asked = await to_thread.run_sync(_ask_to_register, parts, party, session.person, known)
    key = await parts.database.write(begin_passkey, session.person, asked.challenge)
    return AskedOut(key, dict(asked.options))


def _ask_to_register(parts: Parts, party: RelyingParty, person: Person, known: tuple[str, ...]) -> Asked:
    handle = parts.factors.seal.fingerprint(f"person {person.id}")
    return parts.factors.passkeys.ask_to_register(party, person, handle, known)


@post("/account/passkeys", operation_id="add_passkey", summary="Register a passkey", opt=_MINE)
async def post_passkey(
    data: JSONBody[NewPasskeyIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> RecoveryCodesOut:
    """What the browser answered. Answers recovery codes for somebody who has none."""
    party = passkey_party(parts.settings, request)
    challenge = await parts.database.read(challenge_of, session.person, data.key)
    try:
        new = await to_thread.run_sync(parts.factors.passkeys.registered, party, challenge, data.credential)
    except PasskeyRefused:
        raise Invalid(
            "The passkey was not accepted.",
            [Problem("credential", "This is not what was asked for.", "Begin anew.")],
        ) from None
    codes = await parts.database.write(keep_passkey, session.person, data.key, data.name, new)
    return RecoveryCodesOut(list(codes))


@put(
    "/account/passkeys/{passkey_id:int}",
    operation_id="rename_passkey",
    summary="Name a passkey",
    status_code=204,
    opt=_MINE,
)
async def put_passkey(
    passkey_id: FromPath[int],
    data: JSONBody[PasskeyNameIn],
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """One's own; 404 otherwise."""
    await parts.database.write(rename_passkey, session.person, passkey_id, data.name)
    return Response(None, status_code=204)


@post(
    "/account/passkeys/{passkey_id:int}/removal",
    operation_id="remove_passkey",
    summary="Remove a passkey",
    status_code=204,
    opt=_MINE,
)
async def post_passkey_removal(
    passkey_id: FromPath[int],
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """One's own; 404 otherwise. Recovery codes go with the last second factor."""
    await confirm(request, parts, data.password)
    await parts.database.write(remove_passkey, session.person, passkey_id)
    return Response(None, status_code=204)


passkeys_router = Router(
    path="/api",
    route_handlers=[post_passkey_options, post_passkey, put_passkey, post_passkey_removal],
    tags=["Account"],
)
