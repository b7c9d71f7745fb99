"""Show pending readings to the person who made them."""

from dataclasses import dataclass, replace

from salvaguarda.application.ports.readings import PendingReading
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.mending.mend import mend


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A pending reading. draft: as it was read and then mended; None until it is ready. loaded_at: when it was looked up."""

    reading: PendingReading
    draft: DraftReading | None
    loaded_at: str


def list_readings(records: Records, person_id: int) -> tuple[PendingReading, ...]:
    """A person's own, newest first."""
    return records.readings.of_person(person_id)


def load_reading(records: Records, reading_id: str, person_id: int) -> ShownReading:
    """The reading as it was cut, its mends not yet applied; NotFound when it is not this person's."""
    reading = records.readings.get(reading_id, person_id)
    return ShownReading(reading, records.readings.draft(reading_id), records.now)


def load_source(records: Records, reading_id: str) -> bytes:
    """The file that was sent; NotFound when it was discarded meanwhile."""
    return records.readings.content(reading_id)


def mended(shown: ShownReading) -> ShownReading:
    """The same with its mends applied. Pure; takes a moment for long texts. Raises Invalid for a mend that does not fit."""
    if shown.draft is None or not shown.reading.mends:
        return shown
    mends = [each.mend for each in shown.reading.mends]
    segmentation = mend(shown.draft.reading.lines, shown.draft.segmentation, mends)
    return replace(shown, draft=replace(shown.draft, segmentation=segmentation))
