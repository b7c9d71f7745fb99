"""API tokens as they are kept: only the hash of a token's key is."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import Scope


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its person sees it.

    personal: whoever has it acts as that person, within its scopes; otherwise as a program that only reads what an observer
    may, where its person is a member. hint: the last four characters of the key. used_at: at most five minutes before it
    was last used; None before it ever was. revoked_at: None while it holds.
    """

    id: int
    person_id: int
    personal: bool
    name: str
    hint: str
    scopes: frozenset[Scope]
    created_at: str
    expires_at: str
    used_at: str | None
    revoked_at: str | None


@dataclass(frozen=True, slots=True)
class TokenUse:
    """A request that came with a token. person: as whom it acts."""

    token: Token
    person: Person


@dataclass(frozen=True, slots=True)
class NewToken:
    """What a token is made of. expires_at: UTC text."""

    personal: bool
    name: str
    scopes: frozenset[Scope]
    expires_at: str


class Tokens(Protocol):
    """Tokens stay known after they ended, so that a person can see what there was; for a year."""

    def add(self, person_id: int, new: NewToken, key_sha256: str, hint: str) -> Token:
        """Keep a new one."""
        ...

    def find(self, key_sha256: str) -> TokenUse | None:
        """The token that still holds; None otherwise."""
        ...

    def of_person(self, person_id: int) -> tuple[Token, ...]:
        """Theirs, the newest first."""
        ...

    def use(self, token_id: int) -> None:
        """It was used now."""
        ...

    def revoke(self, token_id: int, person_id: int) -> Token:
        """End it at once; NotFound when it is not theirs, or ended already."""
        ...

    def revoke_all(self, person_id: int) -> int:
        """End every one of this person; how many."""
        ...
