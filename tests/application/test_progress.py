"""Progress and queues, on both databases: how far everybody is, and never what was given."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.assign_cells import AssignWish, assign_cells
from salvaguarda.application.list_work import Work, list_work
from salvaguarda.application.plan_assignments import Range
from salvaguarda.application.show_progress import ProgressView, show_progress
from salvaguarda.application.show_queues import QueuesView, show_queues
from salvaguarda.domain.errors import Forbidden
from salvaguarda.domain.queues import Queue
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, ScoresKept
from tests.adjudicating import CELL, Team, make_team

OTHER = ("art_3", "legality")


@pytest.fixture
def team(database: Database) -> Team:
    """ben and cleo are assigned to two cells; ben rated both, cleo one, otherwise than ben."""
    return at_work(make_team(database))


def at_work(team: Team) -> Team:
    people = frozenset({team.person("ben").id, team.person("cleo").id})
    wish = AssignWish(people, Range(), frozenset({CELL, OTHER}))
    team.database.write_here(assign_cells, team.sheets, team.id, team.person("lea").id, wish)
    team.conflict()
    team.rate("ben", Rating.MET, cell=OTHER)
    return team


def progress(team: Team, name: str) -> ProgressView:
    return team.database.read_here(show_progress, team.sheets, team.id, team.person(name))


def queues(team: Team, name: str) -> QueuesView:
    return team.database.read_here(show_queues, team.sheets, team.id, team.person(name))


def work(team: Team, name: str) -> tuple[Work, ...]:
    return team.database.read_here(list_work, team.sheets, team.person(name))


def people(view: ProgressView) -> dict[str, tuple[int, int, int]]:
    return {each.person.display_name: (each.assigned, each.rated, each.beside) for each in view.people or ()}


def test_a_lead_sees_how_far_everybody_is(team: Team) -> None:
    view = progress(team, "lea")
    assert people(view) == {"Ana Reyes": (0, 0, 0), "Ben": (2, 2, 0), "Cleo": (2, 1, 0)}
    assert (view.total.rated, view.total.waiting, view.total.ratings) == (1, 1, 3)
    row = next(each for each in view.rows if each.row.path == "art_3")
    place = list(view.sheet.checklist.by_id).index(CELL[1])
    assert (row.codes[place], row.assigned[place]) == ("r", "2")
    assert dict(view.chapters)["Chapter 3: Procedure"].ratings == 3
    assert next(some for one, some in view.criteria if one.id == OTHER[1]).waiting == 1


def test_progress_is_for_who_leads_or_adjudicates(team: Team) -> None:
    progress(team, "dana")
    with pytest.raises(Forbidden):
        progress(team, "ben")


def test_an_adjudicator_is_told_no_names_where_names_are_hidden(database: Database) -> None:
    team = at_work(make_team(database, names=Naming.UNTIL_SETTLED))
    assert progress(team, "dana").people is None
    assert "Ben" in people(progress(team, "lea"))


def test_who_left_under_a_pseudonym_is_nothing_else_to_anybody(team: Team) -> None:
    member = team.read(lambda records: records.members.get(team.id, team.person("ben").id)).member
    team.write(lambda records: records.members.leave(member, ScoresKept.PSEUDONYM))
    assert people(progress(team, "lea"))[member.pseudonym] == (2, 2, 0)
    assert "Ben" not in people(progress(team, "lea"))


def test_every_reader_finds_cells_in_their_own_queues(team: Team) -> None:
    found = {name: queues(team, name).rows.get("art_3", {}) for name in ("ana", "ben", "cleo", "dana", "lea")}
    assert {name: rows.get(CELL[1]) for name, rows in found.items()} == {
        "ana": None,
        "ben": Queue.CONFLICT,
        "cleo": Queue.CONFLICT,
        "dana": Queue.CONFLICT,
        "lea": None,
    }
    assert found["ben"][OTHER[1]] is Queue.WAITING
    assert found["cleo"][OTHER[1]] is Queue.MINE
    counts = queues(team, "ana").counts
    assert (counts[Queue.OTHERS], counts[Queue.MINE]) == (2, 0)
    assert counts[Queue.UNASSIGNED] == progress(team, "lea").total.unassigned


def test_work_is_listed_for_those_who_take_part(team: Team) -> None:
    assert [(each.assessment.id, each.counts[Queue.MINE]) for each in work(team, "cleo")] == [(team.id, 1)]
    (led,) = work(team, "lea")
    assert led.progress == progress(team, "lea").total
    assert work(team, "ben")[0].progress is None
    assert work(team, "dana")[0].counts[Queue.CONFLICT] == 1
    eve = team.write(lambda records: records.people.add("eve@example.org", "Eve", "no hash"))
    assert team.database.read_here(list_work, team.sheets, eve) == ()
