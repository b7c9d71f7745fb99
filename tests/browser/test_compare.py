"""Comparing the demo's three drafts, by keys only and by mouse; each test leaves the drafts as it found them or says so."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SHOW
from tests.service import RunningService

PAIR = "/compare/2/3"


@pytest.fixture
def here(page: Page, demo: RunningService) -> Page:
    """A page of a demo reviewer who came in by one click."""
    page.goto(demo.address)
    page.get_by_role("button", name="Go in as Amina Haddad (demo)").click()
    expect(page.get_by_role("heading", name="Instruments", level=1)).to_be_visible()
    return page


def compare(page: Page, demo: RunningService, query: str = "") -> Locator:
    """Opens the comparison; gives its detail once the words are there."""
    page.goto(f"{demo.address}{PAIR}{query}")
    detail = page.get_by_role("region", name="The chosen provision")
    expect(detail.locator("[data-redline]").first).to_be_visible()
    return detail


def asked(page: Page, demo: RunningService, level: str = "article") -> dict[str, Any]:
    """The comparison as the service tells it now."""
    answer: dict[str, Any] = page.request.get(f"{demo.address}/api/comparisons/2/3?level={level}").json()
    return answer


def link_of(page: Page, demo: RunningService, old: str) -> dict[str, Any]:
    links: list[dict[str, Any]] = asked(page, demo)["links"]
    return next(link for link in links if old in [one["path"] for one in link["old"]])


def change_elsewhere(page: Page, demo: RunningService, old: str) -> None:
    """Somebody else corrects the link of an old provision meanwhile."""
    link = link_of(page, demo, old)
    token = page.request.get(f"{demo.address}/api/session").json()["csrf_token"]
    answer = page.request.put(
        f"{demo.address}/api/links/{link['id']}",
        data={"old": [one["path"] for one in link["old"]], "new": [one["path"] for one in link["new"]]},
        headers={"X-CSRF-Token": token, "If-Match": f'"{link["version"]}"'},
    )
    assert answer.ok, answer.text()


def entries(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Provisions").locator("a")


def test_what_matters_comes_first_and_filters_stand_in_the_address(here: Page, demo: RunningService) -> None:
    compare(here, demo)
    groups = here.get_by_role("navigation", name="Provisions").get_by_role("heading")
    assert [text.split(" ")[0] for text in groups.all_inner_texts()][:2] == ["Red", "Safeguards"]
    everything = len(asked(here, demo)["links"])
    here.get_by_role("button", name=re.compile(r"^Amended \d+")).click()
    expect(here).to_have_url(re.compile("relation=amended"))
    amended = sum(link["relation"] == "amended" for link in asked(here, demo)["links"])
    expect(entries(here)).to_have_count(amended)
    here.get_by_role("button", name=re.compile("^Split")).click()
    expect(entries(here)).to_have_count(amended + 1)
    here.reload()
    expect(entries(here)).to_have_count(amended + 1)
    here.get_by_role("button", name="Clear the filters").click()
    expect(entries(here)).to_have_count(everything)


def test_words_are_searched_in_both_drafts(here: Page, demo: RunningService) -> None:
    compare(here, demo)
    here.keyboard.press("/")
    here.keyboard.type("dual criminality")
    expect(here).to_have_url(re.compile(r"q=dual\+criminality"))
    expect(entries(here)).not_to_have_count(len(asked(here, demo)["links"]))
    expect(entries(here).first).to_be_visible()
    assert 0 < entries(here).count() < 10


def test_a_finer_level_lists_its_own_links(here: Page, demo: RunningService) -> None:
    compare(here, demo)
    here.get_by_text("More filters").click()
    here.get_by_label("Level").select_option("paragraph")
    expect(here).to_have_url(re.compile("level=paragraph"))
    expect(entries(here)).to_have_count(len(asked(here, demo, "paragraph")["links"]))
    here.get_by_label("What changed in the words").select_option("references")
    expect(entries(here).first).to_contain_text("Only references")
    expect(here.locator("ins.reference").first).to_have_attribute("title", re.compile("Only the number"))


def test_keys_go_through_the_changes_and_over_to_the_next_provision(here: Page, demo: RunningService) -> None:
    detail = compare(here, demo, "?show=gained")
    first = here.locator("[aria-current][data-link]").get_attribute("data-link")
    here.keyboard.press("j")
    expect(here.locator("[aria-current][data-link]")).not_to_have_attribute("data-link", first or "")
    second = here.locator("[aria-current][data-link]").get_attribute("data-link") or ""
    expect(detail.get_by_text(re.compile(r"^\d+ changes?$|^one change$"))).to_be_visible()
    here.keyboard.press("n")
    expect(detail.locator(".current")).to_have_count(1)
    expect(detail.get_by_text(re.compile("^change 1 of"))).to_be_visible()
    total = int((detail.get_by_text(re.compile("^change 1 of")).inner_text()).split()[-1])
    for _ in range(total):
        here.keyboard.press("n")
    expect(here.locator("[aria-current][data-link]")).not_to_have_attribute("data-link", second)
    expect(detail.get_by_text(re.compile("^change 1 of"))).to_be_visible()
    here.keyboard.press("p")
    expect(here.locator("[aria-current][data-link]")).to_have_attribute("data-link", second)
    expect(detail.get_by_text(f"change {total} of {total}")).to_be_visible()


def test_side_by_side_is_chosen_by_key_kept_and_in_the_address(here: Page, demo: RunningService) -> None:
    detail = compare(here, demo)
    here.keyboard.press("s")
    expect(here).to_have_url(re.compile("look=sides"))
    expect(detail.get_by_role("heading", name="Second draft")).to_be_visible()
    compare(here, demo)
    expect(detail.get_by_role("heading", name="Second draft")).to_be_visible()
    detail.get_by_role("button", name="In one text").click()
    expect(detail.get_by_role("heading", name="Second draft")).to_have_count(0)


def test_moved_words_lead_to_their_other_place(here: Page, demo: RunningService) -> None:
    whole = next(link["id"] for link in asked(here, demo)["links"] if link["level"] == "whole")
    compare(here, demo, f"?link={whole}&look=unified")
    jump = here.locator("del.moved .jump").first
    number = jump.get_attribute("data-number")
    jump.click()
    expect(here.locator(f"ins[data-move='{number}'] .jump").first).to_be_focused()


def test_a_link_is_taken_apart_and_put_back_by_keys(here: Page, demo: RunningService) -> None:
    before = link_of(here, demo, "art_2")
    detail = compare(here, demo, f"?link={before['id']}")
    here.keyboard.press("x")
    expect(detail.get_by_role("heading", level=2)).to_contain_text("nothing")
    expect(here.get_by_text("The link was taken apart.")).to_be_visible()
    assert link_of(here, demo, "art_2")["relation"] == "deleted"
    here.keyboard.press("u")
    expect(here.get_by_text("The link is as it was before.")).to_be_visible()
    after = link_of(here, demo, "art_2")
    assert [after[key] for key in ("old", "new", "relation")] == [
        before[key] for key in ("old", "new", "relation")
    ]


def test_a_link_is_confirmed_by_key_and_its_history_tells_by_whom(here: Page, demo: RunningService) -> None:
    link = link_of(here, demo, "art_1")
    detail = compare(here, demo, f"?link={link['id']}")
    here.keyboard.press("c")
    expect(here.get_by_text("Confirmed: it stays")).to_be_visible()
    expect(detail.get_by_text("Amina Haddad (demo)")).to_be_visible()
    expect(detail.get_by_role("button", name="Confirm")).to_have_count(0)
    detail.get_by_role("button", name="History of the link").click()
    states = detail.get_by_role("listitem").filter(has_text="Art. 1")
    expect(states.first).to_contain_text("Amina Haddad (demo)")
    expect(states.last).to_contain_text("computed")


def test_a_split_is_made_by_keys_and_taken_back_by_mouse(here: Page, demo: RunningService) -> None:
    before = asked(here, demo)["links"]
    link = link_of(here, demo, "art_3")
    detail = compare(here, demo, f"?link={link['id']}")
    here.keyboard.press("l")
    dialog = here.get_by_role("dialog", name="Link otherwise")
    find = dialog.get_by_role("searchbox", name="Find Third draft")
    expect(find).to_be_focused()
    here.keyboard.type("Use of terms")
    here.keyboard.press("Enter")
    expect(dialog.get_by_text("2 chosen")).to_be_visible()
    dialog.get_by_role("button", name="Save").focus()
    here.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(detail.get_by_text("Split", exact=True)).to_be_visible()
    here.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(here.get_by_text("The link is as it was before.")).to_be_visible()

    def plain(links: list[dict[str, Any]]) -> list[Any]:
        return sorted(
            ([one["path"] for one in link["old"]], [one["path"] for one in link["new"]], link["relation"])
            for link in links
        )

    assert plain(asked(here, demo)["links"]) == plain(before)


def test_who_comes_second_sees_the_other_state_and_keeps_the_choice(here: Page, demo: RunningService) -> None:
    link = link_of(here, demo, "art_5")
    detail = compare(here, demo, f"?link={link['id']}")
    change_elsewhere(here, demo, "art_5")
    here.keyboard.press("x")
    expect(detail.get_by_text("Somebody else corrected this link meanwhile")).to_be_visible()
    expect(detail.get_by_text("You wanted to take it apart.")).to_be_visible()
    assert link_of(here, demo, "art_5")["new"]
    detail.get_by_role("button", name="Keep theirs").click()
    expect(detail.get_by_text("Somebody else corrected")).to_have_count(0)

    here.keyboard.press("l")
    dialog = here.get_by_role("dialog", name="Link otherwise")
    dialog.get_by_role("searchbox", name="Find Third draft").fill("Illegal access")
    here.keyboard.press("Enter")
    expect(dialog.get_by_text("2 chosen")).to_be_visible()
    change_elsewhere(here, demo, "art_5")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Somebody else corrected this link meanwhile")).to_be_visible()
    expect(dialog.get_by_text("2 chosen")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    assert len(link_of(here, demo, "art_5")["new"]) == 2
    here.keyboard.press("u")
    expect(here.get_by_text("The link is as it was before.")).to_be_visible()
    assert len(link_of(here, demo, "art_5")["new"]) == 1


def test_own_quotes_are_found_again_and_gone_ones_listed(here: Page, demo: RunningService) -> None:
    followed = here.request.get(f"{demo.address}/api/comparisons/2/3/evidence").json()
    quote = next(
        each
        for each in followed["quotes"]
        if each["state"] == "drifted" and each["found_in"] == "provision" and each["new"]
    )
    link = link_of(here, demo, quote["old"]["path"])
    detail = compare(here, demo, f"?link={link['id']}&look=unified")
    detail.get_by_role("button", name=f"“{quote['new']['exact']}”", exact=True).first.click()
    shown = here.evaluate("document.getSelection().toString()")
    assert quote["new"]["exact"] in re.sub(r"\s+", " ", shown) or shown.startswith(quote["new"]["exact"][:20])
    gone = here.locator("details").filter(has_text="gone from the new draft")
    gone.locator("summary").click()
    lost = next(each for each in followed["quotes"] if each["state"] == "gone")
    expect(gone.get_by_text(f"“{lost['old']['exact']}”").first).to_be_visible()
    expect(gone.get_by_role("listitem")).to_have_count(followed["gone"])


def test_a_waiting_score_is_reconfirmed_beside_the_redline(here: Page, demo: RunningService) -> None:
    detail = compare(here, demo)
    waiting = asked(here, demo)["totals"]["to_confirm"]
    here.get_by_role("button", name=f"Re-confirm {waiting}").click()
    expect(here).to_have_url(re.compile("open=scores"))
    here.keyboard.press("j")
    form = detail.get_by_role("region", name=re.compile("^To re-confirm")).get_by_role("article").first
    expect(form.get_by_text("before:")).to_be_visible()
    rationale = form.get_by_label("Rationale")
    rationale.fill("Read again beside the changes.")
    form.get_by_role("button", name="It still holds").click()
    expect(form.get_by_text("saved")).to_be_visible()
    expect(here.get_by_role("button", name=f"Re-confirm {waiting - 1}")).to_be_visible()
    form.get_by_role("group").get_by_role("button", name="Partly met").click()
    expect(form.get_by_role("button", name="Partly met")).to_have_attribute("aria-pressed", "true")
    expect(form.get_by_text("saved")).to_be_visible()
    cell = detail.get_by_role("link", name=re.compile("^Open .* in Third draft$")).first
    cell.click()
    expect(here).to_have_title(re.compile("^Scoring Third draft"))


def test_the_comparison_is_had_as_a_report(here: Page, demo: RunningService) -> None:
    compare(here, demo, "?level=paragraph")
    for name in ("Print", "XLSX", "CSV"):
        address = here.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
        assert "level=paragraph" in address
        assert here.request.get(demo.address + address).ok


def test_a_life_is_followed_from_the_table_of_lives(here: Page, demo: RunningService) -> None:
    here.goto(f"{demo.address}/instruments/1/trend")
    table = here.get_by_role("region", name="What became of every provision")
    rows = table.get_by_role("row")
    expect(rows.nth(20)).to_be_visible()
    everything = rows.count()
    here.get_by_label("Changed only").check()
    expect(here).to_have_url(re.compile("show=changed"))
    expect(rows).not_to_have_count(everything)
    here.get_by_label("What happened").select_option("split")
    expect(here).to_have_url(re.compile("relation=split"))
    life = table.get_by_role("rowheader").get_by_role("link").first
    life.focus()
    here.keyboard.press("Enter")
    expect(here.get_by_role("heading", name=re.compile("^What happened to"), level=1)).to_be_visible()
    expect(here.get_by_role("listitem").filter(has_text="Split").first).to_be_visible()
    here.get_by_role("button", name="Show the changes").first.click()
    expect(here.locator("[data-redline]").first).to_be_visible()
    here.get_by_role("link", name="Compare the drafts here").first.click()
    expect(here.get_by_role("region", name="The chosen provision")).to_be_visible()


def test_on_a_phone_the_list_leads_to_the_words_and_back(here: Page, demo: RunningService) -> None:
    here.set_viewport_size(SHOW["phone"])
    here.goto(demo.address + PAIR)
    entries(here).first.click()
    detail = here.get_by_role("region", name="The chosen provision")
    expect(detail.locator("[data-redline]").first).to_be_visible()
    expect(entries(here).first).to_be_hidden()
    detail.get_by_role("link", name="Back to the list").click()
    expect(entries(here).first).to_be_visible()
    wider = here.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
