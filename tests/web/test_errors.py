"""Every error is a problem detail with a status of its own, and tells nothing it should not."""

import inspect
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import build_app
from salvaguarda.domain import errors
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import SalvaguardaError
from salvaguarda.settings import Settings
from salvaguarda.web import app as web_app
from salvaguarda.web.errors import PROBLEMS
from tests.client import Client, person_in
from tests.conftest import FAST_HASHER

CLASSES = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, SalvaguardaError) and each is not SalvaguardaError
]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_of_the_tree_has_its_row(kind: type[SalvaguardaError]) -> None:
    assert kind in PROBLEMS


def test_names_of_problems_are_their_own() -> None:
    names = [kind.name for kind in PROBLEMS.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/nothing", None, 404),
        ("GET", "/nothing/at/all", None, 404),
        ("POST", "/api/nothing", b"{}", 404),
        ("DELETE", "/nothing", None, 404),
        ("GET", "/api/instruments/77", None, 404),
        ("GET", "/api/instruments/abc", None, 404),
        ("GET", "/api/instruments/99999999999999999999999", None, 400),
        ("GET", "/api/checklists/%00/1", None, 404),
        ("PATCH", "/api/instruments", None, 405),
        ("POST", "/api/instruments", b"{", 400),
        ("POST", "/api/instruments", b"", 400),
        ("POST", "/api/instruments", b"[]", 400),
        ("POST", "/api/instruments", b'{"title": "\\u0000"}', 400),
        ("POST", "/api/instruments", b'{"title": "\\ud800"}', 400),
        ("POST", "/api/instruments", b'{"title": ' + b"[" * 100_000, 400),
        ("POST", "/api/readings", b'{"text": ' + b"[" * 100_000, 400),
        ("POST", "/api/instruments", b"x" * 5_000_000, 413),
        ("PUT", "/api/instruments/1", b'{"title": "x"}', 428),
        ("GET", "/api/../../etc/passwd", None, 404),
    ],
)
def test_every_error_answer_has_one_shape(
    client: Client, method: str, path: str, body: bytes | None, status: int
) -> None:
    assert client.post("/api/instruments", json={"title": "The first"}).json()["id"] == 1
    answer = client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "problems", "request_id"}
    assert problem["status"] == status
    assert problem["type"].startswith("/problems/")
    assert problem["request_id"] == answer.headers["x-request-id"] != ""


def form_of(field: bytes) -> dict[str, Any]:
    head = b'--x\r\nContent-Disposition: form-data; name="draft"'
    return {
        "content": head + field + b"\r\n--x--\r\n",
        "headers": {"content-type": "multipart/form-data; boundary=x"},
    }


@pytest.mark.parametrize(
    "field", [b"\r\n\r\na\xff\xfeb", b"\r\nContent-Type: text/plain; charset=none-such\r\n\r\nabc"]
)
def test_form_that_cannot_be_decoded_is_no_fault_of_the_service(client: Client, field: bytes) -> None:
    answer = client.post("/api/readings", **form_of(field))
    assert answer.status_code == 400
    assert "UTF-8" in answer.json()["detail"]


# The half-made temporary file cannot be closed any more; that is the framework's.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_upload_that_finds_no_room_on_the_disk_is_a_clear_507(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))  # nothing can be written there
    answer = client.post("/api/readings", files={"file": ("long.txt", b"Article 1\nwords " * 200_000)})
    assert answer.status_code == 507
    assert "Nothing was stored" in answer.json()["detail"]


@pytest.mark.parametrize("header", ["host", "origin"])
def test_address_that_cannot_be_read_is_refused(client: Client, header: str) -> None:
    value = {"host": "[bad", "origin": "http://[bad"}[header]
    assert client.post("/api/instruments", json={"title": "x"}, headers={header: value}).status_code == 403


def test_wrong_method_says_which_are_right(client: Client) -> None:
    assert set(client.patch("/api/instruments").headers["allow"].split(", ")) == {"GET", "POST", "OPTIONS"}


def test_all_mistakes_come_at_once_in_plain_words(visitor: Client) -> None:
    answer = visitor.post("/api/setup", json={"email": "no address", "password": "short", "extra": 1})
    assert answer.json()["problems"] == [
        {"where": "email", "what": "This is not an e-mail address.", "fix": "Write it like ana@example.org."},
        {"where": "display_name", "what": "This is missing.", "fix": "Fill it in."},
        {"where": "password", "what": "This is too short: at least 12 characters.", "fix": "Make it longer."},
        {
            "where": "extra",
            "what": "This is not known here.",
            "fix": "Remove it, or check how it is spelled.",
        },
    ]


def test_answer_never_repeats_what_was_typed(visitor: Client) -> None:
    answer = visitor.post("/api/setup", json={"email": "x", "password": "hunter2", "display_name": 7})
    assert "hunter2" not in answer.text


@pytest.fixture
def faulty(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The application with a route that has a fault."""

    @get("/api/faulty", operation_id="faulty", opt={"act": Act.OPEN_PAGES}, sync_to_thread=False)
    def fault() -> None:
        raise ZeroDivisionError("the secret text of a draft")

    route: HTTPRouteHandler = fault
    monkeypatch.setattr(web_app, "CONTROLLERS", (*web_app.CONTROLLERS, route))
    with Client(build_app(settings, hasher=FAST_HASHER)) as opened:
        yield opened


def test_fault_of_ours_tells_its_request_id_and_nothing_else(faulty: Client) -> None:
    answer = faulty.get("/api/faulty")
    assert answer.status_code == 500
    assert answer.json()["request_id"] in answer.json()["detail"]
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_storage_that_is_away_is_a_clear_503(settings: Settings) -> None:
    away = Database("postgresql://nobody@/nothing?host=/nonexistent", patience=0)
    with Client(build_app(settings, away, FAST_HASHER)) as visitor:
        answer = visitor.get("/api/setup")
    away.close()
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/storage-unavailable"
    assert answer.headers["retry-after"] == "5"


@pytest.mark.parametrize("name", ["parts", "person", "session", "roles", "edited_version", "unknown"])
def test_field_that_has_the_name_of_something_injected_is_the_senders_mistake(
    client: Client, name: str
) -> None:
    answer = client.post("/api/people", json={**person_in("ben"), name: 1})
    assert answer.status_code == 400, answer.text
    assert [each["where"] for each in answer.json()["problems"]] == [name]
    assert client.post("/api/session", json={"email": "x", "password": "y", name: [1]}).status_code == 400
