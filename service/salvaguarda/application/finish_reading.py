"""Keep what reading a file came to."""

from salvaguarda.application.ports.readings import PendingReading
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.errors import Unreadable


def finish_reading(records: Records, reading: PendingReading, outcome: DraftReading | Unreadable) -> None:
    """Keep it, unless the reading was discarded or is to be read in another way meanwhile."""
    records.readings.finish(reading.id, reading.version, outcome)
