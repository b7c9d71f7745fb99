"""Settling what all agree on, on both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.list_conflicts import list_conflicts
from salvaguarda.application.settle_agreed import (
    Agreed,
    Choice,
    Settlement,
    preview_agreed,
    settle_agreed,
)
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.errors import Forbidden
from salvaguarda.domain.scores import Rating
from tests.adjudicating import CELL, Team, make_team

OTHER = ("art_4", "legality")


@pytest.fixture
def team(database: Database) -> Team:
    made = make_team(database)
    for cell in (CELL, OTHER):
        made.rate("ben", Rating.MET, cell=cell)
        made.rate("cleo", Rating.MET, cell=cell)
    made.rate("ben", Rating.MET, cell=("art_4", "necessity"))  # waits for a second
    made.conflict(("art_4", "proportionality"))
    return made


def preview(team: Team, name: str = "lea") -> Agreed:
    return team.read(lambda records: preview_agreed(records, team.sheets, team.id, team.person(name)))


def settle(team: Team, name: str = "lea", **choice: object) -> Settlement:
    wanted = Choice(**{"as_of": preview(team).as_of, **choice})  # type: ignore[arg-type]
    return team.write(lambda records: settle_agreed(records, team.sheets, team.id, team.person(name), wanted))


def state_of(team: Team, cell: tuple[str, str]) -> CellState:
    return team.read(lambda records: records.cells.standing(team.id, *cell)).state


def test_a_preview_counts_agreed_cells_by_criterion_and_chapter(team: Team) -> None:
    found = preview(team)
    assert found.cells == 2
    assert {each.id: cells for each, cells in found.by_criterion.items()} == {"legality": 1, CELL[1]: 1}
    assert found.by_division == {"Chapter 3: Procedure": 2}


def test_agreed_cells_are_settled_at_once_and_others_are_not(team: Team) -> None:
    assert settle(team) == Settlement(2, 0)
    assert {state_of(team, cell) for cell in (CELL, OTHER)} == {CellState.SETTLED}
    assert state_of(team, ("art_4", "necessity")) is CellState.WAITING
    assert state_of(team, ("art_4", "proportionality")) is CellState.CONFLICT


def test_settling_again_settles_nothing_more(team: Team) -> None:
    as_of = preview(team).as_of
    settle(team, as_of=as_of)
    assert settle(team, as_of=as_of) == Settlement(0, 0)


def test_one_criterion_or_chapter_can_be_settled_alone(team: Team) -> None:
    assert settle(team, divisions=["Chapter 1: General"]) == Settlement(0, 2)
    assert settle(team, criteria=["legality"]) == Settlement(1, 1)
    assert state_of(team, CELL) is CellState.AGREED


def test_what_became_agreed_after_the_preview_stays_for_the_next(team: Team) -> None:
    as_of = preview(team).as_of
    team.rate("cleo", Rating.MET, cell=("art_4", "necessity"))
    assert settle(team, as_of=as_of) == Settlement(2, 1)


def test_a_reviewer_cannot_settle_and_is_told_no_counts(team: Team) -> None:
    with pytest.raises(Forbidden):
        preview(team, "ben")
    with pytest.raises(Forbidden):
        settle(team, "ben")
    listed = team.read(lambda records: list_conflicts(records, team.sheets, team.id, team.person("ben")))
    assert (listed.agreed, listed.settled, listed.hidden) == (None, None, None)


def test_each_settled_cell_is_logged_with_what_it_rests_on(team: Team) -> None:
    settle(team)
    entries = team.read(
        lambda records: [each for each in records.record.entries(team.id) if each.act == "settle agreed"]
    )
    assert sorted(CELL[1] in each.subject for each in entries) == [False, True]
    assert all('"basis":[[' in each.after and '"sha256"' in each.after for each in entries)


def test_a_changed_rating_reopens_an_agreed_cell_that_was_settled(team: Team) -> None:
    settle(team)
    team.rate("ben", Rating.PARTLY, version=1)
    assert state_of(team, CELL) is CellState.CONFLICT
    assert state_of(team, OTHER) is CellState.SETTLED


def test_a_lead_sees_how_many_conflicts_there_are_and_an_adjudicator_sees_which(team: Team) -> None:
    def listed(name: str) -> tuple[int, int | None, int | None]:
        view = team.read(lambda records: list_conflicts(records, team.sheets, team.id, team.person(name)))
        return len(view.conflicts), view.hidden, view.agreed

    assert listed("lea") == (0, 1, 2)
    assert listed("dana") == (1, 0, 2)
    assert listed("ben") == (1, None, None)
    assert listed("ana") == (0, 1, 2)


def test_a_line_shows_how_far_apart_ratings_are_without_whose(team: Team) -> None:
    view = team.read(lambda records: list_conflicts(records, team.sheets, team.id, team.person("dana")))
    line = view.conflicts[0]
    assert (line.ratings, line.apart) == ((Rating.NOT_MET, Rating.MET), 2)
