"""The network as the client of models sees it: each address is checked before it is connected to, and is the one
that is connected to, so that a name that answers differently the next moment moves nothing."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from ipaddress import ip_address
from typing import Any

import anyio
import httpcore2
import httpx2

from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.reach import Address, may_connect

MOST_READ = 4 * 1024 * 1024
"""Bytes of an answer that are read at all; one to a question of ours has a few thousand."""

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]

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


class AddressRefused(Exception):
    """The name leads to an address that this endpoint may not reach; nothing was sent."""


class AnswerTooLong(Exception):
    """The server sends more than an answer can be."""


class AnswerEncoded(Exception):
    """The server compressed its answer although it was asked not to: it might swell to any size."""


async def resolve(host: str, port: int) -> tuple[Address, ...]:
    """Every address of a name, as the system finds them; OSError when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    texts = dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found)
    return tuple(ip_address(text) for text in texts)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, locality: Locality, local_hosts: Collection[str], resolve: Resolve = resolve) -> None:
        self._locality, self._local_hosts, self._resolve = locality, frozenset(local_hosts), resolve
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (the interface's)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """To the first of the host's addresses that answers; AddressRefused when any of them may not be reached."""
        addresses = await self._checked(host, port, timeout)
        share = None if timeout is None else timeout / len(addresses)
        trouble: Exception | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(str(address), port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
        assert trouble is not None
        raise trouble

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.AsyncNetworkStream:
        """Never: no endpoint is a file."""
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        """Between attempts to connect."""
        await anyio.sleep(seconds)

    async def _checked(self, host: str, port: int, seconds: float | None) -> Sequence[Address]:
        try:
            with anyio.fail_after(seconds):
                addresses = await self._resolve(host, port)
        except TimeoutError:
            raise httpcore2.ConnectTimeout("the name was not resolved in time") from None
        except (OSError, UnicodeError) as error:  # UnicodeError: no name server would take such a name
            raise httpcore2.ConnectError("the name is not known") from error
        if not addresses:
            raise httpcore2.ConnectError("the name has no address")
        if not all(may_connect(each, host, self._locality, self._local_hosts) for each in addresses):
            raise AddressRefused
        return addresses


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Sends over a GuardedBackend, with no header but those that a request needs; reads no more than MOST_READ, and no header
    but those that say something to us: a server's charset, cookies and further addresses are nothing to anybody here."""

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext) -> None:
        # Not the parent's __init__: it offers no way to give the network, and would read proxies.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=_AT_ONCE,
            max_keepalive_connections=_AT_ONCE,
            keepalive_expiry=_KEPT_OPEN_SECONDS,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Its answer, whose body raises AnswerTooLong when there is too much of it."""
        response = await super().handle_async_request(_bare(request))
        if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            await response.aclose()
            raise AnswerEncoded
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        read = [(name, value) for name, value in response.headers.raw if name.lower() in _READ_HEADERS]
        return httpx2.Response(response.status_code, headers=read, stream=_Limited(response.stream))


def _bare(request: httpx2.Request) -> httpx2.Request:
    """A copy: the package `openai` looks for its own headers in the one that it made."""
    headers = [(name, value) for name, value in request.headers.raw if name.decode().lower() in _SENT_HEADERS]
    return httpx2.Request(
        request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
    )


class _Limited(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._stream:
            read += len(part)
            if read > MOST_READ:
                raise AnswerTooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
