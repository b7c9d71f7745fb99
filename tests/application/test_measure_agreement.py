"""Agreement in both databases: whose ratings count for whom, which are independent, and under which names pairs stand."""

import pytest
from sqlalchemy import insert, update

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records import SqlRecords
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.adapters.db.tables.teams import affiliation, organisation
from salvaguarda.application.carry_scores import carry_scores
from salvaguarda.application.measure_agreement import AgreementView, Which, gather_agreement, measure_gathered
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, Role
from tests.assessing import World, make_in, rate, sheets
from tests.showing import show, suggestion

MET, PARTLY, NOT_MET, SILENT, NOT_APPLICABLE = Rating
SEARCH = ("art_3", "prior-judicial-authorization")
LEGALITY = ("art_3", "legality")
PURPOSES = ("art_1", "legality")


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def measured(
    database: Database, world: World, reader: int | None, which: Which = Which.INDEPENDENT, where: int = 0
) -> AgreementView:
    place = where or world.old

    def gather(records: Records):  # type: ignore[no-untyped-def]
        return gather_agreement(records, sheets(), place, which, reader)

    return measure_gathered(database.read_here(gather))


def give(
    database: Database, world: World, *wishes: tuple[tuple[str, str], int, Rating | None], version: int = 0
) -> None:
    """Each in a transaction of its own: time passes between them."""
    for cell, person, rating in wishes:
        database.write_here(_give, world.old, cell, person, rating, version)


def _give(
    records: Records, where: int, cell: tuple[str, str], person: int, rating: Rating | None, version: int
) -> None:
    rate(records, sheets(), where, cell, person, rating, "So.", version=version)


def set_names(database: Database, world: World, names: Naming) -> None:
    def change(records: SqlRecords) -> None:
        records.connection.execute(
            update(assessment).where(assessment.c.id == world.old).values(names=names.value)
        )

    database.write_here(change)  # type: ignore[arg-type]


def join(database: Database, world: World, *people: int, role: Role = Role.REVIEWER) -> None:
    def add(records: Records) -> None:
        for person in people:
            records.members.add(world.old, person, frozenset({role}), world.ana)

    database.write_here(add)


def settle_cell(database: Database, world: World, cell: tuple[str, str], rating: Rating = MET) -> None:
    def keep(records: SqlRecords) -> None:
        records.connection.execute(
            insert(settled_result).values(
                assessment_id=world.old,
                provision=cell[0],
                criterion=cell[1],
                kind="adjudicated",
                rating=rating.value,
                reason="Because.",
                basis="[]",
                at=records.now,
                person_id=world.ana,
            )
        )

    database.write_here(keep)  # type: ignore[arg-type]


def affiliate(database: Database, world: World, **homes: str) -> None:
    def keep(records: SqlRecords) -> None:
        known: dict[str, int] = {}
        for name, home in homes.items():
            if home not in known:
                values = {"name": home, "version": 1, "created_at": records.now, "created_by": world.ana}
                known[home] = records.connection.execute(
                    insert(organisation).returning(organisation.c.id), values
                ).scalar_one()
            row = {"person_id": getattr(world, name), "organisation_id": known[home], "speaks": False}
            records.connection.execute(
                insert(affiliation), row | {"since": records.now, "added_by": world.ana}
            )

    database.write_here(keep)  # type: ignore[arg-type]


def exact(view: AgreementView) -> float | None:
    return view.agreement.overall.agreement.exact.value


def pairs(view: AgreementView) -> list[tuple[str, str]]:
    return [(pair.first.name, pair.second.name) for pair in view.agreement.raters]


def test_independent_ratings_are_those_from_before_the_other_could_be_seen(
    database: Database, world: World
) -> None:
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY))
    give(database, world, (SEARCH, world.cleo, MET), version=1)
    independent, standing = (
        measured(database, world, world.ben),
        measured(database, world, world.ben, Which.STANDING),
    )
    assert (exact(independent), independent.count.older) == (0, 1)
    assert (exact(standing), standing.count.older) == (1, 0)


def test_a_rating_given_after_a_suggestion_was_seen_is_not_independent(
    database: Database, world: World
) -> None:
    give(database, world, (SEARCH, world.ben, MET))
    database.write_here(lambda records: show(records, world.old, SEARCH, world.ben, suggestion(PARTLY)))
    give(database, world, (SEARCH, world.ben, PARTLY), version=1)
    give(database, world, (SEARCH, world.cleo, PARTLY))
    assert exact(measured(database, world, world.ben)) == 0
    assert exact(measured(database, world, world.ben, Which.STANDING)) == 1


def test_an_open_assessment_has_no_independent_pairs(database: Database) -> None:
    world = make_in(database, blind=False)
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, MET))
    view = measured(database, world, world.ana)
    assert (view.agreement.overall.agreement.pairs, view.count.set_aside) == (0, 1)
    assert exact(measured(database, world, world.ana, Which.STANDING)) == 1


def test_a_rating_given_after_the_cell_was_settled_is_set_aside(database: Database, world: World) -> None:
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY), (SEARCH, world.ana, None))
    settle_cell(database, world, SEARCH)
    give(database, world, (SEARCH, world.ana, MET), version=1)
    view = measured(database, world, world.ana)
    assert (view.count.ratings, view.count.set_aside) == (2, 1)
    assert exact(view) == 0


def test_what_was_carried_is_as_independent_as_it_was(database: Database, world: World) -> None:
    give(database, world, (PURPOSES, world.ben, MET), (PURPOSES, world.cleo, PARTLY))
    give(database, world, (PURPOSES, world.cleo, MET), version=1)
    for person in (world.ben, world.cleo):
        database.write_here(carry_scores, sheets(), world.old, world.new, person)
    view = measured(database, world, world.ben, where=world.new)
    assert (view.count.ratings, view.count.set_aside) == (1, 1)


def test_a_reader_who_has_not_rated_learns_how_many_cells_are_hidden_and_nothing_else(
    database: Database, world: World
) -> None:
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY), (LEGALITY, world.ben, MET))
    view = measured(database, world, world.ana, Which.STANDING)
    assert (view.hidden, view.count.ratings, view.agreement.cells, pairs(view)) == (2, 0, 0, [])
    settle_cell(database, world, SEARCH)
    view = measured(database, world, world.ana, Which.STANDING)
    assert (view.hidden, view.count.ratings, pairs(view)) == (1, 2, [("Ben", "Cleo")])


def test_everything_counts_on_the_machine_itself(database: Database, world: World) -> None:
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY))
    view = measured(database, world, None)
    assert (view.hidden, view.count.ratings) == (0, 2)


def test_pairs_stand_under_pseudonyms_and_oneself_under_ones_name(database: Database, world: World) -> None:
    join(database, world, world.ben, world.cleo)
    affiliate(database, world, ben="Access Network", cleo="Rights Forum")
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY))
    set_names(database, world, Naming.PSEUDONYMS)
    other = database.read_here(lambda records: records.members.get(world.old, world.cleo)).member.pseudonym
    view = measured(database, world, world.ben)
    assert pairs(view) in ([("Ben", other)], [(other, "Ben")])
    assert view.agreement.organisations.pairs == ()
    assert view.agreement.organisations.left_out == 1
    assert "Cleo" not in repr(view.agreement)
    assert "Ben" not in repr(measured(database, world, None).agreement)


def test_pairs_wait_for_their_names_until_cells_are_settled(database: Database, world: World) -> None:
    join(database, world, world.ben, world.cleo)
    affiliate(database, world, ben="Access Network", cleo="Access Network")
    give(database, world, (SEARCH, world.ben, MET), (SEARCH, world.cleo, PARTLY))
    give(database, world, (LEGALITY, world.ben, MET), (LEGALITY, world.cleo, MET))
    set_names(database, world, Naming.UNTIL_SETTLED)
    view = measured(database, world, world.ben)
    assert (pairs(view), view.agreement.unnamed, exact(view)) == ([], 2, 0.5)
    assert view.agreement.organisations.left_out == 2
    settle_cell(database, world, SEARCH)
    view = measured(database, world, world.ben)
    assert (pairs(view), view.agreement.unnamed) == ([("Ben", "Cleo")], 1)
    assert [(p.first, p.second) for p in view.agreement.organisations.pairs] == [
        ("Access Network", "Access Network")
    ]


def test_organisations_are_compared_where_names_are_shown(database: Database, world: World) -> None:
    affiliate(database, world, ana="Access Network", ben="Access Network", cleo="Rights Forum")
    give(database, world, *((SEARCH, person, MET) for person in (world.ana, world.ben)))
    give(database, world, (SEARCH, world.cleo, NOT_MET))
    told = measured(database, world, world.ana).agreement.organisations
    assert told.within.agreement.exact.value == 1
    assert told.between.agreement.exact.value == 0
    assert told.pairs[1].sides.bias.value == -2
