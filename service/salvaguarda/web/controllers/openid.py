"""Signing in with a provider of OpenID Connect: the browser is sent there, and comes back."""

from typing import Annotated, Any
from urllib.parse import urlencode

import structlog
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from litestar.response import Redirect

from salvaguarda.application.ports.openid import Arrival, IdentityProvider, SignInTrouble, Trouble
from salvaguarda.application.ports.pending import Pending
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.sign_in_with_provider import (
    JOURNEY_MINUTES,
    Caller,
    Rules,
    begin_journey,
    end_journey,
    journey_of,
    link_arrived,
    sign_in_arrived,
)
from salvaguarda.application.start_session import SECOND_STEP_MINUTES, SecondStep
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.openid import Claims
from salvaguarda.domain.people import Person
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.confirming import confirm
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.account import DepartureOut, ProviderLinkIn, ProviderSignInIn
from salvaguarda.web.service_address import service_address
from salvaguarda.web.sessions import cookie_named, ended_cookie_named, sent_cookie
from salvaguarda.web.signed_in import PENDING, VisitorRequest, cookies_of, session_id_of
from salvaguarda.web.visits import visit_of

log = structlog.get_logger()

CALLBACK = "/api/oidc/callback"
_JOURNEY = "journey"
"""Short name of the cookie that holds the key of a journey, and the key of an invitation after a "~"."""

_LONGEST = 4096
_Query = Annotated[str, QueryParameter(max_length=_LONGEST)]


@post(
    "/oidc/sign-in",
    operation_id="begin_provider_sign_in",
    summary="Begin to sign in with the provider",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_sign_in(
    data: JSONBody[ProviderSignInIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[DepartureOut]:
    """Where to send the browser; it comes back signed in, at `return_to`. 404 where no provider is configured."""
    return await _depart(parts, request, data.return_to, None, data.invitation)


@post(
    "/oidc/link",
    operation_id="begin_provider_link",
    summary="Begin to link an account of the provider",
    status_code=200,
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def post_link(
    data: JSONBody[ProviderLinkIn],
    request: Request[Person, Session, Any],
    session: NamedDependency[Session],
    parts: NamedDependency[Parts],
) -> Response[DepartureOut]:
    """Where to send the browser; it comes back at `return_to`, and one can sign in with that account from then on."""
    _provider(parts)
    await confirm(request, parts, data.password)
    return await _depart(parts, request, data.return_to, session.person.id, "")


async def _depart(
    parts: Parts, request: Request[Any, Any, Any], return_to: str, person_id: int | None, invitation: str
) -> Response[DepartureOut]:
    provider = _provider(parts)
    try:
        address, journey = await provider.depart(service_address(parts.settings, request) + CALLBACK)
    except SignInTrouble as trouble:
        log.warning("provider does not answer", reason=trouble.reason)
        raise Conflict(
            f"{provider.name} does not answer as it should just now. Try again in a minute, or sign in with your password."
        ) from trouble
    key = await parts.database.write(begin_journey, journey, return_to, person_id)
    cookie = cookie_named(parts.settings, _JOURNEY, f"{key}~{invitation}", JOURNEY_MINUTES * 60)
    return Response(DepartureOut(address), cookies=[cookie])


@get(
    "/oidc/callback",
    operation_id="end_provider_sign_in",
    summary="Where the provider sends the browser back to",
    opt={"act": Act.SIGN_IN},
    status_code=303,
    include_in_schema=False,  # for browsers only
)
async def get_callback(
    request: VisitorRequest,
    parts: NamedDependency[Parts],
    sent_state: Annotated[str, QueryParameter(name="state", max_length=_LONGEST)] = "",
    code: _Query = "",
    error: _Query = "",
    iss: _Query = "",
) -> Redirect:
    """To the page that was asked for, with a session; to the second step; or to the sign-in page, which says what went wrong."""
    key, _, invitation = sent_cookie(request.scope, parts.settings, _JOURNEY).partition("~")
    pending: Pending | None = None
    try:
        pending = await parts.database.write(end_journey, key)
        claims = await _provider(parts).arrive(journey_of(pending), Arrival(sent_state, code, error, iss))
        return await _arrived(request, parts, pending, claims, invitation)
    except SignInTrouble as trouble:
        log.warning("not signed in with the provider", trouble=trouble.trouble.value, reason=trouble.reason)
        return _turned_away(parts, trouble.trouble, pending)


async def _arrived(
    request: VisitorRequest, parts: Parts, pending: Pending, claims: Claims, invitation: str
) -> Redirect:
    caller = _caller(request, parts)
    return_to = str(pending.content["return_to"])
    if pending.person_id is not None:
        await parts.database.write(link_arrived, claims, pending.person_id, caller)
        return _to(parts, return_to, [])
    rules = Rules(frozenset(parts.settings.oidc_allowed_domains), parts.settings.oidc_adds_people)
    arrived = await parts.database.write(sign_in_arrived, claims, rules, caller, invitation)
    outcome = arrived.outcome
    if arrived.assessment_id is not None:
        return_to = f"/assessments/{arrived.assessment_id}/team"
    if isinstance(outcome, SecondStep):
        query = urlencode({"second": " ".join(outcome.ways), "next": return_to})
        cookie = cookie_named(parts.settings, PENDING, outcome.key, SECOND_STEP_MINUTES * 60)
        return _to(parts, f"/sign-in?{query}", [cookie])
    return _to(parts, return_to, cookies_of(outcome, parts))


def _caller(request: VisitorRequest, parts: Parts) -> Caller:
    person = request.user
    return Caller(
        visit_of(request, SignInMethod.PROVIDER),
        parts.settings.session_days,
        None if person is None else person.id,
        session_id_of(request),
    )


def _turned_away(parts: Parts, trouble: Trouble, pending: Pending | None) -> Redirect:
    query = {"trouble": trouble.value}
    if pending is not None and pending.person_id is not None:
        return _to(parts, f"/account?{urlencode(query)}", [])
    if pending is not None and pending.content["return_to"] != "/":
        query["next"] = str(pending.content["return_to"])
    return _to(parts, f"/sign-in?{urlencode(query)}", [])


def _to(parts: Parts, address: str, cookies: list[Cookie]) -> Redirect:
    ended = ended_cookie_named(parts.settings, _JOURNEY)
    return Redirect(address, status_code=303, cookies=[ended, *cookies])


def _provider(parts: Parts) -> IdentityProvider:
    if parts.oidc is None:
        raise NotFound("page", "/api/oidc")
    return parts.oidc


openid_router = Router(path="/api", route_handlers=[post_sign_in, post_link, get_callback], tags=["Account"])
