"""Tampering with the database, and what verifying the record says of it. On both databases."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, create_engine, make_url, text

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import is_sqlite
from salvaguarda.application.begin_record import begin_record
from salvaguarda.application.ports.records import Records
from salvaguarda.application.verify_record import Verified, verify_record
from salvaguarda.domain.audit import Head
from salvaguarda.domain.scores import Rating
from tests.assessing import World, make_world, rate, sheets

TRIGGERED = (
    "audit_entry",
    "score_revision",
    "comment",
    "settled_result",
    "snapshot",
    "position",
    "provision",
)


@pytest.fixture
def world(database: Database) -> World:
    made = database.write_here(make_world)
    for person, rating in ((made.ana, Rating.MET), (made.ben, Rating.PARTLY)):
        save(database, made.old, "art_3", person, rating)
        save(database, made.old, "art_4", person, rating)
    save(database, made.old, "art_3", made.ana, Rating.NOT_MET, version=1)
    return made


def save(
    database: Database, assessment: int, path: str, person: int, rating: Rating, version: int = 0
) -> None:
    def write(records: Records) -> None:
        rate(records, SHEETS, assessment, (path, "legality"), person, rating, version=version)

    database.write_here(write)


@pytest.fixture
def tamper(database_url: str) -> Iterator[Callable[[str], None]]:
    """tamper(sql): as somebody who owns the database does it, with the triggers that keep history off."""
    sqlite = is_sqlite(database_url)
    engine = create_engine(
        make_url(database_url).set(drivername="sqlite+pysqlite" if sqlite else "postgresql+psycopg")
    )

    def change(statement: str) -> None:
        with engine.begin() as connection:
            dropped = _without_triggers(connection) if sqlite else []
            if not sqlite:
                connection.execute(text("SET session_replication_role = replica"))
            assert connection.execute(text(statement)).rowcount > 0
            for trigger in dropped:
                connection.execute(text(trigger))

    yield change
    engine.dispose()


def _without_triggers(connection: Connection) -> list[str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in rows:
        connection.execute(text(f"DROP TRIGGER {name}"))
    return [sql for _, sql in rows]


def verified(database: Database, *noted: Head) -> Verified:
    return database.read_here(verify_record, noted)


def faults(database: Database, *noted: Head) -> list[str]:
    return [f"{each.chain}:{each.seq or '-'} {each.what}" for each in verified(database, *noted).faults]


def test_record_of_ordinary_work_is_whole(database: Database, world: World) -> None:
    found = verified(database)
    assert found.faults == ()
    assert [head.chain for head in found.heads] == [0, world.old, world.new]
    assert found.entries > 6
    assert found.rows == 2 + 5  # settings of two assessments, states of four scores


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
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
            "UPDATE score_revision SET rating = 'met' WHERE score_id = 2",
            "1:4 does not fit score_revision 2.1: what is kept is not what was logged",
        ),
        (
            "UPDATE score_revision SET rationale = 'other' WHERE score_id = 1 AND revision = 1",
            "1:2 does not fit score_revision 1.1",
        ),
        (
            "DELETE FROM score_revision WHERE score_id = 1 AND revision = 1",
            "1:2 names a row of score_revision that is not there any more",
        ),
        ("UPDATE score SET rating = 'met' WHERE id = 1", "1:- score 1 is not what its newest revision says"),
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
    ],
)
def test_tampering_is_found(
    database: Database, world: World, tamper: Callable[[str], None], statement: str, expected: str
) -> None:
    tamper(statement)
    found = faults(database)
    assert any(each.startswith(expected) for each in found), found


def test_swapped_entries_are_found(database: Database, world: World, tamper: Callable[[str], None]) -> None:
    tamper("UPDATE audit_entry SET seq = 102 - seq WHERE chain = 1 AND seq IN (2, 3)")
    tamper("UPDATE audit_entry SET seq = seq - 97 WHERE chain = 1 AND seq IN (99, 100)")
    assert {"1:2", "1:3"} <= {each.split()[0] for each in faults(database)}


def test_row_that_was_slipped_in_is_found(
    database: Database, world: World, tamper: Callable[[str], None]
) -> None:
    columns = "rating, rationale, evidence, recommendation, recommendation_text, text_sha256, checklist_sha256, confirmed, at, person_id"
    tamper(
        f"INSERT INTO score_revision (score_id, revision, {columns}) "
        f"SELECT score_id, 9, {columns} FROM score_revision WHERE score_id = 1 AND revision = 1"
    )
    assert faults(database) == ["1:- score_revision 1.9 is kept, but no entry says so"]


def test_chain_cut_with_its_head_is_found_by_a_noted_head_and_by_what_is_kept(
    database: Database, world: World, tamper: Callable[[str], None]
) -> None:
    [noted] = [head for head in verified(database).heads if head.chain == world.old]
    tamper("DELETE FROM audit_entry WHERE chain = 1 AND seq > 5")
    tamper(
        "UPDATE audit_head SET seq = 5, sha256 = (SELECT sha256 FROM audit_entry WHERE chain = 1 AND seq = 5) "
        "WHERE chain = 1"
    )
    kept = "1:- score_revision 1.2 is kept, but no entry says so"
    assert faults(database) == [kept]
    assert faults(database, noted) == [kept, "1:6 is not there any more: it was noted"]


def test_noted_head_that_is_still_part_of_the_record_is_no_fault(database: Database, world: World) -> None:
    noted = verified(database).heads
    save(database, world.old, "art_4", world.ana, Rating.SILENT, version=1)
    assert verified(database, *noted).faults == ()
    assert faults(database, Head(world.old, 2, "0" * 64)) == ["1:2 is another one now: it was noted"]
    assert faults(database, Head(77, 1, "0" * 64)) == ["77:1 was noted, and there is no such chain any more"]


def test_what_is_older_than_the_log_is_bound_when_the_record_begins(
    database: Database, world: World, tamper: Callable[[str], None]
) -> None:
    tamper("DELETE FROM audit_entry WHERE chain = 1")
    tamper("DELETE FROM audit_head WHERE chain = 1")
    database.write_here(begin_record)
    database.write_here(begin_record)
    assert faults(database) == []
    save(database, world.old, "art_4", world.ana, Rating.SILENT, version=1)
    assert faults(database) == []
    tamper("UPDATE score_revision SET rationale = 'other' WHERE score_id = 3")
    assert any("1:1 does not fit score_revision" in each for each in faults(database))


def test_entries_of_the_installation_are_verified_too(
    database: Database, tamper: Callable[[str], None]
) -> None:
    def work(records: Records) -> None:
        make_world(records)

    database.write_here(work)
    tamper("UPDATE audit_entry SET after = 'null' WHERE chain = 0 AND seq = 1")
    assert any(each.startswith("0:1 ") for each in faults(database))
