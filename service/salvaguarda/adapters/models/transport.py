"""Requests and answers as they pass the network: nothing but what is needed goes out or comes in."""

import ssl

import httpcore2
import httpx2

from salvaguarda.adapters.models.network import GuardedBackend

_SENT_HEADERS = frozenset(
    {
        "host",
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "user-agent",
    }
)
_READ_HEADERS = frozenset({b"date", b"retry-after", b"retry-after-ms", b"x-request-id"})
_AT_ONCE = 64
_KEPT_OPEN_SECONDS = 2.0  # servers close after five seconds: never send on a connection that ends


class AnswerEncoded(Exception):
    """The server compressed its answer although it was asked not to: it might swell to any size."""


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Sends over a GuardedBackend, with no header but those that a request needs; reads no header but those that say
    something to us: a server's charset, cookies and further addresses are nothing to anybody here."""

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext) -> None:
        # Not the parent's __init__: it offers no way to give the network, and would read proxies.
        self._backend = backend
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=_AT_ONCE,
            max_keepalive_connections=_AT_ONCE,
            keepalive_expiry=_KEPT_OPEN_SECONDS,
            network_backend=backend,
        )

    async def aclose(self) -> None:
        """End all connections; none that is on its way to begin is used."""
        self._backend.close()
        await super().aclose()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Its answer; AnswerEncoded, and AnswerTooLong of the network."""
        response = await super().handle_async_request(_bare(request))
        if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            await response.aclose()
            raise AnswerEncoded
        read = [(name, value) for name, value in response.headers.raw if name.lower() in _READ_HEADERS]
        return httpx2.Response(response.status_code, headers=read, stream=response.stream)


def _bare(request: httpx2.Request) -> httpx2.Request:
    """A copy: the package `openai` looks for its own headers in the one that it made."""
    headers = [(name, value) for name, value in request.headers.raw if name.decode().lower() in _SENT_HEADERS]
    return httpx2.Request(
        request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
    )
