"""How an account is protected, over the wire: password, second factors, passkeys, one's own records."""

from typing import Any, Literal

import msgspec
from pydantic import Field, model_validator

from salvaguarda.web.schemas.people import _In

_PASSWORD = Field(min_length=12, max_length=200, examples=["correct horse battery"])
_KEY = Field(min_length=20, max_length=100, examples=["mR0yWlZ1x8b3v0mVb2k5m2m2x1kqk9a7m3Jq6bq1n5E"])
_NAME = Field(min_length=1, max_length=60, examples=["Laptop"])


class PasskeyOut(msgspec.Struct):
    """A passkey of one's own. synced: more than one device keeps it. used_at: null until it was."""

    id: int
    name: str
    synced: bool
    created_at: str
    used_at: str | None


class SecurityOut(msgspec.Struct):
    """How one's own account is protected.

    has_password: false for somebody who comes in another way only. totp_since: since when an authenticator app counts.
    recovery_codes: how many were not used. passkeys_here: whether a passkey can be registered at this address: only
    under a name ("localhost" too), never at a number like 127.0.0.1.
    """

    has_password: bool
    totp_since: str | None
    recovery_codes: int
    passkeys: list[PasskeyOut]
    passkeys_here: bool


class TotpSetupOut(msgspec.Struct):
    """What an authenticator app needs: the secret, its address, and that as a QR code (side in modules, SVG path)."""

    secret: str
    address: str
    side: int
    path: str


class RecoveryCodesOut(msgspec.Struct):
    """Recovery codes, shown this once; [] for somebody who has some."""

    codes: list[str]


class AskedOut(msgspec.Struct):
    """What navigator.credentials is to be asked, and the key to send with its answer."""

    key: str
    options: dict[str, Any]


class PasswordChangedOut(msgspec.Struct):
    """How many other sessions ended."""

    ended_sessions: int


class EndedWaysOut(msgspec.Struct):
    """How many ways in ended. linked_accounts: those at a provider."""

    sessions: int
    tokens: int
    passkeys: int
    linked_accounts: int


class ResetLinkOut(msgspec.Struct):
    """A link to set a new password, shown this once. ended: what ended with it, where a device was lost; null otherwise."""

    address: str
    expires_at: str
    ended: EndedWaysOut | None


class PasswordResetOut(msgspec.Struct):
    """What ended with the password before, and what still lets the person in. linked_accounts: those at a provider."""

    ended_sessions: int
    ended_tokens: int
    passkeys: int
    linked_accounts: int


class ResetOut(msgspec.Struct):
    """Whose password a link sets."""

    display_name: str


class ConfirmIn(_In):
    """One's own password once more; null for somebody who has none and signed in within the last quarter of an hour."""

    password: str | None = Field(default=None, max_length=200, examples=["correct horse battery"])


class ResetLinkIn(ConfirmIn):
    """lost: a device of theirs was lost or stolen, or somebody else was in: whatever lets them in ends at once."""

    lost: bool = False


class CodeIn(_In):
    """Six digits of an authenticator app."""

    code: str = Field(min_length=6, max_length=12, examples=["492039"])


class SecondStepIn(_In):
    """A code of the authenticator app, or a recovery code: one of the two."""

    code: str | None = Field(default=None, min_length=6, max_length=12, examples=["492039"])
    recovery_code: str | None = Field(
        default=None, min_length=16, max_length=40, examples=["kq7d-m2xw-9a4t-hh3p"]
    )

    @model_validator(mode="after")
    def _one(self) -> "SecondStepIn":
        if (self.code is None) == (self.recovery_code is None):
            raise ValueError("send a code or a recovery code")
        return self


class PasskeyAnswerIn(_In):
    """What navigator.credentials.get() answered, as JSON (toJSON)."""

    key: str = _KEY
    credential: dict[str, Any]


class NewPasskeyIn(_In):
    """What navigator.credentials.create() answered, as JSON (toJSON), and what to call it."""

    key: str = _KEY
    credential: dict[str, Any]
    name: str = _NAME


class PasskeyNameIn(_In):
    """Another name for a passkey."""

    name: str = _NAME


class PasswordIn(ConfirmIn):
    """The password so far, and the new one."""

    new_password: str = _PASSWORD


class AskResetIn(_In):
    """Whose password is to be set anew."""

    email: str = Field(max_length=254, examples=["ana@example.org"])


class ResetKeyIn(_In):
    """The key of a link, which stands behind the # of its address."""

    key: str = _KEY


class ResetIn(ResetKeyIn):
    """The key of a link, and the new password."""

    new_password: str = _PASSWORD


class ErasureIn(ConfirmIn):
    """One's own password, and the word that says that it is meant."""

    sure: Literal["erase"]
