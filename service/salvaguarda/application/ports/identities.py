"""Who people are at a provider of OpenID Connect."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's name at a provider. issuer and subject: what the provider calls itself and them; never changes there."""

    id: int
    person_id: int
    issuer: str
    subject: str
    since: str


class Identities(Protocol):
    """Each belongs to one person; a person may have several."""

    def find(self, issuer: str, subject: str) -> Identity | None:
        """Whose it is; None when nobody's."""
        ...

    def of_person(self, person_id: int) -> tuple[Identity, ...]:
        """Theirs, the oldest first."""
        ...

    def add(self, person_id: int, issuer: str, subject: str) -> Identity:
        """Join it to a person; Conflict when it is somebody's already."""
        ...

    def remove(self, identity_id: int, person_id: int) -> Identity:
        """Part it from this person; NotFound when it is not theirs."""
        ...

    def remove_all(self, person_id: int) -> int:
        """Part every one from this person; how many."""
        ...
