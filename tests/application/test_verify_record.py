"""Tampering with the database, and what verifying the record says of it. On both databases."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, text

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import is_sqlite, open_engine
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.application.begin_record import begin_record
from salvaguarda.application.ports.records import Records
from salvaguarda.application.verify_record import Verified, verify_record
from salvaguarda.domain.audit import Head
from salvaguarda.domain.scores import Rating
from tests.assessing import World, make_world, rate, sheets

SHEETS = sheets()
CUT_HEAD = (
    "UPDATE audit_head SET seq = 5, sha256 = (SELECT sha256 FROM audit_entry WHERE chain = 1 AND seq = 5) "
    "WHERE chain = 1"
)
NOW = "2026-11-24T06:12:40.123456Z"


@pytest.fixture
def world(database: Database) -> World:
    """Two people scored two cells, and one changed a score: entries 1 to 6 of the old assessment's chain."""

    def make(records: Records) -> World:
        made = make_world(records)
        for person, rating in ((made.ana, Rating.MET), (made.ben, Rating.PARTLY)):
            save(records, made, "art_3", person, rating)
            save(records, made, "art_4", person, rating)
        save(records, made, "art_3", made.ana, Rating.NOT_MET, version=1)
        return made

    return database.write_here(make)


def save(records: Records, made: World, path: str, person: int, rating: Rating, version: int = 0) -> None:
    rate(records, SHEETS, made.old, (path, "legality"), person, rating, version=version)


def faults(database: Database, *noted: Head) -> list[str]:
    return said(database.read_here(verify_record, noted))


def said(found: Verified) -> list[str]:
    return [f"{each.chain}:{each.seq or '-'} {each.what}" for each in found.faults]


def faults_after(url: str, *statements: str, noted: Sequence[Head] = (), begin: bool = False) -> list[str]:
    """What is said after somebody who owns the database changed it so, the triggers that keep history off; undone after."""
    engine = open_engine(url, writes=True)
    try:
        with engine.connect() as connection:
            _drop_triggers(connection, sqlite=is_sqlite(url))
            records = SqlRecords(connection, NOW)
            for statement in statements:
                assert connection.exec_driver_sql(statement).rowcount > 0
            if begin:
                begin_record(records)
                records.finish()
            found = verify_record(records, noted)
            connection.rollback()
        return said(found)
    finally:
        engine.dispose()


def _drop_triggers(connection: Connection, *, sqlite: bool) -> None:
    if not sqlite:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for name in (
        connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    ):
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))


TAMPERING = [
    ("UPDATE audit_entry SET act = 'x' WHERE chain = 1 AND seq = 2", "1:2 (x) is not what was written"),
    (
        "UPDATE audit_entry SET person_id = NULL WHERE chain = 1 AND seq = 2",
        "1:2 (save score) is not what",
    ),
    ("UPDATE audit_entry SET at = '2020' WHERE chain = 1 AND seq = 3", "1:3 (save score) is not what"),
    ("UPDATE audit_entry SET seq = 99 WHERE chain = 1 AND seq = 2", "1:3 entry 2 is missing before it"),
    ("DELETE FROM audit_entry WHERE chain = 1 AND seq = 2", "1:3 entry 2 is missing before it"),
    (
        "DELETE FROM audit_entry WHERE chain = 1 AND seq > 3",
        "1:- ends with entry 3, but its head says entry 6",
    ),
    ("DELETE FROM audit_entry WHERE chain = 1", "1:- has no entries, although the assessment is there"),
    ("UPDATE audit_head SET seq = 7 WHERE chain = 1", "1:- ends with entry 6, but its head says entry 7"),
    ("DELETE FROM audit_head WHERE chain = 1", "1:- ends with entry 6, but its head says nothing"),
    (
        "UPDATE score_revision SET rating = 'silent' WHERE score_id = 2",
        "1:3 does not fit score_revision 2.1: what is kept is not what was logged",
    ),
    (
        "UPDATE score_revision SET rationale = 'other' WHERE score_id = 1 AND revision = 1",
        "1:2 does not fit score_revision 1.1",
    ),
    (
        "DELETE FROM score_revision WHERE score_id = 1 AND revision = 1",
        "1:2 names a row of score_revision that is not there any more",
    ),
    ("UPDATE score SET rating = 'silent' WHERE id = 1", "1:- score 1 is not what its newest revision says"),
    (
        "UPDATE assessment SET blind = (1 = 0) WHERE id = 1",
        "1:- settings is not what its newest revision says",
    ),
    (
        "UPDATE assessment_revision SET title = 'other' WHERE assessment_id = 1",
        "1:1 does not fit assessment_revision 1.1",
    ),
    (
        "UPDATE provision SET full_text = 'May search anybody.' WHERE draft_id = 1 AND path = 'art_3'",
        "0:- the words of art_3 in draft 1 do not fit their hash",
    ),
]


def test_record_of_ordinary_work_is_whole(database: Database, world: World) -> None:
    found = database.read_here(verify_record)
    assert found.faults == ()
    assert [head.chain for head in found.heads] == [0, world.old, world.new]
    assert found.entries > 6
    assert found.rows == 2 + 5  # settings of two assessments, states of four scores


def test_tampering_is_found(database_url: str, world: World) -> None:
    for statement, expected in TAMPERING:
        found = faults_after(database_url, statement)
        assert any(each.startswith(expected) for each in found), (statement, found)


def test_swapped_entries_are_found(database_url: str, world: World) -> None:
    found = faults_after(
        database_url,
        "UPDATE audit_entry SET seq = 102 - seq WHERE chain = 1 AND seq IN (2, 3)",
        "UPDATE audit_entry SET seq = seq - 97 WHERE chain = 1 AND seq IN (99, 100)",
    )
    assert {"1:2", "1:3"} <= {each.split()[0] for each in found}


def test_row_that_was_slipped_in_is_found(database_url: str, world: World) -> None:
    columns = (
        "rating, rationale, evidence, recommendation, recommendation_text, text_sha256, checklist_sha256, "
        "confirmed, at, person_id"
    )
    found = faults_after(
        database_url,
        f"INSERT INTO score_revision (score_id, revision, {columns}) "
        f"SELECT score_id, 9, {columns} FROM score_revision WHERE score_id = 1 AND revision = 1",
    )
    assert found == ["1:- score_revision 1.9 is kept, but no entry says so"]


def test_chain_cut_with_its_head_is_found_by_what_is_kept_and_by_a_noted_head(
    database: Database, database_url: str, world: World
) -> None:
    noted = [head for head in database.read_here(verify_record).heads if head.chain == world.old]
    cut = (
        "DELETE FROM audit_entry WHERE chain = 1 AND seq > 5",
        CUT_HEAD,
    )
    kept = "1:- score_revision 1.2 is kept, but no entry says so"
    assert faults_after(database_url, *cut) == [kept]
    assert faults_after(database_url, *cut, noted=noted) == [kept, "1:6 is not there any more: it was noted"]


def test_noted_head_that_is_still_part_of_the_record_is_no_fault(database: Database, world: World) -> None:
    noted = database.read_here(verify_record).heads
    database.write_here(save, world, "art_4", world.ana, Rating.SILENT, 1)
    assert faults(database, *noted) == []
    assert faults(database, Head(world.old, 2, "0" * 64)) == ["1:2 is another one now: it was noted"]
    assert faults(database, Head(77, 1, "0" * 64)) == ["77:1 was noted, and there is no such chain any more"]


def test_what_is_older_than_the_log_is_bound_when_the_record_begins(database_url: str, world: World) -> None:
    older = ("DELETE FROM audit_entry WHERE chain = 1", "DELETE FROM audit_head WHERE chain = 1")
    assert faults_after(database_url, *older, begin=True) == []
    unbound = "1:- has no entries, although the assessment is there"
    assert unbound in faults_after(database_url, *older)


def test_record_begins_once(database: Database, world: World) -> None:
    before = database.read_here(verify_record).entries
    database.write_here(begin_record)
    assert database.read_here(verify_record).entries == before
