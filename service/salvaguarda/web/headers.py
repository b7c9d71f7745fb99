"""What every answer carries: a request id, and what a browser may do with it. And which Host is right."""

import ipaddress
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import structlog
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from salvaguarda.domain.errors import Forbidden
from salvaguarda.settings import Settings

log = structlog.get_logger()

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "img-src 'self' data: blob:; "
    "object-src 'none'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "require-trusted-types-for 'script'"
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Addresses hold the names of confidential drafts' parts: no other site learns them.
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def host_name(address: str) -> str:
    """The name or number in an address like "//127.0.0.1:8765", lower case; "" when there is none that can be read."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "//[bad"
        return ""


def request_id_of(scope: Scope) -> str:
    """The short random id under which the log and an error answer know this request."""
    state = scope.setdefault("state", {})
    if "request_id" not in state:
        state["request_id"] = secrets.token_hex(6)
    return str(state["request_id"])


def headers_for(settings: Settings) -> Any:
    """A before_send hook that adds the headers to every answer, also to those no route gave."""
    fixed = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
    if settings.secure:
        fixed.append((b"strict-transport-security", b"max-age=31536000"))

    async def add_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        _log_answer(message, scope)
        # On the raw list: Litestar's header object searches it again for every name (0.1 ms an answer).
        headers = [*message["headers"], *fixed, (b"x-request-id", request_id_of(scope).encode())]
        if scope["path"].startswith("/api/") and not any(
            name.lower() == b"cache-control" for name, _ in headers
        ):
            headers.append((b"cache-control", b"no-store"))  # drafts are confidential
        message["headers"] = headers

    return add_headers


def _log_answer(message: HTTPResponseStartEvent, scope: Scope) -> None:
    """One line an answer: the route, never the address with what stands in it, nor any text."""
    began = scope.get("state", {}).get("began")
    log.info(
        "answered",
        method=scope.get("method"),
        route=scope.get("path_template") or "unknown",
        status=message["status"],
        ms=None if began is None else round((time.perf_counter() - began) * 1000, 1),
        person=getattr(scope.get("user"), "id", None),
        request=request_id_of(scope),
    )


class HostMiddleware(ASGIMiddleware):
    """Refuses a Host header that is not ours: a page elsewhere could otherwise rebind its own name to this service.

    On loopback the right names are the loopback ones; with a public address, its name; else (an open address in a
    local network) any numeric address, since no name can be rebound to those.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, settings: Settings) -> None:
        self._names = {name.lower() for name in settings.allowed_hosts}
        self._numeric = not settings.on_loopback
        if settings.public_url:
            self._names.add(urlsplit(settings.public_url).hostname or "")
        self._names |= _LOOPBACK_NAMES | {settings.host.lower()}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Go on when the Host is right; Forbidden otherwise."""
        scope.setdefault("state", {})["began"] = time.perf_counter()
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if not self._is_ours(host_name(f"//{host}")):
            raise Forbidden(
                "This service does not answer under that name. Open it at its own address, or add the name to "
                "SALVAGUARDA_ALLOWED_HOSTS."
            )
        await next_app(scope, receive, send)

    def _is_ours(self, name: str) -> bool:
        if name in self._names:
            return True
        if not self._numeric:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True
