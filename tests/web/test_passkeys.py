"""Passkeys: register, sign in, and every answer that must be refused."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar

from tests.authenticator import PRESENT, Authenticator
from tests.client import PASSWORD, Client

HOST = {"host": "localhost:8765"}
ORIGIN = "http://localhost:8765"
CONFIRM = {"password": PASSWORD}


@pytest.fixture
def ben(sign_in_as: Callable[[str], Client]) -> Client:
    """Ben, at a browser that opened the service by its name."""
    return at_name(sign_in_as("ben"))


def at_name(person: Client) -> Client:
    person.headers["host"] = HOST["host"]
    return person


def ask(person: Client) -> dict[str, Any]:
    answer = person.post("/api/account/passkeys/options", json=CONFIRM)
    assert answer.status_code == 200, answer.text
    asked: dict[str, Any] = answer.json()
    return asked


def register(person: Client, device: Authenticator, name: str = "Laptop") -> Response:
    asked = ask(person)
    created = device.create(asked["options"])
    return person.post(
        "/api/account/passkeys", json={"key": asked["key"], "credential": created, "name": name}
    )


def begin(app: Litestar) -> tuple[Client, dict[str, Any]]:
    visitor = at_name(Client(app))
    asked = visitor.post("/api/session/passkey/options").json()
    return visitor, asked


def sign_in(app: Litestar, device: Authenticator) -> tuple[Client, Response]:
    visitor, asked = begin(app)
    return visitor, visitor.post(
        "/api/session/passkey", json={"key": asked["key"], "credential": device.get(asked["options"])}
    )


def test_whoever_registered_a_passkey_signs_in_with_it_alone(ben: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    answer = register(ben, device, "Laptop")
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["codes"]) == 10
    visitor, answer = sign_in(app, device)
    assert answer.status_code == 200, answer.text
    visitor.adopt(answer)
    assert visitor.get("/api/session").json()["person"]["display_name"] == "Ben"
    [passkey] = ben.get("/api/account/security").json()["passkeys"]
    assert (passkey["name"], passkey["synced"]) == ("Laptop", False)
    assert passkey["used_at"]


def test_a_passkey_is_the_second_step_after_a_password(ben: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    register(ben, device)
    visitor = at_name(Client(app))
    answer = visitor.post("/api/session", json={"email": "ben@example.org", "password": PASSWORD})
    assert answer.json() == {"ways": ["passkey", "recovery_code"]}
    assert visitor.post("/api/session/second-step", json={"code": "123456"}).status_code == 401
    asked = visitor.post("/api/session/passkey/options").json()
    answer = visitor.post(
        "/api/session/passkey", json={"key": asked["key"], "credential": device.get(asked["options"])}
    )
    assert answer.status_code == 200


def test_what_was_answered_once_is_worth_nothing_afterwards(ben: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    register(ben, device)
    visitor, asked = begin(app)
    sent = {"key": asked["key"], "credential": device.get(asked["options"])}
    assert visitor.post("/api/session/passkey", json=sent).status_code == 200
    assert at_name(Client(app)).post("/api/session/passkey", json=sent).status_code == 401
    other, again = begin(app)
    assert other.post("/api/session/passkey", json={**sent, "key": again["key"]}).status_code == 401


def test_a_copied_device_is_refused_by_its_counter(ben: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    device.count = 7
    register(ben, device)
    assert sign_in(app, device)[1].status_code == 200
    device.count = 3
    assert sign_in(app, device)[1].status_code == 401


@pytest.mark.parametrize("wrong", ["origin", "holder not asked", "unknown", "signature", "nonsense"])
def test_an_answer_that_does_not_fit_lets_nobody_in(ben: Client, app: Litestar, wrong: str) -> None:
    device = Authenticator(ORIGIN)
    register(ben, device)
    visitor, asked = begin(app)
    if wrong == "origin":
        device.origin = "https://evil.example"
    if wrong == "holder not asked":
        device.flags = PRESENT
    if wrong == "unknown":
        device = Authenticator(ORIGIN)
    credential = device.get(asked["options"])
    if wrong == "signature":
        other = Authenticator(ORIGIN)
        credential["response"]["signature"] = other.get(asked["options"])["response"]["signature"]
    if wrong == "nonsense":
        credential = {"id": credential["id"], "rawId": 7, "response": {"clientDataJSON": "é"}}
    answer = visitor.post("/api/session/passkey", json={"key": asked["key"], "credential": credential})
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/wrong-factor")
    assert visitor.get("/api/session").status_code == 401


@pytest.mark.parametrize("wrong", ["origin", "holder not asked", "nonsense"])
def test_a_registration_that_does_not_fit_is_not_kept(ben: Client, wrong: str) -> None:
    device = Authenticator("https://evil.example" if wrong == "origin" else ORIGIN)
    device.flags = PRESENT if wrong == "holder not asked" else device.flags
    asked = ask(ben)
    created = {"id": "x"} if wrong == "nonsense" else device.create(asked["options"])
    answer = ben.post("/api/account/passkeys", json={"key": asked["key"], "credential": created, "name": "x"})
    assert (answer.status_code, answer.json()["problems"][0]["where"]) == (400, "credential")
    assert ben.get("/api/account/security").json()["passkeys"] == []


def test_nobody_registers_a_passkey_with_what_somebody_else_was_asked(
    ben: Client, sign_in_as: Callable[[str], Client]
) -> None:
    asked, device = ask(ben), Authenticator(ORIGIN)
    carla = at_name(sign_in_as("carla"))
    sent = {"key": asked["key"], "credential": device.create(asked["options"]), "name": "x"}
    assert carla.post("/api/account/passkeys", json=sent).status_code == 409
    assert ben.post("/api/account/passkeys", json=sent).status_code == 201
    again = ben.post("/api/account/passkeys", json=sent)
    assert again.status_code == 409


def test_only_its_person_names_and_removes_a_passkey(ben: Client, client: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    register(ben, device)
    key = ben.get("/api/account/security").json()["passkeys"][0]["id"]
    assert client.put(f"/api/account/passkeys/{key}", json={"name": "Mine"}).status_code == 404
    assert client.post(f"/api/account/passkeys/{key}/removal", json=CONFIRM).status_code == 404
    assert ben.put(f"/api/account/passkeys/{key}", json={"name": "Old laptop"}).status_code == 204
    assert ben.get("/api/account/security").json()["passkeys"][0]["name"] == "Old laptop"
    assert ben.post(f"/api/account/passkeys/{key}/removal", json=CONFIRM).status_code == 204
    assert sign_in(app, device)[1].status_code == 401
    answer = Client(app).post("/api/session", json={"email": "ben@example.org", "password": PASSWORD})
    assert answer.json()["csrf_token"]


def test_at_a_number_no_passkey_is_asked_for(ben: Client, app: Litestar) -> None:
    ben.headers["host"] = "127.0.0.1:8765"
    assert ben.get("/api/account/security").json()["passkeys_here"] is False
    answer = ben.post("/api/account/passkeys/options", json=CONFIRM)
    assert (answer.status_code, "localhost" in answer.json()["detail"]) == (409, True)
    ben.headers["host"] = HOST["host"]
    assert ben.get("/api/account/security").json()["passkeys_here"] is True


def test_who_somebody_is_does_not_stand_in_their_passkey(ben: Client) -> None:
    options = ask(ben)["options"]
    assert len(options["user"]["id"]) == 43  # 32 bytes that tell nothing
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
