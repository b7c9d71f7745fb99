"""Sessions over HTTP: who sends this request, and may a browser elsewhere have made them send it?

Own middleware because Litestar 2.25's server-side sessions adopt an id that an attacker planted (docs/decisions/6).
"""

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from salvaguarda.application.find_session import extend_session, find_session
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.start_session import StartedSession, key_hash
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.errors import Forbidden
from salvaguarda.domain.people import Person
from salvaguarda.settings import Settings
from salvaguarda.web.parts import Parts

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The first two make a session, so there is none yet that could carry a token; pages change nothing.
# The origin is checked all the same.
_WITHOUT_TOKEN = frozenset({Act.SET_UP, Act.SIGN_IN, Act.OPEN_PAGES})


def cookie_name(settings: Settings) -> str:
    """Under HTTPS `__Host-`: no other host or path can set it."""
    return "__Host-salvaguarda" if settings.secure else "salvaguarda"


def session_cookie(settings: Settings, started: StartedSession) -> Cookie:
    """The cookie of a new session."""
    return Cookie(
        key=cookie_name(settings),
        value=started.key,
        path="/",
        max_age=settings.session_days * 86_400,
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


def ended_cookie(settings: Settings) -> Cookie:
    """The cookie that makes a browser forget its session."""
    return Cookie(
        key=cookie_name(settings),
        value="",
        path="/",
        max_age=0,
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


class SessionMiddleware(ASGIMiddleware):
    """Puts Person | None into scope["user"] and Session | None into scope["auth"]; refuses nobody, writes nothing new."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, parts: Parts) -> None:
        self._database, self._settings, self._recent = parts.database, parts.settings, parts.recent_sessions
        self._cookie = cookie_name(parts.settings)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Look the session up, extend it now and then, and go on."""
        session = await self._session(_cookie_value(scope, self._cookie))
        scope["user"] = None if session is None else session.person
        scope["auth"] = session
        await next_app(scope, receive, send)

    async def _session(self, key: str) -> Session | None:
        if not key:
            return None
        hashed = key_hash(key)
        known = self._recent.find(hashed)
        if known is not None:
            return known
        asked = self._recent.generation
        session, extend = await self._database.read(find_session, hashed)
        if session is not None:
            self._recent.remember(hashed, session, asked)
        if session is not None and extend:
            await self._database.write(extend_session, session, self._settings.session_days)
        return session


def _cookie_value(scope: Scope, name: str) -> str:
    for header, value in scope["headers"]:
        if header == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(name)
            except CookieError:
                continue
            if morsel is not None:
                return morsel.value
    return ""


async def guard(
    connection: ASGIConnection[Any, Person | None, Session | None, Any], handler: BaseRouteHandler
) -> None:
    """Hold the access table, and refuse changes that a page of another site may have sent.

    Asynchronous although nothing waits: Litestar would run it in a thread otherwise.
    """
    method = connection.scope["method"] if isinstance(connection, Request) else ""
    if method == "OPTIONS":  # Litestar's own answer: which methods there are
        return
    act: Act = handler.opt["act"]
    changes = method not in _SAFE_METHODS
    if changes:
        _refuse_other_sites(connection)
    require(connection.scope["user"], act)
    if changes and act not in _WITHOUT_TOKEN:
        _require_token(connection, connection.scope["auth"])


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
    ours = {connection.headers.get("host"), urlsplit(_settings_of(connection).public_url).netloc}
    foreign = origin is not None and (urlsplit(origin).netloc or "null") not in ours
    if site not in {"same-origin", "none"} or foreign:
        raise Forbidden("This change was sent by a page of another site, so it was refused.")


def _settings_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Settings:
    parts: Parts = connection.app.state.parts
    return parts.settings


def provide_person(request: Request[Person, Session, Any]) -> Person:
    """The signed-in person; the guard has seen to it that there is one."""
    return request.user


def provide_session(request: Request[Person, Session, Any]) -> Session:
    """The session of this request; the guard has seen to it that there is one."""
    return request.auth
