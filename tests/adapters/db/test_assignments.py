"""Assignments in both databases."""

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from tests.assessing import World, make_in

CELL, OTHER = ("art_3", "legality"), ("art_4", "legality")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def by_cell(database: Database, world: World) -> dict[tuple[str, str], frozenset[int]]:
    return database.read_here(lambda records: records.assignments.by_cell(world.old))


def test_replacing_says_what_changed_and_leaves_other_cells_alone(database: Database, world: World) -> None:
    def assign(records: Records) -> list[tuple[int, int]]:
        return [
            records.assignments.replace(
                world.old, {CELL: {world.ana, world.ben}, OTHER: {world.ben}}, world.ana
            ),
            records.assignments.replace(world.old, {CELL: {world.ben, world.cleo}}, world.ana),
            records.assignments.replace(world.old, {CELL: {world.cleo, world.ben}}, world.ana),
        ]

    assert database.write_here(assign) == [(3, 0), (1, 1), (0, 0)]
    assert by_cell(database, world) == {CELL: {world.ben, world.cleo}, OTHER: {world.ben}}
    assert database.read_here(lambda records: records.assignments.of_person(world.ben)) == {world.old: 2}


def test_a_record_says_when_and_by_whom(database: Database, world: World) -> None:
    database.write_here(
        lambda records: records.assignments.replace(world.old, {CELL: [world.ben]}, world.ana)
    )
    (record,) = database.read_here(lambda records: records.assignments.of(world.old))
    assert (record.provision, record.criterion, record.person_id, record.assigned_by) == (
        *CELL,
        world.ben,
        world.ana,
    )
    assert record.at.endswith("Z")


def test_somebody_who_leaves_is_assigned_to_nothing_any_more(database: Database, world: World) -> None:
    def leave(records: Records) -> tuple[int, int, int]:
        for assessment in (world.old, world.new):
            records.assignments.replace(
                assessment, {CELL: [world.ben, world.cleo], OTHER: [world.ben]}, world.ana
            )
        drop = records.assignments.drop_person
        return drop(world.old, world.ben, [OTHER]), drop(world.old, world.ben), drop(world.old, world.ben)

    assert database.write_here(leave) == (1, 1, 0)
    assert by_cell(database, world) == {CELL: {world.cleo}}
    assert database.read_here(lambda records: records.assignments.of_person(world.ben)) == {world.new: 2}
