"""A provider of OpenID Connect, as signing in uses it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from salvaguarda.domain.openid import Claims


class Trouble(StrEnum):
    """Why signing in with a provider came to nothing; the word that the page puts into a sentence."""

    AWAY = "away"  # the provider does not answer, or not as its kind does
    DECLINED = "declined"  # the person, or the provider, would not
    STALE = "stale"  # too late, in another browser, or a second time
    WRONG = "wrong"  # what the provider said does not stand up to checking
    STRANGER = "stranger"  # nobody here is that person, and nobody is added
    TAKEN = "taken"  # the account belongs to somebody else here
    INVITATION = "invitation"  # the invitation is over, or for another e-mail


class SignInTrouble(Exception):
    """Signing in with the provider came to nothing. reason: for the log; holds nothing that the provider or a person wrote."""

    def __init__(self, trouble: Trouble, reason: str) -> None:
        super().__init__(reason)
        self.trouble, self.reason = trouble, reason


@dataclass(frozen=True, slots=True)
class Journey:
    """One way to the provider and back: what the answer must fit. Kept until the browser comes back, nowhere but here.

    state: comes back as it went. nonce: must be in what the provider signs. verifier: proves that whoever asks for the code's
    worth is who asked for the code (PKCE). return_address: where the browser comes back.
    """

    state: str
    nonce: str
    verifier: str
    return_address: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the browser brought back in its address; "" for what is missing. issuer: who says to have sent it (RFC 9207)."""

    state: str
    code: str
    error: str
    issuer: str


class IdentityProvider(Protocol):
    """The provider that this installation was told of. Nothing of it is loaded before somebody signs in with it."""

    @property
    def name(self) -> str:
        """What people call it: "Sign in with …"."""
        ...

    async def depart(self, return_address: str) -> tuple[str, Journey]:
        """Where to send the browser, and what to keep until it is back; SignInTrouble."""
        ...

    async def arrive(self, journey: Journey, arrival: Arrival) -> Claims:
        """Who that is, once everything fits; SignInTrouble says what did not."""
        ...
