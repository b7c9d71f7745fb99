"""Sign-ins that are under way: to a provider and back, between two steps, a passkey's challenge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

PendingContent = Mapping[str, str | int | bool | None]


class Purpose(StrEnum):
    """What is waited for. A key made for one purpose opens no other."""

    PROVIDER = "provider"  # somebody is on their way to a provider of OpenID Connect and back
    SECOND_STEP = "second_step"  # the first step fitted; the second is to come
    PASSKEY = "passkey"  # a challenge to sign in with
    NEW_PASSKEY = "new_passkey"  # a challenge to register one with


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in under way. person_id: who has shown who they are so far; None when nobody has."""

    purpose: Purpose
    person_id: int | None
    content: PendingContent


class PendingSignIns(Protocol):
    """Each under the hash of a key that only one browser has, for some minutes."""

    def add(
        self,
        key_sha256: str,
        purpose: Purpose,
        content: PendingContent,
        expires_at: str,
        person_id: int | None = None,
    ) -> None:
        """Keep one; those that ended are forgotten."""
        ...

    def find(self, key_sha256: str, purpose: Purpose) -> Pending | None:
        """It, as long as it has not ended; None otherwise."""
        ...

    def take(self, key_sha256: str, purpose: Purpose) -> Pending | None:
        """It, and nobody gets it again: of two requests at the same moment one gets None."""
        ...

    def end_all(self, person_id: int) -> None:
        """Forget every one of this person."""
        ...
