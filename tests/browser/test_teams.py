"""A team comes together in two browsers: organisations, an invitation by link, roles, settings, leaving."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.assessments import add_assessment
from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, come_in, set_up
from tests.service import RunningService

TEXT = "Article 1\n\nStates may search data.\n\nArticle 2\n\nStates may keep data.\n"


def guest_page(browser: Browser) -> Page:
    """A second browser: a phone in the dark."""
    context = browser.new_context(viewport=SHOW["phone"], color_scheme="dark", locale="en-GB")
    return context.new_page()


def fits(page: Page) -> bool:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wider <= 0)


def begins_at_the_right(page: Page) -> bool:
    """Whether the title, in English, begins at the right edge when the page is read from right to left."""
    return bool(
        page.evaluate(
            """() => {
              document.documentElement.dir = "rtl";
              const title = document.querySelector("h1");
              const words = document.createRange();
              words.selectNodeContents(title);
              const gap = title.getBoundingClientRect().right - words.getBoundingClientRect().right;
              document.documentElement.dir = "ltr";
              return Math.abs(gap) < 2;
            }"""
        )
    )


def add_organisation(page: Page, name: str) -> None:
    page.get_by_role("button", name="Add an organisation").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the organisation").fill(name)
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Organisations").get_by_text(name)).to_be_visible()


def make_team(page: Page, address: str, key: int) -> None:
    """The settings of an assessment: a team's, two ratings, pseudonyms."""
    page.goto(f"{address}/assessments/{key}/team")
    expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
    settings = page.get_by_role("region", name="How it works")
    settings.get_by_role("radio", name=re.compile("^A team")).check()
    settings.get_by_role("radio", name=re.compile("^Two")).check()
    settings.get_by_role("radio", name=re.compile("^Pseudonyms")).check()
    settings.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_text("Only those listed here know of this assessment.")).to_be_visible()


def invite(page: Page) -> str:
    """The link of a new invitation of a reviewer who also adjudicates."""
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile("^Adjudicator")).check()
    dialog.get_by_role("button", name="Make the invitation").click()
    link = dialog.get_by_role("textbox", name="The link")
    expect(link).to_be_focused()
    found = link.input_value()
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_text("whoever has the link")).to_be_visible()
    return found


def accept_with_account(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Ana Reyes invites you to")).to_be_visible()
    page.get_by_label("Your name").fill("Eva Lind")
    page.get_by_label("E-mail").fill("eva@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account and accept").click()
    expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
    expect(page.get_by_text("Your scores are signed Reviewer")).to_be_visible()


def change_roles(page: Page) -> None:
    """By keyboard: Eva observes from now on."""
    page.get_by_role("button", name="Roles of Eva Lind").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("checkbox", name=re.compile("^Reviewer"))).to_be_focused()
    for role in ("Reviewer", "Adjudicator"):
        dialog.get_by_role("checkbox", name=re.compile(f"^{role}")).uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Choose at least one role.")).to_be_visible()
    dialog.get_by_role("checkbox", name=re.compile("^Observer")).check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name=re.compile("Eva Lind.*Observer"))).to_be_visible()


def test_a_team_comes_together_and_parts(
    page: Page,
    browser: Browser,
    service: RunningService,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    set_up(page, service.address)
    key = add_assessment(page, service.address, TEXT, "three-part-test")
    page.goto(f"{service.address}/people")
    add_organisation(page, "Derechos Digitales")
    assert axe_violations(page) == []
    make_team(page, service.address, key)
    assert begins_at_the_right(page)
    link = invite(page)
    guest = guest_page(browser)
    accept_with_account(guest, link)
    assert axe_violations(guest) == []
    assert fits(guest)
    page.reload()
    change_roles(page)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Remove Eva Lind").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("^Keep them under a pseudonym")).check()
    dialog.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Left: 1")).to_be_visible()
    page.get_by_text("Left: 1").click()
    expect(page.get_by_text("scores kept under this pseudonym")).to_be_visible()
    expect(page.get_by_text("Eva Lind", exact=True)).to_have_count(0)
    guest.reload()
    expect(guest.get_by_text(f"There is no assessment {key} here.")).to_be_visible()
    guest.context.close()


def test_used_and_broken_links_say_what_to_do(page: Page, service: RunningService, seen: list[str]) -> None:
    come_in(page, service.address)
    page.goto(f"{service.address}/invite")
    expect(page.get_by_text("This link is not complete.")).to_be_visible()
    page.goto(f"{service.address}/invite#made-up")
    page.reload()
    expect(page.get_by_text("This invitation is over")).to_be_visible()
    assert all(line.startswith("409 ") for line in seen)
    seen.clear()
