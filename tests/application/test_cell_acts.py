"""Score, cell and adjudication as one state machine: any acts by any people, in any order, keep what must always hold.

Each example runs in a transaction that is rolled back, against one real database; refused acts leave no trace.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.assessments import score, score_revision
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.application.adjudicate import Decision, adjudicate
from salvaguarda.application.leave_assessment import leave_assessment
from salvaguarda.application.lock_cell import take_lock
from salvaguarda.application.open_conflict import version_of
from salvaguarda.application.ports.settled import SettledKind
from salvaguarda.application.reopen_result import reopen_result
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.domain.cells import CellStanding, CellState, may_adjudicate, may_score, sees_others
from salvaguarda.domain.errors import SalvaguardaError
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Role, ScoresKept
from tests.adjudicating import CELL, REASON, Team, make_team
from tests.assessing import rate

PEOPLE = ("ana", "ben", "cleo", "dana", "lea")
REVIEWERS = ("ana", "ben", "cleo", "dana")
LATER = "2100-01-01T00:00:00.000000Z"
WHO = st.sampled_from(PEOPLE)
RATING = st.sampled_from([Rating.MET, Rating.MET, Rating.NOT_MET, Rating.SILENT])

RATE = st.tuples(st.just("rate"), WHO, st.none() | RATING)
ACTS = st.lists(
    st.one_of(
        RATE,
        RATE,
        RATE,
        st.tuples(st.just("assign"), st.frozensets(st.sampled_from(REVIEWERS), max_size=3), st.none()),
        st.tuples(st.just("settle"), WHO, st.none()),
        st.tuples(st.just("adjudicate"), WHO, st.none() | RATING),
        st.tuples(st.just("reopen"), WHO, st.none()),
        st.tuples(st.just("lock"), WHO, st.none()),
        st.tuples(st.just("leave"), st.sampled_from(REVIEWERS), st.sampled_from(ScoresKept)),
    ),
    max_size=12,
)
# From two ratings on that differ, so that conflicts, decisions and reopened cells are met often.
IN_CONFLICT = ACTS.map(lambda acts: [("rate", "ben", Rating.MET), ("rate", "cleo", Rating.NOT_MET), *acts])
DECIDED = IN_CONFLICT.map(lambda acts: [*acts[:2], ("adjudicate", "dana", Rating.SILENT), *acts[2:]])


class Undone(Exception):
    """Rolls an example back."""


@dataclass
class Desk:
    """One example: what the records were before each act, and what anybody ever did."""

    records: SqlRecords
    team: Team
    history: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)

    @property
    def standing(self) -> CellStanding:
        return self.records.cells.standing(self.team.id, *CELL)

    def key(self, name: str) -> int:
        return self.team.people[name].id

    def act(self, kind: str, who: Any, what: Any) -> bool:
        """Whether it was allowed; what was refused leaves no trace."""
        acts: Mapping[str, Callable[[Any, Any], object]] = {
            "rate": self._rate,
            "assign": self._assign,
            "settle": self._settle,
            "adjudicate": self._adjudicate,
            "reopen": self._reopen,
            "lock": self._lock,
            "leave": self._leave,
        }
        savepoint = self.records.connection.begin_nested()
        try:
            acts[kind](who, what)
        except SalvaguardaError:
            savepoint.rollback()
            return False
        savepoint.commit()
        return True

    def _rate(self, who: str, rating: Rating | None) -> None:
        own = self.records.scores.own_cell(self.team.id, *CELL, self.key(who))
        version = own.revision if own else 0
        rate(
            self.records, self.team.sheets, self.team.id, CELL, self.key(who), rating, "So.", version=version
        )

    def _assign(self, people: frozenset[str], _: None) -> None:
        self.records.assignments.replace(
            self.team.id, {CELL: {self.key(who) for who in people}}, self.key("lea")
        )

    def _settle(self, who: str, _: None) -> None:
        choice = Choice(as_of=LATER)
        settle_agreed(self.records, self.team.sheets, self.team.id, self.team.people[who], choice)

    def _adjudicate(self, who: str, rating: Rating | None) -> None:
        version = version_of(self.records, self.team.id, CELL)
        scores = self.records.settling.scores_of_cell(self.team.id, CELL)
        rated = [each.score_id for each in scores if each.rating]
        chosen = rated[0] if rating is None and rated else None
        decision = Decision(REASON, version, chosen, rating)
        adjudicate(self.records, self.team.sheets, self.team.id, CELL, self.team.people[who], decision)

    def _reopen(self, who: str, _: None) -> None:
        version = version_of(self.records, self.team.id, CELL)
        person = self.team.people[who]
        reopen_result(self.records, self.team.sheets, self.team.id, CELL, person, version, REASON)

    def _lock(self, who: str, _: None) -> None:
        take_lock(self.records, self.team.sheets, self.team.id, CELL, self.team.people[who])

    def _leave(self, who: str, kept: ScoresKept) -> None:
        leave_assessment(self.records, self.team.id, self.key(who), kept)

    def rows(self, table: Table, *columns: str) -> set[tuple[Any, ...]]:
        chosen = [table.c[name] for name in columns] if columns else list(table.c)
        return {tuple(row) for row in self.records.connection.execute(select(*chosen))}


def check_history_stays(desk: Desk) -> None:
    """No state of a score is changed or lost; of a result nothing changes but that it is reopened, once."""
    results = ("id", "kind", "rating", "reason", "basis", "chosen_score_id", "at", "person_id")
    now = {
        "states": desk.rows(score_revision),
        "results": desk.rows(settled_result, *results),
        "reopened": {row for row in desk.rows(settled_result, "id", "reopened_at", "reopened_by") if row[1]},
    }
    for name, rows in now.items():
        assert desk.history.get(name, set()) <= rows, name
    desk.history = now
    newest = {row[:2] for row in desk.rows(score, "id", "revision")}
    assert newest <= desk.rows(score_revision, "score_id", "revision")


def check_result_rests_on_what_is_there(desk: Desk) -> None:
    """A result in force rests on the ratings that the cell has now: all of them, each as it was."""
    result = desk.records.settled.of_cell(desk.team.id, *CELL)
    standing = desk.standing
    assert (result is not None) == (standing.state is CellState.SETTLED)
    if result is None:
        return
    ratings = {
        (row[0], row[1]): row[2] for row in desk.rows(score_revision, "score_id", "revision", "rating")
    }
    based_on = {score_id: ratings[score_id, revision] for score_id, revision in result.basis}
    assert based_on == {row[0]: row[1] for row in desk.rows(score, "id", "rating") if row[1]}
    if result.kind is SettledKind.AGREED:
        assert set(based_on.values()) == {result.rating.value}
        assert len(based_on) >= standing.needed
    else:
        assert len(set(based_on.values())) > 1
        assert result.reason
        assert result.chosen_score_id is None or based_on[result.chosen_score_id] == result.rating.value


def check_eyes(desk: Desk) -> None:
    """Everybody sees what the rule says, and nobody who is still to rate sees anything."""
    standing = desk.standing
    whose = dict(desk.rows(score, "id", "person_id"))
    for name in PEOPLE:
        person = desk.key(name)
        adjudicates = _has(desk, name, Role.ADJUDICATOR)
        seen = desk.records.cells.is_open(desk.team.id, *CELL, person)
        assert seen == sees_others(standing, person, blind=True, adjudicates=adjudicates), name
        assert not (seen and person in standing.missing), name
        found = {whose[each.id] for each in desk.records.scores.visible_of(desk.team.id, CELL[0], person)}
        assert found - {person} == (standing.ratings.keys() - {person} if seen else set()), name


def _has(desk: Desk, name: str, role: Role) -> bool:
    try:
        return role in desk.records.members.roles_of(desk.team.id, desk.team.people[name])
    except SalvaguardaError:
        return False


def check_step(desk: Desk, before: CellStanding, act: tuple[str, Any, Any], *, could: bool) -> None:
    """What an act that was allowed may have done to the cell. could: its person was allowed by the rule in words."""
    kind, who, what = act
    after = desk.standing
    if kind in ("rate", "adjudicate"):
        assert could, act
    if kind == "rate":
        person = desk.key(who)
        changed = before.ratings.get(person) != what
        assert after.ratings.get(person) == what
        assert after.settled == (None if changed else before.settled)
    if kind in ("settle", "adjudicate", "lock", "assign"):
        assert after.ratings == before.ratings
    if kind == "adjudicate":
        assert after.state is CellState.SETTLED
    if kind == "leave":
        person = desk.key(who)
        assert person not in after.assigned
        gone = {person} if what is ScoresKept.WITHDRAWN else set()
        assert after.ratings.keys() == before.ratings.keys() - gone


def _could(desk: Desk, kind: str, who: Any, before: CellStanding) -> bool:
    if kind not in ("rate", "adjudicate"):
        return True
    adjudicates = _has(desk, who, Role.ADJUDICATOR)
    if kind == "rate":
        return _has(desk, who, Role.REVIEWER) and may_score(before, desk.key(who), adjudicates=adjudicates)
    return adjudicates and may_adjudicate(before, desk.key(who))


def play(database: Database, team: Team, acts: list[tuple[str, Any, Any]]) -> None:
    def run(records: Any) -> None:
        desk = Desk(records, team)
        check_history_stays(desk)
        for act in acts:
            before = desk.standing
            could = _could(desk, act[0], act[1], before)
            if desk.act(*act):
                check_step(desk, before, act, could=could)
            else:
                assert desk.standing == before
            check_history_stays(desk)
            check_result_rests_on_what_is_there(desk)
            check_eyes(desk)
        raise Undone

    with pytest.raises(Undone):
        database.write_here(run)


@pytest.fixture
def team(sqlite_url: str) -> Any:
    opened = Database(sqlite_url, patience=2)
    made = make_team(opened)
    made.change_roles("dana", Role.ADJUDICATOR, Role.REVIEWER)
    yield made
    opened.close()


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.one_of(ACTS, IN_CONFLICT, DECIDED))
def test_any_acts_by_any_people_in_any_order_keep_what_must_hold(
    team: Team, acts: list[tuple[str, Any, Any]]
) -> None:
    play(team.database, team, acts)
