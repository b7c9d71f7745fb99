"""Engines: how connections to SQLite and PostgreSQL are opened."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

_BUSY_SECONDS = 5


def is_sqlite(url: str) -> bool:
    """Whether the address names an SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def open_engine(
    url: str,
    *,
    writes: bool,
    connections: int = 1,
    foreign_keys: bool = True,
    busy_seconds: float = _BUSY_SECONDS,
) -> Engine:
    """An engine for `connections` threads.

    writes: False for connections that cannot. busy_seconds: how long SQLite itself waits for another program.
    """
    if is_sqlite(url):
        return _sqlite(url, writes=writes, foreign_keys=foreign_keys, busy_seconds=busy_seconds)
    return _postgresql(url, writes=writes, connections=connections)


def _postgresql(url: str, *, writes: bool, connections: int) -> Engine:
    read_only = "" if writes else " -c default_transaction_read_only=on"
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=connections,
        max_overflow=0,
        # A read sees one moment whatever the number of its statements, as on SQLite. Writes see each other's commits:
        # their statements are conditional ("where the version is still 3"), or lock what they are about to change.
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        hide_parameters=True,
        # Compiling (jit) the rule of who sees whose score takes seconds, for a statement that runs a tenth of one.
        connect_args={"connect_timeout": 10, "options": f"-c timezone=UTC -c jit=off{read_only}"},
    )


def _sqlite(url: str, *, writes: bool, foreign_keys: bool, busy_seconds: float) -> Engine:
    # A deferred transaction that writes fails at once with "database is locked" when somebody else wrote meanwhile.
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    engine = create_engine(
        make_url(url).set(drivername="sqlite+pysqlite"),
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # errors are logged, and their values are what people wrote
        connect_args={"check_same_thread": False, "timeout": busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own transactions lose updates; ours are explicit
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # an acknowledged score survives a power cut
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA cache_size=-32000")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Directly on the driver: through SQLAlchemy this one statement costs as much as a small insert.
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute(begin)
        except sqlite3.Error as error:
            raise OperationalError(begin, None, error) from error

    return engine


def open_migration_engine(url: str) -> Engine:
    """One connection that changes tables; SQLite rebuilds tables, which foreign keys would turn into deletions."""
    if is_sqlite(url):
        return open_engine(url, writes=True, foreign_keys=False)
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool, hide_parameters=True
    )
