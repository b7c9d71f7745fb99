"""Change a pending reading: read it in another way, mend it, discard it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from salvaguarda.application.keep_reading import kept_until
from salvaguarda.application.ports.readings import PendingReading, ReadingState, TimedMend
from salvaguarda.application.ports.records import Records
from salvaguarda.application.show_reading import ShownReading, load_reading, mended
from salvaguarda.domain.errors import Conflict, Stale, Unreadable
from salvaguarda.domain.mending.mends import Mend
from salvaguarda.domain.reading.lines import ReadingOptions


def choose_options(
    records: Records, reading_id: str, person_id: int, version: int, options: ReadingOptions
) -> PendingReading:
    """Let it be read again in another way; its mends are dropped. Stale when it is not at this version any more."""
    now = records.readings.get(reading_id, person_id)
    if not records.readings.choose(reading_id, version, options, kept_until(records.now)):
        raise _stale(now)
    return records.readings.get(reading_id, person_id)


def load_for_mending(records: Records, reading_id: str, person_id: int, version: int) -> ShownReading:
    """The reading that somebody mended at this version; Stale when it is at another, Conflict when it is not ready."""
    shown = load_reading(records, reading_id, person_id)
    if shown.reading.version != version:
        raise _stale(shown.reading)
    refuse_unready(shown)
    return shown


def refuse_unready(shown: ShownReading) -> None:
    """Return when the reading is ready; Conflict otherwise."""
    if shown.reading.state is ReadingState.FAILED:
        raise Conflict("This file could not be read, so there is nothing to mend or import. Discard it.")
    if shown.draft is None:
        raise Conflict("This file is still being read. Wait until it is ready.")


def with_mends(shown: ShownReading, mends: Sequence[Mend]) -> ShownReading:
    """The reading with this list of mends applied; those that it begins with as before keep their time.

    Raises Invalid that names the place of a mend that does not fit.
    """
    pairs = zip(shown.reading.mends, mends, strict=False)
    same = tuple(kept for kept, _ in takewhile(lambda pair: pair[0].mend == pair[1], pairs))
    timed = (*same, *(TimedMend(each, shown.loaded_at) for each in mends[len(same) :]))
    return mended(replace(shown, reading=replace(shown.reading, mends=timed)))


def keep_mends(records: Records, shown: ShownReading) -> int:
    """Keep the mends of a reading that was mended at its version; the new version. Stale when that is another by now."""
    reading = shown.reading
    now = records.readings.get(reading.id, reading.person_id)
    if not records.readings.mend(reading.id, reading.version, reading.mends, kept_until(records.now)):
        raise _stale(now)
    return reading.version + 1


def failure_of(records: Records, reading_id: str, person_id: int) -> Unreadable | None:
    """Why it could not be read; None when it could, or is not read yet."""
    return records.readings.get(reading_id, person_id).problem


def discard_reading(records: Records, reading_id: str, person_id: int) -> None:
    """Forget it and its file; NotFound when it is not this person's."""
    records.readings.get(reading_id, person_id)
    records.readings.remove(reading_id)


def _stale(reading: PendingReading) -> Stale:
    """Without what it is now: that takes a moment for long texts, and nothing here may hold up other people's saves."""
    return Stale("reading", None, reading.version)
