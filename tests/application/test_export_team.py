"""The complete export of a team's work: everything for the command line, what a reader may see for a reader, and back again."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.exports.json_complete import write_complete
from salvaguarda.application.add_organisation import add_organisation
from salvaguarda.application.affiliate_person import affiliate_person
from salvaguarda.application.discuss_cell import NewComment, open_discussion, open_thread
from salvaguarda.application.edit_assessment import edit_assessment, settings_of
from salvaguarda.application.export_instrument import export_instrument
from salvaguarda.application.import_export import import_export
from salvaguarda.application.leave_assessment import remove_member
from salvaguarda.application.measure_agreement import Which, gather_agreement, measure_gathered
from salvaguarda.application.ports.assessments import Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.sign_off import show_sign_off, sign_off
from salvaguarda.application.state_position import Wording, state_position
from salvaguarda.application.verify_record import verify_record
from salvaguarda.bootstrap import publish_built_in_checklists, read_export
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.discussing import handle_of
from salvaguarda.domain.errors import InvalidExport, NotFound
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Access, Naming, Role, ScoresKept
from tests.adjudicating import CELL, Team, make_team
from tests.application.test_import_export import imported, without_numbers
from tests.assessing import CHECKLIST, sheets

LEGALITY = ("art_3", "legality")
NECESSITY = ("art_3", "necessity")
OPEN_CELL = ("art_4", "legality")


def at_work(database: Database, names: Naming = Naming.SHOWN) -> Team:
    """A team with something of everything: settled, adjudicated, reopened, discussed, signed, stated, left."""
    team = make_team(database, names=names)
    team.write(lambda records: prepare(records, team))
    team.conflict()
    team.decide("dana", None, chosen_score_id=team.open("dana").scores[0].id)
    for cell in (LEGALITY, NECESSITY):
        team.rate("ben", Rating.MET, cell=cell)
        team.rate("cleo", Rating.MET, cell=cell)
    team.write(
        lambda records: settle_agreed(records, team.sheets, team.id, team.person("lea"), Choice(records.now))
    )
    team.write(lambda records: publish(records, team))
    team.rate("cleo", Rating.PARTLY, cell=NECESSITY, version=1)  # opens it again
    team.rate("ben", Rating.SILENT, cell=OPEN_CELL)
    team.write(lambda records: discuss(records, team))
    return team


def home_of(team: Team) -> int:
    """The organisation of which cleo is."""
    every = team.read(lambda records: records.organisations.every())
    return next(each.id for each in every if each.name == "Rights Forum")


def prepare(records: Records, team: Team) -> None:
    ana = team.person("ana")
    for name, home in (("ben", "Access Network"), ("cleo", "Rights Forum")):
        organisation = add_organisation(records, ana, home)
        affiliate_person(records, ana, team.person(name).id, organisation.id, speaks=True)
    both = {team.person("ben").id, team.person("cleo").id}
    records.assignments.replace(team.id, {CELL: both, OPEN_CELL: both}, ana.id)
    known = records.assessments.get(team.id)
    kept = settings_of(known)
    settings = Settings(kept.title, kept.blind, Access.TEAM, kept.needed, kept.names)
    edit_assessment(records, team.id, known.version, ana, settings, checklist=CHECKLIST, unit=Unit.ARTICLE)
    records.members.add(
        team.id, records.people.add("eve@example.org", "Eve", "x").id, {Role.OBSERVER}, ana.id
    )


def publish(records: Records, team: Team) -> None:
    lea, eve = team.person("lea"), records.people.find("eve@example.org")
    view = show_sign_off(records, team.sheets, team.id, lea)
    sign_off(records, team.sheets, team.id, lea, ("Second reading", "So far."), view.sha256, incomplete=True)
    for name, stance, publicity in (
        ("cleo", Stance.DISSENT, Publicity.PUBLIC),
        ("ben", Stance.SUPPORT, Publicity.PRIVATE),
    ):
        said = Wording(stance, "We read it otherwise.", publicity, "met")
        state_position(records, team.sheets, team.id, LEGALITY, team.person(name), 0, said)
    assert eve is not None
    gone = records.members.get(team.id, eve[0].id).member
    remove_member(records, team.id, team.person("ana").id, eve[0].id, gone.version, ScoresKept.PSEUDONYM)


def discuss(records: Records, team: Team) -> None:
    ben = team.person("ben")
    room = open_discussion(records, team.sheets, team.id, CELL, ben)
    handle = next(handle_of(each.shown) for each in room.people if each.person_id == team.person("cleo").id)
    open_thread(records, team.sheets, team.id, CELL, ben, NewComment("Is “judge” enough, @[1]?", (handle,)))


def exported(team: Team, reader: str | None = None) -> Any:
    """As JSON values."""
    person = None if reader is None else team.person(reader)
    export = team.database.read_here(export_instrument, sheets(), team.world.instrument, person)
    return json.loads(write_complete(export))


def of_team(values: Any) -> Any:
    return values["assessments"][0]["team"]


def test_a_teams_work_is_the_same_in_an_empty_installation(database: Database, tmp_path: Path) -> None:
    team = at_work(database)
    before = team.database.read_here(export_instrument, sheets(), team.world.instrument, None)
    work = of_team(json.loads(write_complete(before)))
    assert {name for name, part in work.items() if not part} == {"hidden_results", "hidden_snapshots"}
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(url)
    empty = Database(url)
    try:
        empty.write_here(publish_built_in_checklists)
        instrument = imported(empty, write_complete(before))
        after = empty.read_here(export_instrument, sheets(), instrument, None)
        verified = empty.read_here(verify_record)
        figures = measured(empty, after.assessments[0].key)
    finally:
        empty.close()
    assert without_numbers(after) == without_numbers(before)
    assert verified.faults == ()
    assert figures == measured(database, team.id)


def measured(database: Database, assessment_id: int) -> object:
    gathered = database.read_here(gather_agreement, sheets(), assessment_id, Which.INDEPENDENT, None)
    return measure_gathered(gathered).agreement.overall


def test_a_reader_exports_what_they_may_see(database: Database) -> None:
    team = at_work(database)
    ben, ana = of_team(exported(team, "ben")), of_team(exported(team, "ana"))
    assert [result["kind"] for result in ben["results"]] == ["adjudicated", "agreed", "agreed"]
    assert [result["reopened_at"] is None for result in ana["results"]] == [True, True]
    assert (ana["hidden_results"], ben["hidden_results"]) == (1, 0)
    assert (len(ben["threads"]), len(ana["threads"])) == (1, 1)
    assert ben["record"] == []
    assert [(each["stance"], each["person"] is None) for each in ben["positions"]] == [
        ("support", False),
        ("dissent", True),
    ]
    assert [each["stance"] for each in ana["positions"]] == ["dissent"]
    assert [each["number"] for each in ana["snapshots"]] == [1]


def test_not_even_ones_own_organisation_tells_of_a_cell_that_is_still_to_be_scored(
    database: Database,
) -> None:
    team = at_work(database)

    def assign(records: Records) -> None:
        ana = team.person("ana")
        own = records.organisations.affiliation_of(team.person("ben").id)
        assert own is not None
        affiliate_person(records, ana, ana.id, own.organisation_id, speaks=False)
        records.assignments.replace(team.id, {LEGALITY: frozenset({ana.id})}, ana.id)

    assert of_team(exported(team, "ben"))["positions"]
    team.write(assign)
    told = of_team(exported(team, "ana"))
    assert (told["positions"], told["snapshots"], told["hidden_snapshots"]) == ([], [], 1)


def test_name_and_pseudonym_never_stand_side_by_side_for_a_reader(database: Database) -> None:
    team = at_work(database)
    values = exported(team, "ben")
    names = {person["key"]: person["display_name"] for person in values["people"]}
    roster = {names[each["person"]]: each["pseudonym"] for each in of_team(values)["members"]}
    assert roster.pop("Ben").startswith("Reviewer ")
    assert set(roster.values()) == {""}
    assert "Eve" not in names.values()
    assert all(person["email"] is None for person in values["people"] if person["display_name"] != "Ben")


def leave_as_pseudonyms(records: Records, team: Team) -> str:
    """lea, who signed, and cleo, whose colleague ana becomes, leave; the pseudonym of lea."""
    ana, cleo, lea = (team.person(name) for name in ("ana", "cleo", "lea"))
    home = records.organisations.affiliation_of(cleo.id)
    assert home is not None
    affiliate_person(records, ana, ana.id, home.organisation_id, speaks=False)
    known = records.assessments.get(team.id)
    settings = replace(settings_of(known), title="Renamed by Lea")
    records.assessments.edit(team.id, known.version, settings, lea.id)
    for one in (cleo, lea):
        member = records.members.get(team.id, one.id).member
        remove_member(records, team.id, ana.id, one.id, member.version, ScoresKept.PSEUDONYM)
    return member.pseudonym


def test_whoever_left_under_a_pseudonym_stands_under_it_beside_what_they_did_as_a_member(
    database: Database,
) -> None:
    team = at_work(database)
    pseudonym = team.write(lambda records: leave_as_pseudonyms(records, team))
    values = exported(team, "ana")
    names = {person["key"]: person["display_name"] for person in values["people"]}
    assert not {"Lea", "Cleo"} & set(names.values())
    first = values["assessments"][0]
    assert [names[each["person"]] for each in first["team"]["snapshots"]] == [pseudonym]
    assert names[first["settings"][-1]["person"]] == pseudonym
    stated = team.read(lambda records: records.positions.newest(team.id))
    assert [names[each["person"]] for each in first["team"]["positions"]] == [
        each.by.display_name for each in stated if each.by.id == 0
    ]
    assert {"Lea", "Cleo"} < {person["display_name"] for person in exported(team)["people"]}
    export, versions = read_export(json.dumps(values).encode())
    done = team.write(lambda records: import_export(records, export, versions, team.person("ana")))
    kept = team.read(lambda records: records.assessments.of_instrument(export_id(records, done), None))
    signed = team.read(lambda records: records.snapshots.of_assessment(kept[0].id))
    assert [each.by.display_name.split()[0] for each in signed] == ["Reviewer"]


@pytest.mark.parametrize("names", [Naming.PSEUDONYMS, Naming.UNTIL_SETTLED])
def test_a_file_does_not_tell_a_name_that_is_hidden(database: Database, names: Naming) -> None:
    team = at_work(database, names)
    values = exported(team, "ben")
    ben, cleo = team.person("ben").id, team.person("cleo").id
    told = {
        (score["provision"], score["criterion"])
        for score in values["assessments"][0]["scores"]
        if score["person"] == cleo
    }
    settled = {CELL, LEGALITY} if names is Naming.UNTIL_SETTLED else set()
    assert told == settled
    work = of_team(values)
    assert {each["person"] for each in work["assignments"]} == ({ben, cleo} if settled else {ben})
    assert {each["provision"] for each in work["assignments"] if each["person"] == cleo} <= {CELL[0]}
    mentioned = {key for each in work["threads"] for said in each["comments"] for key in said["mentions"]}
    assert (cleo in mentioned) is bool(settled)
    masked = [person for person in values["people"] if person["key"] < 0]
    assert masked
    assert all(person["display_name"].startswith("Reviewer ") for person in masked)
    read_export(json.dumps(values).encode())  # it can be imported all the same


def test_a_reviewers_file_speaks_for_no_organisation_that_is_here(database: Database) -> None:
    team = at_work(database)
    export, versions = read_export(json.dumps(exported(team)).encode())
    done = team.write(lambda records: import_export(records, export, versions, team.person("lea")))
    names = {each.name for each in team.read(lambda records: records.organisations.every())}
    assert {"Access Network", "Access Network (imported)", "Rights Forum (imported)"} <= names
    affiliations = team.read(lambda records: records.organisations.affiliations()).values()
    assert sum(each.speaks for each in affiliations) == 2
    first = next(
        each.id
        for each in team.read(
            lambda records: records.assessments.of_instrument(export_id(records, done), None)
        )
        if each.access is Access.TEAM
    )
    assert Role.OWNER in team.read(lambda records: records.members.roles_of(first, team.person("lea")))
    with pytest.raises(NotFound):
        team.read(lambda records: records.members.roles_of(first, team.person("dana")))


def export_id(records: Records, done: Any) -> int:
    return records.assessments.get(done.assessment_id).instrument_id


def test_forms_of_before_there_were_teams_still_come_in(database: Database) -> None:
    team = at_work(database)
    values = exported(team)
    values["schema"] = 2
    del values["organisations"], values["affiliations"], values["instrument"]["members_only"]
    for one in values["assessments"]:
        del one["team"]
        for state in one["settings"]:
            del state["access"], state["needed"], state["names"]
    export, _ = read_export(json.dumps(values).encode())
    settings = export.assessments[0].settings[-1]
    assert (settings.access, settings.needed, settings.names) == (Access.INSTALLATION, 1, Naming.SHOWN)
    assert export.assessments[0].team.members == []


def test_an_organisation_takes_out_its_own_work_and_nobody_elses(database: Database) -> None:
    team = at_work(database)
    home = home_of(team)
    cleo, ben = team.person("cleo"), team.person("ben")
    export = team.read(
        lambda records: export_instrument(records, sheets(), team.world.instrument, cleo, home)
    )
    content = write_complete(export)
    first = export.assessments[0]
    assert {score.person for score in first.scores} == {cleo.id}
    assert [each.stance for each in first.team.positions] == [Stance.DISSENT]
    assert (first.team.results, first.team.threads, first.team.snapshots) == ([], [], [])
    assert ben.id not in {person.key for person in export.people}
    assert first.codes[CELL[0]].count("c") == 0
    assert [each.name for each in export.organisations] == ["Rights Forum"]
    assert read_export(content)[0] == export


@dataclass(frozen=True)
class File:
    """A whole export; spoilt copies of it are refused."""

    content: bytes


@pytest.fixture(scope="module")
def file(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> File:
    path = tmp_path_factory.mktemp("team") / "one.db"
    path.write_bytes(upgraded_sqlite.read_bytes())
    database = Database(f"sqlite:///{path}")
    try:
        return File(json.dumps(exported(at_work(database))).encode())
    finally:
        database.close()


def adjudicated(values: Any) -> Any:
    return of_team(values)["results"][0]


Spoil = Callable[[Any], None]
WRONG: dict[str, Spoil] = {
    "a member twice": lambda v: of_team(v)["members"].append(of_team(v)["members"][0]),
    "a member who is nobody": lambda v: of_team(v)["members"][0].update(person=999),
    "a member without a role": lambda v: of_team(v)["members"][0].update(roles=[]),
    "a role that is none": lambda v: of_team(v)["members"][0].update(roles=["king"]),
    "two under one pseudonym": lambda v: of_team(v)["members"][0].update(
        pseudonym=of_team(v)["members"][1]["pseudonym"]
    ),
    "somebody who left nothing behind": lambda v: of_team(v)["members"][0].update(
        left_at="2026-11-24T06:12:40.123456Z"
    ),
    "five ratings needed": lambda v: v["assessments"][0]["settings"][0].update(needed=5),
    "an assignment to no cell": lambda v: of_team(v)["assignments"][0].update(provision="art_99"),
    "an assignment twice": lambda v: of_team(v)["assignments"].append(of_team(v)["assignments"][0]),
    "a decision by a party": lambda v: adjudicated(v).update(
        person=v["assessments"][0]["scores"][0]["person"]
    ),
    "a decision without a reason": lambda v: adjudicated(v).update(reason=" "),
    "a decision on another cell's scores": lambda v: adjudicated(v).update(criterion="legality"),
    "a decision on a state that is not there": lambda v: adjudicated(v)["basis"][0].update(revision=9),
    "two results in force": lambda v: of_team(v)["results"].append(of_team(v)["results"][1]),
    "an agreed result that nobody gave": lambda v: of_team(v)["results"][1].update(rating="silent"),
    "a chosen score that is none of them": lambda v: adjudicated(v).update(chosen=77),
    "a comment without words": lambda v: of_team(v)["threads"][0]["comments"][0].update(body=" "),
    "a comment by nobody": lambda v: of_team(v)["threads"][0]["comments"][0].update(person=999),
    "a thread without comments": lambda v: of_team(v)["threads"][0].update(comments=[]),
    "a dissent without a note": lambda v: of_team(v)["positions"][0].update(note=""),
    "a position of no organisation": lambda v: of_team(v)["positions"][0].update(organisation=77),
    "a position on no rating": lambda v: of_team(v)["positions"][0].update(result="<script>"),
    "a changed snapshot": lambda v: of_team(v)["snapshots"][0].update(content="{}"),
    "a snapshot that tells no verdict": lambda v: of_team(v)["snapshots"][0].update(
        content=(text := '{"cells":[],"form":1}'), sha256=sha256(text.encode()).hexdigest()
    ),
    "a snapshot of no time": lambda v: of_team(v)["snapshots"][0].update(at="once"),
    "an organisation without a name": lambda v: v["organisations"][0].update(name=" "),
    "two organisations of one name": lambda v: v["organisations"].append(
        {**v["organisations"][0], "key": 77}
    ),
    "somebody who belongs to nothing": lambda v: v["affiliations"][0].update(organisation=77),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_file_that_could_not_have_come_about_is_refused(name: str, file: File) -> None:
    values = json.loads(file.content)
    WRONG[name](values)
    with pytest.raises(InvalidExport) as caught:
        read_export(json.dumps(values).encode())
    assert all(problem.what and problem.where for problem in caught.value.problems)
