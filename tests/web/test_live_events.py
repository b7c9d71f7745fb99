"""Following an assessment live, on both databases: in order, without gaps, no longer than the reader may."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import is_sqlite
from salvaguarda.adapters.db.event_wakes import EventWakes
from salvaguarda.application.live_news import LiveNews
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import key_hash, start_session
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.live_events import live_events
from tests.assessing import World, make_world, rate, sheets

SHEETS = sheets()
CELL = ("art_3", "legality")


@dataclass
class Live:
    """A process that serves `database`, in which Ben follows the old assessment."""

    database: Database
    news: LiveNews
    world: World
    ben: Person
    key: str

    def follow(self, seen: int | None = None) -> AsyncIterator[Any]:
        parts = SimpleNamespace(database=self.database, live=self.news)
        return live_events(parts, self.world.old, self.ben, key_hash(self.key), seen)  # type: ignore[arg-type]

    def save(self, database: Database, person: int, rating: Rating, version: int = 0) -> None:
        database.write_here(
            lambda records: rate(records, SHEETS, self.world.old, CELL, person, rating, version=version)
        )


@pytest.fixture
def live(database: Database) -> Iterator[Live]:
    def make(records: Records) -> tuple[World, Person, str]:
        world = make_world(records)
        started = start_session(records, world.ben, 1, Visit(SignInMethod.PASSWORD))
        return world, records.people.get(world.ben), started.key

    made = Live(database, LiveNews(), *database.write_here(make))
    database.tell(made.news.heard)
    yield made
    made.news.end()


async def next_of(stream: AsyncIterator[Any]) -> tuple[str, int, dict[str, Any]]:
    message = await asyncio.wait_for(anext(stream), 20)
    return message.event, message.id, json.loads(message.data)


async def test_what_happens_arrives_in_order_and_nothing_is_missed_after_a_reconnect(live: Live) -> None:
    live.news.begin()
    stream = live.follow()
    assert (await next_of(stream))[0] == "ready"
    live.save(live.database, live.world.cleo, Rating.MET)
    kind, seen, told = await next_of(stream)
    assert (kind, told["subject"]) == ("score_saved", {"criterion": CELL[1], "path": CELL[0]})
    await stream.aclose()  # type: ignore[attr-defined]
    assert live.news.watching == 0
    live.save(live.database, live.world.cleo, Rating.PARTLY, version=1)
    again = live.follow(seen)
    assert [(await next_of(again))[:2] for _ in range(2)] == [("score_saved", seen + 1), ("ready", seen + 1)]


async def test_nobody_is_told_who_scored_or_that_scores_they_may_not_see_differ(live: Live) -> None:
    live.news.begin()
    live.save(live.database, live.world.ana, Rating.MET)
    live.save(live.database, live.world.cleo, Rating.NOT_MET)
    hidden = live.follow(0)
    told = [await next_of(hidden) for _ in range(3)]
    # A gap in the numbers beside a score would tell what it made.
    assert [(kind, seq) for kind, seq, _ in told] == [("score_saved", 1), ("score_saved", 2), ("ready", 2)]
    assert all(set(each) <= {"seq", "kind", "at", "subject"} for _, _, each in told)
    live.save(live.database, live.world.ben, Rating.MET)
    shown = [await next_of(live.follow(2)) for _ in range(1)]
    assert shown[0][0] == "conflict_found"


async def test_whoever_missed_too_much_is_told_to_look_at_everything(live: Live) -> None:
    def much(records: Records) -> None:
        for number in range(201):
            records.events.add(live.world.old, EventKind.RUN_CHANGED, None, run=number)

    live.database.write_here(much)
    for seen in (0, 9_999):  # for long away; a backup was restored
        stream = live.follow(seen)
        assert [(await next_of(stream))[:2] for _ in range(2)] == [("missed", 201), ("ready", 201)]


async def test_stream_ends_with_the_session_and_with_the_process(live: Live) -> None:
    live.news.begin()
    stream = live.follow()
    assert (await next_of(stream))[0] == "ready"
    live.database.write_here(lambda records: records.sessions.end_all(live.world.ben))
    live.save(live.database, live.world.cleo, Rating.MET)
    with pytest.raises(StopAsyncIteration):
        await next_of(stream)
    live.news.end()
    with pytest.raises(StopAsyncIteration):
        await next_of(live.follow())


async def test_events_of_another_process_wake_those_who_follow_here(live: Live, database_url: str) -> None:
    live.news.begin()
    if is_sqlite(database_url):
        pytest.skip("one process serves an SQLite file")
    other = Database(database_url, patience=2)
    listening = asyncio.Event()
    loop = asyncio.get_running_loop()

    def heard(assessments: frozenset[int] | None) -> None:
        if assessments is None:
            loop.call_soon_threadsafe(listening.set)
        else:
            live.news.heard(assessments)

    wakes = EventWakes(database_url, heard)
    wakes.start()
    try:
        await asyncio.wait_for(listening.wait(), 20)
        with live.news.watch(live.world.old) as bell:
            before = bell.rung
            live.save(other, live.world.cleo, Rating.MET)
            assert await bell.after(before, 20) > before
    finally:
        wakes.close()
        other.close()
