"""Events on both databases: numbered in each assessment, in the order of commits."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.events import EventKind


def tell(database: Database, assessment_id: int = 1, path: str = "art_1") -> None:
    database.write_here(
        lambda records: records.events.add(assessment_id, EventKind.SCORE_SAVED, None, path=path)
    )


def after(database: Database, seq: int, limit: int = 100) -> list[int]:
    return [each.seq for each in database.read_here(lambda records: records.events.after(1, seq, limit))]


def test_events_come_back_in_order_after_a_number(database: Database) -> None:
    for number in range(3):
        tell(database, path=f"art_{number}")
    tell(database, assessment_id=2)
    assert after(database, 0) == [1, 2, 3]
    assert after(database, 1, limit=1) == [2]
    assert after(database, 3) == []
    [last] = database.read_here(lambda records: records.events.after(1, 2, 5))
    assert (last.kind, last.subject, last.person_id) == (EventKind.SCORE_SAVED, {"path": "art_2"}, None)
    assert database.read_here(lambda records: (records.events.newest(1), records.events.newest(9))) == (3, 0)


def test_event_is_told_with_its_change_or_not_at_all(database: Database) -> None:
    def fail(records: Records) -> None:
        records.events.add(1, EventKind.SCORE_SAVED, None)
        raise ArithmeticError

    with suppress(ArithmeticError):
        database.write_here(fail)
    assert after(database, 0) == []


def test_several_of_one_transaction_are_numbered_and_repeats_told_once(database: Database) -> None:
    def write(records: Records) -> None:
        for path in ("art_1", "art_1", "art_2"):
            records.events.add(1, EventKind.CELL_SETTLED, 1 if path == "art_9" else None, path=path)

    database.write_here(write)
    assert after(database, 0) == [1, 2]


def test_writers_at_once_number_without_gaps(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: tell(database), range(24)))
    assert after(database, 0) == list(range(1, 25))
