"""Passwords changed by their person, and set anew by a link of the owner or by e-mail."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar import Litestar
from structlog.testing import capture_logs

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.authenticator import Authenticator
from tests.client import PASSWORD, Client, signed_in_owner, signed_in_reviewer
from tests.conftest import FAST_HASHER
from tests.mail_server import Box, mail_server
from tests.web.test_passkeys import ORIGIN, at_name, register
from tests.web.test_passkeys import sign_in as show_passkey
from tests.web.test_second_factors import set_up
from tests.web.test_tokens import make as make_token
from tests.web.test_tokens import program as bearing

NEW = "battery staple anew"


def can_sign_in(app: Litestar, password: str, name: str = "ben") -> bool:
    answer = Client(app).post("/api/session", json={"email": f"{name}@example.org", "password": password})
    return answer.status_code == 200


@pytest.fixture
def ben(sign_in_as: Callable[[str], Client]) -> Client:
    return sign_in_as("ben")


def key_of(address: str) -> str:
    found = re.search(r"/reset#([\w-]+)", address)
    assert found, address
    return found.group(1)


def link_for(client: Client, ben: Client) -> str:
    answer = client.post(f"/api/people/{ben.person_id}/password-reset", json={"password": PASSWORD})
    return key_of(answer.json()["address"])


def entries(owner: Client, act: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = owner.get("/api/record", params={"act": act}).json()["entries"]
    return found


def test_a_changed_password_ends_every_other_session(ben: Client, app: Litestar) -> None:
    other = Client(app)
    other.adopt(other.post("/api/session", json={"email": "ben@example.org", "password": PASSWORD}))
    answer = ben.put("/api/account/password", json={"password": PASSWORD, "new_password": NEW})
    assert answer.json() == {"ended_sessions": 1}
    assert other.get("/api/session").status_code == 401
    assert ben.get("/api/session").status_code == 200
    assert can_sign_in(app, NEW)
    assert not can_sign_in(app, PASSWORD)


def test_changing_a_password_needs_the_one_before(ben: Client, app: Litestar) -> None:
    for password in (None, "", "not the password"):
        sent = {"password": password, "new_password": NEW}
        assert ben.put("/api/account/password", json=sent).status_code == 403
    assert (
        ben.put("/api/account/password", json={"password": PASSWORD, "new_password": "short"}).status_code
        == 400
    )
    assert can_sign_in(app, PASSWORD)


def test_a_link_of_the_owner_sets_a_password_once(ben: Client, client: Client, app: Litestar) -> None:
    first, key = link_for(client, ben), link_for(client, ben)
    visitor = Client(app)
    assert (
        visitor.post("/api/password-resets/look", json={"key": first}).status_code == 409
    )  # the newer link took its place
    assert visitor.post("/api/password-resets/look", json={"key": key}).json() == {"display_name": "Ben"}
    program = bearing(app, make_token(ben, ["read"])["key"])
    make_token(client, ["read"])  # somebody else's stay
    assert program.get("/api/instruments").status_code == 200
    answer = visitor.put("/api/password-resets", json={"key": key, "new_password": NEW})
    ended = {"ended_sessions": 1, "ended_tokens": 1}
    assert answer.json() == {**ended, "passkeys": 0, "linked_accounts": 0}
    assert ben.get("/api/session").status_code == 401
    assert program.get("/api/instruments").status_code == 401
    assert client.get("/api/tokens").json()[0]["holds"] is True
    [entry] = entries(client, "reset password")
    assert entry["after"] == {"sessions": 1, "tokens": 1}
    assert (can_sign_in(app, NEW), can_sign_in(app, PASSWORD)) == (True, False)
    again = visitor.put("/api/password-resets", json={"key": key, "new_password": "another password"})
    assert again.status_code == 409
    assert can_sign_in(app, NEW)


def test_changing_a_password_ends_open_links(ben: Client, client: Client) -> None:
    key = link_for(client, ben)
    ben.put("/api/account/password", json={"password": PASSWORD, "new_password": NEW})
    assert client.post("/api/password-resets/look", json={"key": key}).status_code == 409


def test_only_the_owner_makes_links(ben: Client, client: Client) -> None:
    confirmed = {"password": PASSWORD}
    assert ben.post(f"/api/people/{client.person_id}/password-reset", json=confirmed).status_code == 403
    assert client.post("/api/people/999/password-reset", json=confirmed).status_code == 404
    for given in ({}, {"password": "not the password"}):  # found their browser open
        answer = client.post(f"/api/people/{ben.person_id}/password-reset", json=given)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-confirmed")


def test_the_owner_does_not_go_round_their_own_password(client: Client) -> None:
    """Whoever finds their browser open would need it for nothing else."""
    mine = f"/api/people/{client.person_id}"
    assert client.post(f"{mine}/password-reset", json={"password": PASSWORD}).status_code == 409
    assert client.post(f"{mine}/second-factors/removal", json={"password": PASSWORD}).status_code == 409


def test_a_link_does_not_go_round_the_second_factor(ben: Client, client: Client, app: Litestar) -> None:
    set_up(ben)
    key = link_for(client, ben)
    visitor = Client(app)
    assert visitor.put("/api/password-resets", json={"key": key, "new_password": NEW}).status_code == 200
    answer = visitor.post("/api/session", json={"email": "ben@example.org", "password": NEW})
    assert answer.json() == {"ways": ["code", "recovery_code"]}


def test_where_a_device_was_lost_nothing_lets_anybody_in_until_the_link_is_used(
    ben: Client, client: Client, app: Litestar, settings: Settings
) -> None:
    device, place = Authenticator(ORIGIN), f"/api/people/{ben.person_id}/password-reset"
    register(at_name(ben), device)
    program = bearing(app, make_token(ben, ["read"])["key"])
    database = Database(settings.storage_url)
    database.write_here(
        lambda records: records.identities.add(ben.person_id, "https://sso.example.org", "ben")
    )
    database.close()
    kept = client.post(place, json={"password": PASSWORD}).json()
    assert kept["ended"] is None
    assert program.get("/api/instruments").status_code == 200
    made = client.post(place, json={"password": PASSWORD, "lost": True}).json()
    ended = {"sessions": 1, "tokens": 1, "passkeys": 1, "linked_accounts": 1}
    assert made["ended"] == entries(client, "end every way in")[0]["after"] == ended
    assert ben.get("/api/session").status_code == 401
    assert program.get("/api/instruments").status_code == 401
    assert show_passkey(app, device)[1].status_code == 401
    assert not can_sign_in(app, PASSWORD)  # which the browser that was stolen may have kept
    sent = {"key": key_of(made["address"]), "new_password": NEW}
    reset = Client(app).put("/api/password-resets", json=sent).json()
    assert reset == {"ended_sessions": 0, "ended_tokens": 0, "passkeys": 0, "linked_accounts": 0}
    answer = Client(app).post("/api/session", json={"email": "ben@example.org", "password": NEW})
    assert answer.json()["csrf_token"]  # and no second step, for which only codes would be left


def test_whoever_only_forgot_a_password_keeps_their_passkey(
    ben: Client, client: Client, app: Litestar
) -> None:
    device = Authenticator(ORIGIN)
    register(at_name(ben), device)
    sent = {"key": link_for(client, ben), "new_password": NEW}
    assert Client(app).put("/api/password-resets", json=sent).json()["passkeys"] == 1
    assert show_passkey(app, device)[1].status_code == 200


def test_without_a_mail_server_nobody_is_promised_an_e_mail(client: Client, app: Litestar) -> None:
    assert client.get("/api/setup").json()["resets_by_mail"] is False
    assert Client(app).post("/api/password-resets", json={"email": "ana@example.org"}).status_code == 409


@contextmanager
def service_with_mail(settings: Settings, box: Box, now: list[datetime]) -> Iterator[tuple[Litestar, Client]]:
    with mail_server(box) as port:
        told = {
            "smtp_host": "127.0.0.1",
            "smtp_port": port,
            "smtp_security": "none",
            "smtp_sender": "s@example.org",
        }
        database = Database(settings.storage_url, clock=lambda: now[0])
        app = build_app(settings.model_copy(update=told), database, FAST_HASHER)
        with Client(app) as visitor:
            yield app, signed_in_owner(visitor)
        database.close()


def test_a_link_by_e_mail_works_for_an_hour_and_the_answer_tells_nothing(settings: Settings) -> None:
    box, now = Box(), [datetime(2026, 11, 24, tzinfo=UTC)]
    with service_with_mail(settings, box, now) as (app, owner):
        signed_in_reviewer(app, owner, "ben")
        visitor = Client(app)
        answers = [
            visitor.post("/api/password-resets", json={"email": email})
            for email in ("BEN@example.org", "nobody@example.org", "not an e-mail")
        ]
        assert {(answer.status_code, answer.content) for answer in answers} == {(204, b"")}
        [(envelope, message)] = box.arrived  # the test client waits until what comes after the answer is done
        assert envelope.rcpt_tos == ["ben@example.org"]
        body = message.get_content()
        assert "http://127.0.0.1:8765/reset#" in body
        assert PASSWORD not in body
        key = key_of(body)
        now[0] += timedelta(minutes=59)
        assert visitor.post("/api/password-resets/look", json={"key": key}).status_code == 200
        now[0] += timedelta(minutes=2)
        assert visitor.put("/api/password-resets", json={"key": key, "new_password": NEW}).status_code == 409
        assert can_sign_in(app, PASSWORD)


def test_nobody_fills_somebodys_mailbox(settings: Settings) -> None:
    box, now = Box(), [datetime(2026, 11, 24, tzinfo=UTC)]
    with service_with_mail(settings, box, now) as (app, owner):
        signed_in_reviewer(app, owner, "ben")
        visitor = Client(app)
        answers = []
        for _ in range(9):
            now[0] += timedelta(seconds=100)
            answers.append(
                visitor.post("/api/password-resets", json={"email": "ben@example.org"}).status_code
            )
        assert answers[:3] == [204] * 3
        assert len(box.arrived) == 3
        assert can_sign_in(app, PASSWORD)  # asking is no failed sign-in


def test_an_e_mail_that_is_not_sent_is_logged_without_whom_it_was_for(
    settings: Settings,
) -> None:
    box, now = Box(), [datetime(2026, 11, 24, tzinfo=UTC)]
    with capture_logs() as logs, service_with_mail(settings, box, now) as (app, owner):
        signed_in_reviewer(app, owner, "gone")
        answer = Client(app).post("/api/password-resets", json={"email": "gone@example.org"})
        assert answer.status_code == 204
    said = str(logs)
    assert "not sent" in said
    assert "gone@" not in said
