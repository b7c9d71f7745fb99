"""A team at work for tests: the small world of tests/assessing.py, two ratings a cell, an adjudicator and a lead beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.adjudicate import Decision, adjudicate
from salvaguarda.application.edit_assessment import settings_of
from salvaguarda.application.open_conflict import ConflictView, open_conflict
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.team import Naming, Role
from tests.assessing import World, make_in, rate, sheets

T = TypeVar("T")

CELL = ("art_3", "prior-judicial-authorization")
REASON = "A judge is named, and decides before."


@dataclass(frozen=True)
class Team:
    """ana owns it; ana, ben and cleo review the old draft's assessment; dana adjudicates, lea leads."""

    database: Database
    world: World
    sheets: Sheets
    people: dict[str, Person]

    @property
    def id(self) -> int:
        return self.world.old

    def person(self, name: str) -> Person:
        return self.people[name]

    def rate(
        self,
        name: str,
        rating: Rating | None,
        *,
        cell: tuple[str, str] = CELL,
        version: int = 0,
        rationale: str = "Because.",
    ) -> None:
        """Save a score of `name`; version: the revision it changes, 0 for a first one."""
        self.database.write_here(
            lambda records: rate(
                records,
                self.sheets,
                self.id,
                cell,
                self.people[name].id,
                rating,
                rationale,
                version=version,
            )
        )

    def conflict(self, cell: tuple[str, str] = CELL) -> None:
        """ben says met, cleo not met."""
        self.rate("ben", Rating.MET, cell=cell)
        self.rate("cleo", Rating.NOT_MET, cell=cell)

    def open(self, name: str, cell: tuple[str, str] = CELL) -> ConflictView:
        """The cell as `name` sees it."""
        return self.database.read_here(open_conflict, self.sheets, self.id, cell, self.people[name])

    def decide(
        self, name: str, rating: Rating | None = Rating.PARTLY, *, version: int | None = None, **more: object
    ) -> ConflictView:
        """A decision of `name` on the cell as it is; more: `chosen_score_id`, `reason`."""
        if version is None:
            version = self.open("dana").version
        decision = Decision(**{"reason": REASON, "version": version, "rating": rating, **more})  # type: ignore[arg-type]
        return self.database.write_here(adjudicate, self.sheets, self.id, CELL, self.people[name], decision)

    def change_roles(self, name: str, *roles: Role) -> None:
        """`name` has these roles from now on."""

        def change(records: Records) -> None:
            assert records.members.change(records.members.get(self.id, self.people[name].id).member, roles)

        self.database.write_here(change)

    def write(self, fn: Callable[[Records], T]) -> T:
        return self.database.write_here(fn)

    def read(self, fn: Callable[[Records], T]) -> T:
        return self.database.read_here(fn)


def make_team(
    database: Database, *, needed: int = 2, names: Naming = Naming.SHOWN, blind: bool = True
) -> Team:
    """A team in this storage; nobody has scored."""
    world = make_in(database, blind=blind)

    def make(records: Records) -> dict[str, Person]:
        known = records.assessments.get(world.old)
        settings = replace(settings_of(known), needed=needed, names=names)
        records.assessments.edit(world.old, known.version, settings, world.ana)
        dana = records.people.add("dana@example.org", "Dana", "no hash")
        lea = records.people.add("lea@example.org", "Lea", "no hash")
        records.members.add(world.old, dana.id, {Role.ADJUDICATOR}, world.ana)
        records.members.add(world.old, lea.id, {Role.LEAD}, world.ana)
        records.members.ensure(world.old, world.ben)
        records.members.ensure(world.old, world.cleo)
        found = {
            name: records.people.get(person)
            for name, person in (("ana", world.ana), ("ben", world.ben), ("cleo", world.cleo))
        }
        return found | {"dana": dana, "lea": lea}

    return Team(database, world, sheets(), database.write_here(make))
