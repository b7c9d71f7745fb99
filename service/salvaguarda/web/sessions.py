"""Sessions over HTTP: who sends this request, and may a browser elsewhere have made them send it?

Own middleware because Litestar 2.25's server-side sessions adopt an id that an attacker planted (docs/decisions/6).
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

import structlog
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from salvaguarda.application.enter import PLACE_PARAMETERS, enter
from salvaguarda.application.find_session import extend_session, find_session
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.ports.tokens import TokenUse
from salvaguarda.application.start_session import key_hash
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.errors import Forbidden, StorageUnavailable
from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import require_scope
from salvaguarda.domain.team import Role
from salvaguarda.settings import Settings
from salvaguarda.web.bearer import bearer_key, use_token
from salvaguarda.web.parts import Parts

log = structlog.get_logger()

Roles = frozenset[Role]

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The first three make a session, so there is none yet that could carry a token; pages change nothing.
# The origin is checked all the same.
_WITHOUT_TOKEN = frozenset({Act.SET_UP, Act.SIGN_IN, Act.ACCEPT_INVITATION, Act.OPEN_PAGES})


def cookie_name(settings: Settings) -> str:
    """Under HTTPS `__Host-`: no other host or path can set it."""
    return "__Host-salvaguarda" if settings.secure else "salvaguarda"


def session_cookie(settings: Settings, key: str) -> Cookie:
    """The cookie that holds a session's key."""
    return cookie_named(settings, "", key, settings.session_days * 86_400)


def ended_cookie(settings: Settings) -> Cookie:
    """The cookie that makes a browser forget its session."""
    return ended_cookie_named(settings, "")


def cookie_named(settings: Settings, name: str, value: str, seconds: int) -> Cookie:
    """A cookie that no script can read and no other site sends along with a change. name: "" is the session's own."""
    return Cookie(
        key="-".join(filter(None, (cookie_name(settings), name))),
        value=value,
        path="/",
        max_age=seconds,
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


def ended_cookie_named(settings: Settings, name: str) -> Cookie:
    """The cookie that makes a browser forget that one."""
    return cookie_named(settings, name, "", 0)


def sent_cookie(scope: Scope, settings: Settings, name: str) -> str:
    """What a cookie of that short name holds in this request; "" without one."""
    return _cookie_value(scope, "-".join(filter(None, (cookie_name(settings), name))))


class SessionMiddleware(ASGIMiddleware):
    """Puts Person | None into scope["user"] and Session | TokenUse | None into scope["auth"]; writes nothing new, and refuses
    nobody but those who send an API token that does not hold."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, parts: Parts) -> None:
        self._database, self._settings, self._recent = parts.database, parts.settings, parts.recent_sessions
        self._cookie = cookie_name(parts.settings)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Look the session up, extend it now and then, and go on. Pages and assets need no storage."""
        scope["user"] = scope["auth"] = None
        bearer = bearer_key(scope)
        if bearer is not None and scope["route_handler"].opt.get("act") is not Act.OPEN_PAGES:
            use = await use_token(self._database, bearer)
            scope["user"], scope["auth"] = use.person, use
            await next_app(scope, receive, send)
            return
        key = _cookie_value(scope, self._cookie)
        if key and scope["route_handler"].opt.get("act") is not Act.OPEN_PAGES:
            session, extended = await self._session(key_hash(key))
            scope["user"], scope["auth"] = session and session.person, session
            if extended:
                send = _sending_cookie(send, session_cookie(self._settings, key))
        await next_app(scope, receive, send)

    async def _session(self, key_sha256: str) -> tuple[Session | None, bool]:
        """The session, and whether it was extended just now."""
        known = self._recent.find(key_sha256)
        if known is not None:
            return known, False
        asked = self._recent.generation
        session, extend = await self._database.read(find_session, key_sha256)
        if session is None:
            return None, False
        self._recent.remember(key_sha256, session, asked)
        return session, extend and await self._extended(session)

    async def _extended(self, session: Session) -> bool:
        try:
            await self._database.write(extend_session, session, self._settings.session_days)
        except StorageUnavailable as error:  # a full disk must not stop anybody from reading
            log.warning("session not extended", cause=repr(error))
            return False
        return True


def _sending_cookie(send: Send, cookie: Cookie) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            header = (b"set-cookie", cookie.to_header(header="").encode("latin-1"))
            message["headers"] = [*message["headers"], header]
        await send(message)

    return send_with_cookie


def sent_key_hash(scope: Scope, settings: Settings) -> str:
    """The hash of the session key or API token that came with a request; of "" without one."""
    return key_hash(bearer_key(scope) or _cookie_value(scope, cookie_name(settings)))


def _cookie_value(scope: Scope, name: str) -> str:
    """Cut by hand: http.cookies drops everything after a malformed cookie, and other programs of localhost set some."""
    for header, value in scope["headers"]:
        if header == b"cookie":
            for part in value.decode("latin-1").split(";"):
                found, _, content = part.strip().partition("=")
                if found == name:
                    return content.strip('"')
    return ""


async def guard(
    connection: ASGIConnection[Any, Person | None, Session | None, Any], handler: BaseRouteHandler
) -> None:
    """Hold the access tables, and refuse changes that a page of another site may have sent."""
    method = connection.scope["method"] if isinstance(connection, Request) else ""
    if method == "OPTIONS":  # Litestar's own answer: which methods there are
        return
    act: Act = handler.opt["act"]
    changes = method not in _SAFE_METHODS
    if changes:
        _refuse_other_sites(connection)
    require(connection.scope["user"], act)
    auth = connection.scope["auth"]
    if isinstance(auth, TokenUse):
        require_scope(auth.token.scopes, act)
    elif changes and act not in _WITHOUT_TOKEN:
        _require_token(connection, auth)
    await _enter(connection, act)


async def _enter(connection: ASGIConnection[Any, Person | None, Session | None, Any], act: Act) -> None:
    """Find the assessment or instrument that the address names, and ask what this person is there."""
    named = {name: key for name, key in connection.path_params.items() if name in PLACE_PARAMETERS}
    person = connection.scope["user"]
    if named and person is not None:
        parts: Parts = connection.app.state.parts
        connection.state.roles = await parts.database.read(enter, person, act, named)


def refuse_token(request: Request[Any, Any, Any], act: Act) -> None:
    """Return when this request came with a session, or its API token may be used for this too; Forbidden otherwise.

    For what only some bodies of a route ask for.
    """
    if isinstance(request.auth, TokenUse):
        require_scope(request.auth.token.scopes, act)


def _require_token(connection: ASGIConnection[Any, Any, Any, Any], session: Session) -> None:
    sent = connection.headers.get("x-csrf-token", "")
    if not secrets.compare_digest(sent.encode(), session.csrf_token.encode()):
        raise Forbidden(
            "The header X-CSRF-Token is missing or belongs to another session. Load the page anew, then save again."
        )


def _refuse_other_sites(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Browsers say where a request comes from (Sec-Fetch-Site, Origin); other programs send neither."""
    site = connection.headers.get("sec-fetch-site", "same-origin")
    origin = connection.headers.get("origin")
    ours = {connection.headers.get("host"), _netloc(_settings_of(connection).public_url)}
    foreign = origin is not None and (_netloc(origin) or "null") not in ours
    if site not in {"same-origin", "none"} or foreign:
        raise Forbidden("This change was sent by a page of another site, so it was refused.")


def _netloc(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # "http://[bad"
        return ""


def _settings_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Settings:
    parts: Parts = connection.app.state.parts
    return parts.settings


def provide_person(request: Request[Person, Session, Any]) -> Person:
    """The signed-in person; the guard has seen to it that there is one."""
    return request.user


def provide_roles(request: Request[Person, Session, Any]) -> Roles:
    """What the signed-in person is in the assessment that the address names; the guard has looked."""
    roles: Roles = request.state.roles
    return roles


def provide_session(request: Request[Person, Session, Any]) -> Session:
    """The session of this request; Forbidden when it came with an API token instead."""
    if not isinstance(request.auth, Session):
        raise Forbidden("An API token is no session. Sign in, and do this in the browser.")
    return request.auth
