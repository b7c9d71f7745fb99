"""One's own account over the wire: sessions, API tokens, accounts at a provider."""

from typing import Annotated

import msgspec
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from salvaguarda.application.make_token import TokenWish
from salvaguarda.domain.scopes import Scope
from salvaguarda.web.schemas.security import ConfirmIn


class OwnSessionOut(msgspec.Struct):
    """One of one's own sessions.

    method: how it began: password, provider, passkey, invitation, set_up, demo. agent: "Firefox, Linux"; "" when unknown.
    address: the network it began from, cut short; "" likewise. used_at: at most five minutes before it was last used.
    current: whether it is the one that asks.
    """

    id: int
    method: str
    agent: str
    address: str
    began_at: str
    used_at: str
    expires_at: str
    current: bool


class TokenOut(msgspec.Struct):
    """An API token. The key itself is shown once, when it is made.

    personal: whoever has it acts as its person; otherwise as a program that only reads. scopes: read, export, write, score.
    hint: the last four characters of its key. used_at: null before it ever was. revoked_at: null unless it was ended by hand.
    holds: whether it can be used.
    """

    id: int
    name: str
    personal: bool
    scopes: list[str]
    hint: str
    created_at: str
    expires_at: str
    used_at: str | None
    revoked_at: str | None
    holds: bool


class MadeTokenOut(msgspec.Struct):
    """A new API token. key: shown this once."""

    token: TokenOut
    key: str


class IdentityOut(msgspec.Struct):
    """An account at a provider, with which one can sign in here. issuer: the provider's address; subject: its name of the account."""

    id: int
    issuer: str
    subject: str
    since: str


class DepartureOut(msgspec.Struct):
    """Where to send the browser: a page of the provider."""

    address: str


def _own_page(value: str) -> str:
    """A page of this service, "/drafts/3?x=1"; anything else is refused, so that no link can lead elsewhere after a sign-in."""
    inside = value.startswith("/") and not value.startswith("//") and "\\" not in value
    if not inside or not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("must be a page of this service, like /drafts/3")
    return value


OwnPage = Annotated[str, Field(max_length=2000), AfterValidator(_own_page)]


class ProviderSignInIn(BaseModel):
    """return_to: the page to come back to. invitation: the key of one that is to be accepted with a new account; "" without one."""

    model_config = ConfigDict(extra="forbid")

    return_to: OwnPage = Field(default="/", examples=["/assessments/3/matrix"])
    invitation: str = Field(default="", max_length=100, pattern=r"^[A-Za-z0-9_-]*$")


class ProviderLinkIn(ConfirmIn):
    """return_to: the page to come back to. password: as in ConfirmIn."""

    return_to: OwnPage = Field(default="/account", examples=["/account"])


class TokenIn(ConfirmIn):
    """A new API token. personal: acts as oneself within its scopes; otherwise a program's, which can only read and export.
    password: as in ConfirmIn."""

    name: str = Field(min_length=1, max_length=100, examples=["Dashboard of the coalition"])
    personal: bool = False
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope), examples=[["read", "export"]])
    days: int = Field(default=90, ge=1, le=365)

    @property
    def wish(self) -> TokenWish:
        """As the use case takes it."""
        return TokenWish(self.name, self.personal, frozenset(self.scopes), self.days)
