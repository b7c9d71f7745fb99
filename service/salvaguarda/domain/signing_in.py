"""How somebody signs in."""

from enum import StrEnum


class SignInMethod(StrEnum):
    """What a session began with."""

    PASSWORD = "password"  # noqa: S105  (the word)
    PROVIDER = "provider"  # of OpenID Connect
    PASSKEY = "passkey"
    INVITATION = "invitation"  # a new account, made by accepting one
    SET_UP = "set_up"
    DEMO = "demo"
