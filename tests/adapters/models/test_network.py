"""The guard of the network: names that lead elsewhere, and names that change their mind. On real sockets."""

import ssl
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

import httpcore2
import pytest

from salvaguarda.adapters.models.network import AddressRefused, GuardedBackend, resolve
from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.reach import Address
from salvaguarda.domain.suggestions.replies import FailureKind
from tests.adapters.models.asking import BODY, answering, ask, client, endpoint, failed
from tests.scripted import ScriptedServer

BOX = ("gpu-box",)


class Rebinding:
    """A name that answers with the next list of addresses each time."""

    def __init__(self, *answers: str) -> None:
        self._answers, self.asked = answers, 0

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked += 1
        return tuple(map(ip_address, self._answers[min(self.asked, len(self._answers)) - 1].split()))


async def test_a_name_is_resolved_once_and_connected_where_it_was_checked() -> None:
    rebinding = Rebinding("127.0.0.1", "8.8.8.8")
    with ScriptedServer() as server:
        settings = endpoint(server.url_of("gpu-box"))
        reply = await ask(settings, local_hosts=BOX, resolver=rebinding)
        assert reply.failure is None
        assert server.requests[0].headers["host"] == f"gpu-box:{server.port}"
    assert rebinding.asked == 1


async def test_a_name_that_moved_meanwhile_is_refused_at_the_next_connection() -> None:
    rebinding = Rebinding("127.0.0.1", "8.8.8.8")
    with ScriptedServer() as server:
        settings = endpoint(server.url_of("gpu-box"))
        async with client(local_hosts=BOX, resolver=rebinding) as opened:
            assert (await opened.send(settings, BODY)).failure is None
            await opened.close()  # the next question needs a new connection
            failure = failed(await opened.send(settings, BODY))
        assert (failure.kind, failure.sent) == (FailureKind.NOT_ALLOWED, False)
        assert server.connections == 1


@pytest.mark.parametrize(
    "addresses", ["8.8.8.8", "127.0.0.1 8.8.8.8", "8.8.8.8 127.0.0.1", "169.254.169.254"]
)
async def test_a_local_name_that_leads_away_gets_nothing(addresses: str) -> None:
    with ScriptedServer() as server:
        settings = endpoint(server.url_of("gpu-box"))
        failure = failed(await ask(settings, local_hosts=BOX, resolver=answering(*addresses.split())))
        assert (failure.kind, failure.sent) == (FailureKind.NOT_ALLOWED, False)
        assert server.connections == 0


@pytest.mark.parametrize(
    "addresses", ["127.0.0.1", "8.8.8.8 127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"]
)
async def test_a_provider_s_name_that_leads_inside_gets_nothing(addresses: str) -> None:
    with ScriptedServer() as server:
        address = f"https://api.example.org:{server.port}/v1"
        settings = endpoint(address, locality=Locality.PROVIDER)
        failure = failed(await ask(settings, resolver=answering(*addresses.split())))
        assert (failure.kind, failure.sent) == (FailureKind.NOT_ALLOWED, False)
        assert server.connections == 0


@pytest.mark.parametrize("first", [Locality.LOCAL, Locality.PROVIDER])
async def test_one_address_as_local_and_as_a_provider_s_is_guarded_as_each(first: Locality) -> None:
    with ScriptedServer() as server:
        local = endpoint(f"https://gpu-box:{server.port}/v1")
        provider = endpoint(local.base_url, locality=Locality.PROVIDER)
        async with client(local_hosts=BOX, resolver=answering("127.0.0.1")) as opened:
            order = (local, provider) if first is Locality.LOCAL else (provider, local)
            codes = {each.locality: failed(await opened.send(each, BODY)).code for each in order}
        assert codes == {Locality.LOCAL: "no_tls", Locality.PROVIDER: "address_refused"}
        assert server.connections == 1


async def test_the_next_address_is_tried_when_one_is_down() -> None:
    # as localhost is ::1 first where a server listens on 127.0.0.1 only
    with ScriptedServer() as server:
        settings = endpoint(server.url_of("localhost"))
        reply = await ask(settings, resolver=answering("::1", "127.0.0.1"))
        assert reply.failure is None


async def test_a_name_without_an_address_got_nothing() -> None:
    failure = failed(await ask(endpoint("http://localhost:9/v1"), resolver=answering()))
    assert (failure.kind, failure.sent) == (FailureKind.TRANSIENT, False)


async def test_a_name_that_nobody_knows_is_told() -> None:
    async def unknown(host: str, port: int) -> Sequence[Address]:
        return await resolve("nobody.invalid", port)

    failure = failed(await ask(endpoint("http://localhost:9/v1"), resolver=unknown))
    assert (failure.kind, failure.sent) == (FailureKind.TRANSIENT, False)
    assert failure.code in {"unknown_name", "unreachable"}


async def test_a_name_that_cannot_be_asked_for_got_nothing() -> None:
    async def unspeakable(host: str, port: int) -> Sequence[Address]:
        return await resolve("a..b", port)

    failure = failed(await ask(endpoint("http://localhost:9/v1"), resolver=unspeakable))
    assert (failure.kind, failure.sent) == (FailureKind.TRANSIENT, False)


async def test_the_system_knows_this_machine() -> None:
    assert ip_address("127.0.0.1") in await resolve("localhost", 80) or ip_address("::1") in await resolve(
        "localhost", 80
    )


class Scripted:
    """Stands below the guard: each connection fails, or one is made whose handshake lasts until the guard is closed."""

    def __init__(self, backend: GuardedBackend, *, fails: bool) -> None:
        self._backend, self._fails = backend, fails
        self.tried: list[tuple[str, float | None]] = []
        self.ended = False

    async def connect_tcp(self, host: str, port: int, timeout: float | None, *_: object) -> "Scripted":  # noqa: ASYNC109
        self.tried.append((host, timeout))
        if self._fails:
            raise httpcore2.ConnectTimeout
        return self

    async def start_tls(self, *_: object) -> "Scripted":
        self._backend.close()
        return self

    async def aclose(self) -> None:
        self.ended = True


def guarded(*addresses: str, fails: bool) -> tuple[GuardedBackend, Scripted]:
    backend = GuardedBackend(Locality.LOCAL, (), answering(*addresses))
    below: Any = Scripted(backend, fails=fails)
    backend._inner = below
    return backend, below


async def test_all_addresses_of_a_name_share_its_time() -> None:
    backend, below = guarded("::1", "127.0.0.1", fails=True)
    with pytest.raises(httpcore2.ConnectTimeout):
        await backend.connect_tcp("localhost", 9, 10.0)
    assert below.tried == [("::1", 5.0), ("127.0.0.1", 5.0)]


async def test_a_handshake_that_outlasts_its_client_is_of_no_use() -> None:
    backend, below = guarded("127.0.0.1", fails=False)
    connection = await backend.connect_tcp("localhost", 9)
    with pytest.raises(httpcore2.ConnectError):
        await connection.start_tls(ssl.create_default_context())
    assert below.ended


async def test_no_endpoint_is_a_socket_file() -> None:
    backend: httpcore2.AsyncNetworkBackend = GuardedBackend(Locality.LOCAL, ())
    with pytest.raises(AddressRefused):
        await backend.connect_unix_socket("/run/some.sock")
