"""Pending readings as they are kept, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.tables.drafts import draft_mend
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.change_reading import choose_options, keep_mends, load_for_mending, with_mends
from salvaguarda.application.keep_reading import keep_reading
from salvaguarda.application.ports.drafts import NewDraft
from salvaguarda.application.ports.readings import PendingReading, ReadingState, TimedMend, Usage
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_draft import read_draft
from salvaguarda.application.show_reading import list_readings, load_reading
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.errors import NotFound, Problem, Stale, Unreadable
from salvaguarda.domain.mending.mends import Merge, SetAside, Split
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.lines import ReadingOptions, TextVersion

TEXT = "Article 1\nWords “of” it.\n\nArticle 2\n[Others] الكلمات 语.\n".encode()
OPTIONS = ReadingOptions()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(database_url: str, clock: Clock) -> Iterator[Database]:
    opened = Database(database_url, clock=clock, patience=2)
    for name in ("ana", "ben"):
        opened.write_here(lambda records, name: records.people.add(f"{name}@example.org", name, "hash"), name)
    yield opened
    opened.close()


def keep(database: Database, person_id: int = 1) -> PendingReading:
    return database.write_here(keep_reading, person_id, "a.txt", TEXT, OPTIONS)


def ready(database: Database) -> PendingReading:
    kept = keep(database)
    draft = read_draft(TEXT, "a.txt", read_document)
    assert database.write_here(lambda records: records.readings.finish(kept.id, 1, draft))
    return kept


def test_file_waits_until_it_is_read_and_comes_back_whole(timed: Database) -> None:
    kept = keep(timed)
    assert (kept.state, kept.version, kept.mends, kept.size) == (ReadingState.WAITING, 1, (), len(TEXT))
    assert timed.read_here(lambda records: records.readings.content(kept.id)) == TEXT
    assert timed.read_here(lambda records: records.readings.draft(kept.id)) is None
    draft = read_draft(TEXT, "a.txt", read_document)
    timed.write_here(lambda records: records.readings.finish(kept.id, 1, draft))
    shown = timed.read_here(load_reading, kept.id, 1)
    assert (shown.reading.state, shown.draft) == (ReadingState.READY, draft)


def test_why_it_cannot_be_read_is_kept(timed: Database) -> None:
    kept = keep(timed)
    error = Unreadable("It is odd.", [Problem("a.txt", "It is odd.", "Save it anew.")])
    timed.write_here(lambda records: records.readings.finish(kept.id, 1, error))
    problem = timed.read_here(load_reading, kept.id, 1).reading.problem
    assert problem is not None
    assert (problem.message, problem.problems) == (error.message, error.problems)


def test_only_whoever_sent_it_finds_it(timed: Database) -> None:
    kept = keep(timed)
    assert timed.read_here(list_readings, 2) == ()
    with pytest.raises(NotFound):
        timed.read_here(load_reading, kept.id, 2)


def test_it_is_forgotten_after_a_day_with_its_file(timed: Database, clock: Clock) -> None:
    kept = ready(timed)
    clock.now += timedelta(hours=25)
    with pytest.raises(NotFound):
        timed.read_here(load_reading, kept.id, 1)
    assert timed.read_here(lambda records: records.readings.usage()) == Usage(0, 0)
    timed.write_here(lambda records: records.readings.forget_old())
    with pytest.raises(NotFound):
        timed.read_here(lambda records: records.readings.content(kept.id))


def test_mending_keeps_it_for_another_day(timed: Database, clock: Clock) -> None:
    kept = ready(timed)
    clock.now += timedelta(hours=20)
    shown = with_mends(timed.read_here(load_for_mending, kept.id, 1, 1), [Merge("art_2")])
    assert timed.write_here(keep_mends, shown) == 2
    clock.now += timedelta(hours=20)
    assert timed.read_here(load_reading, kept.id, 1).reading.version == 2


def test_mends_keep_the_time_they_were_made_at(timed: Database, clock: Clock) -> None:
    kept = ready(timed)
    first, second = SetAside("x", lines=(0, 0)), Split("art_1", 5)
    timed.write_here(keep_mends, with_mends(timed.read_here(load_for_mending, kept.id, 1, 1), [first]))
    clock.now += timedelta(hours=1)
    shown = with_mends(timed.read_here(load_for_mending, kept.id, 1, 2), [first, Merge("art_2")])
    timed.write_here(keep_mends, shown)
    mends = timed.read_here(load_reading, kept.id, 1).reading.mends
    assert [each.mend for each in mends] == [first, Merge("art_2")]
    assert mends[0].at[11:13] == "12"
    assert mends[1].at[11:13] == "13"
    assert second not in [each.mend for each in mends]


def test_mends_of_an_older_version_are_stale_with_the_newer_ones(timed: Database) -> None:
    kept = ready(timed)
    mine = with_mends(timed.read_here(load_for_mending, kept.id, 1, 1), [Merge("art_2")])
    timed.write_here(keep_mends, mine)
    with pytest.raises(Stale) as caught:
        timed.write_here(keep_mends, mine)
    assert caught.value.version == 2
    with pytest.raises(Stale):
        timed.read_here(load_for_mending, kept.id, 1, 1)


def test_result_of_earlier_options_is_not_kept(timed: Database) -> None:
    kept = ready(timed)
    options = ReadingOptions(TextVersion.EARLIER, "en")
    again = timed.write_here(choose_options, kept.id, 1, 1, options)
    assert (again.state, again.version, again.options) == (ReadingState.WAITING, 2, options)
    late = read_draft(TEXT, "a.txt", read_document)
    assert not timed.write_here(lambda records: records.readings.finish(kept.id, 1, late))
    assert timed.read_here(lambda records: records.readings.draft(kept.id)) is None


def test_draft_keeps_marks_options_and_mends_for_ever(timed: Database) -> None:
    bracket = NegotiationMark(MarkKind.BRACKET, TextPart.TEXT, 0, 7, depth=1)
    article = Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, "1", text="[Words].", marks=(bracket,))

    def add(records: Records) -> int:
        instrument = records.instruments.add("Treaty", "", 1)
        mends = (TimedMend(Merge("art_2"), records.now), TimedMend(Split("art_1", 3, number=""), records.now))
        options = ReadingOptions(TextVersion.EARLIER)
        new = NewDraft(instrument, "First", "", None, "en", "docx", "a.docx", options, mends)
        return records.drafts.add(new, (article,), {"draft": "[Words].", "art_1": "[Words]."}, b"x", 1)

    draft_id = timed.write_here(add)
    kept = timed.read_here(lambda records: records.drafts.get(draft_id))
    assert (kept.mends, kept.options) == (2, ReadingOptions(TextVersion.EARLIER))
    assert timed.read_here(lambda records: records.drafts.provisions(draft_id)) == (article,)
    mends = timed.read_here(lambda records: records.drafts.mends(draft_id))
    assert [each.mend for each in mends] == [Merge("art_2"), Split("art_1", 3, number="")]
    assert mends[0].person.display_name == "ana"
    for statement in (update(draft_mend).values(position=7), delete(draft_mend)):
        with pytest.raises(DBAPIError, match="history stays"):
            timed.write_here(lambda records, wish: records.connection.execute(wish), statement)  # type: ignore[attr-defined]
