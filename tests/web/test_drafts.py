"""Instruments, readings and drafts over HTTP."""

import json
from hashlib import sha256
from typing import Any

import pytest

from salvaguarda.domain.drafts import text_hash
from salvaguarda.web import reading_work
from tests.client import Client

TEXT = """Chapter I
General provisions

Article 1
Purposes
The purposes of this Convention are:
(a) to prevent cybercrime;
(b) to protect human rights.

Chapter II
Criminalization

Article 2
Illegal access
1. Each State Party shall adopt measures.
2. A Party may require intent.
"""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests wait until a text is read, however busy the machine is; tests/web/test_readings.py has the others."""
    monkeypatch.setattr(reading_work, "QUICK", 60.0)


def instrument(client: Client) -> int:
    answer = client.post("/api/instruments", json={"title": " UN Cybercrime Convention "})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def add(client: Client, instrument_id: int, **said: Any) -> dict[str, Any]:
    body = {"text": TEXT, "name": "first.txt", "draft": {"label": "First draft", **said}}
    answer = client.post(f"/api/instruments/{instrument_id}/drafts", json=body)
    assert answer.status_code == 201, answer.text
    draft: dict[str, Any] = answer.json()
    return draft


def test_instrument_is_added_and_edited_with_its_version(client: Client) -> None:
    added = client.get(f"/api/instruments/{instrument(client)}")
    assert added.json()["title"] == "UN Cybercrime Convention"
    assert added.headers["etag"] == '"1"'
    edited = client.put("/api/instruments/1", json={"title": "UNCC"}, headers={"if-match": '"1"'})
    assert edited.headers["etag"] == '"2"'
    assert client.get("/api/instruments").json()[0]["title"] == "UNCC"


def test_second_editor_is_told_and_gets_the_other_version(client: Client) -> None:
    instrument(client)
    client.put("/api/instruments/1", json={"title": "Theirs"}, headers={"if-match": '"1"'})
    answer = client.put("/api/instruments/1", json={"title": "Mine"}, headers={"if-match": '"1"'})
    assert answer.status_code == 412
    assert answer.headers["etag"] == '"2"'
    assert answer.json()["current"]["title"] == "Theirs"


@pytest.mark.parametrize("tag", ["3", "*", '"x"', '"1", "2"', '"' + "9" * 40 + '"'])
def test_if_match_that_is_no_etag_of_ours_is_refused(client: Client, tag: str) -> None:
    instrument(client)
    answer = client.put("/api/instruments/1", json={"title": "Mine"}, headers={"if-match": tag})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["where"] == "If-Match"


def test_reading_shows_the_cut_beside_its_source_and_stores_no_draft(client: Client) -> None:
    reading = client.post("/api/readings", json={"text": TEXT}).json()
    assert reading["counts"]["article"] == 2
    assert reading["source_sha256"] == sha256(TEXT.encode()).hexdigest()
    article = next(each for each in reading["provisions"] if each["kind"] == "article")
    first, last = article["source"]
    assert "Article 1" in "\n".join(reading["lines"][first : last + 1])
    assert client.get("/api/instruments").json() == []


def test_uploaded_file_and_pasted_text_are_read_alike(client: Client) -> None:
    uploaded = client.post("/api/readings", files={"file": ("C:\\drafts\\first.txt", TEXT.encode())})
    pasted = client.post("/api/readings", json={"text": TEXT, "name": "first.txt"})
    same = {"format", "lines", "provisions", "warnings", "set_aside", "counts", "source_sha256", "label"}
    assert {name: uploaded.json()[name] for name in same} == {name: pasted.json()[name] for name in same}
    assert uploaded.json()["source_name"] == "first.txt"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"%PDF-1.7 ...", 422),
        (b"PK\x03\x04 broken", 422),
        (b"\x00\x01\x02" * 100, 422),
        (b"x" * 26_500_000, 422),
    ],
    ids=["empty", "pdf", "broken zip", "binary", "just too large"],
)
def test_file_that_cannot_be_read_says_why(client: Client, content: bytes, status: int) -> None:
    answer = client.post("/api/readings", files={"file": ("draft.docx", content)})
    assert answer.status_code == status
    assert answer.json()["type"] == "/problems/unreadable"
    assert answer.json()["problems"][0]["fix"]


def test_much_too_large_upload_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.post("/api/readings", files={"file": ("draft.docx", b"x" * 30_000_000)})
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


def test_form_without_a_file_says_so(client: Client) -> None:
    answer = client.post("/api/readings", files={"other": ("a.txt", b"x")})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["where"] == "file"


def test_draft_is_kept_with_bytes_words_and_roles(client: Client) -> None:
    said = {"label": "First draft", "symbol": "A/AC.291/22", "date": "2023-05-29", "language": "en"}
    said["roles"] = {"chp_II": "procedure"}  # type: ignore[assignment]
    answer = client.post(
        f"/api/instruments/{instrument(client)}/drafts",
        files={"file": ("first.txt", TEXT.encode())},
        data={"draft": json.dumps(said)},
    )
    draft = answer.json()
    assert answer.status_code == 201, answer.text
    assert (draft["articles"], draft["date"], draft["source_name"]) == (2, "2023-05-29", "first.txt")
    assert draft["created_by"]["display_name"] == "Ana Reyes"
    provisions = client.get(f"/api/drafts/{draft['id']}/provisions").json()
    assert draft["provisions"] == len(provisions)
    roles = {each["path"]: each["effective_role"] for each in provisions}
    assert (roles["art_1"], roles["art_2"]) == ("general", "procedure")
    source = client.get(f"/api/drafts/{draft['id']}/source")
    assert source.content == TEXT.encode()
    assert source.headers["content-disposition"].startswith("attachment;")


def test_whole_text_is_bound_to_its_hash(client: Client) -> None:
    draft = add(client, instrument(client))
    assert draft["text_sha256"] != draft["source_sha256"]
    assert len(draft["text_sha256"]) == len(text_hash(""))


def test_drafts_stand_by_date(client: Client) -> None:
    treaty = instrument(client)
    add(client, treaty, label="later", date="2024-01-01")
    add(client, treaty, label="earlier", date="2023-01-01")
    add(client, treaty, label="undated")
    drafts = client.get(f"/api/instruments/{treaty}").json()["drafts"]
    assert [each["label"] for each in drafts] == ["earlier", "later", "undated"]


def test_draft_is_edited_with_its_version(client: Client) -> None:
    draft = add(client, instrument(client))
    place = f"/api/drafts/{draft['id']}"
    change = {"label": "Renamed", "language": "es", "roles": {"chp_I": "prevention"}}
    assert client.put(place, json=change).status_code == 428
    edited = client.put(place, json=change, headers={"if-match": '"1"'})
    assert (edited.json()["label"], edited.json()["version"]) == ("Renamed", 2)
    stale = client.put(place, json=change, headers={"if-match": '"1"'})
    assert stale.status_code == 412
    assert stale.json()["current"]["label"] == "Renamed"
    provisions = client.get(f"{place}/provisions").json()
    assert provisions[0]["role"] == "prevention"


def test_roles_of_unknown_provisions_are_refused(client: Client) -> None:
    treaty = instrument(client)
    body = {"text": TEXT, "draft": {"label": "x", "roles": {"chp_IX": "final"}}}
    answer = client.post(f"/api/instruments/{treaty}/drafts", json=body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["where"] == "roles.chp_IX"
    draft = add(client, treaty)
    change = {"label": "x", "roles": {"chp_IX": "final"}}
    answer = client.put(f"/api/drafts/{draft['id']}", json=change, headers={"if-match": '"1"'})
    assert answer.status_code == 400


def test_every_mistake_in_a_draft_is_named(client: Client) -> None:
    wrong = {"label": "", "date": "yesterday", "language": "English", "roles": {"chp_I": "boss"}}
    answer = client.post(f"/api/instruments/{instrument(client)}/drafts", json={"text": TEXT, "draft": wrong})
    assert answer.status_code == 400
    assert {each["where"] for each in answer.json()["problems"]} == {
        "draft.label",
        "draft.date",
        "draft.language",
        "draft.roles.chp_I",
    }


def test_draft_of_an_unknown_instrument_is_not_found(client: Client) -> None:
    answer = client.post("/api/instruments/9/drafts", json={"text": TEXT, "draft": {"label": "x"}})
    assert answer.status_code == 404


def test_hostile_words_come_back_as_they_are_and_as_json(client: Client) -> None:
    hostile = f"Article 1\n<script>alert(1)</script> =cmd|'/c calc' \u202egnirts {'x' * 10_000}"
    body = {"text": hostile, "draft": {"label": "<img src=x onerror=alert(1)>"}}
    draft = client.post(f"/api/instruments/{instrument(client)}/drafts", json=body).json()
    answer = client.get(f"/api/drafts/{draft['id']}/provisions")
    assert answer.headers["content-type"] == "application/json"
    assert "<script>alert(1)</script>" in answer.json()[0]["text"]
    assert draft["label"] == "<img src=x onerror=alert(1)>"
