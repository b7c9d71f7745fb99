"""Passwords: change one's own, or set a new one by a link."""

from dataclasses import asdict
from functools import partial
from typing import Any

import structlog
from anyio import to_thread
from litestar import Request, Response, Router, post, put
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.change_password import change_password
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.reset_password import (
    MAILED_HOURS,
    ask_for_reset,
    make_reset_link,
    reset_password,
    whose_link,
)
from salvaguarda.application.throttle_sign_in import admit
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, SalvaguardaError
from salvaguarda.domain.people import Person
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.security import (
    AskResetIn,
    EndedWaysOut,
    PasswordChangedOut,
    PasswordIn,
    PasswordResetOut,
    ResetIn,
    ResetKeyIn,
    ResetLinkIn,
    ResetLinkOut,
    ResetOut,
)
from salvaguarda.web.service_address import service_address
from salvaguarda.web.signed_in import VisitorRequest
from salvaguarda.web.visits import knock_of

log = structlog.get_logger()

SUBJECT = "Set a new password for Salvaguarda"
_BODY = """Somebody, you we hope, asked to set a new password for your account at Salvaguarda.

Open this link within {hours} hour to choose it:

{link}

It works once. If it was not you, leave it alone: nothing has changed.
"""


@put(
    "/account/password",
    operation_id="change_password",
    summary="Change my password",
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def put_password(
    data: JSONBody[PasswordIn],
    request: Request[Person, Session, Any],
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> PasswordChangedOut:
    """Every other session of mine ends, and links to set a new password with it."""
    await confirm(request, parts, data.password)
    new_hash = await to_thread.run_sync(
        parts.passwords.hashed, data.new_password, limiter=parts.password_work
    )
    ended = await parts.database.write(change_password, session, new_hash)
    parts.recent_sessions.forget()
    return PasswordChangedOut(ended)


@post(
    "/password-resets",
    operation_id="ask_for_reset",
    summary="Ask for a link to set a new password",
    status_code=204,
    opt={"act": Act.SIGN_IN},
)
async def post_reset(
    data: JSONBody[AskResetIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[None]:
    """By e-mail. The answer is the same, and as quick, whether or not the e-mail is known here: it is looked up afterwards.

    409 when this installation sends no e-mail: the owner makes a link then.
    """
    if parts.mailer is None:
        raise Conflict("This service sends no e-mail. Ask its owner for a link to set a new password.")
    await parts.database.write(admit, knock_of(request, data.email, "reset"))
    address = service_address(parts.settings, request)
    return Response(None, status_code=204, background=BackgroundTask(_mail_link, parts, data.email, address))


async def _mail_link(parts: Parts, email: str, address: str) -> None:
    """Nobody waits for this any more: what goes wrong is logged, without whom it was for."""
    try:
        link = await parts.database.write(ask_for_reset, email)
        if link is not None and parts.mailer is not None:
            body = _BODY.format(hours=MAILED_HOURS, link=reset_address(address, link.key))
            await parts.mailer.send(link.person.email, SUBJECT, body)
    except SalvaguardaError as error:
        log.warning("link to set a new password not sent", kind=type(error).__name__, cause=error.message)


def reset_address(address: str, key: str) -> str:
    """The link. Its key stands behind the #, so that no server or proxy on the way logs it."""
    return f"{address}/reset#{key}"


@post(
    "/people/{person_id:int}/password-reset",
    operation_id="make_reset_link",
    summary="Make a link with which somebody sets a new password",
    opt={"act": Act.MANAGE_PEOPLE},
)
async def post_reset_link(
    person_id: FromPath[int],
    data: JSONBody[ResetLinkIn],
    request: Request[Person, Session, Any],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> ResetLinkOut:
    """Shown this once; hand it over in a way that you trust. Links that they had before end, and with `lost` every way in."""
    await confirm(request, parts, data.password)
    link = await parts.database.write(partial(make_reset_link, lost=data.lost), person_id, person.id)
    parts.recent_sessions.forget()
    address = reset_address(service_address(parts.settings, request), link.key)
    ended = None if link.ended is None else EndedWaysOut(**asdict(link.ended))
    return ResetLinkOut(address, link.expires_at, ended)


@post(
    "/password-resets/look",
    operation_id="look_at_reset",
    summary="Whose password a link sets",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_look(data: JSONBody[ResetKeyIn], parts: NamedDependency[Parts]) -> ResetOut:
    """409 when it was used, is over, or is none."""
    return ResetOut((await parts.database.read(whose_link, data.key)).display_name)


@put(
    "/password-resets",
    operation_id="reset_password",
    summary="Set a new password by a link",
    opt={"act": Act.SIGN_IN},
)
async def put_reset(data: JSONBody[ResetIn], parts: NamedDependency[Parts]) -> PasswordResetOut:
    """Once. Every session and API token of the person ends; they sign in with it then, with their second factor as before."""
    await parts.database.read(whose_link, data.key)
    new_hash = await to_thread.run_sync(
        parts.passwords.hashed, data.new_password, limiter=parts.password_work
    )
    reset = await parts.database.write(reset_password, data.key, new_hash)
    parts.recent_sessions.forget()
    return PasswordResetOut(reset.ended.sessions, reset.ended.tokens, reset.passkeys, reset.linked_accounts)


passwords_router = Router(
    path="/api",
    route_handlers=[put_password, post_reset, post_reset_link, post_look, put_reset],
    tags=["Account"],
)
