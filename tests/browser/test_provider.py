"""Signing in with a provider's account, and what is seen of it in one's own: sessions, linked accounts, API tokens."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, set_up, sign_in
from tests.openid import CLIENT_ID, OpenIdServer
from tests.service import RunningService

SCREENS = [("laptop", "light"), ("laptop", "dark"), ("phone", "light")]


@pytest.fixture
def provider() -> Iterator[OpenIdServer]:
    with OpenIdServer() as running:
        yield running


@pytest.fixture
def joined(tmp_path: Path, provider: OpenIdServer) -> Iterator[RunningService]:
    """A service that knows the provider."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "oidc.secret").write_text(provider.secret)
    with RunningService(
        tmp_path,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_name="The coalition",
        secrets_folder=str(secrets),
    ) as running:
        yield running


def at_the_provider(page: Page, login: str) -> None:
    """Its own pages: who one is, and that this service may know it."""
    page.get_by_placeholder("Enter any login").fill(login)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def link_an_account(page: Page, login: str) -> None:
    """From the account page, with one's password, to the provider and back."""
    page.get_by_role("button", name="Link an account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Next").click()
    at_the_provider(page, login)


def test_from_a_linked_account_to_a_token_that_a_program_uses(
    page: Page, joined: RunningService, axe_violations: Callable[[Page], list[str]], seen: list[str]
) -> None:
    set_up(page, joined.address)
    page.locator("summary").filter(has_text="Ana Reyes").click()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_role("heading", name="Your account", level=1)).to_be_visible()

    # Link an account of the provider.
    linked = page.get_by_role("region", name="Sign in with The coalition")
    expect(linked.get_by_text("None of your accounts there is linked yet.")).to_be_visible()
    link_an_account(page, "ana of the coalition")
    expect(linked.get_by_text("ana of the coalition")).to_be_visible()

    sign_in_with_it(page, joined)
    end_another_session(page, joined)
    make_and_end_a_token(page, joined, axe_violations, seen)
    for size, scheme in SCREENS:
        page.set_viewport_size(SHOW[size])
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe_violations(page) == [], (size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def sign_in_with_it(page: Page, joined: RunningService) -> None:
    """Sign out, and in again with the account; where one wanted to go is kept."""
    page.locator("summary").filter(has_text="Ana Reyes").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with The coalition").wait_for()
    page.goto(f"{joined.address}/account")
    page.get_by_role("button", name="Sign in with The coalition").click()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{joined.address}/account")


def end_another_session(page: Page, joined: RunningService) -> None:
    """This one began with the provider; another one is ended from here."""
    other = httpx.post(
        f"{joined.address}/api/session",
        json={"email": "ana@example.org", "password": PASSWORD},
        headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0"},
    )
    page.reload()
    sessions = page.get_by_role("region", name="Where you are signed in")
    expect(sessions.get_by_text("with the provider")).to_be_visible()
    sessions.get_by_role("button", name=re.compile("End the session of Firefox, Windows")).click()
    expect(page.get_by_text("That session has ended.")).to_be_visible()
    assert httpx.get(f"{joined.address}/api/session", cookies=other.cookies).status_code == 401


def make_and_end_a_token(
    page: Page, joined: RunningService, axe_violations: Callable[[Page], list[str]], seen: list[str]
) -> None:
    """A program's: shown once, used, ended. With a wrong password nothing is made, and nothing lost that was typed."""
    tokens = page.get_by_role("region", name="API tokens")
    tokens.get_by_role("button", name="Make a token").click()
    dialog = page.get_by_role("dialog")
    assert axe_violations(page) == []
    dialog.get_by_label("Name", exact=True).fill("Dashboard")
    dialog.get_by_label("Your password").fill("not the password")
    dialog.get_by_role("checkbox", name="Read", exact=True).uncheck()
    dialog.get_by_role("button", name="Make a token").click()
    expect(dialog.get_by_text("Tick at least one.")).to_be_visible()
    dialog.get_by_role("checkbox", name="Read", exact=True).check()
    dialog.get_by_label("Ends by itself after").select_option("30 days")
    dialog.get_by_role("button", name="Make a token").click()
    password = dialog.get_by_label("Your password")
    expect(password).to_have_accessible_description(re.compile("That is not your password. Try again.$"))
    expect(password).to_be_focused()
    assert axe_violations(page) == []
    assert seen == [f"403 {joined.address}/api/tokens"]
    seen.clear()
    page.keyboard.insert_text(PASSWORD)  # over the one that was selected
    expect(dialog.get_by_label("Name", exact=True)).to_have_value("Dashboard")
    expect(dialog.get_by_label("Ends by itself after")).to_have_value("30")
    page.keyboard.press("Enter")
    key = dialog.get_by_label("Token", exact=True).input_value()
    dialog.get_by_role("button", name="I have kept it").click()
    bearer = {"authorization": f"Bearer {key}"}
    assert httpx.get(f"{joined.address}/api/instruments", headers=bearer).status_code == 200
    tokens.get_by_role("button", name="End the token Dashboard").click()
    dialog.get_by_role("button", name="End", exact=True).click()
    expect(tokens.get_by_text("One that ended")).to_be_visible()
    assert httpx.get(f"{joined.address}/api/instruments", headers=bearer).status_code == 401


def test_account_that_nobody_here_has_is_turned_away_in_words(
    page: Page, joined: RunningService, axe_violations: Callable[[Page], list[str]]
) -> None:
    set_up(page, joined.address)
    page.context.clear_cookies()
    page.goto(f"{joined.address}/checklists")
    page.get_by_role("button", name="Sign in with The coalition").click()
    at_the_provider(page, "stranger")
    expect(page.get_by_text("Nobody here has this account.")).to_be_visible()
    assert axe_violations(page) == []
    sign_in(page)
    expect(page).to_have_url(f"{joined.address}/checklists")


def test_whose_session_ended_comes_back_through_another_tab(page: Page, joined: RunningService) -> None:
    set_up(page, joined.address)
    page.goto(f"{joined.address}/account#providers")
    linked = page.get_by_role("region", name="Sign in with The coalition")
    link_an_account(page, "ana")
    expect(linked.get_by_text("ana", exact=True)).to_be_visible()
    page.context.clear_cookies(name="salvaguarda")
    page.get_by_role("button", name="Make a token").click()
    dialog = page.get_by_role("dialog", name="Make a token")
    dialog.get_by_label("Name", exact=True).fill("Kept while away")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Make a token").click()
    again = page.get_by_role("dialog", name="Sign in again")
    with page.context.expect_page() as opened:
        again.get_by_role("button", name="Sign in with The coalition").click()
    opened.value.get_by_role("button", name="Continue").click()
    expect(opened.value.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    opened.value.close()
    page.evaluate("dispatchEvent(new Event('focus'))")  # a browser without a screen has no focus to give
    expect(page.get_by_role("dialog", name="Your new token")).to_be_visible()
