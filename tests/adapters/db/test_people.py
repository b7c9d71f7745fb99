"""People as they are kept."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person


def add(records: Records, email: str, *, is_owner: bool = False) -> Person:
    return records.people.add(email, "Ana", "hash", is_owner=is_owner)


def test_person_is_found_by_email_in_any_case(database: Database) -> None:
    added = database.write_here(add, "Ana@Example.org")
    assert database.read_here(lambda records: records.people.find("aNA@example.ORG")) == (added, "hash")


def test_email_is_taken_once(database: Database) -> None:
    database.write_here(add, "ana@example.org")
    with pytest.raises(Conflict, match="already"):
        database.write_here(add, "ANA@example.org")


def test_there_is_one_owner(database: Database) -> None:
    database.write_here(lambda records: add(records, "ana@example.org", is_owner=True))
    with pytest.raises(Conflict, match="set up already"):
        database.write_here(lambda records: add(records, "ben@example.org", is_owner=True))
    assert len(database.read_here(lambda records: records.people.every())) == 1


def test_unknown_person_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        database.read_here(lambda records: records.people.get(99))
