"""Assigning work, on both databases: plans that are looked at first, changes by hand, and who may score then."""

import json
from dataclasses import replace

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.assign_cells import Assigned, AssignWish, assign_cells
from salvaguarda.application.list_reviewers import list_reviewers
from salvaguarda.application.plan_assignments import PlanView, PlanWish, Range, keep_plan, plan_assignments
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.domain.assignments import Method
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Access, Role
from tests.adjudicating import CELL, Team, make_team

EVENLY = PlanWish(Method.EVENLY)
PROCEDURE = Range(chapters=frozenset({"Chapter 3: Procedure"}))


@pytest.fixture
def team(database: Database) -> Team:
    return make_team(database)


def preview(team: Team, wish: PlanWish = EVENLY) -> PlanView:
    return team.database.read_here(plan_assignments, team.sheets, team.id, wish)


def keep(team: Team, wish: PlanWish = EVENLY, *, by: str = "lea", basis: str | None = None) -> PlanView:
    basis = preview(team, wish).basis if basis is None else basis
    return team.database.write_here(keep_plan, team.sheets, team.id, team.person(by).id, wish, basis)


def by_hand(team: Team, wish: AssignWish) -> Assigned:
    return team.database.write_here(assign_cells, team.sheets, team.id, team.person("lea").id, wish)


def assigned(team: Team) -> dict[CellKey, frozenset[int]]:
    return team.read(lambda records: records.assignments.by_cell(team.id))


def ids(team: Team, *names: str) -> frozenset[int]:
    return frozenset(team.person(name).id for name in names)


def test_a_plan_is_looked_at_before_anything_is_kept(team: Team) -> None:
    view = preview(team)
    assert {len(people) for people in view.plan.assigned.values()} == {2}
    assert assigned(team) == {}
    keep(team)
    assert assigned(team) == dict(view.plan.assigned)
    assert preview(team).plan.added == {}


def test_a_plan_that_would_be_another_by_now_is_not_kept(team: Team) -> None:
    looked_at = preview(team).basis
    by_hand(team, AssignWish(ids(team, "cleo"), Range(), frozenset({CELL})))
    with pytest.raises(Conflict, match="another one now"):
        keep(team, basis=looked_at)
    assert assigned(team) == {CELL: ids(team, "cleo")}


def test_only_who_leads_assigns(team: Team) -> None:
    for name in ("ben", "dana"):
        with pytest.raises(Forbidden, match="owners or leads"):
            keep(team, by=name)
    keep(team, by="ana")


def test_a_plan_of_one_chapter_leaves_the_others_alone(team: Team) -> None:
    keep(team, PlanWish(Method.CRITERION, ids(team, "ben"), PROCEDURE))
    assert {path for path, _ in assigned(team)} == {"art_3", "art_4"}
    assert set(assigned(team).values()) == {ids(team, "ben")}


def test_only_reviewers_can_be_planned_with(team: Team) -> None:
    for people in (ids(team, "dana"), frozenset[int](), frozenset({4711})):
        with pytest.raises(Invalid, match="review in this assessment"):
            preview(team, PlanWish(Method.EVENLY, people))


def test_a_range_names_what_is_there(team: Team) -> None:
    with pytest.raises(Invalid, match="no chapter Chapter 9"):
        preview(team, PlanWish(Method.EVENLY, range=Range(chapters=frozenset({"Chapter 9"}))))
    with pytest.raises(Invalid, match="no criterion nonsense"):
        preview(team, PlanWish(Method.EVENLY, range=Range(criteria=frozenset({"nonsense"}))))


def test_who_has_rated_counts_and_is_not_assigned_again(team: Team) -> None:
    team.rate("ben", Rating.MET)
    keep(team)
    assert len(assigned(team)[CELL]) == 1
    assert assigned(team)[CELL].isdisjoint(ids(team, "ben"))


def test_only_those_who_are_assigned_give_a_first_score(team: Team) -> None:
    team.rate("ana", Rating.MET)
    by_hand(team, AssignWish(ids(team, "ben", "cleo"), Range(), frozenset({CELL})))
    team.rate("ben", Rating.MET)
    team.rate("ana", Rating.PARTLY, version=1)  # begun before anybody was assigned: theirs to change
    by_hand(team, AssignWish(ids(team, "ben", "cleo"), Range(), frozenset({("art_3", "legality")})))
    with pytest.raises(Forbidden, match="assigned to others"):
        team.rate("ana", Rating.MET, cell=("art_3", "legality"))


def test_taking_somebody_off_leaves_what_they_rated(team: Team) -> None:
    cells = frozenset({CELL, ("art_3", "legality")})
    assert by_hand(team, AssignWish(ids(team, "ben"), Range(), cells)) == Assigned(2, 0, 0)
    team.rate("ben", Rating.MET)
    assert by_hand(team, AssignWish(ids(team, "ben"), PROCEDURE, off=True)) == Assigned(0, 1, 1)
    assert assigned(team) == {CELL: ids(team, "ben")}


def test_a_settled_cell_gets_nobody_new(team: Team) -> None:
    team.conflict()
    team.decide("dana")
    keep(team)
    assert CELL not in assigned(team)
    with pytest.raises(Conflict, match="settled"):
        by_hand(team, AssignWish(ids(team, "ana"), Range(), frozenset({CELL})))


def test_cells_that_are_not_there_are_named(team: Team) -> None:
    with pytest.raises(Invalid, match="art_3 × gender-whole-text"):
        by_hand(team, AssignWish(ids(team, "ana"), Range(), frozenset({("art_3", "gender-whole-text")})))


def test_what_was_assigned_is_logged_and_told_live(team: Team) -> None:
    keep(team)
    entry = team.read(lambda records: list(records.record.entries(team.id)))[-1]
    assert (entry.act, entry.person_id) == ("assign cells", team.person("lea").id)
    assert json.loads(entry.subject)["how"] == "plan by evenly"
    assert entry.after is not None
    assert json.loads(entry.after)["assigned"] == [
        [path, criterion, sorted(people)] for (path, criterion), people in sorted(assigned(team).items())
    ]
    newest = team.read(lambda records: records.events.after(team.id, 0, 100))[-1]
    assert newest.kind is EventKind.ASSIGNMENTS_CHANGED
    keep(team)  # nothing changes: nothing is logged
    assert team.read(lambda records: records.events.newest(team.id)) == newest.seq


def test_where_everybody_reviews_everybody_can_be_assigned(team: Team) -> None:
    def reviewers(access: Access) -> list[str]:
        known = replace(team.read(lambda records: records.assessments.get(team.id)), access=access)
        found = team.read(lambda records: list_reviewers(records, known))
        return [each.person.display_name for each in found]

    eve = team.write(lambda records: records.people.add("eve@example.org", "Eve", "no hash"))
    assert reviewers(Access.TEAM) == ["Ana Reyes", "Ben", "Cleo"]
    assert reviewers(Access.INSTALLATION) == ["Ana Reyes", "Ben", "Cleo", "Eve"]
    keep(team, PlanWish(Method.EVENLY, frozenset({eve.id}), PROCEDURE))
    assert team.read(lambda records: records.members.get(team.id, eve.id)).member.roles == {Role.REVIEWER}
