"""Comparing two drafts and the trend, on both databases."""

import re

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import built_in_checklists, load_checklist
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.compare_drafts import ComparedLink, Comparison, compare_drafts
from salvaguarda.application.export_assessment import export_assessment
from salvaguarda.application.ports.records import Records
from salvaguarda.application.publish_checklist import publish_checklist
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_trend import show_trend
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.changes import Cause, ChangeKind
from salvaguarda.domain.demands import Status
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.scores import Rating
from tests.assessing import CHECKLIST, World, make_in, rate, sheets

JUDGE = "prior-judicial-authorization"


@pytest.fixture
def kept() -> Sheets:
    return sheets()


@pytest.fixture
def world(database: Database, kept: Sheets) -> World:
    made = make_in(database)

    def work(records: Records) -> None:
        rate(records, kept, made.old, ("art_3", JUDGE), made.ben, Rating.MET)
        rate(records, kept, made.new, ("art_4", JUDGE), made.ben, Rating.NOT_MET)
        rate(records, kept, made.old, ("art_2", "legality"), made.ben, Rating.PARTLY)
        rate(records, kept, made.new, ("art_3", "legality"), made.ben, Rating.MET)
        rate(records, kept, made.new, ("art_2", "legality"), made.ben, Rating.NOT_MET)

    database.write_here(work)
    return made


def compared(database: Database, kept: Sheets, world: World, reader: int) -> Comparison:
    return database.read_here(compare_drafts, kept, world.old_draft, world.new_draft, reader)


def link_to(comparison: Comparison, path: str) -> ComparedLink:
    return next(each for each in comparison.links if path in each.record.link.new)


def test_lost_safeguards_stand_first_and_won_ones_next(
    database: Database, kept: Sheets, world: World
) -> None:
    comparison = compared(database, kept, world, world.ben)
    assert [each.record.link.new for each in comparison.links[:2]] == [("art_4",), ("art_3",)]
    assert (comparison.totals.lost, comparison.totals.won, comparison.totals.red_lines_newly_failed) == (
        1,
        1,
        1,
    )


def test_each_change_has_its_cause(database: Database, kept: Sheets, world: World) -> None:
    comparison = compared(database, kept, world, world.ben)
    (lost,) = link_to(comparison, "art_4").changes
    assert (lost.kind, lost.cause, lost.red_line_failed) == (ChangeKind.DECLINED, Cause.TEXT_CHANGED, True)
    (won,) = link_to(comparison, "art_3").changes
    assert (won.kind, won.cause) == (ChangeKind.IMPROVED, Cause.RE_ASSESSED)
    (new,) = link_to(comparison, "art_2").changes
    assert (new.kind, new.old, new.new) == (ChangeKind.NEW, None, Rating.NOT_MET)


def test_points_are_those_of_the_checklist(database: Database, kept: Sheets, world: World) -> None:
    """A checklist in which silence is worth a point, as much as partly."""
    built_in = next(each for each in built_in_checklists() if each.checklist.id == "three-part-test")
    source = built_in.source.replace("id: three-part-test", "id: lenient", 1)
    source = re.sub(r"(rating: silent.*?points: )0", r"\g<1>1", source, count=1, flags=re.DOTALL)
    lenient = load_checklist(source, "lenient.yaml")
    assert lenient.points[Rating.SILENT] == 1
    criterion = next(each.id for each in lenient.criteria if not each.whole_draft)

    def work(records: Records) -> None:
        publish_checklist(records, lenient, source, origin="uploaded", person_id=None)
        for draft, path, rating in (
            (world.old_draft, "art_3", Rating.SILENT),
            (world.new_draft, "art_4", Rating.NOT_MET),
        ):
            opened = add_assessment(records, draft, world.ana, ("lenient", lenient.version))
            rate(records, kept, opened.id, (path, criterion), world.ben, rating)

    database.write_here(work)
    comparison = database.read_here(
        compare_drafts, kept, world.old_draft, world.new_draft, world.ben, "lenient"
    )
    (change,) = link_to(comparison, "art_4").changes
    assert change.kind is ChangeKind.DECLINED
    assert comparison.new.assessment is not None
    facts = database.read_here(export_assessment, kept, comparison.new.assessment.id, None).facts
    assert "silent 1 points" in next(str(fact.value) for fact in facts if fact.name == "In words")


def test_links_cover_the_rows_of_both_drafts(database: Database, kept: Sheets, world: World) -> None:
    comparison = compared(database, kept, world, world.ben)
    assert comparison.totals.relations[Relation.DELETED] == 1
    assert comparison.totals.relations[Relation.NEW] == 1
    assert link_to(comparison, "art_3").same_text
    assert not link_to(comparison, "art_4").same_text


def test_a_reader_who_rated_nothing_sees_no_results(database: Database, kept: Sheets, world: World) -> None:
    comparison = compared(database, kept, world, world.cleo)
    assert [change for each in comparison.links for change in each.changes] == []
    assert (comparison.totals.lost, comparison.totals.won, comparison.totals.to_confirm) == (0, 0, 0)


def test_own_old_scores_that_wait_are_counted(database: Database, kept: Sheets, world: World) -> None:
    database.write_here(
        lambda records: rate(records, kept, world.old, ("art_4", "data-protection"), world.ben, Rating.MET)
    )
    assert compared(database, kept, world, world.ben).totals.carriable == 1


def test_drafts_without_assessments_are_compared_by_their_words(
    database: Database, kept: Sheets, world: World
) -> None:
    comparison = database.read_here(
        compare_drafts, kept, world.old_draft, world.new_draft, world.ben, "three-part-test"
    )
    assert comparison.checklist is None
    assert link_to(comparison, "art_3").record.link.relation is Relation.RENUMBERED


def test_a_draft_is_not_compared_with_itself(database: Database, kept: Sheets, world: World) -> None:
    with pytest.raises(Conflict):
        database.read_here(compare_drafts, kept, world.old_draft, world.old_draft, world.ben)


def test_trend_holds_every_criterion_of_every_assessed_draft(
    database: Database, kept: Sheets, world: World
) -> None:
    trend = database.read_here(show_trend, kept, world.instrument, world.ben)
    assert trend.checklist_id == CHECKLIST[0]
    assert [each.draft.label for each in trend.drafts] == ["First draft", "Second draft"]
    assert [each.columns[JUDGE].red_lines_failed for each in trend.drafts] == [0, 1]
    assert [each.verdict for each in trend.drafts] == [Status.UNDECIDED, Status.NOT_MET]


def test_trend_of_somebody_who_rated_nothing_shows_nothing(
    database: Database, kept: Sheets, world: World
) -> None:
    trend = database.read_here(show_trend, kept, world.instrument, world.cleo)
    assert {each.columns[JUDGE].assessed for each in trend.drafts} == {0}


def test_trend_of_an_instrument_without_assessments_is_empty(
    database: Database, kept: Sheets, world: World
) -> None:
    other = database.write_here(lambda records: records.instruments.add("Other", "", world.ana))
    trend = database.read_here(show_trend, kept, other, world.ben)
    assert (trend.checklist_id, trend.drafts) == ("", ())
