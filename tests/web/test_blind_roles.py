"""Own judgement first for every role: what somebody may not see changes nothing of what they are told, anywhere.

A team of one person of each role works on one cell with hidden names. At every stage everybody looks at every address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from litestar import Litestar

from salvaguarda.application.edit_assessment import settings_of
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.team import Access, Naming, Role
from tests.client import Client, signed_in_reviewer
from tests.web.assessing import CELL, Service
from tests.web.looking import addresses, body, everything, scores_in

SECRETS = {"ben": "words-of-b", "cleo": "words-of-c", "ada": "reason-of-a", "talk": "words-of-talk"}
NAMES = re.compile(r"\b(Ben|Cleo)\b")
ROLES = {"lea": Role.LEAD, "ada": Role.ADJUDICATOR, "obi": Role.OBSERVER}
EVERYBODY = ("ana", "dan", "lea", "obi", "ben", "cleo", "ada")
GROWS = ("/record", "/record.jsonl")
"""What shows that something was saved in the cell, and neither by whom nor what; see `check_record`."""
COUNTS_CONFLICTS = ("/conflicts", "/agreed", "/sign-off")
"""What whoever sees progress is told: how many cells agree, and how many conflicts are closed to them."""
NAMES_PEOPLE = re.compile(
    r"/(members|progress|assignments|people|invitations|session|conflicts$|work|record|export.json)"
)
"""Addresses that say who works here, beside no score."""


@dataclass(frozen=True)
class Team:
    """ana owns it, ben and cleo are assigned to the cell, dan reviews; lea, ada and obi by their roles. out: no member."""

    service: Service
    people: dict[str, Client]
    where: list[str]

    def rate(self, name: str, rating: str | None, version: int = 0) -> None:
        words = {"rationale": SECRETS[name], "rating": rating}
        key = self.service.world.old
        answer = self.service.save(self.people[name], key, CELL, version, **words)
        assert answer.status_code == 200, answer.text

    def look(self, name: str) -> dict[str, str]:
        """Address → what it says."""
        return {address: body(self.people[name], address) for address in self.where}

    def everything(self, name: str) -> dict[str, str]:
        return everything(self.people[name], self.where)

    def cell(self, name: str) -> dict[str, object]:
        address = f"/api/assessments/{self.service.world.old}/cells/{CELL[0]}/{CELL[1]}"
        found: dict[str, object] = self.people[name].get(address).json()
        return found

    def code(self, name: str) -> str:
        """How the matrix shows the cell."""
        matrix = self.people[name].get(f"/api/assessments/{self.service.world.old}/matrix").json()
        place = [each["id"] for each in matrix["checklist"]["criteria"]].index(CELL[1])
        row = next(each for each in matrix["rows"] if each["path"] == CELL[0])
        return str(row["codes"][place]) + ("*" if place in row["settled"] else "")

    def codes(self, *names: str) -> str:
        return " ".join(self.code(name) for name in names)


@pytest.fixture
def team(service: Service, app: Litestar) -> Team:
    people = {"ana": service.ana, "ben": service.ben, "cleo": service.cleo}
    for name in ("dan", "out", *ROLES):
        people[name] = signed_in_reviewer(app, service.ana, name)
    keys = {name: client.person_id for name, client in people.items()}

    def make(records: Records) -> None:
        for key in (service.world.old, service.world.new):
            known = records.assessments.get(key)
            settings = replace(settings_of(known), access=Access.TEAM, needed=2, names=Naming.UNTIL_SETTLED)
            records.assessments.edit(key, known.version, settings, keys["ana"])
            for name in ("ben", "cleo", "dan"):
                records.members.add(key, keys[name], {Role.REVIEWER}, keys["ana"])
            for name, role in ROLES.items():
                records.members.add(key, keys[name], {role}, keys["ana"])
        both = {CELL: {keys["ben"], keys["cleo"]}}
        records.assignments.replace(service.world.old, both, keys["lea"])

    service.database.write_here(make)
    return Team(service, people, [each for each in addresses(service) if _concerns_cell(each)])


def _concerns_cell(address: str) -> bool:
    """Whether it could know of the one cell; the others say nothing of any assessment."""
    about = ("assessments/", "comparisons/", "instruments", "mentions", "work", "threads")
    return address.removeprefix("/api").lstrip("/").startswith(about) and not re.search(
        "art_4|assessments/2|level=(article|paragraph)|references|redline", address
    )


def changes(team: Team, names: tuple[str, ...], act: Callable[[], None]) -> dict[str, list[str]]:
    """Name → addresses whose answer to them became another one by the act."""
    before = {name: team.everything(name) for name in names}
    act()
    found = {}
    for name in names:
        now = team.everything(name)
        found[name] = [
            address
            for address in now
            if now[address] != before[name][address] and not address.endswith(GROWS)
        ]
    return found


def told(said: dict[str, str], *secrets: str) -> dict[str, str]:
    """Address → which of these secrets it tells; every address that tells one."""
    found = {}
    for address, words in said.items():
        hits = [secret for secret in secrets if SECRETS[secret] in words]
        if hits:
            found[address] = " ".join(hits)
    return found


def named_beside_scores(said: dict[str, str]) -> list[str]:
    """Addresses that name Ben or Cleo."""
    return [
        address
        for address, words in said.items()
        if NAMES_PEOPLE.search(address) is None and NAMES.search(words)
    ]


def check_nothing_is_told(team: Team, *names: str) -> None:
    for name in names:
        said = team.look(name)
        assert told(said, *SECRETS) == {}, name
        if name not in {"ben", "cleo"}:
            assert named_beside_scores(said) == [], name


def check_all_is_told(team: Team, names: tuple[str, ...], *secrets: str) -> None:
    for name in names:
        seen = " ".join(told(team.look(name), *secrets).values())
        assert all(key in seen for key in secrets), name


def check_record(team: Team, *names: str) -> None:
    """The record tells of saves in the cell, of nobody who saved, and lists members whether they scored or not."""
    for name in names:
        record = team.people[name].get(f"/api/assessments/{team.service.world.old}/record").json()
        of_cell = [each for each in record["entries"] if each["subject"].get("criterion") == CELL[1]]
        assert of_cell
        assert all(
            (each["person"], each["after"], each["personal"]) == (None, None, None) for each in of_cell
        )
        assert {"Ben", "Cleo", "Dan"} <= {each["name"] for each in record["people"]}


def waits(team: Team) -> None:
    team.rate("ben", "not_met")
    check_record(team, "ana", "dan", "lea", "ada")
    check_nothing_is_told(team, "ana", "cleo", "dan", "lea", "ada", "obi", "out")
    assert team.codes("ana", "cleo", "dan", "lea", "ada", "obi") == "h h h h h h"
    assert (team.code("ben"), team.cell("ben")["state"], team.cell("ben")["result"]) == ("w", "waiting", None)
    assert (team.cell("cleo")["state"], team.cell("cleo")["others_hidden"]) == (None, 1)


def is_in_conflict(team: Team) -> None:
    team.rate("cleo", "met")
    opened = team.people["ben"].post(
        f"/api/assessments/{team.service.world.old}/discussions/{CELL[0]}/{CELL[1]}",
        json={"body": SECRETS["talk"]},
    )
    assert opened.status_code == 201, opened.text
    check_nothing_is_told(team, "ana", "dan", "lea", "obi", "out")
    assert team.codes("ana", "dan", "lea", "obi", "ben", "cleo", "ada") == "h h h h c c c"
    check_all_is_told(team, ("ben", "cleo", "ada"), "ben", "cleo", "talk")
    assert named_beside_scores(team.look("ada")) == []
    others = [each for each in scores_in(team.cell("ada")) if each["rating"]]
    assert sorted(each["rating"] for each in others) == ["met", "not_met"]
    assert all(each["person"]["display_name"].startswith("Reviewer ") for each in others)
    assert {each["person"]["id"] for each in others} == {0}


def is_settled(team: Team) -> None:
    conflict = f"/api/assessments/{team.service.world.old}/conflicts/{CELL[0]}/{CELL[1]}"
    known = team.people["ada"].get(conflict)
    answer = team.people["ada"].put(
        f"{conflict}/result",
        json={"rating": "partly", "reason": SECRETS["ada"]},
        headers={"if-match": known.headers["etag"]},
    )
    assert answer.status_code == 200, answer.text
    assert team.codes(*EVERYBODY) == "1* 1* 1* 1* 1* 1* 1*"
    check_all_is_told(team, EVERYBODY, "ben", "cleo", "ada", "talk")
    assert {team.cell(name)["result"] for name in EVERYBODY} == {"partly"}
    assert told(team.look("out"), *SECRETS) == {}
    assert {each["person"]["display_name"] for each in scores_in(team.cell("obi"))} >= {"Ben", "Cleo"}


def is_reopened(team: Team) -> None:
    team.rate("cleo", "silent", 1)
    assert team.codes(*EVERYBODY) == "h h h h c c c"
    check_nothing_is_told(team, "ana", "dan", "lea", "obi")
    assert (team.cell("obi")["settled"], team.cell("obi")["result"]) == (None, None)


def test_each_stage_of_a_cell_is_told_to_whom_it_may_be_told(team: Team) -> None:
    for stage in (waits, is_in_conflict, is_settled, is_reopened):
        stage(team)


def test_a_rating_that_changes_unseen_changes_nothing_that_others_are_told(team: Team) -> None:
    team.rate("ben", "not_met")
    waiting = changes(team, ("cleo", "ada", "obi"), lambda: team.rate("ben", "met", 1))
    assert waiting == {name: [] for name in waiting}
    team.rate("cleo", "met")
    differing = changes(team, ("dan", "lea"), lambda: team.rate("cleo", "silent", 1))
    differing["lea"] = [each for each in differing["lea"] if not each.endswith(COUNTS_CONFLICTS)]
    assert differing == {name: [] for name in differing}
