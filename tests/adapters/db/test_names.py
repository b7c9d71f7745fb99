"""Names beside scores, in both databases: no record brings back a name that its reader is not told."""

from collections.abc import Callable

import pytest
from sqlalchemy import Update, update

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.leave_assessment import leave_assessment
from salvaguarda.application.ports.records import Records
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.show_matrix import show_matrix
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, ScoresKept
from tests.adjudicating import CELL, Team, make_team

OTHER = ("art_4", "data-protection")
LATER = "2100-01-01T00:00:00.000000Z"


@pytest.fixture
def make(database: Database) -> Callable[[Naming], Team]:
    """A team in which ben and cleo differ in one cell and agree in another, which may be settled."""

    def made(names: Naming) -> Team:
        team = make_team(database, names=names)
        team.conflict()
        for name in ("ben", "cleo"):
            team.rate(name, Rating.MET, cell=OTHER)
        return team

    return made


def settle_other(team: Team) -> None:
    team.write(
        lambda records: settle_agreed(records, team.sheets, team.id, team.people["lea"], Choice(LATER))
    )


def pseudonym(team: Team, name: str) -> str:
    return team.read(lambda records: records.members.get(team.id, team.people[name].id).member.pseudonym)


def beside(team: Team, reader: str | None, cell: tuple[str, str]) -> set[str]:
    """The names beside the scores of a cell, everywhere that scores are read."""
    key = None if reader is None else team.people[reader].id

    def read(records: Records) -> set[str]:
        seen = [
            each for each in records.scores.visible(team.id, key) if (each.provision, each.criterion) == cell
        ]
        if key is not None:
            of_row = records.scores.visible_of(team.id, cell[0], key)
            assert [each for each in of_row if each.criterion == cell[1]] == seen
        assert all(each.person.id == 0 for each in seen if each.person.display_name.startswith("Reviewer"))
        assert all(each.person.email == "" for each in seen if each.person.id == 0)
        return {each.person.display_name for each in seen}

    return team.read(read)


def reviewers(team: Team, reader: str | None) -> list[str]:
    key = None if reader is None else team.people[reader].id
    view = team.read(lambda records: show_matrix(records, team.sheets, team.id, key))
    return [each.display_name for each in view.reviewers]


def exported(team: Team, reader: Person | None) -> str:
    report = team.read(lambda records: export_assessment(records, team.sheets, team.id, reader))
    return repr((report.view.reviewers, report.scores, report.facts))


def test_names_wait_for_each_cell_to_be_settled(make: Callable[[Naming], Team]) -> None:
    team = make(Naming.UNTIL_SETTLED)
    (shown,) = beside(team, "ben", CELL) - {"Ben"}
    assert shown in {"Reviewer A", "Reviewer B", "Reviewer C"}
    assert reviewers(team, "ben") == ["Ben", "Other reviewers"]
    both = beside(team, "dana", CELL)
    assert shown in both
    assert len(both) == 2
    settle_other(team)
    assert beside(team, "ben", OTHER) == beside(team, "lea", OTHER) == {"Ben", "Cleo"}
    assert beside(team, "ben", CELL) == {"Ben", shown}
    team.decide("dana")
    assert beside(team, "ben", CELL) == {"Ben", "Cleo"}
    team.rate("cleo", Rating.SILENT, version=1)
    assert beside(team, "ben", CELL) == {"Ben", shown}


def test_a_list_of_reviewers_names_nobody_who_is_not_named_in_a_cell(make: Callable[[Naming], Team]) -> None:
    team = make(Naming.UNTIL_SETTLED)
    assert reviewers(team, "dana") == ["Other reviewers"]
    assert reviewers(team, None) == ["Other reviewers"]
    settle_other(team)
    assert reviewers(team, "dana") == ["Ben", "Cleo"]
    assert reviewers(team, "lea") == ["Ben", "Cleo"]
    team.rate("ana", Rating.MET, cell=("art_3", "legality"))
    team.rate("ben", Rating.MET, cell=("art_3", "legality"))
    assert reviewers(team, "ben") == ["Ben", "Cleo", "Other reviewers"]


def test_pseudonyms_are_told_everywhere_and_for_ever(make: Callable[[Naming], Team]) -> None:
    team = make(Naming.PSEUDONYMS)
    ben, cleo = pseudonym(team, "ben"), pseudonym(team, "cleo")
    settle_other(team)
    team.decide("dana")
    for cell in (CELL, OTHER):
        assert beside(team, "ben", cell) == {"Ben", cleo}
        assert beside(team, "lea", cell) == beside(team, None, cell) == {ben, cleo}
    assert reviewers(team, "ben") == sorted(["Ben", cleo])
    assert reviewers(team, None) == sorted([ben, cleo])
    decided = team.read(lambda records: records.settled.seen(team.id, team.people["ben"].id))
    assert decided[CELL].person.display_name == pseudonym(team, "dana")
    whole = exported(team, None) + exported(team, team.people["lea"])
    assert [name for name in ("Ben", "Cleo", "cleo@", "ben@") if name in whole] == []
    assert {ben, cleo} <= {word for word in (ben, cleo) if word in whole}


def write_rows(team: Team, statement: Update) -> None:
    """Change rows as no use case does."""
    # The port knows of no connection; the records of SQL have one.
    team.write(lambda records: records.connection.execute(statement))  # type: ignore[attr-defined]


@pytest.mark.parametrize("names", Naming)
def test_who_left_as_a_pseudonym_or_was_erased_is_told_by_it(
    make: Callable[[Naming], Team], names: Naming
) -> None:
    team = make(names)
    ben, cleo = pseudonym(team, "ben"), pseudonym(team, "cleo")
    team.write(
        lambda records: leave_assessment(records, team.id, team.people["ben"].id, ScoresKept.PSEUDONYM)
    )
    settle_other(team)
    assert ben in beside(team, "cleo", OTHER)
    assert ben in reviewers(team, "cleo")
    write_rows(team, update(person).where(person.c.id == team.people["cleo"].id).values(erased_at=LATER))
    assert beside(team, "lea", OTHER) == {ben, cleo}
    assert reviewers(team, "lea") == sorted([ben, cleo])


def test_whoever_opened_an_assessment_is_told_by_their_pseudonym_once_they_left_under_it(
    make: Callable[[Naming], Team],
) -> None:
    team = make(Naming.SHOWN)
    ana, ben = team.people["ana"], team.people["ben"]

    def opened(reader: Person | None) -> Person:
        record = team.read(lambda records: records.assessments.get(team.id))
        assert record.created_by == ana
        assert team.read(lambda records: records.assessments.of_draft(record.draft_id, None))[0] == record
        return record.creator_for(None if reader is None else reader.id)

    assert opened(ben) == ana
    told = pseudonym(team, "ana")
    write_rows(
        team,
        update(member)
        .where(member.c.assessment_id == team.id, member.c.person_id == ana.id)
        .values(left_at=LATER, scores_kept=ScoresKept.PSEUDONYM),
    )
    assert opened(ben) == opened(None) == Person(id=0, email="", display_name=told)
    assert opened(ana) == ana


def test_who_left_under_their_name_keeps_it(make: Callable[[Naming], Team]) -> None:
    team = make(Naming.SHOWN)
    team.write(lambda records: leave_assessment(records, team.id, team.people["ben"].id, ScoresKept.NAME))
    assert beside(team, "cleo", CELL) == {"Ben", "Cleo"}
    assert reviewers(team, "cleo") == ["Ben", "Cleo"]
