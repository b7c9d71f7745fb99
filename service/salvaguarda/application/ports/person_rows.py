"""Everything that is kept about one person, to be given to them, and what of it can go."""

from collections.abc import Mapping, Sequence
from typing import Protocol

Rows = Sequence[Mapping[str, object]]


class PersonRows(Protocol):
    """All tables, seen from one person."""

    def told(self, person_id: int) -> Mapping[str, Rows]:
        """What is kept about them, by kind; no key and no hash of one, nothing that others wrote."""
        ...

    def assessments_of(self, person_id: int) -> tuple[int, ...]:
        """Ids of the assessments in which they are a member, scored, settled, or wrote something."""
        ...

    def erase_traces(self, person_id: int) -> None:
        """Remove what only served them: sessions, tokens, identities, second factors, links, uploads, assignments, locks, where
        they belong, and their e-mail in invitations. Call it while their e-mail is kept."""
        ...
