"""A conflict in three browsers: two parties, and an adjudicator who decides while one of them changes their mind."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.assessments import add_assessment, signed_in_client
from tests.browser.conftest import SHOW
from tests.browser.pages import set_up
from tests.client import PASSWORD, person_in
from tests.service import RunningService

TEXT = """CHAPTER I
RESTRICTIONS

Article 1
Grounds

The Minister may restrict publications where the public interest so requires and a judge agrees.

Article 2
Penalties

Whoever contravenes an order is liable to imprisonment of up to five years.
"""
PATH = "art_1"


@dataclass
class Team:
    """ana owns the assessment and leads it; ben and cleo review, dana adjudicates. criterion: the first of article 1."""

    address: str
    assessment: int
    criterion: str = ""
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def cell(self, path: str = PATH) -> str:
        return f"{self.address}/assessments/{self.assessment}/conflicts/{path}/{self.criterion}"

    def score(self, name: str, rating: str, quote: str = "", *, path: str = PATH, version: int = 0) -> None:
        """Save a score of `name` over HTTP."""
        client, place = self.clients[name], f"/api/assessments/{self.assessment}"
        view = client.get(f"{place}/provisions/{path}").json()
        at = view["full_text"].find(quote)
        body: dict[str, Any] = {
            "rating": rating,
            "rationale": f"{name.capitalize()} says {rating}.",
            "evidence": [{"exact": quote, "start": at, "end": at + len(quote)}] if quote else [],
            "text_sha256": view["sha256"],
        }
        headers = {"if-match": f'"{version}"'} if version else {"if-none-match": "*"}
        saved = client.put(f"{place}/scores/{path}/{self.criterion}", json=body, headers=headers)
        saved.raise_for_status()


@pytest.fixture
def team(page: Page, new_service: RunningService) -> Iterator[Team]:
    set_up(page, new_service.address)
    made = Team(new_service.address, add_assessment(page, new_service.address, TEXT, "three-part-test"))
    place = f"/api/assessments/{made.assessment}"
    with ExitStack() as stack:
        owner = made.clients["ana"] = stack.enter_context(signed_in_client(page, new_service.address))
        known = owner.get(place)
        kept = {key: known.json()[key] for key in ("title", "checklist_id", "checklist_version", "unit")}
        settings = {**kept, "blind": True, "access": "team", "needed": 2, "names": "until_settled"}
        owner.put(place, json=settings, headers={"if-match": known.headers["etag"]}).raise_for_status()
        for name, role in (("ben", "reviewer"), ("cleo", "reviewer"), ("dana", "adjudicator")):
            person = owner.post("/api/people", json=person_in(name)).json()
            body = {"person_id": person["id"], "roles": [role]}
            owner.post(f"{place}/members", json=body).raise_for_status()
            client = stack.enter_context(httpx.Client(base_url=new_service.address, timeout=60))
            wanted = {"email": f"{name}@example.org", "password": PASSWORD}
            client.headers["x-csrf-token"] = client.post("/api/session", json=wanted).json()["csrf_token"]
            made.clients[name] = client
        rows = owner.get(f"{place}/workbench").json()["rows"]
        made.criterion = next(row for row in rows if row["path"] == PATH)["in_scope"][0]
        yield made


def open_as(browser: Browser, team: Team, name: str, **look: Any) -> Page:
    """A browser of its own, with the session of `name`."""
    context = browser.new_context(viewport=SHOW["laptop"], locale="en-GB", **look)
    jar = team.clients[name].cookies.jar
    context.add_cookies([{"name": each.name, "value": each.value or "", "url": team.address} for each in jar])
    return context.new_page()


def find_conflicts(dana: Page, team: Team) -> None:
    """An adjudicator finds both, and sees evidence of both in the words, without names."""
    dana.goto(f"{team.address}/assessments/{team.assessment}/conflicts")
    expect(dana.get_by_text("2 conflicts are left.")).to_be_visible()
    dana.get_by_role("link", name="Decide the 2 that are yours to decide").click()
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Art. 1")
    expect(dana.locator("mark")).to_have_text(["the public interest", "a judge agrees"])
    expect(dana.get_by_role("article")).to_have_count(2)
    assert dana.get_by_text(re.compile(r"\b(Ben|Cleo)$")).count() == 0


def decide_too_early(dana: Page, team: Team) -> None:
    # What is missing is said, and nothing is chosen before somebody chooses.
    dana.get_by_role("button", name="Save", exact=True).click()
    expect(dana.get_by_role("alert").first).to_have_text("Choose one of the scores, or a rating of your own.")
    met = dana.get_by_role("article").filter(has_text="Ben says met.")
    met.get_by_role("button", name=re.compile("^Choose")).click()
    dana.keyboard.press("r")
    dana.keyboard.type("A judge is named.")

    # Meanwhile she is seen deciding, and one of the two changes his mind.
    team_sees = team.clients["cleo"].get(f"/api/assessments/{team.assessment}/conflicts").json()
    assert [line["lock"] and line["lock"]["person"]["display_name"] for line in team_sees["conflicts"]] == [
        "Dana",
        None,
    ]
    team.score("ben", "partly", version=1)
    dana.keyboard.press("Enter")
    expect(dana.get_by_text("The cell changed while you were deciding")).to_be_visible()
    expect(dana.get_by_text("Changed while you were looking")).to_be_visible()
    expect(dana.get_by_label(re.compile("^Reason"))).to_have_value("A judge is named.")
    expect(dana.get_by_role("button", name=re.compile("^Choose"), pressed=True)).to_have_count(0)


def ask_why(dana: Page) -> None:
    # She asks whoever it is, by the letter that stands for them.
    dana.get_by_role("heading", level=1).click()
    dana.keyboard.press("d")
    expect(dana.get_by_role("textbox", name="Begin a discussion")).to_be_focused()
    dana.keyboard.type("@Rev")
    names = dana.get_by_role("option")
    expect(names).to_have_count(2)
    of_ben = dana.get_by_role("article").filter(has_text="Ben says partly.").locator(".letter").inner_text()
    dana.get_by_role("option", name=f"Reviewer {of_ben}").click()
    dana.keyboard.type("why partly now?")
    dana.keyboard.press("Enter")
    expect(dana.get_by_text("why partly now?")).to_be_visible()


def answer_on_a_phone(browser: Browser, team: Team) -> Page:
    # He finds it on his first screen, on a phone in the dark, and answers.
    ben = open_as(browser, team, "ben", color_scheme="dark")
    ben.set_viewport_size(SHOW["phone"])
    ben.goto(team.address)
    expect(ben.get_by_text("One comment mentions you")).to_be_visible()
    ben.get_by_role("link", name=re.compile("^Art. 1 ·")).click()
    expect(ben.get_by_role("textbox", name="Answer")).to_be_focused()
    ben.keyboard.type("It need not be a judge of a court.")
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("It need not be a judge of a court.")).to_be_visible()
    expect(ben.get_by_text("An adjudicator decides on this cell.")).to_be_visible()
    wider = ben.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
    return ben


def decide_take_back_and_decide(dana: Page) -> None:
    # A third rating by its key; the next conflict follows by itself, and the decision can be taken back and made again.
    dana.get_by_role("heading", level=1).click()
    dana.keyboard.press("1")
    dana.keyboard.press("r")
    dana.keyboard.press("Enter")
    expect(dana.get_by_text(re.compile("is settled as Partly met"))).to_be_visible()
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Art. 2")
    dana.get_by_role("button", name="Undo").click()
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Art. 1")
    expect(dana.get_by_text("Taken back right after deciding.")).to_be_visible()
    dana.keyboard.press("1")
    dana.keyboard.press("r")
    dana.keyboard.type("Independent, but no court.")
    dana.keyboard.press("Enter")
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Art. 2")


def test_a_conflict_is_discussed_decided_on_what_it_is_and_opens_again(
    browser: Browser, team: Team, axe_violations: Callable[[Page], list[str]]
) -> None:
    for path in (PATH, "art_2"):
        team.score("ben", "met", "a judge agrees" if path == PATH else "", path=path)
        team.score("cleo", "not_met", "the public interest" if path == PATH else "", path=path)
    dana = open_as(browser, team, "dana")
    find_conflicts(dana, team)
    decide_too_early(dana, team)
    ask_why(dana)
    assert axe_violations(dana) == []
    ben = answer_on_a_phone(browser, team)
    assert axe_violations(ben) == []

    # His answer comes to her screen by itself.
    expect(dana.get_by_text("It need not be a judge of a court.")).to_be_visible()
    decide_take_back_and_decide(dana)

    # Settled: names are told, and a changed rating opens the cell again.
    ben.reload()
    expect(ben.get_by_text("Independent, but no court.").first).to_be_visible()
    ben.get_by_label("Hide names").uncheck()
    expect(ben.get_by_role("heading", name=re.compile("Cleo"))).to_be_visible()
    team.score("ben", "silent", version=2)
    ben.reload()
    expect(ben.get_by_text(re.compile("Opened again by Ben.*a rating changed"))).to_be_visible()


def test_a_lead_settles_what_all_agree_on_and_learns_only_how_much_it_is(
    browser: Browser, team: Team, axe_violations: Callable[[Page], list[str]]
) -> None:
    for name in ("ben", "cleo"):
        team.score(name, "met")
        team.score(name, "met", path="art_2")
    ana = open_as(browser, team, "ana")
    ana.goto(f"{team.address}/assessments/{team.assessment}/conflicts")
    expect(ana.get_by_text("All agree on 2 cells that nobody settled yet.")).to_be_visible()
    ana.get_by_role("button", name="Settle what is agreed").click()
    dialog = ana.get_by_role("dialog")
    dialog.get_by_role("radio", name="Of one chapter").check()
    assert axe_violations(ana) == []
    dialog.get_by_role("button", name="Settle 2 cells").click()
    expect(ana.get_by_text("2 cells were settled.")).to_be_visible()
    expect(ana.get_by_text("Nothing that all agree on waits to be settled.")).to_be_visible()
