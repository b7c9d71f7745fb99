"""Who is a member of an assessment, and what is there for whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Member, Role, ScoresKept


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A member as they are kept, with who they are: for the roster and for rules, never beside a score.

    organisation: which they belong to, "" for none; organisation_id: None then. since: when they became a member.
    """

    member: Member
    person: Person
    organisation_id: int | None
    organisation: str
    since: str


class Members(Protocol):
    """The members of assessments. A row is kept when somebody leaves."""

    def roles_of(self, assessment_id: int, person: Person) -> frozenset[Role]:
        """What this person is there, at least one role; NotFound when it is not there for them."""
        ...

    def of(self, assessment_id: int) -> tuple[MemberRecord, ...]:
        """Everybody with a row, who left too, in the order in which they came. Somebody implied has none."""
        ...

    def get(self, assessment_id: int, person_id: int) -> MemberRecord:
        """That member, who left too; NotFound without a row."""
        ...

    def of_person(self, person_id: int) -> frozenset[int]:
        """The assessments in which they have a row, and have not left."""
        ...

    def ensure(self, assessment_id: int, person_id: int) -> Member:
        """Their row; one with the roles that are implied when there is none yet."""
        ...

    def ensure_scorers(self, assessment_id: int) -> None:
        """A row for whoever opened it, and for everybody who has a score there."""
        ...

    def add(self, assessment_id: int, person_id: int, roles: Collection[Role], added_by: int) -> Member:
        """Make somebody a member, or one again who left; Conflict when they are one."""
        ...

    def change(self, member: Member, roles: Collection[Role]) -> bool:
        """Give these roles instead; False when the member changed meanwhile."""
        ...

    def leave(self, member: Member, scores_kept: ScoresKept) -> bool:
        """They are no member from now on; False when the member changed meanwhile."""
        ...

    def owners(self, assessment_id: int) -> int:
        """How many owners are there now. The row of the assessment is held, so that two cannot leave at once."""
        ...


class Places(Protocol):
    """Where what a route names belongs to, and whether that is there for somebody."""

    def assessment_of(self, parameter: str, key: int) -> int | None:
        """The assessment to which the run, snapshot … with this id belongs; None when there is none."""
        ...

    def instrument_of(self, parameter: str, key: int) -> int | None:
        """The instrument to which the draft, link … with this id belongs; None when there is none."""
        ...

    def knows(self, instrument_id: int, person_id: int) -> bool:
        """Whether this instrument is there for them."""
        ...

    def readable(self, assessment_ids: Collection[int], person: Person) -> Mapping[int, frozenset[Role]]:
        """What this person is in those of these assessments that are there for them."""
        ...
