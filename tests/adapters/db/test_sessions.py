"""Sessions as they are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import end_of_session, key_hash, start_session
from salvaguarda.domain.signing_in import SignInMethod


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(database_url: str, clock: Clock) -> Iterator[Database]:
    opened = Database(database_url, clock=clock, patience=2)
    opened.write_here(lambda records: records.people.add("ana@example.org", "Ana", "hash"))
    yield opened
    opened.close()


def start(records: Records) -> str:
    (ana,) = records.people.every()
    return start_session(records, ana.id, days=14, visit=Visit(SignInMethod.PASSWORD)).key


def test_session_is_found_by_its_key_only(timed: Database) -> None:
    key = timed.write_here(start)
    found = timed.read_here(lambda records: records.sessions.find(key_hash(key)))
    assert found is not None
    assert found.person.display_name == "Ana"
    assert timed.read_here(lambda records: records.sessions.find(key_hash(key + "x"))) is None


def test_session_ends_by_itself(timed: Database, clock: Clock) -> None:
    key = timed.write_here(start)
    clock.now += timedelta(days=14, seconds=1)
    assert timed.read_here(lambda records: records.sessions.find(key_hash(key))) is None


def test_session_in_use_ends_later(timed: Database, clock: Clock) -> None:
    key = timed.write_here(start)
    clock.now += timedelta(days=10)

    def extend(records: Records) -> None:
        found = records.sessions.find(key_hash(key))
        assert found is not None
        records.sessions.extend(found.id, end_of_session(records.now, 14))

    timed.write_here(extend)
    clock.now += timedelta(days=10)
    assert timed.read_here(lambda records: records.sessions.find(key_hash(key))) is not None


def test_starting_a_session_forgets_those_that_ended(timed: Database, clock: Clock) -> None:
    timed.write_here(start)
    clock.now += timedelta(days=15)
    timed.write_here(start)
    left = timed.read_here(
        lambda records: records.connection.exec_driver_sql("SELECT count(*) FROM session").scalar_one()  # type: ignore[attr-defined]
    )
    assert left == 1
