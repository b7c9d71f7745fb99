"""Prompts and the evaluation in a real browser: what a model is told, and how far it agrees with a team that rated by itself."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import SHOW
from tests.browser.evaluating import OTHER_MODEL, Evaluated, evaluated
from tests.browser.pages import PASSWORD
from tests.models import MODEL, ModelServer
from tests.service import RunningService

KIND = f"provision-score@1.0.0, {MODEL} (Kind server)"
STRICT = f"provision-score@1.0.0, {OTHER_MODEL} (Strict server)"
ONLY_KIND = "?contender=" + KIND.replace(" ", "%20")
PROMPT = "/prompts/provision-score/1.0.0"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, session_model_server: ModelServer) -> Iterator[Evaluated]:
    with RunningService(tmp_path_factory.mktemp("evaluated")) as running:
        yield evaluated(running, session_model_server)


def sign_in_as(page: Page, world: Evaluated, name: str) -> None:
    page.goto(world.address)
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()


@pytest.fixture
def ana(page: Page, world: Evaluated) -> Page:
    sign_in_as(page, world, "ana")
    return page


def part(page: Page, name: str) -> Locator:
    """A part of the figures, or of a prompt."""
    return (
        page.get_by_role("region", name=name, exact=True)
        .or_(page.get_by_role("group", name=name, exact=True))
        .first
    )


def row_heads(table: Locator) -> list[str]:
    return [text.strip() for text in table.locator("tbody th").all_inner_texts()]


def test_a_prompt_is_found_and_read_like_a_letter(ana: Page, world: Evaluated) -> None:
    ana.goto(f"{world.address}/endpoints")
    ana.get_by_role("link", name="Prompts", exact=True).click()
    cards = ana.get_by_role("main").get_by_role("listitem")
    expect(cards.first).to_contain_text("Suggests a rating")
    expect(cards.first).to_contain_text("Version 1.0.0")
    expect(cards.first).to_contain_text("In use")
    cards.first.get_by_role("link").click()
    expect(ana).to_have_url(world.address + PROMPT)
    told = ana.get_by_role("region", name="What the model is told")
    expect(told.get_by_text("How to judge", exact=True)).to_be_visible()
    expect(told.get_by_text("Abstain rather than guess.")).to_be_visible()
    expect(told.locator("pre")).not_to_be_visible()
    expect(ana.get_by_role("group", name="From the checklist: untrusted")).to_contain_text(
        "Guidance for reviewers"
    )
    draft = ana.get_by_role("group", name="From the draft: untrusted")
    expect(draft.get_by_text("The full text of the provision")).to_be_visible()
    rating = ana.get_by_role("row").filter(has=ana.get_by_role("rowheader", name="rating", exact=True))
    expect(rating).to_contain_text("met, partly, not_met, silent, not_applicable")
    expect(rating).to_contain_text("or nothing")
    expect(ana.get_by_text(re.compile("^[0-9a-f]{64}$"))).to_have_count(2)


def test_the_figures_say_first_what_they_rest_on_and_then_stand_beside_those_of_people(
    ana: Page, world: Evaluated
) -> None:
    ana.goto(f"{world.address}/assessments/{world.assessment}/suggestions")
    ana.get_by_role("link", name="Evaluation", exact=True).click()
    basis = part(ana, "What these figures rest on")
    expect(basis).to_contain_text(
        "32 scores of 2 reviewers, each given before any suggestion of that cell was seen."
    )
    expect(basis).to_contain_text(
        "One of them changed after a suggestion was seen; it counts as it was before."
    )
    ana.goto(world.page_of(ONLY_KIND))
    expect(
        ana.get_by_text("14 cells of 7 provisions that both the model and 2 reviewers rated")
    ).to_be_visible()
    alpha = ana.get_by_role("group", name="The same as a table").get_by_role("row", name="Alpha (ordinal)")
    expect(alpha).to_contain_text(re.compile(r"0\.\d\d \[.+; .+\]\s*0\.\d\d \[.+; .+\]"))
    drawn = ana.get_by_role("img", name="Alpha (ordinal), People among themselves")
    expect(drawn.locator("desc")).to_have_text(re.compile("95 % interval from .+ to .+"))
    expect(part(ana, "Does it lean?")).to_contain_text("points more than people: it is more generous.")
    said = part(ana, "Who said what")
    expect(said).to_contain_text("occurred 6 times: the person said “Partly met”, the model “Met”.")
    expect(said.get_by_role("row", name=re.compile("Partly met")).get_by_role("cell")).to_have_text(
        ["6", "4", "0", "0", "0", "10"]
    )
    expect(part(ana, "What came of the questions")).to_contain_text(
        "16 cells were asked about: 14 were rated, 2 with an abstention, none without an answer."
    )
    expect(part(ana, "After suggestions were shown")).to_contain_text(
        "Of 2 differing ratings, 1 moved towards the suggestion."
    )


def test_contenders_are_chosen_by_keyboard_and_the_address_keeps_the_choice(
    ana: Page, world: Evaluated
) -> None:
    ana.goto(world.page_of())
    expect(ana.get_by_text("On the same 12 cells of 6 provisions")).to_be_visible()
    expect(ana.get_by_text("In alpha these scores do not tell the two apart")).to_be_visible()
    choices = ana.get_by_role("group", name="What is looked at").get_by_role("checkbox")
    choices.nth(1).focus()
    ana.keyboard.press("Space")
    expect(ana).to_have_url(re.compile(r"\?contender="))
    expect(ana.get_by_role("heading", level=2, name=re.compile("Kind server"))).to_be_visible()
    expect(choices.nth(1)).to_be_focused()
    expect(choices.nth(0)).to_be_disabled()
    ana.reload()
    expect(ana.get_by_role("heading", level=2, name=re.compile("Kind server"))).to_be_visible()
    choices.nth(1).check()
    expect(ana.get_by_role("heading", level=2, name="Side by side")).to_be_visible()
    ana.get_by_text(STRICT, exact=True).last.click()
    ana.get_by_role("link", name="Only this one").click()
    expect(ana.get_by_role("heading", level=2, name=re.compile("Strict server"))).to_be_visible()
    expect(part(ana, "After suggestions were shown")).to_contain_text(
        "there is nothing to say of whether people follow"
    )


def test_criteria_are_sorted_by_what_is_worst(ana: Page, world: Evaluated) -> None:
    ana.goto(world.page_of("?contender=" + STRICT.replace(" ", "%20")))
    table = ana.get_by_role("group", name="By criterion").get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(8)
    before = row_heads(table)
    table.get_by_role("button", name=re.compile("^Lean")).press("Enter")
    expect(ana).to_have_url(re.compile("sort=bias"))
    expect(table.get_by_role("columnheader", name=re.compile("^Lean"))).to_have_attribute(
        "aria-sort", "other"
    )
    assert sorted(row_heads(table)) == sorted(before)
    table.get_by_role("button", name=re.compile("^Alpha")).click()
    expect(table.get_by_role("columnheader", name=re.compile("^Alpha"))).to_have_attribute(
        "aria-sort", "ascending"
    )
    table.get_by_role("button", name=re.compile("^Alpha")).click()
    expect(table.locator("[aria-sort]")).to_have_count(0)
    assert row_heads(table) == before


def test_who_has_not_rated_is_told_what_to_do_and_sees_no_figure(page: Page, world: Evaluated) -> None:
    sign_in_as(page, world, "cleo")
    page.goto(world.page_of(ONLY_KIND))
    expect(page.get_by_text("No own scores to compare with yet")).to_be_visible()
    expect(
        page.get_by_text("16 cells were asked about. Rate such cells in the workbench first")
    ).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Alpha"))).to_have_count(0)
    page.get_by_role("link", name="To the workbench").click()
    expect(page).to_have_url(re.compile("/score"))


def test_an_assessment_without_runs_says_how_to_begin(ana: Page, world: Evaluated) -> None:
    ana.goto(f"{world.address}/assessments/{world.unasked}/evaluation")
    expect(ana.get_by_text("No language model was asked here yet")).to_be_visible()
    ana.get_by_role("link", name="To suggestions and runs").click()
    expect(ana).to_have_url(re.compile("/suggestions$"))


def test_what_is_undefined_says_so_with_its_reason(ana: Page, world: Evaluated) -> None:
    ana.goto(f"{world.address}/assessments/{world.scarce}/evaluation")
    expect(part(ana, "Agreement")).to_contain_text("cannot be said yet. undefined (fewer than two cells)")
    drawn = ana.get_by_role("img", name="Alpha (ordinal), People beside the model")
    expect(drawn.locator("desc")).to_have_text("undefined: fewer than two cells")
    table = ana.get_by_role("group", name="By criterion").get_by_role("table").first
    legality = table.get_by_role("row").filter(has=ana.get_by_role("rowheader", name=re.compile("Legality")))
    expect(legality.get_by_role("cell").nth(1)).to_have_text("undefined (fewer than two cells)")
    expect(legality.get_by_role("cell").nth(3)).to_have_text("100%")
    expect(part(ana, "Agreement")).to_contain_text("no interval (fewer than 5 provisions)")
    expect(ana.get_by_role("main")).not_to_contain_text(re.compile("NaN|null"))


def test_the_demo_shows_an_evaluation(page: Page, demo: RunningService) -> None:
    page.goto(demo.address)
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    page.goto(f"{demo.address}/assessments/3/evaluation")
    expect(part(page, "Who said what").get_by_role("table")).to_be_visible()
    expect(page.get_by_text(re.compile("that .+ asked about (is|are) not counted"))).to_be_visible()
    expect(part(page, "After suggestions were shown")).to_contain_text("towards the suggestion")


@pytest.mark.parametrize(("show", "scheme"), [("laptop", "light"), ("phone", "dark")])
def test_every_page_holds_by_axe_and_no_page_is_wider_than_the_screen(
    browser: Browser,
    world: Evaluated,
    show: str,
    scheme: Literal["light", "dark"],
    axe_violations: Callable[[Page], list[str]],
) -> None:
    context = browser.new_context(
        viewport=SHOW[show], color_scheme=scheme, has_touch=show == "phone", locale="en-GB"
    )
    page = context.new_page()
    sign_in_as(page, world, "ana")
    found: dict[str, list[str]] = {}
    addresses = [
        world.page_of(),
        world.page_of(ONLY_KIND + "&sort=alpha"),
        f"{world.address}/assessments/{world.unasked}/evaluation",
        f"{world.address}/prompts",
        world.address + PROMPT,
    ]
    for address in addresses:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".waiting")).to_have_count(0)
        page.locator("main details").evaluate_all("all => all.forEach(one => (one.open = true))")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[address] = axe_violations(page) + ([f"{wider}px too wide"] if wider > 0 else [])
    context.close()
    assert not any(found.values()), found
