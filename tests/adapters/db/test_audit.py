"""The audit log on both databases: chained when the transaction ends, and never changed after."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import is_sqlite
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.audit import FIRST_PREVIOUS, INSTALLATION, Entry, Fault, Head, chain_faults
from salvaguarda.domain.events import EventKind
from tests.assessing import make_world

ENTRY = NewEntry("rename organisation", None, {"organisation": 1}, {"name": "A"}, {"name": "B"})


def entries(database: Database, chain: int = INSTALLATION) -> list[Entry]:
    return database.read_here(lambda records: list(records.record.entries(chain)))


def faults(database: Database, chain: int = INSTALLATION) -> list[Fault]:
    def look(records: Records) -> list[Fault]:
        return list(chain_faults(chain, records.record.entries(chain), records.record.head(chain)))

    return database.read_here(look)


def add(database: Database, *new: NewEntry) -> None:
    def write(records: Records) -> None:
        for entry in new:
            records.log.add(entry)

    database.write_here(write)


def test_entries_are_chained_in_the_order_they_were_added(database: Database) -> None:
    add(database, ENTRY, replace(ENTRY, act="second"))
    add(database, replace(ENTRY, act="third"), replace(ENTRY, assessment_id=9))
    kept = entries(database)
    assert [(one.seq, one.act) for one in kept] == [(1, "rename organisation"), (2, "second"), (3, "third")]
    assert kept[0].previous_sha256 == FIRST_PREVIOUS
    assert (kept[0].before, kept[0].after) == ('{"name":"A"}', '{"name":"B"}')
    assert [one.seq for one in entries(database, 9)] == [1]
    assert database.read_here(lambda records: records.record.chains()) == (INSTALLATION, 9)
    assert faults(database) == faults(database, 9) == []


def test_entry_is_kept_with_its_change_or_not_at_all(database: Database) -> None:
    def fail(records: Records) -> None:
        records.log.add(ENTRY)
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        database.write_here(fail)
    assert entries(database) == []
    assert database.read_here(lambda records: records.record.head(INSTALLATION)) is None


def test_writers_at_once_make_one_chain_without_gaps(database: Database) -> None:
    both = (ENTRY, replace(ENTRY, assessment_id=9))
    with ThreadPoolExecutor(
        4
    ) as threads:  # half of them log in the other order: none waits for another for ever
        list(threads.map(lambda number: add(database, *both[:: 1 - number % 2 * 2]), range(24)))
    assert [one.seq for one in entries(database)] == list(range(1, 25))
    assert faults(database) == faults(database, 9) == []


def test_head_is_where_the_chain_ends_with_what_was_logged_so_far(database: Database) -> None:
    def write(records: Records) -> tuple[Head, Head]:
        before = records.log.head(INSTALLATION)
        records.log.add(ENTRY)
        after = records.log.head(INSTALLATION)
        records.log.add(ENTRY)
        return before, after

    assert database.write_here(write)[0] == Head(INSTALLATION, 0, FIRST_PREVIOUS)
    found = [(head.seq, head.sha256) for head in database.write_here(write)]
    assert found == [(entry.seq, entry.sha256) for entry in entries(database)[1:3]]
    assert faults(database) == []


def test_personal_values_can_be_erased_and_the_chain_holds(database: Database) -> None:
    world = database.write_here(make_world)
    about_ben = replace(ENTRY, act="add member", subject={"person": world.ben}, personal={"name": "Ben"})
    invited = replace(ENTRY, act="invite", subject={"invitation": 1}, personal={"email": "ben@example.org"})
    by_ben = replace(ENTRY, act="rename", person_id=world.ben, subject={}, personal={"name": "Benjamin"})
    about_ana = replace(ENTRY, act="add member", subject={"person": world.ana}, personal={"name": "Ana"})
    by_ana = replace(about_ben, act="rename", person_id=world.ana, subject={"member": world.ben})
    other = replace(about_ana, act="rename", person_id=world.ben, subject={"member": world.ana})
    add(database, about_ben, invited, by_ben, about_ana, by_ana, other)
    assert database.write_here(lambda records: records.log.erase(world.ben)) == 4
    mine = [one for one in entries(database) if one.act in {"add member", "invite", "rename"}]
    assert [one.personal for one in mine] == [None, None, None, '{"name":"Ana"}', None, '{"name":"Ana"}']
    assert all(one.personal_sha256 for one in mine)
    assert faults(database) == []


def test_personal_values_are_salted(database: Database) -> None:
    add(database, replace(ENTRY, personal={"name": "Ben"}), replace(ENTRY, personal={"name": "Ben"}))
    first, second = entries(database)
    assert first.personal == second.personal
    assert first.personal_sha256 != second.personal_sha256


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET after = 'null'",
        "UPDATE audit_entry SET personal = '{}'",
        "DELETE FROM audit_entry",
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
    ],
)
def test_what_was_logged_and_told_cannot_be_changed(
    database: Database, database_url: str, statement: str
) -> None:
    def write(records: Records) -> None:
        records.log.add(ENTRY)
        records.events.add(1, EventKind.SCORE_SAVED, None, path="art_1")

    database.write_here(write)
    driver = "sqlite+pysqlite" if is_sqlite(database_url) else "postgresql+psycopg"
    engine = create_engine(make_url(database_url).set(drivername=driver))
    try:
        with pytest.raises(DBAPIError, match="history stays"), engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def test_rows_of_history_are_bound_by_their_hash(database: Database) -> None:
    world = database.write_here(make_world)

    def write(records: Records) -> None:
        keeps = [(Kept.ASSESSMENT_REVISION, (world.old, 1)), (Kept.ASSESSMENT_REVISION, (world.new, 1))]
        records.log.add(replace(ENTRY, assessment_id=world.old, after=None, keeps=keeps))
        records.log.add(replace(ENTRY, assessment_id=world.old, keeps=keeps[:1]))
        records.log.add(replace(ENTRY, assessment_id=world.new, keeps_all=True))

    database.write_here(write)
    two, one = entries(database, world.old)[-2:]
    assert '"kept":{"assessment_revision":{"rows":[[1,1],[2,1]],"sha256":"' in two.after
    assert '"kept":{"assessment_revision":{"rows":[[1,1]],"sha256":"' in one.after
    assert one.after.startswith('{"kept":')
    assert '"assessment_revision":{"count":1,"sha256":"' in entries(database, world.new)[-1].after
