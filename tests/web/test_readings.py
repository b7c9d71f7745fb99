"""Pending readings over HTTP: sent once, mended, stored; nobody else's; whatever is in a file, the service goes on."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.documents.sandbox import Limits, Sandbox
from salvaguarda.application import keep_reading
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import Client, signed_in_owner
from tests.conftest import FAST_HASHER

BAD_READER = Path(__file__).parent.parent / "adapters" / "documents" / "bad_reader.py"
TEXT = """Article 1
Purposes
The purposes are:
(a) to prevent cybercrime;
(b) to protect [human] rights.

Article 2
Scope
1. It applies to all.
2. It binds all.
"""


def send(client: Client, text: str = TEXT, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/readings", json={"text": text, "name": "first.txt", **more})
    assert answer.status_code == 201, answer.text
    return settled(client, answer.json())


def settled(client: Client, reading: dict[str, Any]) -> dict[str, Any]:
    """The reading once it is read; a loaded machine may take longer than a request waits."""
    while reading["state"] in {"waiting", "reading"}:
        reading = client.get(f"/api/readings/{reading['id']}").json()
    return reading


def begun(client: Client, reading_id: str) -> dict[str, Any]:
    """The reading once its reader has said how far it is."""
    reading: dict[str, Any] = {"progress": 0}
    while not reading["progress"]:
        reading = client.get(f"/api/readings/{reading_id}").json()
    return reading


def mend(client: Client, reading_id: str, mends: list[dict[str, Any]], version: int = 1) -> Response:
    place = f"/api/readings/{reading_id}/mends"
    return client.put(place, json={"mends": mends}, headers={"if-match": f'"{version}"'})


def store(client: Client, reading_id: str, **more: Any) -> Response:
    instrument = client.post("/api/instruments", json={"title": "Treaty"}).json()["id"]
    body = {"reading": reading_id, "draft": {"label": "First"}, **more}
    return client.post(f"/api/instruments/{instrument}/drafts", json=body)


def paths(shown: dict[str, Any]) -> list[str]:
    return [part["path"] for part in shown["provisions"]]


def test_file_that_was_read_stays_over_a_reload(client: Client) -> None:
    reading = send(client)
    assert (reading["state"], reading["progress"], reading["problem"]) == ("ready", 1.0, None)
    assert reading["lines"][0] == "Article 1"
    assert client.get(f"/api/readings/{reading['id']}").json() == reading
    (brief,) = client.get("/api/readings").json()
    assert (brief["id"], brief["name"], brief["state"]) == (reading["id"], "first.txt", "ready")


def test_provisions_carry_their_marks(client: Client) -> None:
    marks = [mark for part in send(client)["provisions"] for mark in part["marks"]]
    assert [(mark["kind"], mark["part"]) for mark in marks] == [("bracket", "text")]


def test_somebody_elses_reading_is_not_found(client: Client, sign_in_as: Callable[[str], Client]) -> None:
    place = f"/api/readings/{send(client)['id']}"
    ben = sign_in_as("ben")
    assert ben.get(place).status_code == 404
    assert ben.delete(place).status_code == 404
    assert mend(ben, place.rpartition("/")[2], []).status_code == 404
    assert ben.put(f"{place}/options", json={}, headers={"if-match": '"1"'}).status_code == 404
    assert store(ben, place.rpartition("/")[2]).status_code == 404
    assert ben.get("/api/readings").json() == []


def test_mends_are_kept_and_undone_by_a_shorter_list(client: Client) -> None:
    reading = send(client)
    merge, option = {"op": "merge", "path": "art_1__point_b"}, {"op": "option", "path": "art_2__para_1"}
    first = mend(client, reading["id"], [merge, option])
    assert first.status_code == 200, first.text
    assert first.headers["etag"] == '"2"'
    assert "art_1__point_b" not in paths(first.json())
    assert "art_2__opt_1" in paths(first.json())
    assert first.json()["mends"] == [merge, option]
    again = client.get(f"/api/readings/{reading['id']}").json()
    assert (again["mends"], again["provisions"]) == ([merge, option], first.json()["provisions"])
    undone = mend(client, reading["id"], [], version=2).json()
    assert undone["provisions"] == reading["provisions"]


def test_two_tabs_that_mend_at_once_the_second_is_told_and_gets_the_others_mends(client: Client) -> None:
    reading = send(client)
    merge = {"op": "merge", "path": "art_1__point_b"}
    assert mend(client, reading["id"], [merge]).status_code == 200
    stale = mend(client, reading["id"], [{"op": "merge", "path": "art_2"}])
    assert (stale.status_code, stale.headers["etag"]) == (412, '"2"')
    assert stale.json()["current"]["mends"] == [merge]
    assert "art_1__point_b" not in paths(stale.json()["current"])
    without = client.put(f"/api/readings/{reading['id']}/mends", json={"mends": []})
    assert without.status_code == 428


def test_mend_that_does_not_fit_names_its_place_and_nothing_is_kept(client: Client) -> None:
    reading = send(client)
    answer = mend(client, reading["id"], [{"op": "merge", "path": "art_2"}, {"op": "merge", "path": "art_9"}])
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["where"] == "mends.1"
    assert client.get(f"/api/readings/{reading['id']}").json()["version"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"op": "burn"},
        {"op": "merge"},
        {"op": "split", "path": "a", "at": -1},
        {"op": "level", "path": "a", "by": 5},
        7,
    ],
)
def test_what_is_no_mend_is_refused(client: Client, wrong: Any) -> None:
    assert mend(client, send(client)["id"], [wrong]).status_code == 400


def test_other_options_read_again_and_drop_the_mends(client: Client) -> None:
    reading = send(client)
    mend(client, reading["id"], [{"op": "merge", "path": "art_2"}])
    place, tag = f"/api/readings/{reading['id']}/options", {"if-match": '"2"'}
    again = settled(
        client, client.put(place, json={"version": "earlier", "language": "en"}, headers=tag).json()
    )
    assert (again["state"], again["version"], again["mends"]) == ("ready", 3, [])
    assert again["options"] == {"version": "earlier", "language": "en"}
    assert client.put(place, json={"version": "later"}, headers={"if-match": '"3"'}).status_code == 400
    assert client.put(place, json={}, headers=tag).status_code == 412


def test_options_come_with_the_file_too(client: Client) -> None:
    form = {"options": json.dumps({"language": "en"})}
    answer = client.post("/api/readings", files={"file": ("a.txt", TEXT.encode())}, data=form)
    assert answer.json()["options"]["language"] == "en"


def test_discarded_reading_is_gone(client: Client) -> None:
    place = f"/api/readings/{send(client)['id']}"
    assert client.delete(place).status_code == 204
    assert client.get(place).status_code == 404
    assert client.delete(place).status_code == 404


def test_draft_is_stored_as_mended_with_person_and_time_and_the_reading_ends(client: Client) -> None:
    reading = send(client)
    merge = {"op": "merge", "path": "art_1__point_b"}
    mended = mend(client, reading["id"], [merge]).json()
    answer = store(client, reading["id"], version=2)
    assert answer.status_code == 201, answer.text
    draft = answer.json()
    assert (draft["mends"], draft["source_name"], draft["format"]) == (1, "first.txt", "text")
    assert draft["options"] == {"version": "proposed", "language": ""}
    stored = client.get(f"/api/drafts/{draft['id']}/provisions").json()
    assert stored == mended["provisions"]
    (kept,) = client.get(f"/api/drafts/{draft['id']}/mends").json()
    assert (kept["mend"], kept["person"]["display_name"]) == (merge, "Ana Reyes")
    assert kept["at"].endswith("Z")
    assert client.get(f"/api/drafts/{draft['id']}/source").content == TEXT.encode()
    assert client.get("/api/readings").json() == []


def test_mends_of_another_tab_are_not_stored_unseen(client: Client) -> None:
    reading = send(client)
    mend(client, reading["id"], [{"op": "merge", "path": "art_2"}])
    assert store(client, reading["id"], version=1).status_code == 412
    assert len(client.get("/api/readings").json()) == 1


def test_reading_stays_when_its_draft_is_refused(client: Client) -> None:
    reading = send(client)
    body = {"reading": reading["id"], "draft": {"label": "x"}}
    assert client.post("/api/instruments/99/drafts", json=body).status_code == 404
    roles = {"reading": reading["id"], "draft": {"label": "x", "roles": {"chp_IX": "final"}}}
    instrument = client.post("/api/instruments", json={"title": "Treaty"}).json()["id"]
    assert client.post(f"/api/instruments/{instrument}/drafts", json=roles).status_code == 400
    assert client.get(f"/api/readings/{reading['id']}").status_code == 200


def test_too_many_readings_are_refused_with_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_reading, "MOST_READINGS", 1)
    send(client)
    answer = client.post("/api/readings", json={"text": TEXT})
    assert answer.status_code == 409
    assert "discard" in answer.json()["detail"]


def test_too_many_bytes_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_reading, "MOST_BYTES", 10)
    assert client.post("/api/readings", json={"text": TEXT}).status_code == 409
    monkeypatch.setattr(keep_reading, "MOST_BYTES", 1000)
    monkeypatch.setattr(keep_reading, "MOST_BYTES_OF_ALL", 10)
    assert client.post("/api/readings", json={"text": TEXT}).status_code == 507


def test_file_that_cannot_be_read_is_not_kept(client: Client) -> None:
    answer = client.post("/api/readings", files={"file": ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unreadable")
    assert client.get("/api/readings").json() == []


def test_reading_left_by_a_service_that_died_begins_again(client: Client, settings: Settings) -> None:
    reading = send(client)
    database = Database(settings.storage_url)
    database.write_here(lambda records: records.connection.exec_driver_sql("DELETE FROM reading_cut"))  # type: ignore[attr-defined]
    database.write_here(
        lambda records: records.connection.exec_driver_sql("UPDATE reading SET state = 'waiting'")  # type: ignore[attr-defined]
    )
    database.close()
    assert client.get("/api/readings").json()[0]["state"] == "waiting"
    assert settled(client, {**reading, "state": "waiting"}) == reading


Serve = Callable[..., Client]


@pytest.fixture
def harmful(settings: Settings) -> Iterator[Serve]:
    """harmful("loop", seconds=1) → the owner at a service whose reader does that harm."""
    opened: list[Client] = []

    def make(harm: str, seconds: int = 60) -> Client:
        sandbox = Sandbox(Limits(seconds, 512), [sys.executable, "-I", str(BAD_READER), harm])
        app: Litestar = build_app(settings, hasher=FAST_HASHER, apart=sandbox)
        opened.append(Client(app))
        return signed_in_owner(opened[-1].__enter__())

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("harm", "why"), [("loop", "longer than one second"), ("die", "more memory"), ("fail", "damaged")]
)
def test_reading_that_goes_wrong_is_said_and_ends_nothing_else(harmful: Serve, harm: str, why: str) -> None:
    client = harmful(harm, seconds=1 if harm == "loop" else 60)
    answer = client.post("/api/readings", json={"text": TEXT})
    if answer.status_code == 201:  # it took longer than a request waits
        said = settled(client, answer.json())["problem"]["detail"]
    else:
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unreadable")
        said = answer.json()["detail"]
    assert why in said
    assert store_directly(client).status_code == 422
    assert client.get("/api/session").status_code == 200


def store_directly(client: Client) -> Response:
    instrument = client.post("/api/instruments", json={"title": "Treaty"}).json()["id"]
    return client.post(f"/api/instruments/{instrument}/drafts", json={"text": TEXT, "draft": {"label": "x"}})


def test_long_reading_shows_its_progress_and_can_be_cancelled(harmful: Serve) -> None:
    client = harmful("loop")
    reading = begun(client, client.post("/api/readings", json={"text": TEXT}).json()["id"])
    assert (reading["state"], reading["stage"], reading["lines"]) == ("reading", "pages", [])
    assert 0 < reading["progress"] < 1
    (brief,) = client.get("/api/readings").json()
    assert (brief["state"], brief["progress"]) == ("reading", reading["progress"])
    assert mend(client, reading["id"], []).status_code == 409
    assert store(client, reading["id"]).status_code == 409
    assert client.delete(f"/api/readings/{reading['id']}").status_code == 204
    assert client.get(f"/api/readings/{reading['id']}").status_code == 404


def test_two_are_read_at_once_and_the_third_waits_for_its_turn(harmful: Serve) -> None:
    client = harmful("loop")
    sent = [client.post("/api/readings", json={"text": TEXT}).json() for _ in range(3)]
    assert [each["state"] for each in sent] == ["reading", "reading", "waiting"]
    client.delete(f"/api/readings/{sent[0]['id']}")
    assert client.get(f"/api/readings/{sent[2]['id']}").json()["state"] == "reading"


def test_reading_that_fails_later_keeps_why_until_it_is_discarded(harmful: Serve) -> None:
    client = harmful("loop", seconds=3)
    reading = client.post("/api/readings", json={"text": TEXT}).json()
    failed = settled(client, reading)
    assert failed["state"] == "failed"
    assert "longer than 3 seconds" in failed["problem"]["detail"]
    assert failed["problem"]["problems"][0]["fix"]
    assert store(client, reading["id"]).status_code == 409
