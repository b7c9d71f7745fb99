"""Carrying scores of unchanged words, on both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.carry_scores import Carriage, carry_scores
from salvaguarda.application.open_provision import open_provision
from salvaguarda.application.open_workbench import WorkRow, open_workbench
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.errors import Conflict, Invalid
from salvaguarda.domain.scores import Rating
from tests.assessing import World, make_in, rate, sheets

ACCESS = "cyber-dependent-scope"
JUDGE = "prior-judicial-authorization"


@pytest.fixture
def kept() -> Sheets:
    return sheets()


@pytest.fixture
def world(database: Database, kept: Sheets) -> World:
    """Ben scored an unchanged, renumbered article (2 → 3), an amended one (3 → 4), and the whole text."""
    made = make_in(database)

    def work(records: Records) -> None:
        rate(records, kept, made.old, ("art_2", ACCESS), made.ben, Rating.MET, "Ben.", quote="without right")
        rate(records, kept, made.old, ("art_2", "legality"), made.ben, None, "Notes.")
        rate(records, kept, made.old, ("art_3", JUDGE), made.ben, Rating.MET, "Ben.")
        rate(records, kept, made.old, ("art_2", ACCESS), made.cleo, Rating.NOT_MET, "Cleo.")
        rate(records, kept, made.old, ("draft", "human-rights-clause"), made.ben, Rating.SILENT)

    database.write_here(work)
    return made


def carry(database: Database, kept: Sheets, world: World, paths: frozenset[str] | None = None) -> Carriage:
    return database.write_here(carry_scores, kept, world.old, world.new, world.ben, paths)


def row(database: Database, kept: Sheets, world: World, path: str) -> WorkRow:
    bench = database.read_here(open_workbench, kept, world.new, world.ben)
    return next(each for each in bench.rows if each.row.path == path)


def test_own_scores_of_unchanged_words_are_carried_and_say_so(
    database: Database, kept: Sheets, world: World
) -> None:
    assert carry(database, kept, world) == Carriage(carried=1, to_confirm=2)
    (carried,) = database.read_here(lambda records: records.scores.own(world.new, world.ben))
    assert (carried.provision, carried.words.rating) == ("art_3", Rating.MET)
    assert carried.words.evidence[0].exact == "without right"
    assert carried.carried_from is not None
    assert (carried.carried_from.provision_label, carried.carried_from.confirmed) == ("Art. 2", False)


def test_scores_of_others_are_never_carried(database: Database, kept: Sheets, world: World) -> None:
    carry(database, kept, world)
    assert database.read_here(lambda records: records.scores.own(world.new, world.cleo)) == ()


def test_carrying_twice_changes_nothing(database: Database, kept: Sheets, world: World) -> None:
    carry(database, kept, world)
    assert carry(database, kept, world).carried == 0


def test_what_is_there_already_is_not_overwritten(database: Database, kept: Sheets, world: World) -> None:
    database.write_here(
        lambda records: rate(records, kept, world.new, ("art_3", ACCESS), world.ben, None, "Thinking anew.")
    )
    assert carry(database, kept, world).carried == 0
    (own,) = database.read_here(lambda records: records.scores.own(world.new, world.ben))
    assert own.words.rationale == "Thinking anew."


def test_only_the_named_rows_are_carried(database: Database, kept: Sheets, world: World) -> None:
    assert carry(database, kept, world, frozenset({"art_5"})).carried == 0
    assert carry(database, kept, world, frozenset({"art_3"})).carried == 1


def test_a_path_that_is_no_row_is_refused(database: Database, kept: Sheets, world: World) -> None:
    with pytest.raises(Invalid):
        carry(database, kept, world, frozenset({"art_99"}))


def test_scores_are_not_carried_backwards_or_from_the_same_draft(
    database: Database, kept: Sheets, world: World
) -> None:
    for old, new in ((world.new, world.old), (world.new, world.new)):
        with pytest.raises(Conflict):
            database.write_here(carry_scores, kept, old, new, world.ben, None)


def test_workbench_says_what_can_be_carried_and_what_waits(
    database: Database, kept: Sheets, world: World
) -> None:
    assert row(database, kept, world, "art_3").to_carry == (ACCESS,)
    assert row(database, kept, world, "art_4").to_confirm == (JUDGE,)
    assert row(database, kept, world, "draft").to_confirm == ("human-rights-clause",)
    carry(database, kept, world)
    assert row(database, kept, world, "art_3").to_carry == ()
    assert row(database, kept, world, "art_3").rated == {ACCESS: "met"}


def test_workbench_says_whose_words_changed(database: Database, kept: Sheets, world: World) -> None:
    said = {path: row(database, kept, world, path).changed for path in ("draft", "art_3", "art_4")}
    assert said == {"draft": True, "art_3": False, "art_4": True}
    bench = database.read_here(open_workbench, kept, world.new, world.ben)
    opened = {
        each.row.path: database.read_here(
            open_provision, kept, world.new, each.row.path, world.ben
        ).row.changed
        for each in bench.rows
    }
    assert opened == {each.row.path: each.changed for each in bench.rows}
    oldest = database.read_here(open_workbench, kept, world.old, world.ben)
    assert not any(each.changed for each in oldest.rows)


def test_rating_the_new_words_ends_the_waiting(database: Database, kept: Sheets, world: World) -> None:
    database.write_here(
        lambda records: rate(records, kept, world.new, ("art_4", JUDGE), world.ben, Rating.NOT_MET)
    )
    assert row(database, kept, world, "art_4").to_confirm == ()


def test_saving_a_carried_score_anew_makes_it_ones_own(
    database: Database, kept: Sheets, world: World
) -> None:
    carry(database, kept, world)
    saved = database.write_here(
        lambda records: rate(records, kept, world.new, ("art_3", ACCESS), world.ben, Rating.PARTLY, version=1)
    )
    assert saved.carried_from is None
    revisions = database.read_here(lambda records: records.scores.revisions(saved.id))
    assert [each.words.rating for each in revisions] == [Rating.PARTLY, Rating.MET]
