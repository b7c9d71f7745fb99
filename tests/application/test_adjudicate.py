"""Adjudicating a conflict, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.adjudicate import Decision, adjudicate
from salvaguarda.application.list_conflicts import list_conflicts
from salvaguarda.application.lock_cell import release_lock, take_lock
from salvaguarda.application.open_conflict import ConflictView
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.settling import LockRecord
from salvaguarda.application.reopen_result import reopen_result
from salvaguarda.domain.adjudicating import Obstacle
from salvaguarda.domain.cells import CellState
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, SalvaguardaError, Stale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, Role
from tests.adjudicating import CELL, Team, make_team
from tests.assessing import rate


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def team(database: Database) -> Team:
    made = make_team(database)
    made.conflict()
    return made


def test_an_adjudicator_sees_both_scores_of_a_conflict_and_may_decide(team: Team) -> None:
    view = team.open("dana")
    assert view.state is CellState.CONFLICT
    assert {score.words.rating for score in view.scores} == {Rating.MET, Rating.NOT_MET}
    assert (view.obstacle, view.deciders) == (None, 1)


def test_a_party_sees_the_other_score_and_may_not_decide(team: Team) -> None:
    assert team.open("ben").obstacle is Obstacle.NO_ADJUDICATOR
    with pytest.raises(Forbidden, match="adjudicators"):
        team.decide("ben")


def test_a_lead_who_did_not_score_does_not_see_a_conflict(team: Team) -> None:
    with pytest.raises(Forbidden, match="not open to you"):
        team.open("lea")


def test_a_third_rating_settles_the_cell_and_the_originals_stay(team: Team) -> None:
    view = team.decide("dana", Rating.PARTLY)
    assert view.state is CellState.SETTLED
    assert (view.results[0].rating, view.results[0].chosen_score_id) == (Rating.PARTLY, None)
    assert {score.words.rating for score in view.scores} == {Rating.MET, Rating.NOT_MET}


def test_a_chosen_score_settles_the_cell_with_its_rating_and_all_scores_as_basis(team: Team) -> None:
    chosen = next(each for each in team.open("dana").scores if each.words.rating is Rating.NOT_MET)
    result = team.decide("dana", None, chosen_score_id=chosen.id).results[0]
    assert (result.rating, result.chosen_score_id) == (Rating.NOT_MET, chosen.id)
    assert len(result.basis) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  ."},
        {"reason": "x" * 4001},
        {"rating": None},
        {"chosen_score_id": 1},
        {"rating": None, "chosen_score_id": 987},
    ],
)
def test_a_decision_needs_a_reason_and_one_rating(team: Team, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        team.decide("dana", **wrong)  # type: ignore[arg-type]
    assert team.open("dana").state is CellState.CONFLICT


def test_a_decision_on_scores_that_changed_meanwhile_is_refused_with_the_cell_as_it_is(team: Team) -> None:
    seen = team.open("dana").version
    team.rate("ben", Rating.MET, version=1, rationale="Other words.")
    with pytest.raises(Stale) as caught:
        team.decide("dana", version=seen)
    assert isinstance(caught.value.current, ConflictView)
    assert "Other words." in {score.words.rationale for score in caught.value.current.scores}


def test_a_decision_on_a_conflict_that_dissolved_tells_nothing_of_it(team: Team) -> None:
    seen = team.open("dana").version
    team.rate("cleo", Rating.MET, version=1)
    with pytest.raises(Stale) as caught:
        team.decide("dana", version=seen)
    assert caught.value.current is None


def test_the_same_decision_sent_twice_is_one_result(team: Team) -> None:
    seen = team.open("dana").version
    team.decide("dana", version=seen)
    assert len(team.decide("dana", version=seen).results) == 1


def test_another_decision_on_a_settled_cell_is_stale(team: Team) -> None:
    seen = team.open("dana").version
    team.decide("dana", version=seen)
    with pytest.raises(Stale):
        team.decide("dana", Rating.SILENT, version=seen)
    with pytest.raises(Conflict, match="nothing to decide"):
        team.decide("dana", Rating.SILENT)


def test_a_changed_rating_reopens_its_cell_only_and_says_why(team: Team) -> None:
    other = ("art_4", CELL[1])
    team.conflict(other)
    team.decide("dana")
    team.rate("ben", Rating.SILENT, version=1)
    view = team.open("dana")
    assert view.state is CellState.CONFLICT
    assert (view.results[0].reopened_because, view.results[0].reason) == (
        "rating_changed",
        "A judge is named, and decides before.",
    )
    assert team.open("dana", other).results == ()


def test_other_words_for_the_same_rating_leave_a_cell_settled(team: Team) -> None:
    team.decide("dana")
    team.rate("ben", Rating.MET, version=1, rationale="Better words.")
    assert team.open("dana").state is CellState.SETTLED


def test_a_withdrawn_rating_reopens_a_cell_which_waits_then(team: Team) -> None:
    team.decide("dana")
    team.rate("ben", None, version=1)
    assert team.open("cleo").state is CellState.WAITING
    with pytest.raises(Forbidden):
        team.open("dana")


def test_every_rating_that_a_score_had_is_in_its_history_once(team: Team) -> None:
    team.rate("ben", Rating.MET, version=1, rationale="Other words.")
    team.rate("ben", Rating.PARTLY, version=2)
    view = team.open("dana")
    mine = next(score for score in view.scores if score.words.rating is Rating.PARTLY)
    assert [(past.revision, past.rating) for past in view.past[mine.id]] == [
        (1, Rating.MET),
        (3, Rating.PARTLY),
    ]


def test_names_stay_hidden_until_the_cell_is_settled(database: Database) -> None:
    team = make_team(database, names=Naming.UNTIL_SETTLED)
    team.conflict()
    hidden = {score.person.display_name for score in team.open("dana").scores}
    assert hidden < {"Reviewer A", "Reviewer B", "Reviewer C"}
    assert {score.person.display_name for score in team.decide("dana").scores} == {"Ben", "Cleo"}


def test_an_adjudicator_who_also_reviews_may_not_give_a_first_score_of_a_conflict_they_see(
    team: Team,
) -> None:
    team.change_roles("dana", Role.REVIEWER, Role.ADJUDICATOR)
    with pytest.raises(SalvaguardaError):
        team.rate("dana", Rating.MET)


def test_who_has_only_notes_in_a_cell_is_a_party_too(database: Database) -> None:
    team = make_team(database)
    team.change_roles("dana", Role.REVIEWER, Role.ADJUDICATOR)
    team.rate("dana", None)
    team.conflict()
    with pytest.raises(Forbidden, match="not open to you"):
        team.open("dana")
    with pytest.raises(Forbidden, match="party"):
        team.decide("dana", version=3)


def test_a_lock_keeps_another_adjudicator_out_until_it_is_let_go(team: Team) -> None:
    team.change_roles("lea", Role.ADJUDICATOR)
    team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person("lea")))
    with pytest.raises(Conflict, match="Lea decides on this cell just now"):
        team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person("dana")))
    with pytest.raises(Conflict, match="Lea decides"):
        team.decide("dana")
    team.write(lambda records: release_lock(records, team.id, CELL, team.person("lea").id))
    assert team.decide("dana").state is CellState.SETTLED


def test_whoever_decides_just_now_is_told_by_the_name_beside_their_decisions(database: Database) -> None:
    team = make_team(database, names=Naming.PSEUDONYMS)
    team.conflict()
    team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person("dana")))
    pseudonym = team.read(
        lambda records: records.members.get(team.id, team.person("dana").id)
    ).member.pseudonym
    seen = team.open("ben").lock
    [line] = team.read(
        lambda records: list_conflicts(records, team.sheets, team.id, team.person("ben"))
    ).conflicts
    assert seen is not None
    assert line.lock == seen
    assert (seen.person.id, seen.person.display_name) == (0, pseudonym)
    team.change_roles("lea", Role.ADJUDICATOR)
    with pytest.raises(Conflict, match=f"{pseudonym} decides"):
        team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person("lea")))


def test_who_saw_a_settled_result_gives_no_first_score_that_would_throw_it_out(team: Team) -> None:
    team.decide("dana")
    with pytest.raises(Forbidden, match="would not be independent"):
        team.rate("ana", Rating.MET)
    assert team.open("dana").state is CellState.SETTLED


def test_a_lock_falls_by_itself(database_url: str) -> None:
    clock = Clock()
    database = Database(database_url, clock=clock)
    team = make_team(database)
    team.conflict()
    team.change_roles("lea", Role.ADJUDICATOR)

    def take(name: str) -> LockRecord:
        return team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person(name)))

    take("lea")
    clock.now += timedelta(seconds=100)
    take("lea")  # renewed
    clock.now += timedelta(seconds=100)
    with pytest.raises(Conflict):
        take("dana")
    clock.now += timedelta(seconds=21)
    assert take("dana").person.display_name == "Dana"
    database.close()


def test_a_party_takes_no_lock(team: Team) -> None:
    with pytest.raises(Forbidden):
        team.write(lambda records: take_lock(records, team.sheets, team.id, CELL, team.person("ben")))


def test_whoever_decided_can_open_it_again_with_a_reason_and_decide_anew(team: Team) -> None:
    version = team.decide("dana").version
    reopen = partial(reopen_result, sheets=team.sheets, assessment_id=team.id, cell=CELL)

    def by(name: str, version: int = version, because: str = "It was meant for Art. 4.") -> None:
        team.write(partial(reopen, person=team.person(name), version=version, because=because))

    with pytest.raises(Forbidden):
        by("ben")
    with pytest.raises(Stale):
        by("dana", version - 1)
    with pytest.raises(Invalid):
        by("dana", because=" ")
    by("dana")
    assert team.open("dana").results[0].reopened_because == "It was meant for Art. 4."
    assert team.decide("dana", Rating.SILENT).results[0].rating is Rating.SILENT


def test_a_lead_who_is_a_party_cannot_throw_a_decision_out(team: Team) -> None:
    version = team.decide("dana").version
    team.change_roles("ben", Role.REVIEWER, Role.LEAD)
    with pytest.raises(Forbidden, match="party"):
        team.write(
            lambda records: reopen_result(
                records, team.sheets, team.id, CELL, team.person("ben"), version, "I was right."
            )
        )


def test_a_score_that_is_being_saved_is_waited_for_before_a_decision(database_url: str) -> None:
    database = Database(database_url)
    team = make_team(database)
    team.conflict()
    seen = team.open("dana").version
    saving, deciding = Event(), Event()

    def save(records: Records) -> None:
        cleo = team.person("cleo").id
        rate(records, team.sheets, team.id, CELL, cleo, Rating.SILENT, version=1)
        saving.set()
        assert deciding.wait(10)

    def decide(records: Records) -> ConflictView:
        deciding.set()
        wish = Decision("Both are wrong.", seen, rating=Rating.PARTLY)
        return adjudicate(records, team.sheets, team.id, CELL, team.person("dana"), wish)

    with ThreadPoolExecutor(2) as pool:
        saved = pool.submit(database.write_here, save)
        assert saving.wait(10)
        if database_url.startswith("sqlite"):
            deciding.set()  # one writer at a time: nobody can begin before the save has ended
        decided = pool.submit(database.write_here, decide)
        saved.result()
        with pytest.raises(Stale):
            decided.result()
    database.close()
