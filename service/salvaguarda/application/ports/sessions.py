"""Sessions as they are kept: only the hash of a session's key is."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.signing_in import SignInMethod


@dataclass(frozen=True, slots=True)
class Visit:
    """How and from where somebody signs in, as their list of sessions shows it later.

    agent: browser and system in short, "Firefox, Linux"; "" when unknown. address: of their network, cut short; "" likewise.
    browser_sha256: of the key by which this browser is known; "" when it has none, and in lists.
    """

    method: SignInMethod
    agent: str = ""
    address: str = ""
    browser_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person. csrf_token: what every change must carry. Times are UTC ISO text like Records.now."""

    id: int
    person: Person
    csrf_token: str
    expires_at: str
    extended_at: str


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One of a person's sessions, as they see it. used_at: at most five minutes before it was last used."""

    id: int
    began_at: str
    used_at: str
    expires_at: str
    visit: Visit


class Sessions(Protocol):
    """Who is signed in."""

    def add(self, key_sha256: str, person_id: int, csrf_token: str, expires_at: str, visit: Visit) -> None:
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

    def end_all(self, person_id: int, but: int | None = None) -> int:
        """End every session of a person, but this one; how many."""
        ...

    def of_person(self, person_id: int) -> tuple[SessionRecord, ...]:
        """Those that have not ended, the newest first."""
        ...

    def forget_ended(self) -> None:
        """Remove what has ended."""
        ...
