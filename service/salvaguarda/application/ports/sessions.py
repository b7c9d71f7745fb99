"""Sessions as they are kept: only the hash of a session's key is."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person. csrf_token: what every change must carry. Times are UTC ISO text like Records.now."""

    id: int
    person: Person
    csrf_token: str
    expires_at: str
    extended_at: str


class Sessions(Protocol):
    """Who is signed in."""

    def add(self, key_sha256: str, person_id: int, csrf_token: str, expires_at: str) -> None:
        """Keep a new session."""
        ...

    def find(self, key_sha256: str) -> Session | None:
        """The session that has not ended yet; None otherwise."""
        ...

    def extend(self, session_id: int, expires_at: str) -> None:
        """Let it end later."""
        ...

    def end(self, session_id: int) -> None:
        """End one session."""
        ...

    def end_all(self, person_id: int) -> None:
        """End every session of a person."""
        ...

    def forget_ended(self) -> None:
        """Remove what has ended."""
        ...
