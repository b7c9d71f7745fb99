"""One connection listens for what other processes keep, and comes back when it was lost. PostgreSQL only."""

from queue import Queue

from sqlalchemy import text

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import open_engine
from salvaguarda.adapters.db.event_wakes import EventWakes
from salvaguarda.domain.events import EventKind

END_LISTENERS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"


def test_lost_connection_comes_back_and_everybody_looks_anew(postgresql_url: str) -> None:
    heard: Queue[frozenset[int] | None] = Queue()
    database = Database(postgresql_url, patience=2)
    engine = open_engine(postgresql_url, writes=True)
    wakes = EventWakes(postgresql_url, heard.put)
    wakes.start()
    try:
        assert heard.get(timeout=20) is None
        with engine.begin() as connection:
            assert connection.execute(text(END_LISTENERS)).scalar_one() == 1
        assert heard.get(timeout=20) is None
        database.write_here(lambda records: records.events.add(7, EventKind.SETTINGS_CHANGED, None))
        assert heard.get(timeout=20) == frozenset({7})
    finally:
        wakes.close()
        engine.dispose()
        database.close()
