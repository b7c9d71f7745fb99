"""A run followed live: server-sent events, for as long as it runs and its reader is signed in."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
from litestar.response.sse import ServerSentEventMessage

from salvaguarda.application.find_session import who_is_still_here
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.show_runs import RunView, show_run
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.progress import ENDED
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_runs import present_run

PAUSE = 0.25
"""Seconds between two events at least."""
_QUICK = 8
"""So many watchers are told that often. More are told less often, so that the storage looks 32 times a second at most."""
LOOK = 1.0
"""Seconds after which a run is looked at although nothing was told: another process may be the one that asks."""
HEARTBEAT = 15.0
"""Seconds without an event after which a comment shows that the line is open; proxies close silent ones."""


async def run_events(
    parts: Parts, run_id: int, person: Person, key_sha256: str
) -> AsyncIterator[ServerSentEventMessage]:
    """An event "run" with the RunOut at once and after every change; ends with the run, the session or the process.

    key_sha256: of the session or API token that watches; it is looked up again before every event.
    """
    parts.news.watching += 1
    try:
        async for message in _messages(parts, run_id, person, key_sha256):
            yield message
    finally:
        parts.news.watching -= 1


async def _messages(
    parts: Parts, run_id: int, person: Person, key_sha256: str
) -> AsyncIterator[ServerSentEventMessage]:
    loop = asyncio.get_running_loop()
    sent, sent_at = b"", 0.0
    while not parts.news.changes.ended:
        heard = parts.news.changes.rung
        view = await parts.database.read(_look, run_id, person, key_sha256)
        if view is None:
            return
        now = msgspec.json.encode(present_run(view, None))
        if now != sent:
            sent, sent_at = now, loop.time()
            yield ServerSentEventMessage(data=now.decode(), event="run", id=view.run.version)
        elif loop.time() - sent_at >= HEARTBEAT:
            sent_at = loop.time()
            yield ServerSentEventMessage(comment="still here", data=None)
        if has_ended(view):
            return
        await asyncio.sleep(PAUSE * max(1.0, parts.news.watching / _QUICK))
        await parts.news.changes.after(heard, LOOK)


def has_ended(view: RunView) -> bool:
    """Whether nothing about it changes any more: it ended, and nothing is being answered."""
    return view.run.state in ENDED and not view.standing.asked


def _look(records: Records, run_id: int, person: Person, key_sha256: str) -> RunView | None:
    """The run; None when the session or API token has ended."""
    still = who_is_still_here(records, key_sha256)
    if still is None or still.id != person.id:
        return None
    return show_run(records, run_id, person)
