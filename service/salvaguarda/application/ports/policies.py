"""What may be sent to a model for each assessment."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.policy import Policy


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """The newest state. version: 0 when nobody ever set one (then nothing may be sent); by, at: None then."""

    assessment_id: int
    version: int
    policy: Policy
    by: Person | None
    at: str | None


class Policies(Protocol):
    """The policies; an edit adds a version."""

    def get(self, assessment_id: int) -> PolicyRecord:
        """The newest state; consent NONE when there is none."""
        ...

    def history(self, assessment_id: int) -> tuple[PolicyRecord, ...]:
        """Every state, newest first."""
        ...

    def add(self, assessment_id: int, version: int, policy: Policy, person_id: int) -> None:
        """Keep the state that follows `version`; Stale with the PolicyRecord that is kept otherwise."""
        ...
