"""One's own second factors, and the owner's way to take those of somebody away who lost them."""

from typing import Any

from anyio import to_thread
from litestar import Request, Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.ports.factors import Picture, SealBroken
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.remove_second_factor import remove_second_factors, remove_totp, renew_codes
from salvaguarda.application.set_up_totp import begin_totp, confirm_totp, find_begun_totp, totp_purpose
from salvaguarda.application.show_security import show_security
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Invalid, Problem
from salvaguarda.domain.people import Person
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_security import present_security
from salvaguarda.web.schemas.security import CodeIn, ConfirmIn, RecoveryCodesOut, SecurityOut, TotpSetupOut
from salvaguarda.web.service_address import relying_party

OwnRequest = Request[Person, Session, Any]
_MINE = {"act": Act.MANAGE_ACCOUNT}


@get("/account/security", operation_id="get_security", summary="How my account is protected", opt=_MINE)
async def get_security(
    request: OwnRequest, session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> SecurityOut:
    """Password, authenticator app, recovery codes, passkeys."""
    security = await parts.database.read(show_security, session.person.id)
    return present_security(security, passkeys_here=relying_party(parts.settings, request) is not None)


@post("/account/totp", operation_id="begin_totp", summary="Begin to set up an authenticator app", opt=_MINE)
async def post_totp(
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> TotpSetupOut:
    """A new secret, shown this once; it counts when a first code fitted. 409 when an app is set up already."""
    await confirm(request, parts, data.password)
    secret, sealed, address, picture = await to_thread.run_sync(_new_secret, parts, session.person)
    await parts.database.write(begin_totp, session.person, sealed)
    return TotpSetupOut(secret, address, picture.side, picture.path)


def _new_secret(parts: Parts, person: Person) -> tuple[str, str, str, Picture]:
    codes = parts.factors.codes
    secret = codes.new_secret()
    sealed = parts.factors.seal.sealed(secret, totp_purpose(person.id))
    address = codes.address(secret, person.email)
    return secret, sealed, address, codes.picture(address)


@put(
    "/account/totp",
    operation_id="confirm_totp",
    summary="Let the authenticator app count",
    opt=_MINE,
)
async def put_totp(
    data: JSONBody[CodeIn], session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> RecoveryCodesOut:
    """With a first code of it. Answers recovery codes for somebody who has none."""
    totp, now = await parts.database.read(_begun, session.person.id)
    step = await to_thread.run_sync(step_of, parts, totp, session.person.id, data.code, now)
    if step is None:
        raise Invalid(
            "The code does not fit.",
            [Problem("code", "This is not the code that the app shows now.", "Wait for the next one.")],
        )
    return RecoveryCodesOut(list(await parts.database.write(confirm_totp, session.person, step)))


def _begun(records: Records, person_id: int) -> tuple[str, str]:
    return find_begun_totp(records, person_id).sealed, records.now


def step_of(parts: Parts, sealed: str, person_id: FromPath[int], code: str, now: str) -> int | None:
    """The step that a code of a sealed secret belongs to; Conflict when the secret cannot be opened."""
    try:
        secret = parts.factors.seal.opened(sealed, totp_purpose(person_id))
    except SealBroken:
        raise Conflict(
            "The authenticator app cannot be checked: this installation has another key than when it was set up. Use a "
            "recovery code or a passkey, or ask the owner to take the second factor away."
        ) from None
    return parts.factors.codes.step_of(secret, code, now)


@post(
    "/account/totp/removal",
    operation_id="remove_totp",
    summary="Remove my authenticator app",
    status_code=204,
    opt=_MINE,
)
async def post_totp_removal(
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """Recovery codes go with the last second factor."""
    await confirm(request, parts, data.password)
    await parts.database.write(remove_totp, session.person)
    return Response(None, status_code=204)


@post(
    "/account/recovery-codes",
    operation_id="renew_recovery_codes",
    summary="New recovery codes",
    opt=_MINE,
)
async def post_recovery_codes(
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> RecoveryCodesOut:
    """Ten, shown this once, in place of all before."""
    await confirm(request, parts, data.password)
    return RecoveryCodesOut(list(await parts.database.write(renew_codes, session.person)))


@post(
    "/people/{person_id:int}/second-factors/removal",
    operation_id="remove_second_factors",
    summary="Take the second factors of somebody away",
    status_code=204,
    opt={"act": Act.MANAGE_PEOPLE},
)
async def post_second_factors_removal(
    person_id: FromPath[int],
    data: JSONBody[ConfirmIn],
    request: OwnRequest,
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[None]:
    """For somebody who lost phone and recovery codes: their password alone lets them in then. Make sure that it is them."""
    await confirm(request, parts, data.password)
    await parts.database.write(remove_second_factors, person_id, person.id)
    return Response(None, status_code=204)


second_factors_router = Router(
    path="/api",
    route_handlers=[
        get_security,
        post_totp,
        put_totp,
        post_totp_removal,
        post_recovery_codes,
        post_second_factors_removal,
    ],
    tags=["Account"],
)
