"""Whoever mends a reading too late gets how it is by now."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from anyio import to_thread

from salvaguarda.application.show_reading import ShownReading, load_reading, mended
from salvaguarda.domain.errors import Stale
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_readings import present_mended


@asynccontextmanager
async def told_when_late(parts: Parts, reading_id: str, person_id: int) -> AsyncIterator[None]:
    """Give a Stale raised inside the reading as it is now; long texts take a moment, which holds up nobody else."""
    try:
        yield
    except Stale:
        shown = await parts.database.read_long(load_reading, reading_id, person_id)
        now = await to_thread.run_sync(_encoded, shown, limiter=parts.slow_work)
        raise Stale("reading", now, shown.reading.version) from None


def _encoded(shown: ShownReading) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(present_mended(mended(shown), shown.reading.version)))
