"""What checks second factors, whoever wrote it: codes of authenticator apps, passkeys, and the seal on secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.ports.second_factors import NewPasskey
from salvaguarda.domain.people import Person


class SealBroken(Exception):
    """What was sealed cannot be opened: the key of this installation is another one, or the words were changed."""


class PasskeyRefused(Exception):
    """What a browser answered is not what was asked for; nothing of it is in the message."""


class Seal(Protocol):
    """Keeps secrets that must be read again under a key that is not in the database."""

    def sealed(self, secret: str, purpose: str) -> str:
        """What may be kept. purpose: what it is for and whose ("totp:17"); it opens for nothing else."""
        ...

    def opened(self, sealed: str, purpose: str) -> str:
        """The secret again; SealBroken."""
        ...

    def fingerprint(self, text: str) -> bytes:
        """32 bytes that only this installation can make of the text, the same every time."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code: side of the square in modules with its quiet zone, and the outline of the dark ones, as an SVG path."""

    side: int
    path: str


class TotpCodes(Protocol):
    """Time-based codes (RFC 6238): six digits, a new one every 30 seconds."""

    def new_secret(self) -> str:
        """A new secret, base32."""
        ...

    def address(self, secret: str, account: str) -> str:
        """The "otpauth:" address that apps read."""
        ...

    def picture(self, address: str) -> Picture:
        """The address as a QR code."""
        ...

    def step_of(self, secret: str, code: str, now: str) -> int | None:
        """The step that a code belongs to, the present one or a neighbour (clocks differ); None when it fits none."""
        ...


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Where a passkey is good for. id: the host name. origin: scheme, name and port as the browser sees them."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is to be asked. challenge: base64url, to compare its answer with. options: JSON for the browser."""

    challenge: str
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey that was used: its counter, and whether more than one device keeps it."""

    sign_count: int
    backed_up: bool


class PasskeyCeremonies(Protocol):
    """WebAuthn. Every answer is refused (PasskeyRefused) that does not fit challenge, host, origin, key and counter."""

    def ask_to_register(
        self, party: RelyingParty, person: Person, handle: bytes, known: Sequence[str]
    ) -> Asked:
        """For navigator.credentials.create(). handle: who it is for, nothing that tells who. known: credential ids that
        the person has."""
        ...

    def registered(self, party: RelyingParty, challenge: str, answer: Mapping[str, object]) -> NewPasskey:
        """What the browser registered."""
        ...

    def ask_to_sign_in(self, party: RelyingParty, known: Sequence[str] = ()) -> Asked:
        """For navigator.credentials.get(). known: credential ids to choose from; none: whichever the browser has here."""
        ...

    def shown(
        self, party: RelyingParty, challenge: str, answer: Mapping[str, object], key: NewPasskey
    ) -> Shown:
        """That the answer was made with this key, by somebody who showed the device that it is them."""
        ...


class Factors(Protocol):
    """All of these; each is loaded when it is first needed."""

    @property
    def seal(self) -> Seal:
        """The seal on secrets. StorageReadOnly when there is no key and none can be made."""
        ...

    @property
    def codes(self) -> TotpCodes:
        """Codes of authenticator apps."""
        ...

    @property
    def passkeys(self) -> PasskeyCeremonies:
        """WebAuthn."""
        ...
