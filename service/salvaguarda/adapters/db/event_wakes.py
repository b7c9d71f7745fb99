"""Hears of events that other processes kept in the same PostgreSQL: one connection that listens, with reconnect.

SQLite has one process that serves, and needs none of this; bootstrap loads it for PostgreSQL only. What is lost while the connection is broken is not missed:
whoever follows an assessment looks by itself every few seconds, and at everything anew once it is there again.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy import make_url

from salvaguarda.adapters.db.records.events import CHANNEL

_LONGEST = 1.0
"""Seconds that one wait for a message takes."""
_PARTING = 2 * _LONGEST
"""Seconds that closing may take: an attempt to connect takes longer, and goes with the process."""
_PAUSE = (1.0, 30.0)
"""Seconds before the first and, doubled each time, before later attempts to connect again, at most."""

Heard = Callable[[frozenset[int] | None], None]
"""Called with the assessments of which events were kept; None when some may have been missed."""


class EventWakes:
    """Listens on a thread of its own, from `start` to `close`."""

    def __init__(self, url: str, heard: Heard) -> None:
        self._address = make_url(url).render_as_string(hide_password=False)
        self._heard = heard
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen."""
        self._thread = threading.Thread(target=self._listen, name="event-wakes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(_PARTING)

    def _listen(self) -> None:
        pause = _PAUSE[0]
        while not self._closing.is_set():
            with (
                suppress(psycopg.Error),
                psycopg.connect(self._address, autocommit=True, connect_timeout=10) as connection,
            ):
                connection.execute(f"LISTEN {CHANNEL}")
                self._heard(None)  # what was kept before is not told here
                pause = _PAUSE[0]
                self._hear(connection)
            self._closing.wait(pause)
            pause = min(2 * pause, _PAUSE[1])

    def _hear(self, connection: psycopg.Connection) -> None:
        while not self._closing.is_set():
            named = {notify.payload for notify in connection.notifies(timeout=_LONGEST, stop_after=1)}
            told = frozenset(int(payload) for payload in named if payload.isdecimal())
            if told:
                self._heard(told)
