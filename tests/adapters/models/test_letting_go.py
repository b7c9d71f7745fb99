"""Nothing stays open behind whoever stops waiting, wherever a question is just then."""

import asyncio
import gc
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from ipaddress import ip_address
from typing import Any

import pytest

from salvaguarda.adapters.models.client import OpenAiClient
from salvaguarda.domain.suggestions.reach import Address
from salvaguarda.domain.suggestions.replies import FailureKind
from tests.adapters.models.asking import BODY, client, endpoint, failed
from tests.scripted import Answer, Request, ScriptedServer


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        yield listening


class Gate:
    """A resolver that answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.open = asyncio.Event(), asyncio.Event()

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked.set()
        await self.open.wait()
        return (ip_address("127.0.0.1"),)


def left_open(opened: OpenAiClient) -> list[Any]:
    """Connections and questions that the client still knows."""
    transports: Any = [each._client._transport for each in opened._open.values()]
    return [left for each in transports for left in (*each._pool._connections, *each._pool._requests)]


def begun(silent: socket.socket) -> Callable[[], bool]:
    """Takes a connection over which something came; what it gives reads on, and is true once the other side closed it."""
    connection, _ = silent.accept()
    connection.settimeout(10)
    assert connection.recv(65536)

    def ended() -> bool:
        with connection:
            while connection.recv(65536):
                pass
        return True

    return ended


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_connection_ends_with_the_wish_for_it(silent: socket.socket, scheme: str) -> None:
    # https: in the middle of the TLS handshake, of which the library lets go without closing
    address = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/v1"
    async with client() as opened:
        asking = asyncio.ensure_future(opened.send(endpoint(address), BODY))
        ended = await asyncio.to_thread(begun, silent)
        gc.disable()
        try:
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert await asyncio.to_thread(ended)
        finally:
            gc.enable()
        assert left_open(opened) == []


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_connection_ends_with_its_time(silent: socket.socket, scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/v1"
    async with client() as opened:
        asking = asyncio.ensure_future(opened.send(endpoint(address, timeout_seconds=0.2), BODY))
        ended = await asyncio.to_thread(begun, silent)
        failed(await asking)
        assert await asyncio.to_thread(ended)
        assert left_open(opened) == []


async def test_a_connection_is_waited_for_less_long_than_an_answer(
    silent: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salvaguarda.adapters.models.client._CONNECT_SECONDS", 0.1)
    unnamed = endpoint("http://localhost:9/v1", timeout_seconds=30)
    unproven = endpoint(f"https://127.0.0.1:{silent.getsockname()[1]}/v1", timeout_seconds=30)
    async with client(resolver=Gate()) as opened:
        nobody = failed(await asyncio.wait_for(opened.send(unnamed, BODY), 20))
    async with client() as opened:
        nothing = failed(await asyncio.wait_for(opened.send(unproven, BODY), 20))
    assert (nobody.code, nobody.sent) == (nothing.code, nothing.sent) == ("unreachable", False)


async def test_a_handshake_that_breaks_off_says_nothing_of_what_a_server_speaks(
    silent: socket.socket,
) -> None:
    def hang_up() -> None:
        connection, _ = silent.accept()
        with connection:
            assert connection.recv(65536)

    address = f"https://127.0.0.1:{silent.getsockname()[1]}/v1"
    async with client() as opened:
        asking = asyncio.ensure_future(opened.send(endpoint(address), BODY))
        await asyncio.to_thread(hang_up)
        failure = failed(await asking)
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.TRANSIENT, "unreachable", False)


async def test_an_answer_that_is_not_read_takes_no_place() -> None:
    with ScriptedServer(Answer(headers={"content-encoding": "gzip"}, body=b"x" * 100_000)) as server:
        async with client() as opened:
            assert failed(await opened.send(endpoint(server.base_url), BODY)).code == "encoded"
            assert left_open(opened) == []


async def test_a_name_is_not_waited_for() -> None:
    gate = Gate()
    async with client(resolver=gate) as opened:
        asking = asyncio.ensure_future(opened.send(endpoint("http://localhost:9/v1"), BODY))
        await gate.asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert left_open(opened) == []


async def test_a_client_works_on_whenever_earlier_questions_were_let_go() -> None:
    with ScriptedServer() as server:
        async with client() as opened:
            for steps in range(80):
                asking = asyncio.ensure_future(opened.send(endpoint(server.base_url), BODY))
                for _ in range(steps):
                    await asyncio.sleep(0)
                asking.cancel()
                (ended,) = await asyncio.gather(asking, return_exceptions=True)
                assert isinstance(ended, asyncio.CancelledError) or getattr(ended, "failure", "?") is None
            assert (await opened.send(endpoint(server.base_url), BODY)).failure is None
            assert len(left_open(opened)) == 1  # the connection that is kept for the next question


async def test_what_is_out_when_a_client_is_closed_may_have_been_paid() -> None:
    arrived = threading.Semaphore(0)

    def drip(_: Request) -> Answer:
        arrived.release()
        return Answer(raw=b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n", drips=True)

    with ScriptedServer(drip) as server:
        async with client() as opened:
            asking = [asyncio.ensure_future(opened.send(endpoint(server.base_url), BODY)) for _ in range(3)]
            for _ in asking:
                assert await asyncio.to_thread(arrived.acquire, timeout=10)
            await opened.close()
            failures = [failed(each) for each in await asyncio.gather(*asking)]
    assert {(each.code, each.sent) for each in failures} == {("broken", True)}


async def test_what_was_on_its_way_when_a_client_is_closed_is_not_sent() -> None:
    gate = Gate()
    with ScriptedServer() as server:
        async with client(resolver=gate) as opened:
            asking = asyncio.ensure_future(opened.send(endpoint(server.base_url), BODY))
            await gate.asked.wait()
            await opened.close()
            gate.open.set()
            failure = failed(await asking)
        assert (failure.code, failure.sent) == ("unreachable", False)
        assert server.connections == 0
