"""Endpoints as they are kept."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.endpoints import endpoint_revision
from salvaguarda.application.ports.endpoints import EndpointRecord, ProbeRecord, ProbeStep
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Conflict, NotFound, Stale
from salvaguarda.domain.suggestions.endpoints import (
    EndpointSettings,
    Locality,
    OutputMode,
    Prices,
    TokenParameter,
)

FULL = EndpointSettings(
    name="Provider",
    base_url="https://api.example.org/v1",
    model="large",
    locality=Locality.PROVIDER,
    key_name="EXAMPLE",
    token_parameter=TokenParameter.MAX_TOKENS,
    temperature=0.25,
    extra_body={"provider": {"order": ["a", 1, None, True]}},
    timeout_seconds=60,
    concurrency=2,
    prices=Prices("EUR", Decimal("0.40"), Decimal("2.00"), Decimal("0.0000000001"), "2026-11-24"),
)
SMALL = EndpointSettings("here", "http://localhost/v1", "small", Locality.LOCAL)
STEPS = (ProbeStep("Address", True, "Fine."), ProbeStep("Key", False, "Not found."))


def add(records: Records, settings: EndpointSettings = FULL, *, enabled: bool = True) -> int:
    people = records.people.every()
    person = people[0] if people else records.people.add("ana@example.org", "Ana", "hash")
    return records.endpoints.add(settings, person.id, enabled=enabled)


def get(database: Database, endpoint_id: int) -> EndpointRecord:
    return database.read_here(lambda records: records.endpoints.get(endpoint_id))


def edit(
    database: Database, endpoint_id: int, version: int, settings: EndpointSettings, *, enabled: bool = True
) -> None:
    database.write_here(
        lambda records: records.endpoints.edit(endpoint_id, version, settings, 1, enabled=enabled)
    )


def probe(database: Database, endpoint_id: int, version: int, mode: OutputMode | None) -> None:
    found = ProbeRecord(version, mode, STEPS, "2026-11-24T12:00:00.000000Z")
    database.write_here(lambda records: records.endpoints.add_probe(endpoint_id, found, 1))


def test_everything_that_was_set_comes_back(database: Database) -> None:
    added = database.write_here(add)
    assert get(database, added) == EndpointRecord(added, 1, True, FULL, None)


def test_they_are_listed_by_name(database: Database) -> None:
    database.write_here(add)
    database.write_here(add, SMALL)
    listed = database.read_here(lambda records: records.endpoints.every())
    assert [each.settings.name for each in listed] == ["here", "Provider"]


def test_an_edit_keeps_what_was_there_before(database: Database) -> None:
    added = database.write_here(add)
    edit(database, added, 1, SMALL, enabled=False)
    assert get(database, added) == EndpointRecord(added, 2, False, SMALL, None)

    def revisions(records: Records) -> list[tuple[int, bool, bool]]:
        assert isinstance(records, SqlRecords)
        statement = select(endpoint_revision).order_by(endpoint_revision.c.version)
        return [
            (row.version, row.enabled, "api.example.org" in row.settings)
            for row in records.connection.execute(statement)
        ]

    assert database.read_here(revisions) == [(1, True, True), (2, False, False)]


def test_an_edit_of_an_older_version_is_stale(database: Database) -> None:
    added = database.write_here(add)
    edit(database, added, 1, SMALL)
    with pytest.raises(Stale) as caught:
        edit(database, added, 1, FULL)
    assert caught.value.current == get(database, added)
    assert caught.value.version == 2


def test_names_are_given_once(database: Database) -> None:
    database.write_here(add)
    other = database.write_here(add, SMALL)
    with pytest.raises(Conflict, match="Provider already"):
        database.write_here(add)
    with pytest.raises(Conflict, match="Provider already"):
        edit(database, other, 1, FULL)
    assert get(database, other).version == 1


def test_an_endpoint_that_is_not_there_is_not_found(database: Database) -> None:
    database.write_here(add)
    with pytest.raises(NotFound):
        get(database, 7)
    with pytest.raises(NotFound):
        edit(database, 7, 1, SMALL)


def test_the_newest_test_of_this_version_counts(database: Database) -> None:
    added = database.write_here(add)
    assert not get(database, added).usable
    probe(database, added, 1, OutputMode.SCHEMA)
    found = get(database, added)
    assert found.probe == ProbeRecord(1, OutputMode.SCHEMA, STEPS, "2026-11-24T12:00:00.000000Z")
    assert found.usable
    probe(database, added, 1, None)
    assert not get(database, added).usable


def test_an_edited_endpoint_has_to_be_tested_anew(database: Database) -> None:
    added = database.write_here(add)
    probe(database, added, 1, OutputMode.OBJECT)
    edit(database, added, 1, SMALL)
    assert get(database, added).probe is None
    assert not get(database, added).usable
    probe(database, added, 1, OutputMode.OBJECT)  # of a test that was still running
    assert get(database, added).probe is None


def test_switched_off_is_not_usable_whatever_a_test_found(database: Database) -> None:
    added = database.write_here(lambda records: add(records, enabled=False))
    probe(database, added, 1, OutputMode.OBJECT)
    assert not get(database, added).usable
