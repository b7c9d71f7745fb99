"""The network as the client of models sees it: each address is checked before it is connected to, and is the one
that is connected to, so that a name that answers differently the next moment moves nothing."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from ipaddress import ip_address
from typing import Any

import anyio
import httpcore2

from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.reach import Address, may_connect

MOST_READ = 4 * 1024 * 1024
"""Bytes that a server may send to one question, headers and all; an answer of ours has a few thousand."""

_MOST_AT_ONCE = 16 * 1024  # what is taken apart before others may go on: a server may send it in single bytes

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


class AddressRefused(Exception):
    """The name leads to an address that this endpoint may not reach; nothing was sent."""


class AnswerTooLong(Exception):
    """The server sends more than an answer can be."""


async def resolve(host: str, port: int) -> tuple[Address, ...]:
    """Every address of a name, as the system finds them; OSError when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(each[4][0]) for each in found))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to checked addresses only, and to none once it is closed."""

    def __init__(self, locality: Locality, local_hosts: Collection[str], resolve: Resolve = resolve) -> None:
        self._locality, self._local_hosts, self._resolve = locality, frozenset(local_hosts), resolve
        self._inner = httpcore2.AnyIOBackend()
        self._closed = False

    def close(self) -> None:
        """Let no connection begin any more; those that are open are others' to close."""
        self._closed = True

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
                self.still_open()
                found = await self._inner.connect_tcp(
                    str(address), port, share, local_address, socket_options
                )
                return _Connection(found, self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
        assert trouble is not None
        raise trouble

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.AsyncNetworkStream:
        """Never: no endpoint is a file."""
        raise AddressRefused

    def still_open(self) -> None:
        """Return when connections may begin; ConnectError otherwise."""
        if self._closed:
            raise httpcore2.ConnectError("the client was closed meanwhile")

    async def _checked(self, host: str, port: int, seconds: float | None) -> Sequence[Address]:
        try:
            with anyio.fail_after(seconds):
                addresses = await self._resolve(host, port)
        except (
            OSError,
            UnicodeError,
        ) as error:  # too late, unknown, or nothing that a name server would take
            raise httpcore2.ConnectError("the name is not known") from error
        if not addresses:
            raise httpcore2.ConnectError("the name has no address")
        if not all(may_connect(each, host, self._locality, self._local_hosts) for each in addresses):
            raise AddressRefused
        return addresses


class _Connection(httpcore2.AsyncNetworkStream):
    """A connection that reads no more than MOST_READ after anything was written, and that is closed, too, when nobody waits
    for its TLS handshake any more."""

    def __init__(self, inner: httpcore2.AsyncNetworkStream, backend: GuardedBackend) -> None:
        self._inner, self._backend = inner, backend
        self._read = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  (the interface's)
        part = await self._inner.read(min(max_bytes, _MOST_AT_ONCE), timeout)
        self._read += len(part)
        if self._read > MOST_READ:
            raise AnswerTooLong
        return part

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  (likewise)
        self._read = 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  (likewise)
    ) -> httpcore2.AsyncNetworkStream:
        try:
            encrypted = await self._inner.start_tls(ssl_context, server_hostname, timeout)
            self._backend.still_open()
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self._inner.aclose()
            raise
        return _Connection(encrypted, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
