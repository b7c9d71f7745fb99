"""What every answer carries, and which Host is right."""

import pytest
from litestar import Litestar

from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import Client
from tests.conftest import FAST_HASHER


@pytest.mark.parametrize(
    "path", ["/", "/api/setup", "/api/nothing", "/api/people", "/checklists", "/nothing"]
)
def test_every_answer_carries_the_security_headers(visitor: Client, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"]
    assert "server" not in headers


def test_answers_of_the_interface_are_never_stored(visitor: Client) -> None:
    assert visitor.get("/api/setup").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", ""])
def test_rebound_name_is_refused_on_loopback(visitor: Client, host: str) -> None:
    assert visitor.get("/api/setup", headers={"host": host}).status_code == 403
    assert visitor.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:9000", "127.0.0.1", "[::1]:8765"])
def test_loopback_names_are_ours(visitor: Client, host: str) -> None:
    assert visitor.get("/api/setup", headers={"host": host}).status_code == 200


def served_at(settings: Settings, **changes: object) -> Litestar:
    return build_app(settings.model_copy(update=changes), hasher=FAST_HASHER)


@pytest.mark.parametrize(
    ("host", "status"),
    [("192.168.1.20:8765", 200), ("office", 200), ("safe.example.org", 200), ("evil.example", 403)],
)
def test_open_address_answers_to_its_names_and_to_numbers(settings: Settings, host: str, status: int) -> None:
    app = served_at(settings, host="0.0.0.0", allowed_hosts=["Office"], public_url="https://safe.example.org")
    with Client(app) as visitor:
        assert visitor.get("/api/setup", headers={"host": host}).status_code == status


def test_large_answers_are_compressed_and_small_ones_are_not(client: Client) -> None:
    assert client.get("/api/openapi.json").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/api/session").headers
