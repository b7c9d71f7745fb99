"""Second factors as they are kept: an authenticator app, recovery codes, passkeys, links to set a new password."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class TotpRecord:
    """A person's authenticator app. sealed: its secret, sealed. confirmed_at: None while it is being set up.
    last_step: the newest step (30 seconds) of which a code was used; a code is used once."""

    person_id: int
    sealed: str
    confirmed_at: str | None
    last_step: int


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a browser registered. credential_id, public_key: base64url. backed_up: kept by more than one device."""

    credential_id: str
    public_key: str
    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class PasskeyRecord:
    """A registered passkey. used_at: None until it was."""

    id: int
    person: Person
    name: str
    key: NewPasskey
    created_at: str
    used_at: str | None


class SecondFactors(Protocol):
    """Authenticator apps and recovery codes."""

    def totp_of(self, person_id: int) -> TotpRecord | None:
        """Theirs, confirmed or not; None when there is none."""
        ...

    def begin_totp(self, person_id: int, sealed: str) -> None:
        """Keep one that is to be confirmed, instead of any that was not; Conflict when one is confirmed."""
        ...

    def confirm_totp(self, person_id: int, step: int) -> bool:
        """Let it count from now on, with the step of its first code; False when there is none to confirm."""
        ...

    def use_step(self, person_id: int, step: int) -> bool:
        """Use the code of this step up; False when it, or a later one, was used before."""
        ...

    def remove_totp(self, person_id: int) -> bool:
        """Forget it; False when there was none."""
        ...

    def replace_codes(self, person_id: int, hashes: tuple[str, ...]) -> None:
        """Keep these recovery codes instead of all before."""
        ...

    def use_code(self, person_id: int, code_sha256: str) -> bool:
        """Use a recovery code up; False when it is none, or was used before."""
        ...

    def codes_left(self, person_id: int) -> int:
        """How many recovery codes were not used."""
        ...


class Passkeys(Protocol):
    """Passkeys of everybody."""

    def of(self, person_id: int) -> tuple[PasskeyRecord, ...]:
        """Theirs, oldest first."""
        ...

    def find(self, credential_id: str) -> PasskeyRecord | None:
        """The one that a browser names; None when it is not known here."""
        ...

    def add(self, person_id: int, name: str, key: NewPasskey) -> int:
        """Keep a new one, its id; Conflict when it is registered already."""
        ...

    def used(self, passkey_id: int, sign_count: int, *, backed_up: bool) -> None:
        """Note that somebody signed in with it."""
        ...

    def rename(self, person_id: int, passkey_id: int, name: str) -> None:
        """Call one's own another name; NotFound when it is not theirs."""
        ...

    def remove(self, person_id: int, passkey_id: int) -> None:
        """Forget one's own; NotFound when it is not theirs."""
        ...

    def remove_all(self, person_id: int) -> int:
        """Forget all of a person; how many."""
        ...


class ResetLinks(Protocol):
    """Links to set a new password: each once, for a while."""

    def add(self, key_sha256: str, person_id: int, created_by: int | None, expires_at: str) -> None:
        """Keep a new one. created_by: None when it was asked for by e-mail."""
        ...

    def whose(self, key_sha256: str) -> Person | None:
        """Whose password it sets; None when it is used, over, or none."""
        ...

    def use(self, key_sha256: str) -> int | None:
        """The person's id, and nobody gets it again; None likewise."""
        ...

    def mailed_since(self, person_id: int, moment: str) -> int:
        """How many were asked for by e-mail for this person since then."""
        ...

    def end_all(self, person_id: int) -> None:
        """Let those of this person that are open end."""
        ...

    def forget_before(self, moment: str) -> None:
        """Remove those that ended before."""
        ...
