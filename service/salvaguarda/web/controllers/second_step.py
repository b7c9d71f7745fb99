"""Signing in with a passkey, and the second step of signing in otherwise."""

from anyio import to_thread
from litestar import Response, Router, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from salvaguarda.application.pass_second_step import (
    WRONG_CODE,
    Halfway,
    find_halfway,
    pass_with_code,
    pass_with_recovery_code,
)
from salvaguarda.application.ports.factors import PasskeyRefused
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sign_in_with_passkey import (
    begin_passkey_sign_in,
    find_passkey,
    sign_in_with_passkey,
    wrong_passkey,
)
from salvaguarda.application.throttle_sign_in import admit
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import WrongFactor
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.controllers.second_factors import step_of
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.people import SessionOut
from salvaguarda.web.schemas.security import AskedOut, PasskeyAnswerIn, SecondStepIn
from salvaguarda.web.service_address import passkey_party
from salvaguarda.web.sessions import sent_cookie
from salvaguarda.web.signed_in import PENDING, VisitorRequest, answer_session, session_id_of
from salvaguarda.web.visits import knock_of, visit_of


@post(
    "/session/passkey/options",
    operation_id="begin_passkey_sign_in",
    summary="Begin to sign in with a passkey",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_sign_in_options(request: VisitorRequest, parts: NamedDependency[Parts]) -> AskedOut:
    """What navigator.credentials.get() is to be asked: whichever passkey the browser has for this service."""
    party = passkey_party(parts.settings, request)
    asked = await to_thread.run_sync(lambda: parts.factors.passkeys.ask_to_sign_in(party))
    key = await parts.database.write(begin_passkey_sign_in, asked.challenge)
    return AskedOut(key, dict(asked.options))


@post(
    "/session/passkey",
    operation_id="sign_in_with_passkey",
    summary="Sign in with a passkey",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_passkey_session(
    data: JSONBody[PasskeyAnswerIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[SessionOut]:
    """A new session, also in place of a second step: the device has asked who holds it. 401 whatever did not fit."""
    party = passkey_party(parts.settings, request)
    found = await parts.database.read(find_passkey, data.key, str(data.credential.get("id")))
    challenge, passkey = found
    try:
        shown = await to_thread.run_sync(
            parts.factors.passkeys.shown, party, challenge, data.credential, passkey.key
        )
    except PasskeyRefused:
        raise wrong_passkey() from None
    days, visit = parts.settings.session_days, visit_of(request, SignInMethod.PASSKEY)
    replaced = session_id_of(request)
    started = await parts.database.write(
        sign_in_with_passkey, data.key, passkey, shown, days, visit, replaced
    )
    answer: Response[SessionOut] = answer_session(started, parts)
    return answer


@post(
    "/session/second-step",
    operation_id="pass_second_step",
    summary="The second step of signing in",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_second_step(
    data: JSONBody[SecondStepIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[SessionOut]:
    """After the first, within ten minutes: a code of the authenticator app, or a recovery code, each once."""
    key = sent_cookie(request.scope, parts.settings, PENDING)
    halfway, now = await parts.database.read(_halfway, key)
    knock = knock_of(request, halfway.person.email, "second step")
    await parts.database.write(admit, knock)
    visit, replaced = visit_of(request, SignInMethod.PASSWORD), session_id_of(request)
    if data.recovery_code is not None:
        started = await parts.database.write(
            pass_with_recovery_code, key, data.recovery_code, visit, replaced, knock
        )
    else:
        step = await _step(parts, halfway, data.code or "", now)
        started = await parts.database.write(pass_with_code, key, step, visit, replaced, knock)
    answer: Response[SessionOut] = answer_session(started, parts)
    return answer


def _halfway(records: Records, key: str) -> tuple[Halfway, str]:
    return find_halfway(records, key), records.now


async def _step(parts: Parts, halfway: Halfway, code: str, now: str) -> int:
    if halfway.totp is None:
        raise WrongFactor(WRONG_CODE)
    step = await to_thread.run_sync(step_of, parts, halfway.totp.sealed, halfway.person.id, code, now)
    if step is None:
        raise WrongFactor(WRONG_CODE)
    return step


second_step_router = Router(
    path="/api",
    route_handlers=[post_sign_in_options, post_passkey_session, post_second_step],
    tags=["People"],
)
