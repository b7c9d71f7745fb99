"""An account protected by an authenticator app and a passkey, and the ways in that follow, in a real browser.

The passkey is that of Chromium's own virtual authenticator: a real device as far as the page can tell.
"""

from collections.abc import Callable
from pathlib import Path

import httpx
import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, set_up
from tests.service import RunningService

NEW = "battery staple anew"
Axe = Callable[[Page], list[str]]


def expect_accessible(page: Page, axe_violations: Axe) -> None:
    """In the dark on a phone, in the light on a laptop."""
    page.set_viewport_size(SHOW["phone"])
    page.emulate_media(color_scheme="dark")
    look_at(page, axe_violations)
    page.set_viewport_size(SHOW["laptop"])
    page.emulate_media(color_scheme="light")
    look_at(page, axe_violations)


def look_at(page: Page, axe_violations: Axe) -> None:
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def with_authenticator(page: Page) -> None:
    """A device with a fingerprint reader, whose owner is always there."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def give_password(page: Page, act: str) -> None:
    dialog(page).get_by_label("Your password").fill(PASSWORD)
    dialog(page).get_by_role("button", name=act).click()


def sign_out(page: Page) -> None:
    page.locator("header summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def first_step(page: Page) -> None:
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()


def set_up_app(page: Page) -> list[str]:
    """The recovery codes that came with it."""
    page.get_by_role("button", name="Set up an app").click()
    give_password(page, "Next")
    code = dialog(page).get_by_label("Code that the app shows now")
    expect(code).to_be_focused()
    expect(dialog(page).get_by_role("img", name="QR code")).to_be_visible()
    secret = dialog(page).locator("code").inner_text().replace(" ", "")
    code.fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()
    codes = dialog(page).get_by_role("listitem").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("button", name="Remove the app")).to_be_visible()
    return codes


def add_passkey(page: Page, name: str) -> None:
    page.get_by_role("button", name="Add a passkey").click()
    dialog(page).get_by_label("Name").fill(name)
    give_password(page, "Next")
    expect(page.get_by_role("button", name=f"Remove “{name}”")).to_be_visible()


def test_an_account_is_protected_and_its_person_still_gets_in(
    page: Page, new_service: RunningService, axe_violations: Axe, tmp_path: Path
) -> None:
    address = new_service.address.replace("127.0.0.1", "localhost")  # passkeys are for names
    with_authenticator(page)
    set_up(page, address)
    page.goto(f"{address}/account")
    codes = set_up_app(page)
    add_passkey(page, "Laptop")
    expect_accessible(page, axe_violations)
    page.get_by_role("button", name="Download my file").click()
    with page.expect_download() as download:
        give_password(page, "Download my file")
    download.value.save_as(tmp_path / "me.json")
    assert '"Laptop"' in (tmp_path / "me.json").read_text()

    sign_out(page)
    first_step(page)
    expect(page.get_by_label("Code of six digits")).to_be_focused()
    expect_accessible(page, axe_violations)
    page.get_by_role("button", name="Use a recovery code instead").click()
    page.get_by_label("Recovery code").fill("xxxx-xxxx-xxxx-xxxx")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no recovery code of yours")
    page.get_by_label("Recovery code").fill(codes[0])
    page.keyboard.press("Enter")
    expect(page.get_by_text("9 left.")).to_be_visible()

    sign_out(page)
    first_step(page)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("button", name="Use a passkey", exact=True).click()
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()

    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()  # no e-mail, no password
    page.get_by_role("button", name="Use a passkey", exact=True).click()
    expect(page.get_by_text("last used on")).to_be_visible()
    page.get_by_role("button", name="Remove “Laptop”").click()
    give_password(page, "Remove")
    expect(page.get_by_text("None yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Second factor")).to_be_focused()


def token_of(email: str, service: RunningService) -> str:
    """The key of an API token that they make, and sign out."""
    with service.client() as client:
        session = client.post("/api/session", json={"email": email, "password": PASSWORD}).json()
        client.headers["x-csrf-token"] = session["csrf_token"]
        wish = {"name": "Script", "scopes": ["read"], "password": PASSWORD}
        key: str = client.post("/api/tokens", json=wish).json()["key"]
        client.delete("/api/session")
    return key


def test_the_owner_hands_a_link_over_and_erases_somebody(
    page: Page, new_service: RunningService, axe_violations: Axe
) -> None:
    set_up(page, new_service.address)
    page.goto(f"{new_service.address}/people")
    page.get_by_role("button", name="Add a reviewer").click()
    for label, value in {"Name": "Ben Okafor", "E-mail": "ben@example.org"}.items():
        dialog(page).get_by_label(label).fill(value)
    for label in ("Password", "Password, once more"):
        dialog(page).get_by_label(label, exact=True).fill(PASSWORD)
    dialog(page).get_by_role("button", name="Add a reviewer").click()
    expect(page.get_by_role("button", name="Account of Ben Okafor")).to_be_visible()
    key = token_of("ben@example.org", new_service)
    bearer = {"authorization": f"Bearer {key}"}
    assert httpx.get(f"{new_service.address}/api/instruments", headers=bearer).status_code == 200
    page.get_by_role("button", name="Account of Ben Okafor").click()
    page.get_by_role("button", name="Make a link").click()
    dialog(page).get_by_label("somebody else was in").check()
    expect_accessible(page, axe_violations)
    give_password(page, "Make a link")
    expect(dialog(page).get_by_text("sessions: 0, API tokens: 1, passkeys: 0")).to_be_visible()
    assert httpx.get(f"{new_service.address}/api/instruments", headers=bearer).status_code == 401
    link = dialog(page).locator("code").inner_text()
    expect_accessible(page, axe_violations)

    page.goto(link)
    expect(page.get_by_text("account of Ben Okafor")).to_be_visible()
    assert "#" not in page.url  # the key does not stay in the address bar
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("New password, once more").fill("short")
    page.keyboard.press("Enter")
    expect(page.get_by_text("it needs 12")).to_be_visible()
    expect_accessible(page, axe_violations)
    for label in ("New password", "New password, once more"):
        page.get_by_label(label, exact=True).fill(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The new password is set.")).to_be_visible()
    expect(page.get_by_text("No session was open; no API token held.")).to_be_visible()
    expect(page.get_by_role("link", name="To the sign-in page")).to_be_focused()

    page.goto(f"{new_service.address}/people")
    page.get_by_role("button", name="Account of Ben Okafor").click()
    dialog(page).get_by_role("button", name="Erase Ben Okafor").click()
    dialog(page).get_by_label("Your password").fill(PASSWORD)
    dialog(page).get_by_role("button", name="Yes, erase it").click()  # the box is not ticked yet
    dialog(page).get_by_role("checkbox").check()
    dialog(page).get_by_role("button", name="Yes, erase it").click()
    expect(page.get_by_text("What was known of them is erased.")).to_be_visible()
    expect(page.get_by_text("ben@example.org")).to_have_count(0)
