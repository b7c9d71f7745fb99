"""Set-up, signing in and out, and what keeps sessions safe."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import PASSWORD, Client, person_in, signed_in_owner
from tests.conftest import FAST_HASHER

ANA = {"email": "ana@example.org", "password": PASSWORD}


def test_first_person_becomes_owner_and_is_signed_in(visitor: Client) -> None:
    assert visitor.get("/api/setup").json()["needed"] is True
    owner = signed_in_owner(visitor)
    assert owner.get("/api/session").json()["person"]["is_owner"] is True
    assert owner.get("/api/setup").json()["needed"] is False


def test_set_up_happens_once(client: Client) -> None:
    answer = client.post("/api/setup", json=person_in("mallory"))
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/conflict"


def test_reviewer_added_by_owner_can_sign_in(sign_in_as: Callable[[str], Client]) -> None:
    ben = sign_in_as("ben")
    assert ben.get("/api/session").json()["person"]["display_name"] == "Ben"


def test_only_the_owner_adds_people(sign_in_as: Callable[[str], Client]) -> None:
    answer = sign_in_as("ben").post("/api/people", json=person_in("carla"))
    assert answer.status_code == 403


def test_email_is_taken_once(client: Client) -> None:
    assert client.post("/api/people", json=person_in("ana")).status_code == 409


def test_emails_are_shown_to_the_owner_and_to_oneself(
    sign_in_as: Callable[[str], Client], client: Client
) -> None:
    ben = sign_in_as("ben")
    assert [each["email"] for each in client.get("/api/people").json()] == [
        "ana@example.org",
        "ben@example.org",
    ]
    assert [each["email"] for each in ben.get("/api/people").json()] == [None, "ben@example.org"]


def test_wrong_password_and_unknown_email_get_the_same_answer(client: Client, app: Litestar) -> None:
    visitor = Client(app)
    wrong = visitor.post("/api/session", json={**ANA, "password": "not the password"}).json()
    unknown = visitor.post("/api/session", json={"email": "nobody@example.org", "password": PASSWORD}).json()
    assert wrong["status"] == 401
    assert {**wrong, "request_id": ""} == {**unknown, "request_id": ""}


def test_cookie_is_http_only_and_same_site(client: Client, app: Litestar) -> None:
    cookie = Client(app).post("/api/session", json=ANA).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_cookie_is_bound_to_the_host_under_https(settings: Settings) -> None:
    secure = settings.model_copy(update={"public_url": "https://salvaguarda.example.org"})
    with Client(build_app(secure, hasher=FAST_HASHER)) as visitor:
        answer = visitor.post("/api/setup", json=person_in("ana"))
    assert answer.headers["set-cookie"].startswith("__Host-salvaguarda=")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"]


def test_planted_session_id_is_never_adopted(client: Client, app: Litestar) -> None:
    victim = Client(app)
    victim.cookies.set("salvaguarda", "attacker-chosen-id", domain="127.0.0.1")
    answer = victim.post("/api/session", json=ANA)
    assert answer.status_code == 200
    assert "attacker-chosen-id" not in answer.headers["set-cookie"]
    attacker = Client(app)
    attacker.cookies.set("salvaguarda", "attacker-chosen-id", domain="127.0.0.1")
    assert attacker.get("/api/session").status_code == 401


def test_signing_in_again_ends_the_session_before(client: Client, app: Litestar) -> None:
    before = Client(app)
    before.cookies.set("salvaguarda", client.cookies["salvaguarda"], domain="127.0.0.1")
    assert before.get("/api/session").status_code == 200
    client.adopt(client.post("/api/session", json=ANA))
    assert before.get("/api/session").status_code == 401
    assert client.get("/api/session").status_code == 200


def test_sign_out_ends_this_session_only(client: Client, app: Litestar) -> None:
    other = Client(app)
    other.adopt(other.post("/api/session", json=ANA))
    kept = client.cookies["salvaguarda"]
    assert client.delete("/api/session").status_code == 204
    client.cookies.set("salvaguarda", kept, domain="127.0.0.1")
    assert client.get("/api/session").status_code == 401
    assert other.get("/api/session").status_code == 200


def test_sign_out_everywhere_ends_all(client: Client, app: Litestar) -> None:
    other = Client(app)
    other.adopt(other.post("/api/session", json=ANA))
    assert client.delete("/api/sessions").status_code == 204
    assert other.get("/api/session").status_code == 401


@pytest.mark.parametrize("token", [None, "", "wrong", "ñ"])
def test_change_without_its_token_is_refused(client: Client, token: str | None) -> None:
    del client.headers["x-csrf-token"]
    headers = [] if token is None else [(b"x-csrf-token", token.encode())]
    answer = client.post("/api/instruments", json={"title": "Treaty"}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/instruments").json() == []


def test_token_of_another_session_is_refused(client: Client, sign_in_as: Callable[[str], Client]) -> None:
    client.headers["x-csrf-token"] = sign_in_as("ben").headers["x-csrf-token"]
    assert client.post("/api/instruments", json={"title": "Treaty"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_change_from_a_page_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/api/instruments", json={"title": "Treaty"}, headers=headers).status_code == 403
    assert client.post("/api/session", json=ANA, headers=headers).status_code == 403


def test_change_from_our_own_page_is_accepted(client: Client) -> None:
    headers = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8765"}
    assert client.post("/api/instruments", json={"title": "Treaty"}, headers=headers).status_code == 201


def test_guessing_is_slowed_down_and_says_for_how_long(client: Client, app: Litestar) -> None:
    visitor = Client(app)
    answers = [visitor.post("/api/session", json={**ANA, "password": "guess"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [401] * 6 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert visitor.post("/api/session", json=ANA).status_code == 429


def test_reading_writes_nothing(client: Client, settings: Settings) -> None:
    database = Database(settings.storage_url)

    def data_version(records: Records) -> object:
        return records.connection.exec_driver_sql("PRAGMA data_version").scalar_one()  # type: ignore[attr-defined]

    before = database.read_here(data_version)
    for _ in range(3):
        client.get("/api/session")
        client.get("/api/instruments")
    assert database.read_here(data_version) == before
    database.close()


def test_session_in_use_is_extended_and_so_is_its_cookie(settings: Settings) -> None:
    now = [datetime(2026, 11, 24, tzinfo=UTC)]
    database = Database(settings.storage_url, clock=lambda: now[0])
    with Client(build_app(settings, database, FAST_HASHER)) as visitor:
        owner = signed_in_owner(visitor)
        assert "set-cookie" not in owner.get("/api/session").headers
        now[0] += timedelta(days=10)
        key = owner.cookies["salvaguarda"]
    with Client(build_app(settings, database, FAST_HASHER)) as later:
        later.cookies.set("salvaguarda", key, domain="127.0.0.1")
        assert f"salvaguarda={key}" in later.get("/api/session").headers["set-cookie"]
    database.close()


def test_cookies_of_other_programs_on_this_machine_do_no_harm(client: Client, app: Litestar) -> None:
    other = Client(app)
    other.headers["cookie"] = f'broken={{"a": 1}}; =; salvaguarda={client.cookies["salvaguarda"]}; more=[x,y]'
    assert other.get("/api/session").status_code == 200


def test_pages_need_no_storage(settings: Settings) -> None:
    away = Database("postgresql://nobody@/nothing?host=/nonexistent", patience=0)
    with Client(build_app(settings, away, FAST_HASHER)) as visitor:
        visitor.cookies.set("salvaguarda", "a" * 43, domain="127.0.0.1")
        assert visitor.get("/").status_code == 200
        assert visitor.get("/api/people").status_code == 503
    away.close()


def test_demo_sign_in_exists_in_demo_mode_only(client: Client) -> None:
    assert client.post("/api/session/demo", json={"person_id": 1}).status_code == 404


def test_demo_reviewer_is_signed_in_with_one_click(settings: Settings) -> None:
    database = Database(settings.storage_url)
    ana = database.write_here(lambda records: records.people.add("a@demo.example", "Ana", "-", is_owner=True))
    ben = database.write_here(lambda records: records.people.add("b@demo.example", "Ben", "-", is_demo=True))
    with Client(build_app(settings.model_copy(update={"demo": True}), database, FAST_HASHER)) as visitor:
        assert [each["id"] for each in visitor.get("/api/setup").json()["demo_people"]] == [ben.id]
        assert visitor.post("/api/session/demo", json={"person_id": ana.id}).status_code == 404
        assert visitor.post("/api/session/demo", json={"person_id": ben.id}).json()["demo"] is True
    database.close()


def test_sessions_are_listed_and_ended_one_by_one(
    client: Client, app: Litestar, sign_in_as: Callable[[str], Client]
) -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    other = Client(app)
    other.adopt(other.post("/api/session", json=ANA, headers={"user-agent": firefox}))
    elsewhere, here = client.get("/api/sessions").json()
    assert (elsewhere["method"], elsewhere["agent"], elsewhere["current"]) == (
        "password",
        "Firefox, Linux",
        False,
    )
    assert (here["method"], here["current"]) == ("set_up", True)
    ben = sign_in_as("ben")
    assert ben.delete(f"/api/sessions/{elsewhere['id']}").status_code == 404
    assert client.delete(f"/api/sessions/{elsewhere['id']}").status_code == 204
    assert other.get("/api/session").status_code == 401
    assert client.get("/api/session").status_code == 200
    assert client.delete(f"/api/sessions/{elsewhere['id']}").status_code == 404
    assert [each["id"] for each in client.get("/api/sessions").json()] == [here["id"]]


def test_browser_that_was_here_before_is_known_by_a_cookie(client: Client, app: Litestar) -> None:
    known = client.cookies["salvaguarda-known"]
    assert len(known) >= 43
    client.adopt(client.post("/api/session", json=ANA))
    assert client.cookies["salvaguarda-known"] == known
    planted = Client(app)
    planted.cookies.set("salvaguarda-known", "attacker-chosen", domain="127.0.0.1")
    answer = planted.post("/api/session", json=ANA)
    assert any(
        cookie.startswith("salvaguarda-known=") and "HttpOnly" in cookie and "attacker" not in cookie
        for cookie in answer.headers.get_list("set-cookie")
    )
