"""What is signed, by whom, and what shows afterwards. On both databases."""

import hashlib
import json

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.snapshots import SnapshotRecord
from salvaguarda.application.settle_agreed import Choice, settle_agreed
from salvaguarda.application.sign_off import (
    SignOffView,
    compare_signed,
    content_of,
    list_snapshots,
    show_sign_off,
    show_snapshot,
    sign_off,
)
from salvaguarda.domain.errors import Conflict, Forbidden, NotFound
from salvaguarda.domain.scores import Rating
from tests.assessing import World, make_in, rate, sheets

CELL = ("art_3", "legality")
SHEETS = sheets()


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def settle(records: Records, world: World) -> None:
    settle_agreed(records, SHEETS, world.old, records.people.get(world.ana), Choice(records.now))


def rated_and_settled(records: Records, world: World) -> None:
    rate(records, SHEETS, world.old, CELL, world.ben, Rating.PARTLY)
    settle(records, world)


def view(records: Records, world: World) -> SignOffView:
    return show_sign_off(records, SHEETS, world.old, records.people.get(world.ana))


def sign(
    records: Records, world: World, *, by: int | None = None, seen: str = "", incomplete: bool = True
) -> SnapshotRecord:
    person = records.people.get(by or world.ana)
    sha256 = seen or view(records, world).sha256
    return sign_off(records, SHEETS, world.old, person, ("First reading", ""), sha256, incomplete=incomplete)


def test_what_is_signed_can_be_proved_with_its_own_bytes(database: Database, world: World) -> None:
    database.write_here(rated_and_settled, world)
    signed = database.write_here(sign, world)
    assert hashlib.sha256(signed.snapshot.content.encode()).hexdigest() == signed.snapshot.sha256
    content = json.loads(signed.snapshot.content)
    assert ["art_3", "Art. 3", "legality", "partly", "agreed"] in content["cells"]
    assert content["summary"]["settled"] == 1
    assert content["reviewers"] == [1]


def test_no_name_and_no_e_mail_is_in_it(database: Database, world: World) -> None:
    database.write_here(rated_and_settled, world)
    content = database.write_here(sign, world).snapshot.content
    assert not [name for name in ("Ben", "Ana", "example.org") if name in content]


def test_cells_that_are_agreed_but_not_settled_have_to_be_settled_first(
    database: Database, world: World
) -> None:
    database.write_here(rate, SHEETS, world.old, CELL, world.ben, Rating.MET)
    assert not database.read_here(view, world).may_sign
    with pytest.raises(Conflict, match="1 cell is agreed but not settled"):
        database.write_here(sign, world)


def test_conflicts_have_to_be_adjudicated_first(database: Database, world: World) -> None:
    database.write_here(rate, SHEETS, world.old, CELL, world.ben, Rating.MET)
    database.write_here(rate, SHEETS, world.old, CELL, world.cleo, Rating.SILENT)
    with pytest.raises(Conflict, match="1 cell is in conflict"):
        database.write_here(sign, world)


def test_open_cells_are_signed_only_when_that_is_said(database: Database, world: World) -> None:
    def sign_as_complete(records: Records) -> None:
        sign(records, world, incomplete=False)

    database.write_here(rated_and_settled, world)
    with pytest.raises(Conflict, match="not assessed yet"):
        database.write_here(sign_as_complete)
    assert database.write_here(sign, world).number == 1


def test_nobody_signs_what_they_have_not_seen(database: Database, world: World) -> None:
    database.write_here(rated_and_settled, world)
    seen = database.read_here(view, world).sha256

    def settled_meanwhile(records: Records) -> None:
        rate(records, SHEETS, world.old, ("art_4", "legality"), world.ben, Rating.MET)
        settle(records, world)

    def sign_seen(records: Records) -> None:
        sign(records, world, seen=seen)

    database.write_here(settled_meanwhile)
    with pytest.raises(Conflict, match="changed while you looked"):
        database.write_here(sign_seen)


def test_a_reviewer_may_not_sign(database: Database, world: World) -> None:
    def sign_as_ben(records: Records) -> None:
        sign(records, world, by=world.ben)

    database.write_here(rated_and_settled, world)
    with pytest.raises(Forbidden, match="sign an assessment off"):
        database.write_here(sign_as_ben)


def test_a_changed_rating_shows_as_changed_since_sign_off_and_the_snapshot_stays(
    database: Database, world: World
) -> None:
    database.write_here(rated_and_settled, world)
    signed = database.write_here(sign, world)
    unchanged = database.read_here(view, world).changed
    assert unchanged is not None
    assert unchanged.none

    def change(records: Records) -> None:
        rate(records, SHEETS, world.old, CELL, world.ben, Rating.MET, version=1)

    database.write_here(change)
    changed = database.read_here(view, world).changed
    assert changed is not None
    assert [(each.path, each.old, each.new) for each in changed.cells] == [("art_3", "partly", None)]
    assert [each.title for each in changed.cells] == ["C04 Legality"]
    kept = database.read_here(show_snapshot, world.old, 1, world.cleo)
    assert kept.snapshot == signed.snapshot


def test_two_snapshots_can_be_compared(database: Database, world: World) -> None:
    database.write_here(rated_and_settled, world)
    database.write_here(sign, world)

    def again(records: Records) -> int:
        rate(records, SHEETS, world.old, CELL, world.ben, Rating.MET, version=1)
        settle(records, world)
        return sign(records, world).number

    assert database.write_here(again) == 2
    found = database.read_here(compare_signed, SHEETS, world.old, (1, 2), world.cleo)
    assert [(each.old, each.new) for each in found.cells] == [("partly", "met")]
    assert content_of(database.read_here(show_snapshot, world.old, 2, None))["form"] == 1


def test_whoever_is_still_to_score_a_signed_cell_is_told_nothing(database: Database, world: World) -> None:
    database.write_here(rated_and_settled, world)
    database.write_here(sign, world)

    def assign(records: Records) -> None:
        records.assignments.replace(world.old, {CELL: frozenset({world.cleo})}, world.ana)

    database.write_here(assign)
    with pytest.raises(Conflict, match="still to be scored by you"):
        database.read_here(show_snapshot, world.old, 1, world.cleo)
    with pytest.raises(Conflict, match="still to be scored by you"):
        database.read_here(list_snapshots, world.old, world.cleo)
    assert [each.number for each in database.read_here(list_snapshots, world.old, world.ben)] == [1]


def test_a_lead_who_is_still_to_score_is_told_neither_hash_nor_snapshots_and_cannot_sign(
    database: Database, world: World
) -> None:
    database.write_here(rated_and_settled, world)
    database.write_here(sign, world)
    before = database.read_here(view, world)
    assert (len(before.sha256), before.may_sign, len(before.snapshots)) == (64, True, 1)

    def assign(records: Records) -> None:
        records.assignments.replace(world.old, {CELL: frozenset({world.ana})}, world.ana)

    def sign_seen_before(records: Records) -> None:
        sign(records, world, seen=before.sha256)

    database.write_here(assign)
    told = database.read_here(view, world)
    assert (told.sha256, told.may_sign, told.verdict, told.snapshots) == ("", False, None, ())
    with pytest.raises(Conflict, match="still to be scored by you"):
        database.write_here(sign_seen_before)


def test_a_snapshot_that_is_not_there_is_not_found(database: Database, world: World) -> None:
    with pytest.raises(NotFound, match="snapshot 7"):
        database.read_here(show_snapshot, world.old, 7, world.ana)
