"""Everything about one person is given to them, nothing of it is another's, and all that tells who they are can go."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records.person_rows import _GOING, TOLD
from salvaguarda.adapters.db.tables import metadata
from salvaguarda.application.add_person import add_person
from salvaguarda.application.change_password import set_password
from salvaguarda.application.erase_person import erase_person
from salvaguarda.application.export_person import export_person
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import NewPasskey
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.recovery_codes import give_codes
from salvaguarda.application.reset_password import ask_for_reset, make_reset_link
from salvaguarda.domain.audit import chain_faults
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.domain.team import Role, ScoresKept
from tests.assessing import World, make_world, rate, sheets
from tests.teams import Team, make_team

# Tables that name people, of whose rows nobody is told here, and why.
ELSEWHERE = {
    "audit_entry": "told as the record, without what stands before and after",
    "score_revision": "told as the states of one's own scores: a state of another's score holds that one's words",
    "event": "a hint for browsers, without words",
}
SECRET = ("sha256", "secret", "hash", "csrf", "salt", "credential_id", "public_key")
CELL = ("art_3", "prior-judicial-authorization")
HASH = "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"


@pytest.fixture
def world(database: Database) -> World:
    return database.write_here(make_world)


@pytest.fixture
def team(database: Database, world: World) -> Team:
    return database.write_here(make_team, world)


@pytest.fixture
def zoe(database: Database, world: World, team: Team) -> Person:
    """Somebody with a row of every kind that can be made here, added by the owner of the installation."""
    return database.write_here(_zoe, world, team)


def _zoe(records: Records, world: World, team: Team) -> Person:
    zoe = add_person(records, team.chief, "zoe@secret.example", "Zoe Quill", HASH)
    records.members.add(team.assessment, zoe.id, {Role.REVIEWER}, team.owner.id)
    rate(records, sheets(), team.assessment, CELL, zoe.id, Rating.PARTLY, "Zoe thinks so.")
    records.assignments.replace(team.assessment, {("art_4", CELL[1]): {zoe.id}}, team.owner.id)
    records.factors.begin_totp(zoe.id, "sealed secret")
    give_codes(records, zoe.id)
    records.passkeys.add(
        zoe.id, "Laptop of Zoe", NewPasskey("credential-of-zoe", "public-key-of-zoe", 0, True)
    )
    make_reset_link(records, zoe.id, team.chief.id)
    return zoe


def told(database: Database, person_id: int) -> Mapping[str, Any]:
    return database.write_here(export_person, person_id, person_id)


def whole(database: Database) -> str:
    """Everything that is kept, as text."""
    return database.read_here(
        lambda records: "\n".join(
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in records.connection.execute(table.select())  # type: ignore[attr-defined]
        )
    )


def test_every_table_that_names_people_is_told_or_says_why_not() -> None:
    naming = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
        and table.name not in ELSEWHERE
    }
    covered = {(kind.table.name, name) for kind in TOLD.values() for name in kind.by}
    assert naming - covered == set()


def test_no_key_and_no_hash_is_told() -> None:
    columns = {name for kind in TOLD.values() for name in kind.columns} - {"sha256"}
    assert [name for name in columns if any(word in name for word in SECRET)] == []
    assert "sha256" not in {name for key, kind in TOLD.items() if key != "snapshots" for name in kind.columns}


def test_a_person_is_told_what_they_did_and_what_was_done_with_their_account(
    database: Database, zoe: Person
) -> None:
    export = told(database, zoe.id)
    assert export["form"] == "salvaguarda-person"
    [account] = export["person"]
    assert (account["email"], account["display_name"]) == ("zoe@secret.example", "Zoe Quill")
    [score] = export["scores"]
    assert (score["rating"], score["rationale"]) == ("partly", "Zoe thinks so.")
    assert [state["rationale"] for state in export["score_states"]] == ["Zoe thinks so."]
    assert [each["name"] for each in export["passkeys"]] == ["Laptop of Zoe"]
    assert len(export["recovery_codes"]) == 10
    acts = {(entry["act"], entry["by_them"]) for entry in export["record"]}
    assert {("add person", False), ("save score", True), ("make reset link", False)} <= acts
    text = json.dumps(export)
    assert "sealed secret" not in text
    assert "credential-of-zoe" not in text
    assert HASH not in text


def test_nobody_is_told_what_others_wrote(database: Database, team: Team, zoe: Person) -> None:
    database.write_here(
        lambda records: rate(
            records, sheets(), team.assessment, CELL, team.reviewer.id, Rating.MET, "Not for Zoe."
        )
    )
    text = json.dumps(told(database, zoe.id))
    assert "Not for Zoe." not in text
    assert team.owner.email not in text
    assert team.owner.display_name not in text
    with pytest.raises(NotFound):
        told(database, 999)


def test_what_tells_who_somebody_is_goes_and_what_they_judged_stays(
    database: Database, team: Team, zoe: Person
) -> None:
    pseudonym = database.read_here(
        lambda records: records.members.get(team.assessment, zoe.id).member.pseudonym
    )
    assert "zoe@secret.example" in whole(database)
    database.write_here(erase_person, zoe.id, zoe.id)
    kept = whole(database)
    for word in (
        "zoe@secret.example",
        "Zoe Quill",
        "Laptop of Zoe",
        "sealed secret",
        "public-key-of-zoe",
        HASH,
    ):
        assert word not in kept
    assert "Zoe thinks so." in kept
    member = database.read_here(lambda records: records.members.get(team.assessment, zoe.id).member)
    assert (member.pseudonym, member.scores_kept) == (pseudonym, ScoresKept.PSEUDONYM)
    assert member.left_at is not None


def test_no_cell_waits_for_somebody_who_was_erased(database: Database, team: Team, zoe: Person) -> None:
    cell = ("art_4", CELL[1])
    assert cell in database.read_here(lambda records: records.assignments.by_cell(team.assessment))
    database.write_here(erase_person, zoe.id, team.chief.id)
    assert cell not in database.read_here(lambda records: records.assignments.by_cell(team.assessment))


def test_the_chains_hold_when_personal_values_are_erased(database: Database, team: Team, zoe: Person) -> None:
    def broken(records: Records) -> list[object]:
        return [
            fault
            for chain in records.record.chains()
            for fault in chain_faults(chain, records.record.entries(chain), records.record.head(chain))
        ]

    assert database.read_here(broken) == []
    database.write_here(erase_person, zoe.id, team.chief.id)
    assert database.read_here(broken) == []
    entries = database.read_here(
        lambda records: [each for each in records.record.entries(0) if each.act == "add person"]
    )
    assert any(each.personal is None and each.personal_sha256 for each in entries)


def test_nobody_comes_back_as_somebody_who_was_erased(database: Database, team: Team, zoe: Person) -> None:
    database.write_here(erase_person, zoe.id, team.chief.id)
    assert database.read_here(lambda records: records.people.find("zoe@secret.example")) is None
    assert database.write_here(ask_for_reset, f"erased-{zoe.id}@erased.invalid") is None
    with pytest.raises(Conflict):
        database.write_here(make_reset_link, zoe.id, team.chief.id)
    with pytest.raises(Conflict):
        database.write_here(erase_person, zoe.id, team.chief.id)
    again = database.write_here(add_person, team.chief, "zoe@secret.example", "Zoe Quill", HASH)
    assert again.id != zoe.id


def test_whoever_added_somebody_is_not_told_their_pseudonym(
    database: Database, team: Team, zoe: Person
) -> None:
    """It would tell them whose the scores are that stand under it."""
    pseudonym = database.read_here(
        lambda records: records.members.get(team.assessment, zoe.id).member.pseudonym
    )
    assert pseudonym
    adder = told(database, team.owner.id)
    assert zoe.id in {each["person_id"] for each in adder["members_added"]}
    assert pseudonym not in json.dumps(adder)
    assert pseudonym in json.dumps(told(database, zoe.id))


def test_a_session_that_began_while_its_person_was_erased_lets_nobody_in(
    database: Database, team: Team, zoe: Person
) -> None:
    database.write_here(erase_person, zoe.id, team.chief.id)
    visit = Visit(SignInMethod.PASSWORD)
    database.write_here(
        lambda records: records.sessions.add("key", zoe.id, "csrf", "2999-01-01T00:00:00.000000Z", visit)
    )
    assert database.read_here(lambda records: records.sessions.find("key")) is None


def test_the_owner_of_the_installation_stays(database: Database, team: Team) -> None:
    with pytest.raises(Conflict, match="nobody else could look after it"):
        database.write_here(erase_person, team.chief.id, team.chief.id)


def test_an_import_lets_nobody_in_by_e_mail(database: Database, team: Team) -> None:
    assert (
        database.write_here(ask_for_reset, team.reviewer.email) is None
    )  # without a password, as imported people are
    database.write_here(set_password, team.reviewer.id, HASH)
    assert database.write_here(ask_for_reset, team.reviewer.email.upper()) is not None


def test_all_that_only_served_a_person_goes() -> None:
    """A further table about accounts is either gone with its person or says here why it stays."""
    accounts = {name for name in TOLD if TOLD[name].by == ("person_id",)}
    stays = {
        "scores", "comments", "positions", "snapshots", "reveals", "decisions", "evaluations_seen", "mends",
        "assessment_versions", "link_versions", "policies", "endpoint_versions", "endpoint_tests",
        "memberships", "settled_results",
    }  # fmt: skip
    going = {table.name for table in _GOING}
    assert {TOLD[name].table.name for name in accounts - stays} <= going
