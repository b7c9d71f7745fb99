"""What really leaves the machine, and what is read of what comes back: on real sockets."""

import asyncio
import gzip
import json
import os
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from salvaguarda import __version__
from salvaguarda.adapters.models.network import MOST_READ
from salvaguarda.adapters.models.reading import MOST_KEPT
from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.replies import FailureKind, Usage
from salvaguarda.domain.suggestions.requests import request_sha256
from tests.adapters.models.asking import BODY, KEY, answering, ask, client, endpoint, failed, keys
from tests.scripted import Answer, Request, ScriptedServer, chat, ok

HEADERS = {
    "host", "accept", "accept-encoding", "connection", "content-length", "content-type", "user-agent",
}  # fmt: skip
OPENAI_VARIABLES = {
    "OPENAI_API_KEY": "sk-of-the-environment",
    "OPENAI_ADMIN_KEY": "sk-admin-of-the-environment",
    "OPENAI_BASE_URL": "http://evil.example/v1",
    "OPENAI_ORG_ID": "org-of-the-environment",
    "OPENAI_PROJECT_ID": "project-of-the-environment",
    "OPENAI_WEBHOOK_SECRET": "hook-of-the-environment",
    "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer of-the-environment\nX-Leak: of-the-environment\nUser-Agent: of-the-environment",
    "OPENAI_LOG": "debug",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "",
}


@pytest.fixture
def leaky(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login of-the-environment password of-the-environment")
    monkeypatch.setenv("NETRC", str(netrc))
    for name, value in OPENAI_VARIABLES.items():
        monkeypatch.setenv(name, value)
        if "PROXY" in name:
            monkeypatch.setenv(name.lower(), value)


async def test_exactly_the_body_is_sent_and_its_hash_recomputes() -> None:
    body = {
        **BODY,
        "temperature": 0.0,
        "seed": None,
        "provider": {"require_parameters": True},
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "x", "strict": True, "schema": {"a": [1.5]}},
        },
    }
    with ScriptedServer() as server:
        reply = await ask(endpoint(server.base_url), body)
        assert reply.failure is None
        assert server.requests[0].path == "/v1/chat/completions"
        assert server.requests[0].body == body
        assert request_sha256(server.requests[0].body) == request_sha256(body)


async def test_nothing_of_the_environment_leaves(leaky: None) -> None:
    with ScriptedServer() as server:
        await ask(endpoint(server.base_url))
        await ask(endpoint(server.base_url, key_name="HERE"), known=keys(HERE=KEY))
        plain, with_key = server.requests
        assert set(plain.headers) == HEADERS
        assert set(with_key.headers) == HEADERS | {"authorization"}
        assert with_key.headers["authorization"] == f"Bearer {KEY}"
        assert plain.headers["user-agent"] == f"Salvaguarda/{__version__}"
        assert plain.headers["accept-encoding"] == "identity"
        assert "of-the-environment" not in json.dumps([plain.headers, with_key.headers])


async def test_a_new_key_counts_at_the_next_question(tmp_path: Path) -> None:
    environment = {"SALVAGUARDA_MODEL_KEY_HERE": "first"}
    known = keys()
    known._environ = environment
    with ScriptedServer() as server:
        async with client(known=known) as opened:
            settings = endpoint(server.base_url, key_name="HERE")
            await opened.send(settings, BODY)
            environment["SALVAGUARDA_MODEL_KEY_HERE"] = "second"
            await opened.send(settings, BODY)
        assert [each.headers["authorization"] for each in server.requests] == [
            "Bearer first",
            "Bearer second",
        ]
        assert server.connections == 1  # one connection for both: opening one costs a round trip or three


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(status: int) -> None:
    with ScriptedServer() as other, ScriptedServer(Answer(status, {"location": other.base_url})) as server:
        failure = failed(await ask(endpoint(server.base_url)))
        assert failure.kind is FailureKind.MISCONFIGURED
        assert "never followed" in failure.reason
        assert (len(server.requests), len(other.requests)) == (1, 0)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
async def test_nothing_is_tried_twice(status: int) -> None:
    with ScriptedServer(Answer(status, {"retry-after": "0", "x-should-retry": "true"})) as server:
        failed(await ask(endpoint(server.base_url)))
        assert len(server.requests) == 1


async def test_a_reply_carries_what_the_server_says_of_itself() -> None:
    usage = {"prompt_tokens": 90, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}}
    answer = Answer(
        headers={"x-request-id": "req-1"},
        body=chat('{"a": 1}', model="small-0711", usage=usage, system_fingerprint="fp", service_tier="flex"),
    )
    with ScriptedServer(answer) as server:
        reply = await ask(endpoint(server.base_url))
    assert (reply.text, reply.finish_reason, reply.status) == ('{"a": 1}', "stop", 200)
    assert reply.usage == Usage(90, 7, 64)
    assert (reply.model, reply.fingerprint, reply.tier, reply.request_id) == (
        "small-0711",
        "fp",
        "flex",
        "req-1",
    )
    assert json.loads(reply.raw)["model"] == "small-0711"
    assert 0 < reply.seconds < 10


async def test_a_key_that_a_server_sends_back_is_not_kept() -> None:
    def echo(request: Any) -> Answer:
        said = request.headers["authorization"]
        return Answer(
            headers={"x-request-id": said}, body=chat(f"You are {said}", model=said, system_fingerprint=KEY)
        )

    with ScriptedServer(echo) as server:
        reply = await ask(endpoint(server.base_url, key_name="HERE"), known=keys(HERE=KEY))
    assert KEY not in repr(reply)
    assert reply.text == "You are Bearer [key]"


@pytest.mark.parametrize("key", ["a/secret+key==", 'a"secret\\key', "12345678"])
async def test_a_key_is_found_however_json_writes_it(key: str) -> None:
    written = json.dumps(f"Wrong key {key}!"), json.dumps(f"Wrong key {key}!").replace("/", r"\/")
    for words in written:
        body = json.dumps(chat("X")).replace('"X"', words).encode()
        with ScriptedServer(Answer(body=body)) as server:
            reply = await ask(endpoint(server.base_url, key_name="HERE"), known=keys(HERE=key))
        assert reply.text == "Wrong key [key]!"
        assert words.strip('"') not in reply.raw


@pytest.mark.parametrize("key", ["1", "o", "ollama", "EMPTY"])
async def test_what_is_typed_where_no_key_is_wanted_changes_no_answer(key: str) -> None:
    with ScriptedServer(ok("100 models of ollama: EMPTY")) as server:
        reply = await ask(endpoint(server.base_url, key_name="HERE"), known=keys(HERE=key))
        assert server.requests[0].headers["authorization"] == f"Bearer {key}"
    assert (reply.failure, reply.text) == (None, "100 models of ollama: EMPTY")


@pytest.mark.parametrize("charset", ["zlib", "rot13", "idna", "no-such-charset"])
async def test_how_a_server_says_its_words_are_coded_is_not_believed(charset: str) -> None:
    # punycode: decoding a megabyte of it takes the better part of an hour, in which nothing else is served
    said = {"content-type": f"application/json; charset={charset}"}
    with ScriptedServer(
        Answer(429, said, {"error": {"code": "insufficient_quota"}}), Answer(200, said, chat("é"))
    ) as server:
        failure = failed(await ask(endpoint(server.base_url)))
        reply = await ask(endpoint(server.base_url))
    assert (failure.kind, failure.code) == (FailureKind.QUOTA, "insufficient_quota")
    assert reply.text == "é"


async def test_an_answer_in_a_charset_that_takes_hours_is_read_at_once() -> None:
    slow = Answer(400, {"content-type": "application/json; charset=punycode"}, b"-" + b"b" * 1_000_000)
    with ScriptedServer(slow) as server:
        # the client's own time-out could not help: decoding does not let anybody else run
        failure = failed(await ask(endpoint(server.base_url)))
    assert (failure.kind, failure.code) == (FailureKind.MISCONFIGURED, "400")


async def test_an_endless_answer_is_not_read() -> None:
    large = chat("x" * (MOST_READ + 1))
    with ScriptedServer(Answer(body=large)) as server:
        failure = failed(await ask(endpoint(server.base_url)))
    assert (failure.kind, failure.code) == (FailureKind.UNEXPECTED, "too_much")


@pytest.mark.parametrize(
    ("head", "again"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\nx: " + b"y" * 50_000 + b"\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"1;" + b"x" * 50_000 + b"\r\na\r\n"),
    ],
    ids=["answers before the answer", "words around the answer"],
)
async def test_what_is_around_an_answer_is_counted_too(head: bytes, again: bytes) -> None:
    endless = head + again * (MOST_READ // len(again) + 1)
    with ScriptedServer(Answer(raw=endless)) as server:
        failure = failed(await ask(endpoint(server.base_url)))
    assert (failure.kind, failure.code) == (FailureKind.UNEXPECTED, "too_much")


async def test_each_answer_may_be_long_over_one_connection() -> None:
    with ScriptedServer(ok("x" * (MOST_READ * 2 // 3))) as server:
        async with client() as opened:
            for _ in range(3):
                assert (await opened.send(endpoint(server.base_url), BODY)).failure is None
        assert server.connections == 1


async def test_of_a_long_answer_the_start_is_kept() -> None:
    with ScriptedServer(ok("é" * MOST_KEPT)) as server:
        reply = await ask(endpoint(server.base_url))
    assert reply.text == "é" * MOST_KEPT
    assert len(reply.raw.encode()) <= MOST_KEPT


async def test_an_answer_that_swells_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    with ScriptedServer(Answer(headers={"content-encoding": "gzip"}, body=bomb)) as server:
        failure = failed(await ask(endpoint(server.base_url)))
    assert (failure.kind, failure.code) == (FailureKind.MISCONFIGURED, "encoded")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/1.1 200 OK\r\nbroken header\r\n\r\n",
    ],
)
async def test_a_connection_that_breaks_may_have_been_paid(raw: bytes) -> None:
    with ScriptedServer(Answer(raw=raw)) as server:
        failure = failed(await ask(endpoint(server.base_url)))
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.TRANSIENT, "broken", True)


async def test_a_server_that_drips_is_given_up_in_time() -> None:
    # each byte comes within the time for one read, the whole never does
    dripping = Answer(raw=b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n", drips=True)
    with ScriptedServer(dripping) as server:
        asking = ask(endpoint(server.base_url, timeout_seconds=0.3))
        failure = failed(
            await asyncio.wait_for(asking, 20)
        )  # a client without an end would hold up all tests
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.TRANSIENT, "timeout", True)


async def test_whoever_stops_waiting_is_let_go_at_once() -> None:
    asked = threading.Event()

    def drip(_: Request) -> Answer:
        asked.set()
        return Answer(raw=b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n", drips=True)

    with ScriptedServer(drip) as server:
        async with client() as opened:
            asking = asyncio.ensure_future(opened.send(endpoint(server.base_url), BODY))
            assert await asyncio.to_thread(asked.wait, 10)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking


async def test_a_server_that_is_not_there_got_nothing() -> None:
    with ScriptedServer() as server:
        gone = endpoint(server.base_url)
    failure = failed(await ask(gone))
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.TRANSIENT, "unreachable", False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key for models.example.org, which nobody has signed."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {path} -out {path}.crt -subj /CN=models.example.org "
        "-addext subjectAltName=DNS:models.example.org"
    )
    try:
        subprocess.run(command.split(), check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not here to make a certificate")
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_a_server_that_cannot_prove_who_it_is_gets_nothing(certificate: Path) -> None:
    with ScriptedServer(tls=tls(certificate)) as server:
        failure = failed(await ask(endpoint(server.url_of("localhost"))))
        assert server.requests == []
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.MISCONFIGURED, "certificate", False)


async def test_an_own_authority_is_believed_for_its_names_only(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with ScriptedServer(tls=tls(certificate)) as server:
        name = endpoint(server.url_of("models.example.org"))
        right = await ask(name, local_hosts=("models.example.org",), resolver=answering("127.0.0.1"))
        wrong = await ask(endpoint(server.url_of("localhost")))
        assert right.failure is None
        assert len(server.requests) == 1
    assert failed(wrong).code == "certificate"


async def test_an_authority_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    failure = failed(await ask(endpoint("http://127.0.0.1:9/v1")))
    assert (failure.kind, failure.sent) == (FailureKind.MISCONFIGURED, False)
    assert "SSL_CERT_FILE" in failure.reason


async def test_https_to_a_server_without_it_says_so() -> None:
    with ScriptedServer() as server:
        failure = failed(await ask(endpoint(server.base_url.replace("http:", "https:"))))
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.MISCONFIGURED, "no_tls", False)


async def test_an_endpoint_whose_address_is_not_allowed_any_more_sends_nothing() -> None:
    with ScriptedServer() as server:
        refused = endpoint(server.url_of("gpu-box"))
        failure = failed(await ask(refused, local_hosts=(), resolver=answering("127.0.0.1")))
        provider = endpoint(server.base_url, locality=Locality.PROVIDER)
        failed(await ask(provider))
        assert server.connections == 0
    assert (failure.kind, failure.sent) == (FailureKind.NOT_ALLOWED, False)


ASK = """
import anyio, logging, sys
from pathlib import Path
logging.basicConfig(level=logging.DEBUG)
from salvaguarda.adapters.models.client import OpenAiClient
from salvaguarda.adapters.models.keys import Keys
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
async def ask():
    client = OpenAiClient(Keys(Path("absent")), ())
    settings = EndpointSettings("E", sys.argv[1], "small", Locality.LOCAL, "HERE")
    body = {"model": "small", "messages": [{"role": "user", "content": "Words of a confidential draft"}]}
    print(await client.send(settings, body))
    await client.close()
anyio.run(ask)
"""


def test_a_process_that_logs_everything_logs_no_words_and_no_key() -> None:
    environment = {**os.environ, **OPENAI_VARIABLES, "SALVAGUARDA_MODEL_KEY_HERE": KEY}
    with ScriptedServer(ok("An answer about it")) as server:
        command = [sys.executable, "-W", "error", "-c", ASK, server.base_url]
        ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=60)
        (sent,) = server.requests
    assert set(sent.headers) == HEADERS | {"authorization"}
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert "failure=None" in ran.stdout
    assert not [
        word for word in (KEY, "confidential", "An answer", "of-the-environment", "/v1") if word in ran.stderr
    ]
