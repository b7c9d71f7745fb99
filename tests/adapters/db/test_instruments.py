"""Instruments as they are kept."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import NotFound, Stale


def add(records: Records) -> int:
    person = records.people.add("ana@example.org", "Ana", "hash")
    return records.instruments.add("Treaty", "About crime", person.id, synthetic=True)


def test_edit_counts_versions(database: Database) -> None:
    added = database.write_here(add)
    database.write_here(lambda records: records.instruments.edit(added, 1, "Convention", "", 1))
    edited = database.read_here(lambda records: records.instruments.get(added))
    assert (edited.title, edited.description, edited.version, edited.synthetic) == ("Convention", "", 2, True)


def test_edit_of_an_older_version_is_stale(database: Database) -> None:
    added = database.write_here(add)
    database.write_here(lambda records: records.instruments.edit(added, 1, "Theirs", "", 1))
    with pytest.raises(Stale) as caught:
        database.write_here(lambda records: records.instruments.edit(added, 1, "Mine", "", 1))
    assert caught.value.version == 2
    assert database.read_here(lambda records: records.instruments.get(added)).title == "Theirs"


def test_unknown_instrument_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        database.write_here(lambda records: records.instruments.edit(7, 1, "x", "", 1))
