"""Backups: one SQLite file, whichever database it was made from, so that it can be restored into either.

SQLite is copied by its online backup API: one consistent moment, while the service goes on. PostgreSQL is read in one
repeatable-read transaction. Sessions are left out: whoever gets hold of a backup is nobody's browser. So are pending
readings: they are gone after a day anyway; and what is on its way: sign-ins, links to set a new password.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, Table, create_engine, func, insert, make_url, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from salvaguarda.adapters.db.engines import is_sqlite, open_migration_engine
from salvaguarda.adapters.db.failures import failure_of
from salvaguarda.adapters.db.tables import metadata
from salvaguarda.adapters.db.tables.accounts import (
    known_browser,
    pending_sign_in,
    reset_link,
    sign_in_failure,
)
from salvaguarda.adapters.db.tables.people import person, session
from salvaguarda.adapters.db.tables.readings import reading, reading_cut, reading_source
from salvaguarda.adapters.db.upgrade import current_revision, newest_revision, upgrade
from salvaguarda.domain.errors import Conflict, Problem, StorageReadOnly, StorageUnavailable, Unreadable

_BATCH = 500
_PASSING = (
    *(session, known_browser, pending_sign_in, reset_link, sign_in_failure),
    *(reading_source, reading_cut, reading),  # what refers to another before it
)
Progress = Callable[[str], None]
"""Called with the name of each table that is copied."""


def backup(url: str, target: Path, progress: Progress = lambda _: None) -> None:
    """Write everything kept at `url` to the new file `target`, readable by its owner only.

    Conflict when the file exists; StorageUnavailable when the database cannot be read or is at another revision.
    """
    if target.exists():
        raise Conflict(f"{target} exists already. Choose another name, or move it away first.")
    with _made_whole(target) as part:
        if is_sqlite(url):
            progress("everything")
            _copy_sqlite(_file_of(url), part)
        else:
            _dump(url, part, progress)
        _forget_passing(part)


@contextmanager
def _made_whole(target: Path) -> Iterator[Path]:
    """A private file that becomes `target` in one step at the end; nothing of it is left when that fails."""
    part = target.with_name(f".{target.name}.part")
    try:
        for file in _files_of(part):
            file.unlink(missing_ok=True)
        part.touch(mode=0o600)
        yield part
        part.rename(target)
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise StorageUnavailable(
            f"{target} could not be made ({why}). Choose another place, or free some room."
        ) from error
    finally:
        with suppress(OSError):
            for file in _files_of(part):
                file.unlink(missing_ok=True)


def _files_of(database: Path) -> list[Path]:
    """An SQLite database and what may stand beside it. What stands beside belongs to it: another one is ruined by it."""
    return [database.with_name(database.name + end) for end in ("", "-wal", "-shm", "-journal")]


def restore(url: str, source: Path, progress: Progress = lambda _: None) -> None:
    """Fill the empty storage at `url` from a backup, and bring its tables to this version's state.

    Unreadable when `source` is no backup; Conflict when something is kept at `url` already: nothing is overwritten.
    """
    check_backup(source)
    if is_sqlite(url):
        target = _file_of(url)
        for file in _files_of(target):
            if file.exists():
                raise Conflict(f"{file} exists already, and restoring never overwrites. Move it away first.")
        _make_folder(target.parent)
        progress("everything")
        with _made_whole(target) as part:
            _copy_sqlite(source, part)
            upgrade(f"sqlite:///{part}")
        return
    _fill(url, source, progress)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageReadOnly(
            f"The data folder {folder} cannot be made ({error.strerror}). Choose another one."
        ) from error


def check_backup(source: Path) -> None:
    """Return when the file is a whole backup of a version this program knows; Unreadable otherwise."""
    if not source.is_file():
        raise _no_backup(source, "There is no such file.")
    try:
        connection = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise _no_backup(
            source, "It is not a backup made by `salvaguarda backup`, or it is damaged."
        ) from error
    if verdict != "ok" or len(revisions) != 1:
        raise _no_backup(source, "It is damaged.")


def _no_backup(source: Path, what: str) -> Unreadable:
    return Unreadable(
        f"{source} cannot be restored: {what}", [Problem(str(source), what, "Choose another file.")]
    )


def _file_of(url: str) -> Path:
    return Path(make_url(url).database or "")


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StorageUnavailable(
            f"There is nothing to back up: {source} does not exist. Start the service once."
        )
    try:
        reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        writing = sqlite3.connect(target, isolation_level=None)
        try:
            reading.backup(writing)  # all pages in one step: one moment, and writers are not held up (WAL)
            writing.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        finally:
            reading.close()
            writing.close()
    except sqlite3.Error as error:
        raise StorageUnavailable(f"The database could not be copied ({error}). Is the disk full?") from error


def _forget_passing(part: Path) -> None:
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        for table in _PASSING:
            connection.execute(f"DELETE FROM {table.name}")  # noqa: S608  (a table's own name)
        connection.execute("VACUUM")
    finally:
        connection.close()


def _dump(url: str, part: Path, progress: Progress) -> None:
    source = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        poolclass=NullPool,
    )
    upgrade(f"sqlite:///{part}")
    target = open_migration_engine(f"sqlite:///{part}")
    with _translated(source, target), source.begin() as reading, target.begin() as writing:
        if current_revision(reading) != newest_revision():
            raise StorageUnavailable(
                "The tables are not in this version's state. Run `salvaguarda db upgrade` first."
            )
        _copy_rows(reading, writing, progress)


def _fill(url: str, source: Path, progress: Progress) -> None:
    upgrade(url)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        _copy_sqlite(source, copy)  # the backup itself stays as it is, also when it is of an older version
        upgrade(f"sqlite:///{copy}")
        reader, target = open_migration_engine(f"sqlite:///{copy}"), open_migration_engine(url)
        with _translated(reader, target), reader.begin() as reading, target.begin() as writing:
            if writing.execute(select(person.c.id).limit(1)).first():
                raise Conflict(
                    "This database is in use already, and restoring never overwrites. Make an empty one."
                )
            names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
            writing.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            _copy_rows(reading, writing, progress)
            _set_sequences(writing)


class _translated:  # noqa: N801  (reads as a word in a with statement)
    """Drivers' errors become ours; both engines are closed at the end."""

    def __init__(self, *engines: Engine) -> None:
        self._engines = engines

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        for engine in self._engines:
            engine.dispose()
        if isinstance(error, DBAPIError) and (failure := failure_of(error)):
            raise failure.error from error


def _copied_tables() -> Iterable[Table]:
    return (table for table in metadata.sorted_tables if table not in _PASSING)


def _copy_rows(reading: Connection, writing: Connection, progress: Progress) -> None:
    for table in _copied_tables():
        progress(table.name)
        own = [each.parent for each in table.foreign_keys if each.column.table is table]
        later: list[dict[str, object]] = []
        rows = reading.execution_options(yield_per=_BATCH).execute(select(table))
        for batch in rows.mappings().partitions(_BATCH):
            # A row may refer to another of its own table that is not there yet: such references come last.
            later += [dict(row) for row in batch if any(row[column.name] is not None for column in own)]
            writing.execute(
                insert(table), [{**row, **{column.name: None for column in own}} for row in batch]
            )
        for row in later:
            key = [column == row[column.name] for column in table.primary_key.columns]
            writing.execute(
                update(table).where(*key).values({column.name: row[column.name] for column in own})
            )


def _set_sequences(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        newest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, newest, False)))
