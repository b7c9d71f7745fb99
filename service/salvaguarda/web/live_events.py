"""An assessment followed live: server-sent events, for as long as its reader is signed in and may read it."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
from litestar.response.sse import ServerSentEventMessage

from salvaguarda.application.follow_events import News, follow_events
from salvaguarda.application.suggesting.news import Bell
from salvaguarda.domain.events import Event
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.schemas.record import EventOut

PAUSE = 0.25
"""Seconds between two looks at least: what happens in between is told together."""
LOOK = 5.0
"""Seconds after which it is looked although nobody called: a wake-up of another process may have been lost."""
HEARTBEAT = 15.0
"""Seconds without an event after which a comment shows that the line is open; proxies close silent ones."""


async def live_events(
    parts: Parts, assessment_id: int, person: Person, key_sha256: str, seen: int | None
) -> AsyncIterator[ServerSentEventMessage]:
    """First "ready" with the number of the newest event; then each event; "missed" when there were too many to tell.

    seen: the last event that the reader was told of; None for none. key_sha256: of the session that follows.
    """
    with parts.live.watch(assessment_id) as bell:
        async for message in _messages(parts, (assessment_id, person, key_sha256), seen, bell):
            yield message


async def _messages(
    parts: Parts, who: tuple[int, Person, str], seen: int | None, bell: Bell
) -> AsyncIterator[ServerSentEventMessage]:
    loop = asyncio.get_running_loop()
    sent_at, ready = 0.0, False
    while not parts.live.ended:
        heard = bell.rung
        news = await parts.database.read(follow_events, *who, seen)
        if news is None:
            return
        messages = list(_said(news, ready=ready))
        for message in messages:
            yield message
        if messages:
            sent_at = loop.time()
        elif loop.time() - sent_at >= HEARTBEAT:
            sent_at = loop.time()
            yield ServerSentEventMessage(comment="still here", data=None)
        seen, ready = news.newest, True
        await asyncio.sleep(PAUSE)
        await bell.after(heard, LOOK)


def _said(news: News, *, ready: bool) -> list[ServerSentEventMessage]:
    told = [
        ServerSentEventMessage(data=_data(event), event=event.kind.value, id=event.seq)
        for event in news.events
    ]
    if news.missed:
        told.append(ServerSentEventMessage(data="{}", event="missed", id=news.newest))
    if not ready:
        told.append(ServerSentEventMessage(data="{}", event="ready", id=news.newest))
    return told


def _data(event: Event) -> str:
    shown = EventOut(seq=event.seq, kind=event.kind.value, at=event.at, subject=dict(event.subject))
    return msgspec.json.encode(shown).decode()
