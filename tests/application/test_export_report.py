"""An assessment whole for people, as its reader may see it: results, positions, who made it; the workbook of it."""

import io

import pytest
from openpyxl import load_workbook

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.exports.xlsx import XlsxWriter
from salvaguarda.application.compare_drafts import compare_drafts
from salvaguarda.application.describe_comparison import comparison_facts
from salvaguarda.application.export_report import finished_report, gather_report
from salvaguarda.application.ports.exports import Report
from salvaguarda.application.ports.facts import Fact
from salvaguarda.application.ports.records import Records
from salvaguarda.application.state_position import Wording, state_position
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.positions import Publicity, Stance
from salvaguarda.domain.team import Naming
from tests.adjudicating import CELL, Team
from tests.application.test_export_team import LEGALITY, NECESSITY, at_work, exported, home_of
from tests.assessing import sheets


def report_of(team: Team, reader: str | None, organisation: int | None = None) -> Report:
    person = None if reader is None else team.person(reader)
    return finished_report(
        team.read(lambda records: gather_report(records, sheets(), team.id, person, organisation))
    )


def test_a_report_says_how_each_result_came_about(database: Database) -> None:
    team = at_work(database)
    lines = {(each.path, each.criterion_id): each for each in report_of(team, "ben").results}
    decided, agreed, opened = lines[CELL], lines[LEGALITY], lines[NECESSITY]
    assert (decided.how, decided.settled_by, decided.ratings) == ("settled: adjudicated", "Dana", 2)
    assert decided.chosen == "Ben"
    assert (agreed.how, agreed.result, agreed.settled_by) == ("settled: all ratings agree", "Met", "Lea")
    assert (opened.how, opened.result) == ("no result yet", "Scores differ")
    assert agreed.positions == (
        "Access Network: support (“We read it otherwise.”)\nRights Forum: dissent (“We read it otherwise.”)"
    )
    told = {(each.path, each.criterion_id): each for each in report_of(team, "ana").results}
    assert told[LEGALITY].positions == "Rights Forum: dissent (“We read it otherwise.”)"
    assert (
        positions_of(team, None) == told[LEGALITY].positions
    )  # nor is a private one in a file that nobody asked for
    assert NECESSITY not in told
    facts = {fact.name: fact.value for fact in report_of(team, "ana").facts}
    assert facts["Changed since"] == "1 result"
    assert str(facts["Snapshot 1"]).startswith("Second reading, 20")


def positions_of(team: Team, reader: str | None) -> str:
    return next(
        line.positions for line in report_of(team, reader).results if line.criterion_id == LEGALITY[1]
    )


def facts_of_both(records: Records, team: Team) -> tuple[Fact, ...]:
    """Of the comparison of this assessment's draft with the next one, as ben exports it."""
    world, ben = team.world, team.person("ben")
    both = compare_drafts(records, sheets(), world.old_draft, world.new_draft, ben.id)
    return comparison_facts(records, both, ben)


@pytest.mark.parametrize("names", list(Naming))
def test_a_file_names_whoever_made_it_only_where_names_are_shown(database: Database, names: Naming) -> None:
    team = at_work(database, names)
    facts = {fact.name: fact.value for fact in report_of(team, "ben").facts}
    hidden = "not named: the assessment hides names"
    said = "Ben" if names is Naming.SHOWN else hidden
    assert (facts["Made by"], exported(team, "ben")["exported_by"]) == (said, said)
    assert exported(team)["exported_by"] == "command line"
    compared = {fact.name: fact.value for fact in team.read(lambda records: facts_of_both(records, team))}
    assert compared["Made by"] == said


def test_a_report_counts_organisations_that_do_not_want_to_be_named(database: Database) -> None:
    team = at_work(database)
    said = Wording(Stance.SUPPORT, "", Publicity.COUNTED, "met")
    team.write(
        lambda records: state_position(records, sheets(), team.id, LEGALITY, team.person("ben"), 1, said)
    )
    for reader in (None, "ana"):
        assert positions_of(team, reader).endswith("\n1 organisation, not named: support")
    assert positions_of(team, "ben").startswith("Access Network: support\n")


def test_a_report_of_one_organisation_holds_its_scores_only(database: Database) -> None:
    team = at_work(database)
    home = home_of(team)
    report = report_of(team, "ben", home)
    assert {score.person.display_name for score in report.scores} == {"Cleo"}
    assert (report.results, report.agreement) == ((), None)
    assert all("c" not in row.codes for row in report.view.matrix.rows)
    with pytest.raises(NotFound):
        report_of(team, "ben", 99)


def test_workbook_holds_results_and_agreement_and_nothing_a_spreadsheet_could_run(database: Database) -> None:
    team = at_work(database)
    book = load_workbook(io.BytesIO(XlsxWriter().write(report_of(team, "ben"))))
    assert book.sheetnames == ["Matrix", "Results", "Scores", "Agreement", "Method"]
    rows = list(book["Results"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Provision", "Heading", "Path")
    assert rows[-1][0] == "Verdict"
    assert "settled: adjudicated" in {row[8] for row in rows}
    assert book["Agreement"]["A2"].value == "all"
    method = {row[0] for row in book["Method"].iter_rows(values_only=True)}
    assert {"Ratings that count", "Snapshot 1", "Scores in it"} <= method
