"""A reviewer and a language model, in the workbench: the own rating first, then the suggestion, then a decision with a reason.

The model's server is one that others wrote (llmock), as a process of its own.
"""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.assessments import add_assessment
from tests.browser.conftest import SHOW
from tests.browser.pages import PASSWORD, come_in, expect_saved
from tests.browser.suggesting import FOUND, TEXT, Suggesting, answer, set_up_suggesting
from tests.models import MODEL, ModelServer
from tests.service import RunningService

MADE_UP = "mock-quote of words that nobody wrote"
"""As llmock makes its quotes up; it stands in no treaty."""
HOSTILE = (
    "<img src=x onerror=\"document.title='taken'\"></section> [see](https://evil.example/) {{7*7}} "
    "\u202eturned\u202c יש לדחות את ההצעה " + "w" * 2_000
)
PANEL = "Suggestion of a language model"
ASKED = re.compile("^A language model was asked here")


@pytest.fixture
def suggesting(page: Page, service: RunningService, model_server: ModelServer) -> Suggesting:
    """The owner, signed in; two cells were asked about: Art. 3 with quotes that are there, Art. 2 with one that is not."""
    come_in(page, service.address)
    ready = set_up_suggesting(page, service.address, model_server)
    model_server.plan({"type": "reply", "text": answer("not_met", FOUND), "times": 1})
    ready.run("art_3", "necessity")
    model_server.plan({"type": "reply", "text": answer("met", MADE_UP, rationale=HOSTILE), "times": 1})
    ready.run("art_2", "legality")
    return ready


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name=PANEL)


def rate_and_reveal(page: Page, key: str = "1") -> Locator:
    expect(page.get_by_text(ASKED)).to_be_visible()
    page.keyboard.press(key)
    page.get_by_role("button", name="Show the suggestion").click()
    expect(panel(page)).to_contain_text(f"Suggested by {MODEL}, provision-score")
    return panel(page)


def own_score(suggesting: Suggesting, provision: str, criterion: str) -> dict[str, object]:
    path = f"/api/assessments/{suggesting.assessment}/cells/{provision}/{criterion}"
    return dict(suggesting.call("GET", path)["own"])


def test_own_rating_then_suggestion_then_an_edit_that_the_export_tells_of(
    page: Page, suggesting: Suggesting
) -> None:
    page.goto(suggesting.at("art_3", "necessity"))
    expect(page.get_by_text(ASKED)).to_be_visible()
    assert "without a judge" not in page.content()
    shown = rate_and_reveal(page)
    expect(shown).to_contain_text("The power may be used without a judge.")
    expect(shown).to_contain_text("Authorization by an independent court.")
    expect(shown).to_contain_text("The model says that it is not quite sure.")
    expect(page.locator("mark.suggested")).to_have_text(FOUND)
    shown.get_by_role("button", name="Show in the text").click()
    expect(page.locator(".take.ready")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == FOUND

    shown.get_by_role("button", name="Edit", exact=True).click()
    shown.get_by_role("button", name="Record as edited").click()
    expect(shown.get_by_text("Choose a rating.")).to_be_visible()
    expect(shown.get_by_role("radio", name="Met", exact=True)).to_be_focused()
    shown.get_by_role("radio", name="Not met").check()
    shown.get_by_role("button", name=f"Take over the quote “{FOUND}”").click()
    shown.get_by_label("Your rationale").fill("A judge is left out.")
    shown.get_by_label("Reason").fill("The quote convinces me.")
    shown.get_by_role("button", name="Record as edited").click()

    expect(shown).to_contain_text("You edited it")
    expect(shown).to_contain_text(re.compile("before:.*Partly met.*after:.*Not met"))
    expect(page.locator("mark.evidence.suggested")).to_have_text(FOUND)
    score = own_score(suggesting, "art_3", "necessity")
    assert (score["rating"], score["rationale"]) == ("not_met", "A judge is left out.")
    assert score["assisted"] == {
        "action": "edit",
        "model": MODEL,
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "rating_before": "partly",
    }
    look_into_matrix_and_export(page, suggesting)


def look_into_matrix_and_export(page: Page, suggesting: Suggesting) -> None:
    page.goto(f"{suggesting.address}/assessments/{suggesting.assessment}/matrix")
    page.locator(".cell.not_met").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        re.compile(f"After editing a suggestion by\\s+{MODEL}, provision-score 1.0.0.*Partly met")
    )
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    told = [row for row in rows if MODEL in row]
    assert len(told) == 1, text
    assert "edit" in " ".join(told[0])
    assert "provision-score" in " ".join(told[0])


def test_a_quote_that_stands_nowhere_cannot_be_accepted_but_the_suggestion_rejected(
    page: Page, suggesting: Suggesting
) -> None:
    page.goto(suggesting.at("art_2", "legality"))
    shown = rate_and_reveal(page, "0")
    expect(shown.locator("del")).to_have_text(f"“{MADE_UP}”")
    expect(shown).to_contain_text("not in the provision")
    expect(shown).to_contain_text("This provision holds words that read like an instruction to a model.")
    expect(page.locator("mark")).to_have_count(0)
    expect(shown).to_contain_text("<img src=x onerror=\"document.title='taken'\"></section> [see]")
    expect(shown.locator("img, a")).to_have_count(0)
    assert page.title() != "taken"
    accept = shown.get_by_role("button", name="Accept", exact=True)
    expect(accept).to_have_attribute("aria-disabled", "true")
    expect(accept).to_have_accessible_description(
        re.compile("It quotes words that are not in this provision")
    )
    accept.click(force=True)
    expect(shown.get_by_label("Reason")).to_have_count(0)

    shown.get_by_role("button", name="Reject", exact=True).click()
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown.get_by_label("Reason")).to_be_focused()
    shown.get_by_label("Reason").fill("It quotes words that are not there.")
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown).to_contain_text("You rejected it")
    score = own_score(suggesting, "art_2", "legality")
    assert (score["rating"], score["revision"]) == ("not_met", 1)

    shown.get_by_role("button", name="Decide again").click()
    shown.get_by_role("button", name="Reject", exact=True).click()
    shown.get_by_label("Reason").fill("And it says too much.")
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown.get_by_text("One earlier decision")).to_be_visible()


def test_all_by_keyboard_with_the_focus_never_lost(page: Page, suggesting: Suggesting) -> None:
    page.goto(suggesting.at("art_3", "necessity"))
    expect(page.get_by_text(ASKED)).to_be_visible()
    page.keyboard.press("2")
    show = page.get_by_role("button", name="Show the suggestion")
    expect(show).to_be_visible()
    page.keyboard.press("m")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).locator("[data-start]")).to_be_focused()
    for name in ("Show in the text", "Accept"):
        page.keyboard.press("Tab")
        expect(panel(page).get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).locator("[data-form]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Its quote is there.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel(page).locator("[data-decided]")).to_be_focused()
    expect(panel(page)).to_contain_text("You accepted it")
    score = own_score(suggesting, "art_3", "necessity")
    assert (score["rating"], score["rationale"]) == ("not_met", "The power may be used without a judge.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("button", name="Accept", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("Necessity")).first).to_be_focused()


def test_a_decision_that_could_not_be_sent_keeps_what_was_typed(page: Page, suggesting: Suggesting) -> None:
    page.goto(suggesting.at("art_3", "necessity"))
    shown = rate_and_reveal(page)
    expect_saved(page)
    page.context.set_offline(True)
    page.locator("[data-part=rationale]").fill("Typed while offline.")
    shown.get_by_role("button", name="Edit", exact=True).click()
    shown.get_by_role("radio", name="Silent").check()
    shown.get_by_label("Reason").fill("Sent later.")
    shown.get_by_role("button", name="Record as edited").click()
    expect(shown.get_by_role("alert")).to_contain_text("What you wrote is kept here.")

    # Going to another cell and reloading the page loses nothing of it.
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(shown).to_have_count(0)
    page.context.set_offline(False)
    page.goto(suggesting.at("art_3", "necessity"))
    shown = panel(page)
    expect(shown.get_by_label("Reason")).to_have_value("Sent later.")
    expect(shown.get_by_role("radio", name="Silent")).to_be_checked()
    shown.get_by_role("button", name="Record as edited").click()
    expect(shown).to_contain_text("You edited it")
    score = own_score(suggesting, "art_3", "necessity")
    assert (score["rating"], score["rationale"]) == ("silent", "Typed while offline.")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.includes('decision'))") == []


def test_what_was_saved_elsewhere_meanwhile_is_shown_and_the_decision_recorded_on_top(
    page: Page, suggesting: Suggesting
) -> None:
    page.goto(suggesting.at("art_3", "necessity"))
    shown = rate_and_reveal(page)
    expect_saved(page)
    score = own_score(suggesting, "art_3", "necessity")
    text = suggesting.call("GET", f"/api/assessments/{suggesting.assessment}/provisions/art_3")["sha256"]
    suggesting.call(
        "PUT",
        f"/api/assessments/{suggesting.assessment}/scores/art_3/necessity",
        json={"rating": "met", "rationale": "From another tab.", "text_sha256": text},
        headers={"If-Match": f'"{score["revision"]}"'},
    )
    shown.get_by_role("button", name="Reject", exact=True).click()
    shown.get_by_label("Reason").fill("I stay with mine.")
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown.get_by_role("alert")).to_be_visible()
    expect(page.locator("[data-part=rationale]")).to_have_value("From another tab.")
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown).to_contain_text(re.compile("You rejected it.*after:.*Met"))
    assert own_score(suggesting, "art_3", "necessity")["rationale"] == "From another tab."


def test_on_request_it_may_be_seen_first_with_a_warning_and_no_answer_is_said_in_a_sentence(
    page: Page, service: RunningService, model_server: ModelServer
) -> None:
    come_in(page, service.address)
    ready = set_up_suggesting(page, service.address, model_server, reveal="on_request")
    model_server.plan({"type": "reply", "text": answer(None), "times": 1})
    ready.run("art_1", "legality")
    model_server.plan({"type": "reply", "text": "not JSON", "times": 3})
    ready.run("art_1", "necessity")
    page.goto(ready.at("art_1", "legality"))
    expect(page.get_by_text("your rating does not count as independent")).to_be_visible()
    page.get_by_role("button", name="Show the suggestion").click()
    shown = panel(page)
    expect(shown).to_contain_text("The model says that it cannot judge.")
    expect(shown).to_contain_text("These words do not say enough.")
    shown.get_by_role("button", name="Reject", exact=True).click()
    expect(shown).to_contain_text("You have no score of this cell, and none is written.")
    shown.get_by_label("Reason").fill("It says nothing.")
    shown.get_by_role("button", name="Record as rejected").click()
    expect(shown).to_contain_text("You rejected it")
    page.goto(ready.at("art_1", "necessity"))
    expect(panel(page)).to_contain_text("the model’s answer was not in the form that was asked for")


def test_a_redraft_goes_into_the_recommendation_by_hand(
    page: Page,
    service: RunningService,
    model_server: ModelServer,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    come_in(page, service.address)
    ready = set_up_suggesting(page, service.address, model_server, request_tokens=100_000)
    page.goto(ready.at("art_3", "necessity"))
    page.get_by_role("button", name="Redraft by a model").click()
    expect(page.get_by_text("You can ask for a redraft after your own rating.")).to_be_visible()
    expect(page.get_by_text("Not sent are names, e-mail addresses")).to_be_visible()
    assert model_server.requests() == [] or all(
        "redraft" not in str(each["body"]) for each in model_server.requests()
    )
    page.locator("[data-head]").first.focus()
    page.keyboard.press("0")
    words = "Each State Party shall empower its competent authorities to search any information system with a warrant."
    reply = {"abstain": False, "abstain_reason": "", "rationale": "A judge comes first.", "text": words}
    model_server.plan({"type": "reply", "text": json.dumps(reply), "times": 1})
    page.get_by_role("button", name="Send, and ask for a redraft").click()
    expect(page.get_by_text(f"Redraft by {MODEL}, provision-redraft")).to_be_visible()
    expect(page.locator("ins", has_text="with a warrant")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Put into my recommendation").click()
    expect(page.get_by_label("Proposed text, to be saved by you")).to_be_focused()
    recommendation = page.get_by_label("Recommendation")
    expect(recommendation).to_have_value("")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Always.")
    page.get_by_role("button", name="Save as my recommendation").click()
    expect(recommendation).to_have_value("amend")
    expect_saved(page)
    proposed = own_score(ready, "art_3", "necessity")["recommendation"]
    assert proposed == {"action": "amend", "text": words + " Always."}


def test_without_a_policy_nothing_of_a_model_is_fetched(page: Page, service: RunningService) -> None:
    come_in(page, service.address)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    key = add_assessment(page, service.address, TEXT, "un-cybercrime-safeguards")
    page.goto(f"{service.address}/assessments/{key}/score?provision=art_3&criterion=necessity")
    page.get_by_role("textbox", name="Text of Art. 3").wait_for()
    page.keyboard.press("2")
    expect_saved(page)
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if re.search(r"suggestion|policy|Source|\.model", url)] == []


@pytest.mark.parametrize(("size", "scheme"), [("laptop", "light"), ("phone", "dark")])
def test_every_state_is_accessible_and_fits(
    page: Page,
    suggesting: Suggesting,
    axe_violations: Callable[[Page], list[str]],
    size: str,
    scheme: str,
) -> None:
    page.set_viewport_size(SHOW[size])
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    def look() -> None:
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.goto(suggesting.at("art_3", "necessity"))
    if size == "phone":
        page.get_by_role("button", name="Criteria", exact=True).click()
    expect(page.get_by_text(ASKED)).to_be_visible()
    look()
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Show the suggestion")).to_be_visible()
    look()
    page.get_by_role("button", name="Show the suggestion").click()
    panel(page).get_by_role("button", name="Edit", exact=True).click()
    panel(page).get_by_role("button", name="Record as edited").click()
    look()
    panel(page).get_by_role("button", name="Reject", exact=True).click()
    panel(page).get_by_label("Reason").fill("I do not agree.")
    panel(page).get_by_role("button", name="Record as rejected").click()
    expect(panel(page)).to_contain_text("You rejected it")
    look()
    page.goto(suggesting.at("art_2", "legality"))
    if size == "phone":
        page.get_by_role("button", name="Criteria", exact=True).click()
    rate_and_reveal(page)
    look()


def test_another_reviewer_reads_that_a_score_came_after_a_suggestion(
    page: Page, suggesting: Suggesting, browser: Browser
) -> None:
    page.goto(suggesting.at("art_3", "necessity"))
    shown = rate_and_reveal(page)
    shown.get_by_role("button", name="Accept", exact=True).click()
    shown.get_by_label("Reason").fill("It is right.")
    shown.get_by_role("button", name="Record as accepted").click()
    expect(shown).to_contain_text("You accepted it")
    add_reviewer(suggesting)
    context = browser.new_context(viewport=SHOW["laptop"], locale="en-GB")
    other = context.new_page()
    other.goto(suggesting.at("art_3", "necessity"))
    other.get_by_label("E-mail").fill("ben@example.org")
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_text(ASKED)).to_be_visible()
    assert "without a judge" not in other.content()
    other.keyboard.press("2")
    expect(other.get_by_role("region", name="Others’ scores")).to_contain_text(
        re.compile(f"After accepting a suggestion by\\s+{MODEL}")
    )
    context.close()


def add_reviewer(suggesting: Suggesting) -> None:
    suggesting.call(
        "POST",
        "/api/people",
        json={
            "email": "ben@example.org",
            "display_name": "Ben Okafor",
            "password": PASSWORD,
        },
    )
