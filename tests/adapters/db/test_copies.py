"""Backup and restore, from either database into either."""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select

from salvaguarda.adapters.db.copies import backup, restore
from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.tables import metadata
from salvaguarda.adapters.db.tables.accounts import known_browser, reset_link
from salvaguarda.adapters.db.tables.people import session
from salvaguarda.adapters.db.tables.readings import reading, reading_source
from salvaguarda.application.keep_reading import keep_reading
from salvaguarda.application.ports.drafts import NewDraft
from salvaguarda.application.ports.readings import TimedMend
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.reset_password import make_reset_link
from salvaguarda.application.start_session import start_session
from salvaguarda.bootstrap import publish_built_in_checklists
from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.errors import Conflict, StorageUnavailable, Unreadable
from salvaguarda.domain.mending.mends import Merge
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.lines import ReadingOptions
from salvaguarda.domain.signing_in import SignInMethod
from tests.postgresql import PrivateCluster

PASSING = (session, known_browser, reset_link, reading, reading_source)
Contents = dict[str, list[tuple[object, ...]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where nothing is kept yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored' / 'salvaguarda.db'}"
        return
    cluster: PrivateCluster = request.getfixturevalue("cluster")
    yield cluster.make("restored")
    cluster.drop("restored")


def fill(records: Records) -> None:
    publish_built_in_checklists(records)
    ana = records.people.add("ana@example.org", "Ana “Ñ” 𝕏", "hash", is_owner=True)
    start_session(records, ana.id, days=14, visit=Visit(SignInMethod.PASSWORD))
    make_reset_link(records, ana.id, by=None)
    keep_reading(records, ana.id, "waiting.txt", b"Article 1", ReadingOptions())
    instrument = records.instruments.add("Treaty", "", ana.id)
    bracket = NegotiationMark(MarkKind.BRACKET, TextPart.TEXT, 0, 5)
    article = Provision("art_1", "Art. 1", ProvisionKind.ARTICLE, "1", text="Words.", marks=(bracket,))
    mends = (TimedMend(Merge("art_2"), records.now),)
    draft = NewDraft(instrument, "First", "", None, "en", "text", "a.txt", mends=mends)
    records.drafts.add(draft, (article,), {"draft": "Words.", "art_1": "Words."}, b"\x00\xffWords.", ana.id)
    records.instruments.edit(instrument, 1, "Convention", "", ana.id)


def contents(url: str) -> Contents:
    database = Database(url, patience=2)
    try:
        return database.read_here(
            lambda records: {
                table.name: sorted(tuple(row) for row in records.connection.execute(select(table)))  # type: ignore[attr-defined]
                for table in metadata.sorted_tables
                if table not in PASSING
            }
        )
    finally:
        database.close()


def test_everything_but_sessions_and_pending_readings_comes_back(
    database: Database, other_url: str, tmp_path: Path
) -> None:
    database.write_here(fill)
    backup(database.url, tmp_path / "all.backup")
    restore(other_url, tmp_path / "all.backup")
    assert contents(other_url) == contents(database.url)
    restored = Database(other_url, patience=2)
    rows = [
        restored.read_here(lambda records, table: records.connection.execute(select(table)).all(), table)  # type: ignore[attr-defined]
        for table in PASSING
    ]
    restored.close()
    assert rows == [[]] * len(PASSING)


def test_restored_storage_goes_on_counting(database: Database, other_url: str, tmp_path: Path) -> None:
    database.write_here(fill)
    backup(database.url, tmp_path / "all.backup")
    restore(other_url, tmp_path / "all.backup")
    restored = Database(other_url, patience=2)
    added = restored.write_here(lambda records: records.people.add("ben@example.org", "Ben", "hash"))
    restored.close()
    assert added.id == 2


def test_backup_is_one_private_file(database: Database, tmp_path: Path) -> None:
    database.write_here(fill)
    target = tmp_path / "backups"
    target.mkdir()
    backup(database.url, target / "all.backup")
    assert [path.name for path in target.iterdir()] == ["all.backup"]
    assert stat.S_IMODE((target / "all.backup").stat().st_mode) == 0o600


def test_backup_never_overwrites(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "all.backup"
    target.write_text("precious")
    with pytest.raises(Conflict, match="exists already"):
        backup(database.url, target)
    assert target.read_text() == "precious"


def test_restore_never_overwrites(database: Database, database_url: str, tmp_path: Path) -> None:
    database.write_here(fill)
    before = contents(database.url)
    backup(database.url, tmp_path / "all.backup")
    with pytest.raises(Conflict, match="never overwrites"):
        restore(database_url, tmp_path / "all.backup")
    assert contents(database.url) == before


def test_restore_never_mixes_with_what_a_killed_service_left(sqlite_url: str, tmp_path: Path) -> None:
    backup(sqlite_url, tmp_path / "all.backup")
    target = tmp_path / "new" / "salvaguarda.db"
    target.parent.mkdir()
    left = target.with_name("salvaguarda.db-wal")
    left.write_bytes(b"changes of another database")
    with pytest.raises(Conflict, match="-wal exists already"):
        restore(f"sqlite:///{target}", tmp_path / "all.backup")
    assert [path.name for path in target.parent.iterdir()] == [left.name]


def test_backup_is_one_moment_while_the_service_writes(database: Database, tmp_path: Path) -> None:
    """Each transaction adds two instruments, so an odd number would be a torn copy."""
    stop = Event()

    def add_two(records: Records) -> None:
        for _ in range(2):
            records.instruments.add("pair", "x" * 2000, None)

    def go_on() -> None:
        while not stop.is_set():
            database.write_here(add_two)

    writer = Thread(target=go_on)
    writer.start()
    try:
        for number in range(3):
            backup(database.url, tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with sqlite3.connect(tmp_path / f"{number}.backup") as connection:
            (count,) = connection.execute("SELECT count(*) FROM instrument").fetchone()
        connection.close()
        assert count % 2 == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"no database at all " * 1000),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:50_000]),
        lambda path: path.unlink(),
    ],
    ids=["text", "empty", "truncated", "absent"],
)
def test_what_is_no_backup_is_refused(
    database: Database, other_url: str, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    database.write_here(fill)
    path = tmp_path / "all.backup"
    backup(database.url, path)
    damage(path)
    with pytest.raises(Unreadable, match=r"all\.backup"):
        restore(other_url, path)


def test_place_that_cannot_be_written_is_said(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (
        Path("/proc/all.backup"),
        tmp_path / "file" / "all.backup",
        tmp_path / "none" / "all.backup",
    ):
        with pytest.raises(StorageUnavailable, match="Choose another place"):
            backup(database.url, place)


def test_restoring_into_a_place_that_cannot_be_written_is_said(sqlite_url: str, tmp_path: Path) -> None:
    backup(sqlite_url, tmp_path / "all.backup")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageUnavailable, match="Choose another one"):
        restore(f"sqlite:///{tmp_path / 'file' / 'salvaguarda.db'}", tmp_path / "all.backup")
