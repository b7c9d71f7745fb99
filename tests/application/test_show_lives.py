"""Lives over several drafts with their results, on both databases."""

from datetime import date

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.correct_link import Correction, add_link
from salvaguarda.application.ports.records import Records
from salvaguarda.application.show_life import LifeHistory, show_history
from salvaguarda.application.show_lives import Lives, Told, pairs_to_align, show_lives
from salvaguarda.bootstrap import publish_built_in_checklists
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.changes import Cause, ChangeKind
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.scores import Rating
from tests.assessing import CHECKLIST, chapters, keep_draft, rate, sheets
from tests.factories import article

JUDGE = "prior-judicial-authorization"
_SEARCH = "Each State Party shall empower its authorities to search a computer system after prior authorization by a judge."
_WEAK = (
    "Each State Party shall empower its authorities to search a computer system without any delay whatsoever."
)
_DATA = "Personal data shall be transferred subject to appropriate safeguards and to the law of the transferring Party."
_SUNSET = "This Convention ceases to apply ten years after it entered into force unless it is renewed by all Parties."
_COSTS = "The ordinary costs of executing a request shall be borne by the requested State Party unless otherwise agreed."

TEXTS = {
    "Zero": [("1", _SEARCH, "Search"), ("2", _DATA, "Data"), ("3", _SUNSET, "Expiry")],
    "First": [("1", _COSTS, "Costs"), ("2", _SEARCH, "Search"), ("3", _DATA, "Data")],
    "Second": [("1", _COSTS, "Costs"), ("2", _WEAK, "Search"), ("3", _DATA, "Data")],
}


class Instrument:
    """Three drafts, each assessed with the checklist but the middle one; search is renumbered, then weakened."""

    def __init__(self, database: Database) -> None:
        self.database, self.sheets = database, sheets()
        database.write_here(self._make)

    def _make(self, records: Records) -> None:
        publish_built_in_checklists(records)
        self.ana = records.people.add("ana@example.org", "Ana Reyes", "no hash", is_owner=True).id
        self.ben = records.people.add("ben@example.org", "Ben", "no hash").id
        self.id = records.instruments.add("Model Convention", "", self.ana)
        self.drafts = [
            keep_draft(
                records,
                self.id,
                label,
                date(2023, month, 1),
                chapters((ChapterRole.PROCEDURE, [article(n, text=t, heading=h) for n, t, h in articles])),
                self.ana,
            )
            for month, (label, articles) in enumerate(TEXTS.items(), start=1)
        ]
        self.assessments = {
            draft: add_assessment(records, draft, self.ana, CHECKLIST).id
            for draft in (self.drafts[0], self.drafts[2])
        }

    def align(self) -> None:
        def work(records: Records) -> None:
            for old, new in pairs_to_align(records, self.id):
                pair = needed_alignment(records, old, new)
                assert pair is not None
                keep_alignment(records, old, new, compute_links(pair))

        self.database.write_here(work)

    def rate(self, draft: int, path: str, rating: Rating) -> None:
        cell = (path, JUDGE)
        self.database.write_here(
            lambda records: rate(records, self.sheets, self.assessments[draft], cell, self.ana, rating)
        )

    def lives(self, reader: int, unit: Unit | None = None) -> Lives:
        return self.database.read_here(show_lives, self.sheets, self.id, reader, None, unit)

    def history(self, draft: int, path: str, reader: int) -> LifeHistory:
        return self.database.read_here(show_history, self.sheets, self.id, (draft, path), reader)


@pytest.fixture
def instrument(database: Database) -> Instrument:
    made = Instrument(database)
    made.align()
    made.rate(made.drafts[0], "art_1", Rating.MET)
    made.rate(made.drafts[2], "art_2", Rating.NOT_MET)
    return made


def told(life: tuple[Told, ...]) -> list[tuple[int, tuple[str, ...], str]]:
    return [
        (
            each.station.draft,
            each.station.paths,
            "" if each.station.relation is None else each.station.relation.value,
        )
        for each in life
    ]


def test_every_provision_has_its_life(instrument: Instrument) -> None:
    assert [told(life) for life in instrument.lives(instrument.ana).lives] == [
        [(0, ("draft",), ""), (1, ("draft",), "amended"), (2, ("draft",), "amended")],
        [(1, ("art_1",), "new"), (2, ("art_1",), "same")],
        [(0, ("art_1",), ""), (1, ("art_2",), "renumbered"), (2, ("art_2",), "amended")],
        [(0, ("art_2",), ""), (1, ("art_3",), "renumbered"), (2, ("art_3",), "same")],
        [(0, ("art_3",), ""), (1, (), "deleted")],
    ]


def test_stations_hold_what_the_provision_came_to(instrument: Instrument) -> None:
    search = instrument.lives(instrument.ana).lives[2]
    assert [each.same_text for each in search] == [False, True, False]
    failed = [None if each.summary is None else each.summary.red_lines_failed for each in search]
    assert failed == [0, None, 1]  # the middle draft was not assessed


def test_somebody_who_rated_nothing_sees_no_results(instrument: Instrument) -> None:
    lives = instrument.lives(instrument.ben)
    summaries = [each.summary for life in lives.lives for each in life if each.summary is not None]
    assert {(each.red_lines_failed, each.assessed, each.share) for each in summaries} == {(0, 0, None)}


def test_one_life_tells_what_changed_on_its_way(instrument: Instrument) -> None:
    history = instrument.history(instrument.drafts[1], "art_2", instrument.ana)
    assert told(history.lives.lives[0]) == [
        (0, ("art_1",), ""),
        (1, ("art_2",), "renumbered"),
        (2, ("art_2",), "amended"),
    ]
    assert [each.changes for each in history.changes] == [(), (), ()]  # no two neighbours are assessed
    assert [each.substance for each in history.changes] == [False, False, True]
    assert [each.new_draft_id for each in history.undrawn] == [instrument.drafts[2]]


def test_results_of_neighbouring_drafts_are_set_against_each_other(instrument: Instrument) -> None:
    middle = instrument.drafts[1]

    def assess(records: Records) -> None:
        instrument.assessments[middle] = add_assessment(records, middle, instrument.ana, CHECKLIST).id

    instrument.database.write_here(assess)
    instrument.rate(middle, "art_2", Rating.MET)
    history = instrument.history(instrument.drafts[2], "art_2", instrument.ana)
    first, second = history.changes[1:]
    assert [(change.kind, change.cause) for change in first.changes] == [(ChangeKind.UNCHANGED, Cause.NONE)]
    (lost,) = second.changes
    assert (lost.kind, lost.cause, lost.red_line_failed) == (ChangeKind.DECLINED, Cause.TEXT_CHANGED, True)
    blind = instrument.history(instrument.drafts[2], "art_2", instrument.ben)
    assert [each.changes for each in blind.changes] == [(), (), ()]


def test_a_correction_joins_two_lives(instrument: Instrument) -> None:
    old, new = instrument.drafts[0], instrument.drafts[1]
    wish = Correction(("art_3",), ("art_1",))
    instrument.database.write_here(add_link, old, new, wish, instrument.ana)
    lives = instrument.lives(instrument.ana).lives
    assert [path for each in lives[1] for path in each.station.paths] == ["art_3", "art_1", "art_1"]
    assert len(lives) == 4


def test_pairs_that_nobody_aligned_are_named_oldest_first(database: Database) -> None:
    made = Instrument(database)
    first, second, third = made.drafts
    wanted = ((first, second), (second, third))
    assert database.read_here(pairs_to_align, made.id) == wanted
    made.align()
    assert database.read_here(pairs_to_align, made.id) == ()


def test_places_that_are_none_are_not_found(instrument: Instrument) -> None:
    for draft, path in ((instrument.drafts[0], "art_9"), (999, "art_1")):
        with pytest.raises(NotFound):
            instrument.history(draft, path, instrument.ana)
    with pytest.raises(NotFound):
        instrument.database.read_here(show_lives, instrument.sheets, 999, instrument.ana)
