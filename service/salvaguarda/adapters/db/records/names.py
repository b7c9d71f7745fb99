"""Names beside scores, in SQL: every record that carries a person beside a score asks here, so that no hidden name leaves."""

from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import Connection, bindparam, select

from salvaguarda.adapters.db.tables.assessments import assessment, score
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.domain.naming import NAMELESS, SEVERAL_NAMELESS, Signed, hidden_person, named_for
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Naming, ScoresKept

CellKey = tuple[str, str]

_NAMING = select(assessment.c.names).where(assessment.c.id == bindparam("assessment"))
_MEMBERS = select(member.c.person_id, member.c.pseudonym, member.c.left_at, member.c.scores_kept).where(
    member.c.assessment_id == bindparam("assessment")
)
_ERASED = select(person.c.id).where(person.c.erased_at.is_not(None))
_PLACES = (
    select(score.c.provision, score.c.criterion, score.c.person_id)
    .where(score.c.assessment_id == bindparam("assessment"))
    .order_by(score.c.id)
)
_SETTLED = select(settled_result.c.provision, settled_result.c.criterion).where(
    settled_result.c.assessment_id == bindparam("assessment"), settled_result.c.reopened_at.is_(None)
)


class Names:
    """How the people of one assessment are named for one reader (None: in a file). Reads once what it needs."""

    def __init__(self, connection: Connection, assessment_id: int, reader_id: int | None) -> None:
        self._connection, self._assessment_id, self._reader_id = connection, assessment_id, reader_id

    def of(self, somebody: Person, cell: CellKey) -> Person:
        """The person beside something that they gave in this cell (path, criterion id)."""
        if self.are_shown:
            return somebody
        signed = Signed(
            person=somebody,
            pseudonym=self._pseudonyms.get(somebody.id, ""),
            is_gone=somebody.id in self._gone,
            place=self._places.get(cell, {}).get(somebody.id) if self._waits else None,
        )
        whole = (self._assessment_id, *cell)
        return named_for(self._reader_id, signed, self.naming, whole, settled=cell in self._settled)

    def at_all(self, somebody: Person, *, is_named: bool = True) -> Person:
        """The person beside what they gave in several cells together. is_named: one of these cells tells their name."""
        if self.are_shown or somebody.id == self._reader_id:
            return somebody
        if self._waits and somebody.id not in self._gone:
            return somebody if is_named else hidden_person(SEVERAL_NAMELESS)
        return (
            hidden_person(self._pseudonyms.get(somebody.id) or NAMELESS)
            if self._hides(somebody)
            else somebody
        )

    def in_team(self, somebody: Person) -> Person:
        """The person beside what they did as a member: by name, as in the roster.

        A pseudonym there would tell whose it is: of an act that only one member may have done, or at the time at which they came.
        """
        if somebody.id == self._reader_id or somebody.id not in self._gone:
            return somebody
        return hidden_person(self._pseudonyms.get(somebody.id) or NAMELESS)

    def _hides(self, somebody: Person) -> bool:
        return self.naming is Naming.PSEUDONYMS or somebody.id in self._gone

    @cached_property
    def naming(self) -> Naming:
        """What the assessment says now."""
        found = self._connection.execute(_NAMING, self._values).scalar_one_or_none()
        return Naming.SHOWN if found is None else Naming(found)

    @cached_property
    def are_shown(self) -> bool:
        """Whether nobody here is anything but their name."""
        return self.naming is Naming.SHOWN and not self._gone

    @property
    def _values(self) -> dict[str, int]:
        return {"assessment": self._assessment_id}

    @property
    def _waits(self) -> bool:
        return self.naming is Naming.UNTIL_SETTLED

    @cached_property
    def _members(self) -> Mapping[int, tuple[str, bool]]:
        """Person id → pseudonym, and whether they are kept as that only."""
        rows = self._connection.execute(_MEMBERS, self._values)
        return {
            row.person_id: (
                row.pseudonym,
                row.left_at is not None and row.scores_kept == ScoresKept.PSEUDONYM,
            )
            for row in rows
        }

    @cached_property
    def _pseudonyms(self) -> Mapping[int, str]:
        return {person_id: pseudonym for person_id, (pseudonym, _) in self._members.items()}

    @cached_property
    def _gone(self) -> frozenset[int]:
        left = {person_id for person_id, (_, is_gone) in self._members.items() if is_gone}
        return frozenset(left.union(self._connection.execute(_ERASED).scalars()))

    @cached_property
    def _places(self) -> Mapping[CellKey, Mapping[int, int]]:
        """Cell → person id → how many people had a score there before them."""
        places: dict[CellKey, dict[int, int]] = {}
        for row in self._connection.execute(_PLACES, self._values):
            in_cell = places.setdefault((row.provision, row.criterion), {})
            in_cell[row.person_id] = len(in_cell)
        return places

    @cached_property
    def _settled(self) -> frozenset[CellKey]:
        rows = self._connection.execute(_SETTLED, self._values)
        return frozenset((row.provision, row.criterion) for row in rows)
