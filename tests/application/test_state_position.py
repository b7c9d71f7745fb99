"""Positions of organisations: who may state one, on what, and who is told. On both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.describe_snapshot import present_state
from salvaguarda.application.follow_events import follow_events
from salvaguarda.application.ports.positions import PositionRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.start_session import key_hash, start_session
from salvaguarda.application.state_position import (
    PositionsView,
    Wording,
    list_position_states,
    list_positions,
    state_position,
)
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.positions import VERDICT, Publicity, Stance
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.signing_in import SignInMethod
from tests.assessing import World, make_in, rate, sheets

CELL = ("art_3", "legality")
NOTE = "A prosecutor is no judge."
SHEETS = sheets()


@pytest.fixture
def world(database: Database) -> World:
    """Ben speaks for North; Cleo belongs to South and does not speak for it; one cell is settled as partly met."""
    made = make_in(database)

    def organise(records: Records) -> None:
        north, south = (records.organisations.add(name, made.ana) for name in ("North", "South"))
        records.organisations.affiliate(made.ben, north, speaks=True, by=made.ana)
        records.organisations.affiliate(made.cleo, south, speaks=False, by=made.ana)
        rate(records, SHEETS, made.old, CELL, made.ben, Rating.PARTLY)
        settle_agreed(records, SHEETS, made.old, records.people.get(made.ana), Choice(records.now))

    database.write_here(organise)
    return made


def state(
    records: Records,
    world: World,
    stance: Stance = Stance.DISSENT,
    publicity: Publicity = Publicity.PUBLIC,
    *,
    by: int = 0,
    subject: tuple[str, str] = CELL,
    note: str = NOTE,
    result: str = "partly",
    version: int = 0,
) -> PositionRecord:
    wording = Wording(stance, note, publicity, result)
    person = records.people.get(by or world.ben)
    return state_position(records, SHEETS, world.old, subject, person, version, wording)


def told(database: Database, world: World, reader: int) -> PositionsView:
    person = database.read_here(lambda records: records.people.get(reader))
    return database.read_here(list_positions, SHEETS, world.old, person)


def test_a_public_dissent_is_told_with_its_note(database: Database, world: World) -> None:
    database.write_here(state, world)
    view = told(database, world, world.cleo)
    verdict, cell = view.subjects
    assert verdict.subject == VERDICT
    assert [(each.stance, each.note) for each in cell.told.named] == [(Stance.DISSENT, NOTE)]
    assert view.own is not None
    assert (view.own.organisation, view.own.speaks) == ("South", False)


def test_a_counted_one_is_a_number_for_others(database: Database, world: World) -> None:
    database.write_here(state, world, Stance.ABSTAIN, Publicity.COUNTED)
    cell = told(database, world, world.cleo).subjects[1]
    assert (cell.told.named, cell.told.counted) == ((), {Stance.ABSTAIN: 1})
    assert told(database, world, world.ben).subjects[1].told.named != ()


def test_a_private_one_leaves_no_sign_for_others_not_in_the_audit_log_either(
    database: Database, world: World
) -> None:
    database.write_here(state, world, Stance.SUPPORT, Publicity.PRIVATE)
    assert told(database, world, world.cleo).subjects[1].told.named == ()
    entries = database.read_here(lambda records: list(records.record.entries(world.old)))
    newest = entries[-1]
    assert (newest.act, newest.person_id) == ("state position", None)
    assert "support" not in newest.subject + newest.after


def test_only_somebody_who_speaks_for_an_organisation_may_state_its_position(
    database: Database, world: World
) -> None:
    def as_cleo(records: Records) -> None:
        state(records, world, by=world.cleo)

    def as_ana(records: Records) -> None:
        state(records, world, by=world.ana)

    for attempt in (as_cleo, as_ana):
        with pytest.raises(Forbidden, match="speaks for an organisation"):
            database.write_here(attempt)


def test_a_dissent_says_why(database: Database, world: World) -> None:
    def without_note(records: Records) -> None:
        state(records, world, note="  ")

    with pytest.raises(Invalid, match="minority note"):
        database.write_here(without_note)


def test_only_settled_results_have_positions_and_only_as_they_are(database: Database, world: World) -> None:
    def on_open_cell(records: Records) -> None:
        state(records, world, subject=("art_4", "legality"))

    def on_another_result(records: Records) -> None:
        state(records, world, result="met")

    with pytest.raises(NotFound, match="settled result"):
        database.write_here(on_open_cell)
    with pytest.raises(Conflict, match="not the one you had on screen"):
        database.write_here(on_another_result)


def test_every_state_is_kept_and_the_second_of_two_colleagues_is_told(
    database: Database, world: World
) -> None:
    def twice(records: Records) -> None:
        state(records, world)
        state(records, world, Stance.SUPPORT, version=1)

    def late(records: Records) -> None:
        state(records, world, Stance.ABSTAIN, version=1)

    database.write_here(twice)
    with pytest.raises(Stale) as stale:
        database.write_here(late)
    assert stale.value.version == 2
    ben = database.read_here(lambda records: records.people.get(world.ben))
    states = database.read_here(list_position_states, world.old, CELL, ben)
    assert [each.position.stance for each in states] == [Stance.SUPPORT, Stance.DISSENT]
    cleo = database.read_here(lambda records: records.people.get(world.cleo))
    assert database.read_here(list_position_states, world.old, CELL, cleo) == ()


def test_withdrawing_takes_it_back(database: Database, world: World) -> None:
    def withdrawn(records: Records) -> None:
        state(records, world)
        state(records, world, Stance.WITHDRAWN, version=1)

    database.write_here(withdrawn)
    assert told(database, world, world.cleo).subjects[1].told.named == ()
    assert told(database, world, world.ben).subjects[1].own_version == 2


def test_the_verdict_can_be_dissented_from(database: Database, world: World) -> None:
    def dissent(records: Records) -> PositionRecord:
        return state(records, world, subject=VERDICT, result="undecided")

    assert database.write_here(dissent).position.subject == VERDICT
    assert [each.note for each in told(database, world, world.cleo).subjects[0].told.named] == [NOTE]


def test_whoever_is_still_to_score_a_cell_is_told_no_state_of_their_organisations_position(
    database: Database, world: World
) -> None:
    def assign(records: Records) -> None:
        state(records, world)
        state(records, world, subject=VERDICT, result="undecided")
        north = records.organisations.affiliation_of(world.ben)
        assert north is not None
        records.organisations.affiliate(world.cleo, north.organisation_id, speaks=False, by=world.ana)

    def also_cleo(records: Records) -> None:
        records.assignments.replace(world.old, {CELL: frozenset({world.cleo})}, world.ana)

    def states(subject: tuple[str, str]) -> int:
        cleo = database.read_here(lambda records: records.people.get(world.cleo))
        return len(database.read_here(list_position_states, world.old, subject, cleo))

    database.write_here(assign)
    assert (states(CELL), states(VERDICT)) == (1, 1)
    database.write_here(also_cleo)
    assert (states(CELL), states(VERDICT)) == (0, 0)


def test_what_was_said_of_an_earlier_result_is_signed_for_no_other(database: Database, world: World) -> None:
    def signed(records: Records) -> object:
        return present_state(records, SHEETS, world.old).content["positions"]

    def decide_anew(records: Records) -> None:
        rate(records, SHEETS, world.old, CELL, world.ben, Rating.MET, version=1)
        settle_agreed(records, SHEETS, world.old, records.people.get(world.ana), Choice(records.now))

    database.write_here(state, world)
    assert database.read_here(signed) == [[*CELL, [["North", "dissent", NOTE]], {}]]
    database.write_here(decide_anew)
    assert database.read_here(signed) == []
    assert told(database, world, world.cleo).subjects[1].told.named[0].result == "partly"


def test_whoever_is_still_to_score_the_cell_is_not_told_live_that_it_has_a_position(
    database: Database, world: World
) -> None:
    def stated(records: Records) -> int:
        records.assignments.replace(world.old, {CELL: frozenset({world.cleo})}, world.ana)
        seen = records.events.newest(world.old)
        state(records, world)
        return seen

    def told(records: Records, person_id: int, seen: int) -> list[EventKind]:
        started = start_session(records, person_id, 1, Visit(SignInMethod.PASSWORD))
        person = records.people.get(person_id)
        news = follow_events(records, world.old, person, key_hash(started.key), seen)
        assert news is not None
        return [event.kind for event in news.events]

    seen = database.write_here(stated)
    assert EventKind.POSITION_STATED in database.write_here(told, world.ben, seen)
    assert EventKind.POSITION_STATED not in database.write_here(told, world.cleo, seen)
