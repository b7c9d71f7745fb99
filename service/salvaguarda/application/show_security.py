"""How one's own account is protected."""

from dataclasses import dataclass

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.second_factors import PasskeyRecord


@dataclass(frozen=True, slots=True)
class Security:
    """has_password: False for somebody who comes in another way only. totp_since: None without an authenticator app.
    codes_left: recovery codes that were not used."""

    has_password: bool
    totp_since: str | None
    codes_left: int
    passkeys: tuple[PasskeyRecord, ...]


def show_security(records: Records, person_id: int) -> Security:
    """What this person signs in with."""
    totp = records.factors.totp_of(person_id)
    return Security(
        has_password=records.people.has_password(person_id),
        totp_since=None if totp is None else totp.confirmed_at,
        codes_left=records.factors.codes_left(person_id),
        passkeys=records.passkeys.of(person_id),
    )


def has_second_factor(records: Records, person_id: int) -> bool:
    """Whether a password alone does not let this person in."""
    totp = records.factors.totp_of(person_id)
    return (totp is not None and totp.confirmed_at is not None) or bool(records.passkeys.of(person_id))
