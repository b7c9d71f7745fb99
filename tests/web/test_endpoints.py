"""Endpoints over the wire: the owner's business, and no way for a key to get out."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from structlog.testing import capture_logs

from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import Client, signed_in_owner
from tests.conftest import FAST_HASHER
from tests.models import ModelServer
from tests.scripted import Answer, Request, ScriptedServer, chat

KEY = "sk-very-secret-0123456789abcdef"
GOOD = '{"reason": "noon", "names_a_time": "yes"}'


def entry(base_url: str = "http://localhost:11434/v1", **changed: Any) -> dict[str, Any]:
    plain = {"name": "Here", "base_url": base_url, "model": "small", "locality": "local", "enabled": True}
    return {**plain, **changed}


def add(client: Client, **changed: Any) -> dict[str, Any]:
    answer = client.post("/api/endpoints", json=entry(**changed))
    assert answer.status_code == 201, answer.text
    assert answer.headers["etag"] == '"1"'
    added: dict[str, Any] = answer.json()
    return added


def problems(client: Client, **changed: Any) -> list[str]:
    answer = client.post("/api/endpoints", json=entry(**changed))
    assert answer.status_code == 400, answer.text
    return [each["where"] for each in answer.json()["problems"]]


def test_none_is_there_at_first(client: Client) -> None:
    assert client.get("/api/endpoints").json() == []


def test_the_owner_adds_one_that_nobody_can_use_before_it_is_tested(client: Client) -> None:
    prices = {"currency": "EUR", "input": "0.40", "output": "2", "as_of": "2026-11-24"}
    added = add(client, prices=prices, extra_body={"seed": 7}, temperature=0.2, key_name="HERE")
    assert added == {
        "id": 1,
        "version": 1,
        "enabled": True,
        "usable": False,
        "name": "Here",
        "model": "small",
        "host": "localhost:11434",
        "locality": "local",
        "concurrency": 4,
        "prices": {**prices, "cached_input": None},
        "probe": None,
        "base_url": "http://localhost:11434/v1",
        "key_name": "HERE",
        "key_found": False,
        "token_parameter": "max_completion_tokens",
        "temperature": 0.2,
        "extra_body": {"seed": 7},
        "timeout_seconds": 120,
    }
    assert client.get("/api/endpoints").json() == [added]


def test_a_reviewer_sees_which_there_are_but_not_how_they_are_reached(
    client: Client, sign_in_as: Callable[[str], Client]
) -> None:
    add(client, key_name="HERE")
    client.post("/api/endpoints/1/probe")
    seen = sign_in_as("ben").get("/api/endpoints").json()[0]
    assert (seen["name"], seen["host"], seen["locality"]) == ("Here", "localhost:11434", "local")
    owners = (
        "base_url",
        "key_name",
        "key_found",
        "token_parameter",
        "temperature",
        "extra_body",
        "timeout_seconds",
    )
    assert {seen[name] for name in owners} == {None}
    assert seen["probe"]["steps"] == []
    assert client.get("/api/endpoints").json()[0]["probe"]["steps"] != []


def test_only_the_owner_sets_and_tests(client: Client, sign_in_as: Callable[[str], Client]) -> None:
    add(client)
    ben = sign_in_as("ben")
    headers = {"if-match": '"1"'}
    answers = [
        ben.post("/api/endpoints", json=entry(name="Mine")),
        ben.put("/api/endpoints/1", json=entry(), headers=headers),
        ben.post("/api/endpoints/1/probe"),
        ben.get("/api/endpoint-keys"),
    ]
    assert [each.status_code for each in answers] == [403] * 4


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"base_url": "http://api.example.org/v1", "locality": "provider"}, "base_url"),
        ({"base_url": "http://gpu-box/v1"}, "base_url"),
        ({"base_url": "http://169.254.169.254/v1"}, "base_url"),
        ({"base_url": "recorded:demo"}, "base_url"),
        ({"base_url": "http://ana:pw@localhost/v1"}, "base_url"),
        ({"extra_body": {"messages": []}}, "extra_body.messages"),
        ({"key_name": KEY}, "key_name"),
        ({"temperature": 3}, "temperature"),
        ({"concurrency": 0}, "concurrency"),
        ({"locality": "cloud"}, "locality"),
        ({"token_parameter": "max"}, "token_parameter"),
        ({"api_key": KEY}, "api_key"),
        (
            {"prices": {"currency": "EUR", "input": "1e5", "output": "1", "as_of": "2026-11-24"}},
            "prices.input",
        ),
        ({"prices": {"currency": "EUR", "input": 0.4, "output": "1", "as_of": "2026-11-24"}}, "prices.input"),
    ],
)
def test_mistakes_are_named_and_no_key_is_repeated(
    client: Client, changed: dict[str, Any], where: str
) -> None:
    assert where in problems(client, **changed)
    assert KEY not in client.post("/api/endpoints", json=entry(**changed)).text
    assert client.get("/api/endpoints").json() == []


def test_what_is_wrong_is_told_in_the_words_of_the_trade(client: Client) -> None:
    prices = {"currency": "euro", "input": "free", "output": "1", "as_of": "2026-11-24"}
    answer = client.post("/api/endpoints", json=entry(key_name="sk-abc", prices=prices))
    assert [each["what"] for each in answer.json()["problems"]] == [
        "This is no name of a key.",
        "This is no currency.",
        "This is no price.",
    ]


def test_names_are_given_once(client: Client) -> None:
    add(client)
    assert client.post("/api/endpoints", json=entry()).status_code == 409


def test_an_edit_is_on_a_version(client: Client) -> None:
    add(client)
    assert client.put("/api/endpoints/1", json=entry()).status_code == 428
    edited = client.put("/api/endpoints/1", json=entry(name="There"), headers={"if-match": '"1"'})
    assert (edited.status_code, edited.json()["version"], edited.headers["etag"]) == (200, 2, '"2"')
    late = client.put("/api/endpoints/1", json=entry(name="Mine"), headers={"if-match": '"1"'})
    assert late.status_code == 412
    assert (late.json()["current"]["name"], late.headers["etag"]) == ("There", '"2"')
    assert client.put("/api/endpoints/9", json=entry(), headers={"if-match": '"1"'}).status_code == 404


def test_none_is_deleted(client: Client) -> None:
    add(client)
    assert client.delete("/api/endpoints/1").status_code == 405


def test_a_test_finds_what_works_and_an_edit_makes_another_one_needed(
    client: Client, model_server: ModelServer
) -> None:
    here = entry(model_server.base_url, model="gpt-4o")
    client.post("/api/endpoints", json=here)
    tested = client.post("/api/endpoints/1/probe")
    assert tested.status_code == 200, tested.text
    found = tested.json()
    assert found["usable"]
    assert found["probe"]["output_mode"] == "json_schema_strict"
    assert [step["title"] for step in found["probe"]["steps"]][:3] == ["Address", "Key", "Connection"]
    assert all(step["works"] and step["reason"].endswith((".", "”")) for step in found["probe"]["steps"])
    edited = client.put(
        "/api/endpoints/1", json={**here, "temperature": 0.5}, headers={"if-match": '"1"'}
    ).json()
    assert (edited["usable"], edited["probe"]) == (False, None)
    off = client.put("/api/endpoints/1", json={**here, "enabled": False}, headers={"if-match": '"2"'}).json()
    assert (off["enabled"], off["usable"]) == (False, False)
    tested_off = client.post("/api/endpoints/1/probe").json()
    assert (tested_off["probe"]["output_mode"], tested_off["usable"]) == ("json_schema_strict", False)


def test_a_server_that_is_not_there_is_an_ordinary_finding(client: Client) -> None:
    with ScriptedServer() as server:
        address = server.base_url
    add(client, base_url=address)
    found = client.post("/api/endpoints/1/probe").json()
    assert (found["usable"], found["probe"]["output_mode"]) == (False, None)
    assert found["probe"]["steps"][-1]["title"] == "Connection"
    assert "Is it running?" in found["probe"]["steps"][-1]["reason"]


def test_a_missing_key_is_told_before_anything_is_sent(client: Client) -> None:
    with ScriptedServer() as server:
        add(client, base_url=server.base_url, key_name="HERE")
        steps = client.post("/api/endpoints/1/probe").json()["probe"]["steps"]
        assert server.connections == 0
    assert [(step["title"], step["works"]) for step in steps] == [("Address", True), ("Key", False)]
    assert "SALVAGUARDA_MODEL_KEY_HERE" in steps[-1]["reason"]


def test_names_of_keys_are_listed(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "filed").write_text(KEY)
    monkeypatch.setenv("SALVAGUARDA_MODEL_KEY_SET", KEY)
    assert client.get("/api/endpoint-keys").json() == [
        {"name": "FILED", "source": "file"},
        {"name": "SET", "source": "environment"},
    ]


def test_what_others_may_read_is_warned_of(client: Client, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "here").write_text(KEY)
    (tmp_path / "secrets" / "here").chmod(0o644)
    with ScriptedServer() as server:
        add(client, base_url=server.base_url, key_name="HERE")
        steps = client.post("/api/endpoints/1/probe").json()["probe"]["steps"]
    assert "chmod 600" in steps[1]["reason"]
    assert client.get("/api/endpoints").json()[0]["key_found"]


def echo(request: Request) -> Answer:
    """The worst server: it says the key wherever it can, and fails now and then."""
    said = request.headers.get("authorization", "")
    body = chat(f"{GOOD} {said}", model=said, system_fingerprint=said, error={"message": said})
    if "json_schema" in json.dumps(request.body):
        return Answer(
            400, {"x-request-id": said, "retry-after": said}, {"error": {"message": said, "code": said}}
        )
    return Answer(headers={"x-request-id": said}, body=body)


def test_a_key_is_nowhere_but_in_the_request(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SALVAGUARDA_MODEL_KEY_HERE", KEY)
    monkeypatch.setenv("OPENAI_LOG", "debug")
    answers: list[str] = []
    with capture_logs() as logs, ScriptedServer(echo) as server, Client(app_of(settings)) as opened:
        client = signed_in_owner(opened)
        client.post("/api/endpoints", json=entry(server.base_url, key_name="HERE"))
        paths = ("/api/endpoints", "/api/endpoint-keys", "/api/openapi.json")
        answers += [client.get(path).text for path in paths]
        for address in (server.base_url, server.base_url.replace("http:", "https:"), "http://127.0.0.1:9/v1"):
            edit(client, address)
            answers.append(client.post("/api/endpoints/1/probe").text)
        answers.append(client.get("/api/endpoints").text)
        assert any(KEY in str(each.headers) for each in server.requests)
    assert KEY not in "".join(answers)
    assert KEY not in repr(logs)
    shown = capfd.readouterr()
    assert KEY not in shown.out + shown.err
    dump = "\n".join(sqlite3.connect(tmp_path / "salvaguarda.db").iterdump())
    assert "endpoint_probe" in dump
    assert KEY not in dump
    assert KEY.encode() not in b"".join(each.read_bytes() for each in tmp_path.iterdir() if each.is_file())


def app_of(settings: Settings) -> Litestar:
    return build_app(settings, hasher=FAST_HASHER)


def edit(client: Client, address: str) -> None:
    version = client.get("/api/endpoints").json()[0]["version"]
    changed = entry(address, key_name="HERE")
    answer = client.put("/api/endpoints/1", json=changed, headers={"if-match": f'"{version}"'})
    assert answer.status_code == 200, answer.text
