"""Comparing at every level, whatever the assessments score; on both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.compare_drafts import ComparedLink, Comparison, compare_drafts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.bootstrap import publish_built_in_checklists
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.changes import ChangeKind, Rank
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating
from tests.assessing import CHECKLIST, chapters, keep_draft, rate, sheets
from tests.factories import article

_SEARCH = "Each State Party shall empower its authorities to search a computer system after authorization by a judge."
_SECRET = "Each State Party may oblige a service provider to keep confidential the fact of the execution of any power."
_COSTS = "The ordinary costs of executing a request shall be borne by the requested State Party unless otherwise agreed."
_LANGUAGE = (
    "Requests shall be made in writing in a language acceptable to the requested State Party, where possible."
)

OLD = chapters(
    (
        ChapterRole.PROCEDURE,
        [
            article("1", _COSTS, _LANGUAGE, heading="Costs"),
            article("2", _SEARCH, _SECRET, heading="Search of stored data"),
        ],
    )
)
NEW = chapters(
    (
        ChapterRole.PROCEDURE,
        [
            article("1", _COSTS.replace("ordinary", "reasonable"), _LANGUAGE, heading="Costs"),
            article(
                "2",
                _SEARCH.replace(" after authorization by a judge", ""),
                _SECRET,
                heading="Search of stored data",
            ),
        ],
    )
)


class Drafts:
    """Two drafts with articles of two paragraphs; each assessed at its own unit, or not at all (None)."""

    def __init__(self, database: Database, old: Unit | None, new: Unit | None) -> None:
        self.database, self.sheets = database, sheets()
        self.units = (old, new)
        database.write_here(self._make)

    def _make(self, records: Records) -> None:
        publish_built_in_checklists(records)
        self.ana = records.people.add("ana@example.org", "Ana Reyes", "no hash", is_owner=True).id
        instrument = records.instruments.add("Model Convention", "", self.ana)
        self.drafts = tuple(
            keep_draft(records, instrument, label, None, parts, self.ana)
            for label, parts in (("First", OLD), ("Second", NEW))
        )
        self.assessments = tuple(
            add_assessment(records, draft, self.ana, CHECKLIST, unit=unit).id if unit else 0
            for draft, unit in zip(self.drafts, self.units, strict=True)
        )
        old, new = self.drafts
        pair = needed_alignment(records, old, new)
        assert pair is not None
        keep_alignment(records, old, new, compute_links(pair))

    def rate(self, side: int, path: str, criterion: str, rating: Rating) -> None:
        self.database.write_here(
            lambda records: rate(
                records, self.sheets, self.assessments[side], (path, criterion), self.ana, rating
            )
        )

    def compared(self, unit: Unit | None = None) -> Comparison:
        kept: Sheets = self.sheets
        old, new = self.drafts
        return self.database.read_here(compare_drafts, kept, old, new, self.ana, None, unit)


def order(comparison: Comparison) -> list[tuple[str, Rank]]:
    return [
        (each.record.link.new[0], each.rank)
        for each in comparison.links
        if each.record.link.new[0] != "draft"
    ]


def link_to(comparison: Comparison, path: str) -> ComparedLink:
    return next(each for each in comparison.links if path in each.record.link.new)


def test_paragraphs_matter_as_much_as_the_scored_article_they_stand_in(database: Database) -> None:
    drafts = Drafts(database, Unit.ARTICLE, Unit.ARTICLE)
    drafts.rate(0, "art_2", "prior-judicial-authorization", Rating.MET)
    drafts.rate(1, "art_2", "prior-judicial-authorization", Rating.NOT_MET)
    shown = drafts.compared(Unit.PARAGRAPH)
    assert order(shown) == [
        ("art_2__para_1", Rank.RED_LINE_FAILED),
        ("art_1__para_1", Rank.OTHER),
        ("art_1__para_2", Rank.UNCHANGED),
        ("art_2__para_2", Rank.UNCHANGED),
    ]
    assert [each.changes for each in shown.links] == [()] * len(shown.links)
    assert (shown.totals.lost, shown.totals.red_lines_newly_failed) == (1, 1)
    assert shown.totals.relations == {Relation.AMENDED: 3, Relation.SAME: 2}
    assert order(drafts.compared(Unit.ARTICLE))[0] == ("art_2", Rank.RED_LINE_FAILED)


def test_an_article_shows_the_worst_of_its_scored_paragraphs(database: Database) -> None:
    drafts = Drafts(database, Unit.PARAGRAPH, Unit.PARAGRAPH)
    for path, old, new in (
        ("art_2__para_1", Rating.MET, Rating.NOT_MET),
        ("art_2__para_2", Rating.PARTLY, Rating.MET),
    ):
        drafts.rate(0, path, "proportionality", old)
        drafts.rate(1, path, "proportionality", new)
    at_articles = drafts.compared(Unit.ARTICLE)
    (change,) = link_to(at_articles, "art_2").changes
    assert (change.old, change.new, change.kind) == (Rating.PARTLY, Rating.NOT_MET, ChangeKind.DECLINED)
    assert (at_articles.totals.lost, at_articles.totals.won) == (1, 1)  # of the paragraphs that were scored
    assert drafts.compared().totals.lost == 1
    assert len(link_to(drafts.compared(Unit.POINT), "art_2__para_1").changes) == 1


def test_totals_do_not_depend_on_the_level_that_is_shown(database: Database) -> None:
    drafts = Drafts(database, Unit.ARTICLE, Unit.ARTICLE)
    drafts.rate(0, "art_2", "proportionality", Rating.PARTLY)
    drafts.rate(1, "art_2", "proportionality", Rating.MET)
    totals = [drafts.compared(unit).totals for unit in (None, *Unit)]
    assert {(each.lost, each.won, each.red_lines_newly_failed) for each in totals} == {(0, 1, 0)}


def test_drafts_scored_at_different_units_are_compared_at_either(database: Database) -> None:
    drafts = Drafts(database, Unit.ARTICLE, Unit.PARAGRAPH)
    drafts.rate(0, "art_2", "proportionality", Rating.MET)
    drafts.rate(1, "art_2__para_1", "proportionality", Rating.MET)
    (open_change,) = link_to(drafts.compared(Unit.ARTICLE), "art_2").changes
    assert (open_change.new, open_change.kind) == (
        None,
        ChangeKind.NOT_COMPARABLE,
    )  # one paragraph is not settled
    drafts.rate(1, "art_2__para_2", "proportionality", Rating.PARTLY)
    (change,) = link_to(drafts.compared(Unit.ARTICLE), "art_2").changes
    assert (change.old, change.new, change.kind) == (Rating.MET, Rating.PARTLY, ChangeKind.DECLINED)


@pytest.mark.parametrize("unit", list(Unit))
def test_drafts_nobody_assessed_are_compared_at_every_level(database: Database, unit: Unit) -> None:
    shown = Drafts(database, None, None).compared(unit)
    assert shown.checklist is None
    assert {each.rank for each in shown.links} <= {Rank.OTHER, Rank.UNCHANGED}
