"""Bring a database's tables to the state this version of the program expects."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.engines import is_sqlite, open_migration_engine
from salvaguarda.adapters.db.failures import failure_of
from salvaguarda.domain.errors import StorageUnavailable

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_252_182_301  # any number; two services starting at once upgrade one after the other

logging.getLogger("alembic").setLevel(logging.WARNING)


def upgrade(url: str) -> str:
    """Run the missing migrations; returns the revision reached. StorageUnavailable when the storage cannot be used."""
    with _connected(url) as (connection, config):
        if current_revision(connection) != newest_revision():
            _refuse_newer(connection, config)
            command.upgrade(config, "head")
    return newest_revision()


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to `revision` ("base" for none)."""
    with _connected(url) as (_, config):
        command.downgrade(config, revision)


def current_revision(connection: Connection) -> str | None:
    """The revision the tables are in; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str:
    """The revision this version of the program expects."""
    return ScriptDirectory(str(_FOLDER)).get_current_head() or ""


def _refuse_newer(connection: Connection, config: Config) -> None:
    revision = current_revision(connection)
    if revision is None:
        return
    try:
        ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError as error:
        raise StorageUnavailable(
            f"This database was written by a newer version of Salvaguarda (it is at {revision}). "
            "Install that version, or point to another database."
        ) from error


@contextmanager
def _connected(url: str) -> Iterator[tuple[Connection, Config]]:
    engine = open_migration_engine(url)
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            if not is_sqlite(url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config.attributes["connection"] = connection
            yield connection, config
            _check_references(connection)
    except DBAPIError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure.error from error
    finally:
        engine.dispose()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageUnavailable(
            f"The upgrade would break {len(broken)} references, so it was undone. Report this."
        )
