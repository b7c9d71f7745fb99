"""Signing in with a certified provider of OpenID Connect, to it and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import PASSWORD, Client, signed_in_owner, signed_in_reviewer
from tests.conftest import FAST_HASHER
from tests.openid import CLIENT_ID, OpenIdServer
from tests.web.test_second_factors import set_up

Open = Callable[..., Client]


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdServer]:
    with OpenIdServer() as running:
        yield running


@pytest.fixture
def configured(settings: Settings, provider: OpenIdServer, tmp_path: Path) -> Settings:
    """The settings with that provider; its word is taken for example.org."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "oidc.secret").write_text(f"{provider.secret}\n")
    said = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_name": "The coalition",
        "oidc_allowed_domains": ["Example.org"],
        "secrets_folder": folder,
    }
    return settings.model_copy(update=said)


@pytest.fixture
def app(configured: Settings) -> Litestar:
    return build_app(configured, hasher=FAST_HASHER)


def departure(browser: Client, **said: str) -> str:
    answer = browser.post("/api/oidc/sign-in", json=said)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["address"])


def back(browser: Client, address: str) -> Response:
    """Come back to where the provider sent the browser."""
    parts = urlsplit(address)
    assert parts.netloc == "127.0.0.1:8765"
    return browser.get(f"{parts.path}?{parts.query}", follow_redirects=False)


def sign_in(browser: Client, provider: OpenIdServer, login: str, **said: str) -> Response:
    return back(browser, provider.visit(departure(browser, **said), login))


def link(person: Client, password: str | None = PASSWORD) -> Response:
    return person.post("/api/oidc/link", json={"return_to": "/account", "password": password})


def trouble_of(answer: Response) -> str:
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(("/sign-in?", "/account?"))
    return parse_qs(urlsplit(answer.headers["location"]).query)["trouble"][0]


def test_whoever_has_the_verified_address_is_signed_in(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    signed_in_reviewer(app, client, "ben")
    browser = Client(app)
    answer = sign_in(browser, provider, "ben@example.org", return_to="/assessments/3/matrix?row=art_1")
    assert answer.headers["location"] == "/assessments/3/matrix?row=art_1"
    session = browser.get("/api/session").json()
    assert session["person"]["display_name"] == "Ben"
    assert browser.get("/api/sessions", headers={"x-csrf-token": ""}).json()[0]["method"] == "provider"
    assert [each["subject"] for each in browser.get("/api/identities").json()] == ["ben@example.org"]
    assert client.get("/api/setup").json()["provider"] == "The coalition"


def test_what_goes_to_the_provider_has_state_nonce_and_a_challenge(client: Client, app: Litestar) -> None:
    asked = parse_qs(urlsplit(departure(Client(app))).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8765/api/oidc/callback"]
    assert asked["scope"] == ["openid email profile"]
    again = parse_qs(urlsplit(departure(Client(app))).query)
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name][0]) >= 43
        assert asked[name] != again[name]


@pytest.mark.parametrize(
    "login", ["unverified-ana@example.org", "ana@elsewhere.example", "nobody@example.org", "ana"]
)
def test_strangers_are_turned_away(client: Client, app: Litestar, provider: OpenIdServer, login: str) -> None:
    browser = Client(app)
    assert trouble_of(sign_in(browser, provider, login)) == "stranger"
    assert browser.get("/api/session").status_code == 401


def test_answer_counts_once_and_in_its_own_browser_only(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    browser, other = Client(app), Client(app)
    address = provider.visit(departure(browser), "ana@example.org")
    assert trouble_of(back(other, address)) == "stale"
    departure(other)
    assert trouble_of(back(other, address)) == "stale"
    assert back(browser, address).headers["location"] == "/"
    assert trouble_of(back(browser, address)) == "stale"


def test_tampered_answers_are_refused(client: Client, app: Litestar, provider: OpenIdServer) -> None:
    for tamper, trouble in {
        "state=": "stale",
        "code=": "wrong",
        "iss=https%3A%2F%2Fevil.example": "wrong",
        "error=access_denied": "declined",
    }.items():
        browser = Client(app)
        address = provider.visit(departure(browser), "ana@example.org")
        name = tamper.partition("=")[0]
        kept = [part for part in urlsplit(address).query.split("&") if not part.startswith(f"{name}=")]
        assert (
            trouble_of(browser.get(f"/api/oidc/callback?{'&'.join([*kept, tamper])}", follow_redirects=False))
            == trouble
        )
        assert browser.get("/api/session").status_code == 401


def test_code_of_one_journey_is_worth_nothing_in_another(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    """An attacker gives the code of their own account to somebody else's browser: the verifier does not fit it."""
    attacker, victim = Client(app), Client(app)
    code = parse_qs(urlsplit(provider.visit(departure(attacker), "ana@example.org")).query)["code"][0]
    state = parse_qs(urlsplit(departure(victim)).query)["state"][0]
    answer = victim.get(
        f"/api/oidc/callback?state={state}&code={code}&iss={provider.issuer}", follow_redirects=False
    )
    assert trouble_of(answer) == "wrong"


def test_new_keys_of_the_provider_are_fetched(client: Client, app: Litestar, provider: OpenIdServer) -> None:
    browser = Client(app)
    assert sign_in(browser, provider, "ana@example.org").headers["location"] == "/"
    provider.restart()
    app.state.parts.oidc._opened._known._clock = lambda: 1e9  # ten seconds and more later
    assert sign_in(Client(app), provider, "ana@example.org").headers["location"] == "/"


def test_account_is_linked_by_whoever_is_signed_in_and_parted_again(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    assert (
        link(client, None).json()["type"] == link(client, "wrong").json()["type"] == "/problems/not-confirmed"
    )
    linking = link(client).json()["address"]
    assert back(client, provider.visit(linking, "ana at home")).headers["location"] == "/account"
    browser = Client(app)
    assert sign_in(browser, provider, "ana at home").headers["location"] == "/"
    assert browser.get("/api/session").json()["person"]["display_name"] == "Ana Reyes"
    (identity,) = client.get("/api/identities").json()
    ben = signed_in_reviewer(app, client, "ben")
    assert ben.delete(f"/api/identities/{identity['id']}").status_code == 404
    linking = link(ben).json()["address"]
    taken = back(ben, provider.visit(linking, "ana at home"))
    assert taken.headers["location"] == "/account?trouble=taken"
    assert client.delete(f"/api/identities/{identity['id']}").status_code == 204
    assert trouble_of(sign_in(Client(app), provider, "ana at home")) == "stranger"


def test_link_that_somebody_else_began_is_not_ended(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    """A browser in which somebody else signed in meanwhile: the account must not become theirs, nor the first one's."""
    ben = signed_in_reviewer(app, client, "ben")
    address = provider.visit(link(client).json()["address"], "shared")
    ben.cookies.set("salvaguarda-journey", client.cookies["salvaguarda-journey"], domain="127.0.0.1")
    assert trouble_of(back(ben, address)) == "stale"
    assert client.get("/api/identities").json() == ben.get("/api/identities").json() == []


@contextmanager
def opened(settings: Settings, clock: Callable[[], datetime] | None = None) -> Iterator[Client]:
    database = Database(settings.storage_url, clock=clock or (lambda: datetime.now(UTC)))
    with Client(build_app(settings, database, FAST_HASHER)) as visitor:
        yield visitor
    database.close()


def test_people_are_added_where_the_installation_wants_it(
    configured: Settings, provider: OpenIdServer
) -> None:
    now = [datetime.now(UTC)]
    with opened(configured.model_copy(update={"oidc_adds_people": True}), lambda: now[0]) as visitor:
        assert trouble_of(sign_in(visitor, provider, "zoe@example.org")) == "stranger"  # nobody set it up yet
        owner = signed_in_owner(visitor)
        browser = Client(owner.app)
        assert sign_in(browser, provider, "zoe@example.org").headers["location"] == "/"
        person = browser.get("/api/session").json()["person"]
        assert (person["display_name"], person["is_owner"]) == ("zoe of the provider", False)
        browser.adopt(browser.get("/api/session"))
        assert link(browser, None).status_code == 200  # nothing to ask for, and signed in a moment ago
        now[0] += timedelta(minutes=16)
        assert link(browser, None).json()["type"] == "/problems/not-confirmed"
        token = {"name": "Script", "scopes": ["read"]}
        assert "sign out and in again" in browser.post("/api/tokens", json=token).json()["detail"]
        password = {"email": "zoe@example.org", "password": "provider: nobody can sign in with this"}
        assert browser.post("/api/session", json=password).status_code == 401
        assert trouble_of(sign_in(Client(owner.app), provider, "unverified-yan@example.org")) == "stranger"


def test_invitation_lets_a_stranger_in(client: Client, app: Litestar, provider: OpenIdServer) -> None:
    made = client.post("/api/invitations", json={})
    assert made.status_code == 201, made.text
    key = made.json()["link"].rpartition("#")[2]
    browser = Client(app)
    answer = sign_in(browser, provider, "unverified-kim@elsewhere.example", invitation=key)
    assert answer.headers["location"] == "/"
    assert browser.get("/api/session").json()["person"]["email"] == "kim@elsewhere.example"
    assert trouble_of(sign_in(Client(app), provider, "lee@elsewhere.example", invitation=key)) == "invitation"
    another = client.post("/api/invitations", json={}).json()["link"].rpartition("#")[2]
    accepted = sign_in(Client(app), provider, "unverified-kim@elsewhere.example", invitation=another)
    assert accepted.headers["location"] == "/"
    states = [each["state"] for each in client.get("/api/invitations").json()]
    assert states == ["used", "used"]
    assert (
        trouble_of(sign_in(Client(app), provider, "lee@elsewhere.example", invitation="x" * 43))
        == "invitation"
    )


def test_account_without_an_address_makes_nobody(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    """Invitations are told, and people known, by their e-mail: an empty one would be everybody's."""
    key = client.post("/api/invitations", json={}).json()["link"].rpartition("#")[2]
    assert trouble_of(sign_in(Client(app), provider, "kim", invitation=key)) == "invitation"
    assert client.get("/api/invitations").json()[0]["state"] == "open"
    assert len(client.get("/api/people").json()) == 1


def test_nobody_takes_an_address_that_is_somebody_elses_at_the_provider(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    """Whoever has it would come into the account that was made ahead of them, to which another has the password."""
    made = [
        client.post("/api/invitations", json={"email": email}).json() for email in ("", "eva@example.org")
    ]
    open_key, her_key = (each["link"].rpartition("#")[2] for each in made)
    account = {"email": "Eva@example.org", "display_name": "Eva", "password": "eva eva eva eva"}
    refused = Client(app).post("/api/invitations/accounts", json=account | {"key": open_key})
    assert refused.status_code == 409
    assert "word of the provider" in refused.json()["detail"]
    unverified = sign_in(Client(app), provider, "unverified-eva@example.org", invitation=open_key)
    assert trouble_of(unverified) == "invitation"
    assert sign_in(Client(app), provider, "kai@example.org", invitation=open_key).headers["location"] == "/"
    hers = Client(app).post("/api/invitations/accounts", json=account | {"key": her_key})
    assert hers.status_code == 201, hers.text


@pytest.mark.parametrize(
    "page",
    ["https://evil.example", "//evil.example", "/\\evil.example", "drafts", "/\t/evil.example", "/é", ""],
)
def test_nobody_is_led_elsewhere_after_signing_in(client: Client, page: str) -> None:
    assert client.post("/api/oidc/sign-in", json={"return_to": page}).status_code == 400


def test_provider_that_is_away_is_said_so(client: Client, configured: Settings) -> None:
    away = configured.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    with opened(away) as visitor:
        answer = visitor.post("/api/oidc/sign-in", json={})
        assert answer.status_code == 409
        assert "The coalition does not answer" in answer.json()["detail"]


def test_without_a_provider_there_is_none(settings: Settings) -> None:
    with opened(settings) as visitor:
        assert visitor.get("/api/setup").json()["provider"] is None
        assert visitor.post("/api/oidc/sign-in", json={}).status_code == 404
        assert trouble_of(visitor.get("/api/oidc/callback?state=x&code=y", follow_redirects=False)) == "stale"


def test_second_factor_is_asked_for_after_the_provider(
    client: Client, app: Litestar, provider: OpenIdServer
) -> None:
    ben = signed_in_reviewer(app, client, "ben")
    _, (recovery_code, *_) = set_up(ben)
    browser = Client(app)
    answer = sign_in(browser, provider, "ben@example.org", return_to="/people")
    assert answer.headers["location"] == "/sign-in?second=code+recovery_code&next=%2Fpeople"
    assert browser.get("/api/session").status_code == 401
    passed = browser.post("/api/session/second-step", json={"recovery_code": recovery_code})
    assert passed.status_code == 200, passed.text
    assert browser.get("/api/session").json()["person"]["display_name"] == "Ben"
    assert browser.get("/api/sessions").json()[0]["method"] == "provider"
