"""Whatever is sent to readings, the answer is a clear problem and the service goes on."""

from typing import Any

from tests.client import Client
from tests.web.test_readings import TEXT, mend, send

DEEP = "[" * 100_000 + "]" * 100_000


def put_raw(client: Client, reading_id: str, body: bytes, kind: str = "application/json") -> Any:
    headers = {"if-match": '"1"', "content-type": kind}
    return client.put(f"/api/readings/{reading_id}/mends", content=body, headers=headers)


WILD = (
    b"",
    b"null",
    b"[]",
    b"{",
    b"\xff\xfe",
    b'{"mends": null}',
    b'{"mends": {}}',
    b'{"mends": [NaN]}',
    b'{"mends": [{"op": "split", "path": "art_1", "at": NaN}]}',
    b'{"mends": [{"op": "split", "path": "art_1", "at": 1e400}]}',
    b'{"mends": [{"op": "split", "path": "art_1", "at": 1' + b"0" * 5000 + b"}]}",
    b'{"mends": [{"op": "split", "path": "art_1", "at": 1.5}]}',
    b'{"mends": [{"op": "set_aside", "reason": "x", "lines": [-1, 2]}]}',
    b'{"mends": [{"op": "set_aside", "reason": "x", "lines": [0, 1, 2]}]}',
    b'{"mends": [{"op": "set_aside", "reason": "x", "lines": [5, 2]}]}',
    b'{"mends": [{"op": "set_aside", "reason": "x", "lines": [0, 999999]}]}',
    b'{"mends": [{"op": "bring_back", "lines": [-5, -1]}]}',
    b'{"mends": [{"op": "merge", "path": "' + b"a" * 3_000_000 + b'"}]}',
    b'{"mends": [{"op": "merge", "path": "art_1\\u0000"}]}',
    b'{"mends": [{"op": "merge", "path": "\\ud800"}]}',
    b'{"mends": [{"op": "merge", "path": "art_1", "extra": 1}]}',
    b'{"mends": [{"op": "relabel", "path": "art_1", "kind": "draft"}]}',
    b'{"mends": ' + DEEP.encode() + b"}",
)
KINDS = (
    "text/plain",
    "application/xml",
    "multipart/form-data",
    "application/json; charset=utf-7",
    "nonsense",
)
TAGS = ("", "1", '"x"', '"-1"', '"99999999999999999999999"', "*")
NAMES = ("nothing", "a" * 5000, "%00", "..%2F..", "'; DROP TABLE reading; --")


def test_wild_mends_are_a_problem_and_change_nothing(client: Client) -> None:
    reading = send(client)
    for body in WILD:
        answer = put_raw(client, reading["id"], body)
        assert answer.status_code == 400, body[:100]
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert len(answer.json()["detail"]) < 1000
    assert client.get(f"/api/readings/{reading['id']}").json() == reading


def test_a_thousand_mends_are_made_and_one_more_is_refused(client: Client) -> None:
    reading = send(client)
    heading = {"op": "relabel", "path": "art_1", "heading": "Purposes"}
    assert mend(client, reading["id"], [heading] * 1000).status_code == 200
    assert mend(client, reading["id"], [heading] * 1001, version=2).status_code == 400


def test_body_beyond_the_limit_is_too_large(client: Client) -> None:
    assert put_raw(client, send(client)["id"], b" " * (5 * 1024 * 1024)).status_code == 413


def test_other_content_types_are_a_problem(client: Client) -> None:
    reading = send(client)["id"]
    for kind in KINDS:
        answer = put_raw(client, reading, b"<mends/>", kind)
        assert answer.status_code in {400, 415}, kind
        assert answer.json()["detail"]
        sent = client.post("/api/readings", content=b"<mends/>", headers={"content-type": kind})
        assert sent.status_code in {400, 415}, kind
        assert sent.json()["detail"]


def test_form_that_stops_half_way_is_a_problem_and_nothing_is_kept(client: Client) -> None:
    begun = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + TEXT.encode()
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/api/readings", content=begun, headers=headers)
    assert answer.status_code == 400, answer.text
    assert client.get("/api/readings").json() == []


def test_wild_versions_are_a_problem(client: Client) -> None:
    place = f"/api/readings/{send(client)['id']}/mends"
    for tag in TAGS:
        answer = client.put(place, json={"mends": []}, headers={"if-match": tag})
        assert answer.status_code in {400, 412, 428}, tag


def test_readings_that_are_not_there_are_not_found(client: Client) -> None:
    for name in NAMES:
        assert client.get(f"/api/readings/{name}").status_code in {400, 404}, name
        assert client.delete(f"/api/readings/{name}").status_code in {400, 404}, name
