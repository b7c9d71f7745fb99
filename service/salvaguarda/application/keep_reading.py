"""Keep a file that was sent until it is imported or discarded, for a day at most."""

import secrets
from datetime import datetime, timedelta

from salvaguarda.application.ports.readings import NewReading, PendingReading, Usage
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Conflict, StorageFull
from salvaguarda.domain.reading.lines import ReadingOptions

MOST_READINGS = 20
"""How many files of one person wait at the same time."""
MOST_BYTES = 250 * 1024 * 1024
"""How many bytes of one person's files wait at the same time."""
MOST_BYTES_OF_ALL = 4 * 1024 * 1024 * 1024
KEPT = timedelta(days=1)


def kept_until(now: str) -> str:
    """Until when a reading used at `now` is kept, as UTC text."""
    return (datetime.fromisoformat(now) + KEPT).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def keep_reading(
    records: Records, person_id: int, name: str, content: bytes, options: ReadingOptions
) -> PendingReading:
    """Keep a file that waits to be read. Conflict when this person has too many, StorageFull when all together have."""
    readings = records.readings
    readings.forget_old()
    own = readings.usage(person_id)
    if own.readings >= MOST_READINGS or own.size + len(content) > MOST_BYTES:
        raise Conflict(_too_many(own))
    if readings.usage().size + len(content) > MOST_BYTES_OF_ALL:
        raise StorageFull(
            "Too many files wait to be imported on this service. Nothing was stored: discard those you do not need, "
            "or try again later.",
            retry_after=600,
        )
    new = NewReading(secrets.token_urlsafe(12), person_id, name, content, options)
    readings.add(new, kept_until(records.now))
    return readings.get(new.id, person_id)


def _too_many(own: Usage) -> str:
    return (
        f"You have {own.readings} files ({own.size / 1024 / 1024:.0f} MB) that wait to be imported; at most "
        f"{MOST_READINGS} ({MOST_BYTES // 1024 // 1024} MB) can. Import or discard some of them first."
    )
