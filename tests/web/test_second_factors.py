"""Authenticator apps and recovery codes: set up, the second step of signing in, lost and removed."""

import time
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from httpx import Response
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.settings import Settings
from tests.client import PASSWORD, Client

CONFIRM = {"password": PASSWORD}


def code_of(secret: str, ahead: int = 0) -> str:
    """The code that an app shows now, or so many steps later."""
    totp = pyotp.TOTP(secret)
    return totp.generate_otp(totp.timecode(time.time()) + ahead)


@pytest.fixture
def ben(sign_in_as: Callable[[str], Client]) -> Client:
    return sign_in_as("ben")


def set_up(person: Client) -> tuple[str, list[str]]:
    """The secret of a new authenticator app, and the recovery codes that came with it."""
    secret = person.post("/api/account/totp", json=CONFIRM).json()["secret"]
    answer = person.put("/api/account/totp", json={"code": code_of(secret)})
    assert answer.status_code == 200, answer.text
    return secret, answer.json()["codes"]


def first_step(app: Litestar) -> Client:
    """Ben at another browser, after his password fitted."""
    visitor = Client(app)
    answer = visitor.post("/api/session", json={"email": "ben@example.org", "password": PASSWORD})
    assert answer.status_code == 200
    assert "csrf_token" not in answer.json()
    assert visitor.get("/api/session").status_code == 401
    return visitor


def second_step(visitor: Client, **given: str) -> Response:
    return visitor.post("/api/session/second-step", json=given)


def security(person: Client) -> dict[str, Any]:
    answer: dict[str, Any] = person.get("/api/account/security").json()
    return answer


def test_an_app_counts_once_its_first_code_fitted(ben: Client, app: Litestar) -> None:
    begun = ben.post("/api/account/totp", json=CONFIRM).json()
    assert begun["address"].startswith(
        "otpauth://totp/Salvaguarda:ben%40example.org?secret=" + begun["secret"]
    )
    assert begun["side"] > 21
    assert security(ben)["totp_since"] is None
    assert Client(app).post("/api/session", json={"email": "ben@example.org", **CONFIRM}).json()["csrf_token"]
    wrong = ben.put("/api/account/totp", json={"code": code_of(begun["secret"], ahead=20)})
    assert (wrong.status_code, wrong.json()["problems"][0]["where"]) == (400, "code")
    confirmed = ben.put("/api/account/totp", json={"code": code_of(begun["secret"])})
    assert len(set(confirmed.json()["codes"])) == 10
    assert security(ben)["totp_since"]
    assert security(ben)["recovery_codes"] == 10
    assert ben.post("/api/account/totp", json=CONFIRM).status_code == 409


def test_a_password_alone_lets_nobody_in_any_more(ben: Client, app: Litestar) -> None:
    secret, _ = set_up(ben)
    visitor = first_step(app)
    assert (
        second_step(visitor, code="000000" if code_of(secret, 1) != "000000" else "000001").status_code == 401
    )
    answer = second_step(visitor, code=code_of(secret, ahead=1))
    assert answer.status_code == 200, answer.text
    visitor.adopt(answer)
    assert visitor.get("/api/session").json()["person"]["display_name"] == "Ben"


def test_a_code_is_used_once(ben: Client, app: Litestar) -> None:
    secret, _ = set_up(ben)  # its code is used up by setting the app up
    assert second_step(first_step(app), code=code_of(secret)).status_code == 401
    later = code_of(secret, ahead=1)
    assert second_step(first_step(app), code=later).status_code == 200
    assert second_step(first_step(app), code=later).status_code == 401


def test_a_recovery_code_is_used_once_however_it_is_typed(ben: Client, app: Litestar) -> None:
    _, codes = set_up(ben)
    typed = codes[0].upper().replace("-", " ")
    assert second_step(first_step(app), recovery_code=typed).status_code == 200
    assert second_step(first_step(app), recovery_code=codes[0]).status_code == 401
    assert security(ben)["recovery_codes"] == 9


def test_new_recovery_codes_take_the_place_of_the_old_ones(ben: Client, app: Litestar) -> None:
    _, codes = set_up(ben)
    renewed = ben.post("/api/account/recovery-codes", json=CONFIRM).json()["codes"]
    assert not set(codes) & set(renewed)
    assert second_step(first_step(app), recovery_code=codes[0]).status_code == 401
    assert second_step(first_step(app), recovery_code=renewed[0]).status_code == 200


def test_the_second_step_counts_only_after_the_first(app: Litestar, ben: Client) -> None:
    secret, codes = set_up(ben)
    for given in ({"code": code_of(secret, ahead=1)}, {"recovery_code": codes[0]}):
        answer = second_step(Client(app), **given)
        assert answer.status_code == 409
        assert "too long" in answer.json()["detail"]
    visitor = first_step(app)
    assert second_step(visitor, recovery_code=codes[0]).status_code == 200
    kept = visitor.cookies.get("salvaguarda-pending")
    assert not kept  # the sign-in under way is over


def test_guessing_codes_is_slowed_down(ben: Client, app: Litestar) -> None:
    secret, _ = set_up(ben)
    visitor = first_step(app)
    wrong = next(
        each
        for each in ("000000", "000001", "000002", "000003")
        if all(each != code_of(secret, n) for n in (-1, 0, 1, 2))
    )
    answers = [second_step(visitor, code=wrong).status_code for _ in range(8)]
    assert answers[0] == 401
    assert answers[-1] == 429
    assert second_step(visitor, code=code_of(secret, ahead=1)).status_code == 429


def test_what_an_unlocked_laptop_must_not_do_asks_for_the_password(ben: Client) -> None:
    _, codes = set_up(ben)
    for address in (
        "account/totp",
        "account/totp/removal",
        "account/recovery-codes",
        "account/export",
        "tokens",
    ):
        wish = {"name": "Script", "scopes": ["read"]} if address == "tokens" else {}
        for given in (wish, {**wish, "password": "not the password"}):
            answer = ben.post(f"/api/{address}", json=given)
            assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-confirmed"), address
    assert ben.get("/api/tokens").json() == []
    assert ben.post("/api/account/erasure", json={"password": "wrong", "sure": "erase"}).status_code in {
        403,
        429,
    }
    assert security(ben)["recovery_codes"] == len(codes)


def test_removing_the_app_takes_its_codes_along(ben: Client, app: Litestar) -> None:
    set_up(ben)
    assert ben.post("/api/account/totp/removal", json=CONFIRM).status_code == 204
    assert security(ben) == {
        "has_password": True,
        "totp_since": None,
        "recovery_codes": 0,
        "passkeys": [],
        "passkeys_here": False,
    }
    assert ben.post("/api/account/totp/removal", json=CONFIRM).status_code == 404
    assert ben.post("/api/account/recovery-codes", json=CONFIRM).status_code == 409
    answer = Client(app).post("/api/session", json={"email": "ben@example.org", "password": PASSWORD})
    assert answer.json()["csrf_token"]


def test_the_owner_helps_somebody_who_lost_phone_and_codes(
    ben: Client, client: Client, app: Litestar
) -> None:
    set_up(ben)
    place = f"/api/people/{ben.person_id}/second-factors/removal"
    assert ben.post(place, json=CONFIRM).status_code == 403
    visitor = first_step(app)
    at_an_open_browser = client.post(place, json={})
    assert at_an_open_browser.json()["type"] == "/problems/not-confirmed"
    assert client.post(place, json=CONFIRM).status_code == 204
    assert second_step(visitor, code="123456").status_code == 409  # what was under way is over
    answer = visitor.post("/api/session", json={"email": "ben@example.org", "password": PASSWORD})
    assert answer.json()["csrf_token"]
    assert client.post("/api/people/999/second-factors/removal", json=CONFIRM).status_code == 404


def test_no_secret_of_a_second_factor_is_kept_in_the_clear(ben: Client, settings: Settings) -> None:
    secret, codes = set_up(ben)
    database = Database(settings.storage_url)
    kept = database.read_here(
        lambda records: "\n".join(records.connection.connection.dbapi_connection.iterdump())  # type: ignore[attr-defined]
    )
    database.close()
    assert secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert PASSWORD not in kept
    assert (settings.keys_folder / "installation.key").stat().st_mode & 0o077 == 0


def test_with_another_installation_key_a_recovery_code_still_lets_people_in(
    ben: Client, app: Litestar, settings: Settings
) -> None:
    secret, codes = set_up(ben)
    app.state.parts.factors.__dict__.pop("seal")
    (settings.keys_folder / "installation.key").unlink()
    visitor = first_step(app)
    answer = second_step(visitor, code=code_of(secret, ahead=1))
    assert (answer.status_code, "another key" in answer.json()["detail"]) == (409, True)
    assert second_step(visitor, recovery_code=codes[0]).status_code == 200
