"""Transactions: all or nothing, durable, and patient with other programs."""

import asyncio
import sqlite3
import traceback
from collections.abc import Iterator
from threading import Timer

import psycopg
import pytest
from sqlalchemy import insert, make_url
from sqlalchemy.exc import IntegrityError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.drafts import earlier
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Conflict, Invalid, StorageFull, StorageReadOnly, StorageUnavailable


def add_instrument(records: Records, title: str) -> int:
    return records.instruments.add(title, "", None)


def titles(database: Database) -> list[str]:
    return [each.title for each in database.read_here(lambda records: records.instruments.every())]


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url, patience=0.2)
    yield opened
    opened.close()


@pytest.fixture
def other_program(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """A second connection to the same file that may be used from a timer's thread."""
    path = make_url(sqlite_url).database
    assert path
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    yield connection
    connection.close()


def test_write_that_fails_keeps_nothing(database: Database) -> None:
    def add_and_fail(records: Records) -> None:
        add_instrument(records, "half")
        raise Conflict("no")

    with pytest.raises(Conflict):
        database.write_here(add_and_fail)
    assert titles(database) == []


def test_every_row_of_a_transaction_carries_its_time(database: Database) -> None:
    def add_two(records: Records) -> tuple[str, set[str]]:
        add_instrument(records, "one")
        add_instrument(records, "two")
        return records.now, {each.created_at for each in records.instruments.every()}

    now, times = database.write_here(add_two)
    assert times == {now}
    assert now.endswith("Z")


async def test_simultaneous_writes_are_all_kept(database: Database) -> None:
    await asyncio.gather(*(database.write(add_instrument, str(number)) for number in range(40)))
    assert sorted(titles(database), key=int) == [str(number) for number in range(40)]


async def test_reads_see_what_was_written_before(database: Database) -> None:
    added = await database.write(add_instrument, "Budapest")
    for read in (database.read, database.read_long):
        assert (await read(lambda records: records.instruments.get(added))).title == "Budapest"


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(StorageReadOnly):
        database.read_here(add_instrument, "sneaked in")
    assert titles(database) == []


def test_error_of_a_statement_names_no_value_that_somebody_wrote(database: Database) -> None:
    def break_a_constraint(records: Records) -> None:
        words = "the secret words of a rationale"
        assert isinstance(records, SqlRecords)
        records.connection.execute(insert(earlier), {"noun": words, "subject_id": 1, "version": 1})

    with pytest.raises(IntegrityError) as caught:
        database.write_here(break_a_constraint)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


def test_read_sees_one_moment_while_others_write(database: Database) -> None:
    def count_twice(records: Records) -> tuple[int, int]:
        before = len(records.instruments.every())
        database.write_here(add_instrument, "meanwhile")
        return before, len(records.instruments.every())

    assert database.read_here(count_twice) == (0, 0)
    assert titles(database) == ["meanwhile"]


def test_number_beyond_every_column_is_refused(database: Database) -> None:
    with pytest.raises(Invalid):
        database.read_here(lambda records: records.instruments.get(10**30))


def test_write_waits_until_another_program_is_done(
    sqlite_url: str, other_program: sqlite3.Connection
) -> None:
    patient = Database(sqlite_url, patience=20)
    other_program.execute("BEGIN IMMEDIATE")
    release = Timer(0.2, other_program.execute, ["COMMIT"])
    release.start()
    patient.write_here(add_instrument, "late")
    release.join()
    assert titles(patient) == ["late"]
    patient.close()


def test_storage_that_stays_busy_is_said_clearly_and_recovers(
    sqlite: Database, other_program: sqlite3.Connection
) -> None:
    other_program.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="busy with other work"):
        sqlite.write_here(add_instrument, "refused")
    other_program.execute("COMMIT")
    sqlite.write_here(add_instrument, "kept")
    assert titles(sqlite) == ["kept"]


def test_readers_go_on_while_another_program_writes(
    sqlite: Database, other_program: sqlite3.Connection
) -> None:
    other_program.execute("BEGIN IMMEDIATE")
    assert titles(sqlite) == []
    other_program.execute("COMMIT")


def test_full_disk_is_said_and_nothing_is_lost(sqlite: Database) -> None:
    sqlite.write_here(add_instrument, "before")

    def fill(records: Records) -> None:
        connection = records.connection  # type: ignore[attr-defined]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        add_instrument(records, "x" * 1_000_000)

    with pytest.raises(StorageFull, match="full"):
        sqlite.write_here(fill)
    assert titles(sqlite) == ["before"]


def test_damaged_file_is_said(tmp_path: object, sqlite_url: str) -> None:
    path = make_url(sqlite_url).database
    assert path
    with open(path, "wb") as file:  # noqa: PTH123  (the path is a text here)
        file.write(b"this is no database " * 500)
    damaged = Database(sqlite_url, patience=0)
    with pytest.raises(StorageUnavailable, match="damaged"):
        titles(damaged)
    damaged.close()


def test_unreachable_server_is_said() -> None:
    away = Database("postgresql://nobody@/nothing?host=/nonexistent", patience=0)
    with pytest.raises(StorageUnavailable, match="cannot be reached"):
        titles(away)
    away.close()


def test_restarted_server_is_not_noticed(postgresql_url: str) -> None:
    database = Database(postgresql_url, patience=5)
    database.write_here(add_instrument, "before")
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    database.write_here(add_instrument, "after")
    assert titles(database) == ["after", "before"]
    database.close()


def test_sqlite_is_durable_and_holds_references(sqlite: Database) -> None:
    def pragmas(records: Records) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        connection = records.connection  # type: ignore[attr-defined]
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert sqlite.write_here(pragmas) == ["wal", 2, 1]  # 2 is FULL
