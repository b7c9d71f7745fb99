"""How an account is protected, for the wire."""

from salvaguarda.application.ports.second_factors import PasskeyRecord
from salvaguarda.application.show_security import Security
from salvaguarda.web.schemas.security import PasskeyOut, SecurityOut


def present_security(security: Security, *, passkeys_here: bool) -> SecurityOut:
    """What its person sees of it."""
    return SecurityOut(
        has_password=security.has_password,
        totp_since=security.totp_since,
        recovery_codes=security.codes_left,
        passkeys=[present_passkey(each) for each in security.passkeys],
        passkeys_here=passkeys_here,
    )


def present_passkey(passkey: PasskeyRecord) -> PasskeyOut:
    """A passkey without its key."""
    return PasskeyOut(passkey.id, passkey.name, passkey.key.backed_up, passkey.created_at, passkey.used_at)
