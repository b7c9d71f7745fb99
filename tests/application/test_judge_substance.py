"""References that only followed what they name are no change of substance; on both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.compare_drafts import Comparison, compare_drafts
from salvaguarda.application.correct_link import Correction, add_link
from salvaguarda.application.draw_redlines import draw, keep_redlines, needed_redlines
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.changes import Rank
from salvaguarda.domain.drafts import ChapterRole
from tests.assessing import chapters, keep_draft, sheets
from tests.factories import article

_SEARCH = "Each State Party shall empower its authorities to search a computer system after prior authorization by a judge."
_LIMITS = "The powers referred to in article {} shall be exercised only in specific criminal investigations of offences."
_QUOTES = (
    "The term {}service provider{} means any entity that provides to its users the ability to communicate."
)
_COSTS = "The ordinary costs of executing a request shall be borne by the requested State Party unless otherwise agreed."


class Pair:
    """Article 1 became article 2; article 2, which refers to it, became article 3 and says so; quotes became curly."""

    def __init__(self, database: Database) -> None:
        self.database, self.sheets = database, sheets()
        database.write_here(self._make)

    def _make(self, records: Records) -> None:
        self.ana = records.people.add("ana@example.org", "Ana Reyes", "no hash", is_owner=True).id
        instrument = records.instruments.add("Model Convention", "", self.ana)
        old = [
            article("1", text=_SEARCH, heading="Search"),
            article("2", text=_LIMITS.format(1), heading="Limits"),
            article("3", text=_QUOTES.format('"', '"'), heading="Terms"),
        ]
        new = [
            article("1", text=_COSTS, heading="Costs"),
            article("2", text=_SEARCH, heading="Search"),
            article("3", text=_LIMITS.format(2), heading="Limits"),
            article("4", text=_QUOTES.format("“", "”"), heading="Terms"),
        ]
        self.old, self.new = (
            keep_draft(records, instrument, label, None, chapters((ChapterRole.PROCEDURE, parts)), self.ana)
            for label, parts in (("First", old), ("Second", new))
        )
        pair = needed_alignment(records, self.old, self.new)
        assert pair is not None
        keep_alignment(records, self.old, self.new, compute_links(pair))

    def compared(self) -> Comparison:
        return self.database.read_here(compare_drafts, self.sheets, self.old, self.new, self.ana)

    def drawn(self) -> Comparison:
        """The comparison after its redlines were drawn."""
        before = self.compared()
        wanted = self.database.read_here(needed_redlines, before.context, self.old, self.new, before.undrawn)
        self.database.write_here(keep_redlines, draw(wanted.undrawn))
        return self.compared()


@pytest.fixture
def pair(database: Database) -> Pair:
    return Pair(database)


def substance(comparison: Comparison) -> dict[str, bool]:
    return {each.record.link.new[0]: each.substance for each in comparison.links if each.record.link.new}


def test_typography_and_followed_references_are_no_substance(pair: Pair) -> None:
    found = substance(pair.drawn())
    assert (found["art_3"], found["art_4"]) == (False, False)


def test_until_a_redline_is_drawn_a_change_counts_as_one_of_substance(pair: Pair) -> None:
    comparison = pair.compared()
    assert {link.new[0] for link in comparison.undrawn} == {"art_3", "art_4"}
    assert substance(comparison)["art_3"] is True
    assert pair.drawn().undrawn == ()


def test_what_was_split_without_another_word_changed_in_no_substance(pair: Pair) -> None:
    split = Correction(("art_2",), ("art_2", "art_3"))
    pair.database.write_here(add_link, pair.old, pair.new, split, pair.ana)
    assert substance(pair.drawn())["art_2"] is True  # the words of article 1 stand beside those of article 2

    def divide(records: Records) -> tuple[int, int]:
        instrument = records.instruments.add("Divided", "", pair.ana)
        whole = [article("1", _SEARCH, _COSTS)]
        parts = [article("1", _SEARCH), article("2", _COSTS)]
        old, new = (
            keep_draft(records, instrument, label, None, chapters((ChapterRole.PROCEDURE, held)), pair.ana)
            for label, held in (("First", whole), ("Second", parts))
        )
        divided = needed_alignment(records, old, new)
        assert divided is not None
        keep_alignment(records, old, new, compute_links(divided))
        add_link(records, old, new, Correction(("art_1",), ("art_1", "art_2")), pair.ana)
        return old, new

    pair.old, pair.new = pair.database.write_here(divide)
    assert ("art_1",) in [link.old for link in pair.compared().undrawn]
    assert substance(pair.drawn())["art_1"] is False


def test_another_heading_over_the_same_words_is_a_change_of_substance(pair: Pair) -> None:
    def retitle(records: Records) -> tuple[int, int]:
        instrument = records.instruments.add("Retitled", "", pair.ana)
        old, new = (
            keep_draft(
                records, instrument, heading, None, chapters((ChapterRole.PROCEDURE, [held])), pair.ana
            )
            for heading, held in (
                (heading, article("1", text=_SEARCH, heading=heading))
                for heading in ("Safeguards", "Surveillance")
            )
        )
        titled = needed_alignment(records, old, new)
        assert titled is not None
        keep_alignment(records, old, new, compute_links(titled))
        return old, new

    pair.old, pair.new = pair.database.write_here(retitle)
    (link,) = (each for each in pair.compared().links if each.record.link.new == ("art_1",))
    assert (link.substance, link.same_text, link.rank) == (True, True, Rank.OTHER)


def test_a_correction_that_says_the_reference_did_not_follow_draws_that_redline_anew(pair: Pair) -> None:
    assert substance(pair.drawn())["art_3"] is False
    pair.database.write_here(add_link, pair.old, pair.new, Correction(("art_1",), ("art_1",)), pair.ana)
    comparison = pair.compared()
    assert ("art_3",) in [link.new for link in comparison.undrawn]
    assert ("art_4",) not in [link.new for link in comparison.undrawn]
    assert substance(pair.drawn())["art_3"] is True
