"""`salvaguarda reset-password`, for whoever runs the service, while it runs."""

import pytest
from click.testing import CliRunner, Result
from litestar import Litestar

from salvaguarda.cli import main
from salvaguarda.settings import Settings
from tests.authenticator import Authenticator
from tests.client import PASSWORD, Client
from tests.web.test_passkeys import ORIGIN, at_name, register, sign_in
from tests.web.test_second_factors import set_up
from tests.web.test_tokens import make, program

NEW = "battery staple anew"


@pytest.fixture(autouse=True)
def configured(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds the database of the service."""
    monkeypatch.setenv("SALVAGUARDA_DATABASE_URL", settings.storage_url)
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(settings.data_folder))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["reset-password", *arguments])


def key_in(done: Result) -> str:
    assert done.exit_code == 0, done.output
    address, _, key = done.stdout.strip().partition("/reset#")
    assert address == "http://127.0.0.1:8765"
    return key


def test_the_owner_gets_in_again_who_lost_password_and_phone(client: Client, app: Litestar) -> None:
    set_up(client)
    caller = program(app, make(client, ["read"])["key"])
    done = run("Ana@example.org", "--second-factors")
    assert "All sessions and API tokens of Ana@example.org end when the password is set" in done.stderr
    assert caller.get("/api/instruments").status_code == 200
    sent = {"key": key_in(done), "new_password": NEW}
    reset = Client(app).put("/api/password-resets", json=sent).json()
    assert (reset["ended_sessions"], reset["ended_tokens"]) == (1, 1)
    assert client.get("/api/session").status_code == caller.get("/api/instruments").status_code == 401
    answer = Client(app).post("/api/session", json={"email": "ana@example.org", "password": NEW})
    assert answer.json()["csrf_token"]


def test_where_a_laptop_was_stolen_every_way_in_ends_at_once(client: Client, app: Litestar) -> None:
    device = Authenticator(ORIGIN)
    register(at_name(client), device)
    caller = program(app, make(client, ["read"])["key"])
    done = run("ana@example.org", "--lost")
    assert "their password; sessions: 1, API tokens: 1, passkeys: 1, linked accounts: 0." in done.stderr
    assert caller.get("/api/instruments").status_code == sign_in(app, device)[1].status_code == 401
    known = {"email": "ana@example.org", "password": PASSWORD}
    assert Client(app).post("/api/session", json=known).status_code == 401
    app.state.parts.recent_sessions.forget()  # as after five seconds
    assert client.get("/api/session").status_code == 401
    sent = {"key": key_in(done), "new_password": NEW}
    assert Client(app).put("/api/password-resets", json=sent).status_code == 200


def test_nobody_gets_a_link_for_an_e_mail_that_is_unknown() -> None:
    unknown = run("nobody@example.org")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "nobody@example.org" in unknown.stderr
