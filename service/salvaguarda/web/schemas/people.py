"""People, set-up and sessions over the wire."""

import msgspec
from pydantic import BaseModel, ConfigDict, Field


class PersonOut(msgspec.Struct):
    """A person as others may see them; the e-mail is shown to the owner and to oneself only."""

    id: int
    display_name: str
    email: str | None
    is_owner: bool


class SetupOut(msgspec.Struct):
    """What the first screen needs: whether the owner is still to be made, and whether this is a demo.

    provider: what people call the provider of OpenID Connect that they may sign in with; null without one.
    resets_by_mail: whether somebody who forgot their password can have a link sent.
    """

    needed: bool
    demo: bool
    demo_people: list[PersonOut]
    version: str
    provider: str | None
    resets_by_mail: bool


class SessionOut(msgspec.Struct):
    """The signed-in person, and the token that every change must carry in X-CSRF-Token."""

    person: PersonOut
    csrf_token: str
    demo: bool


class SecondStepOut(msgspec.Struct):
    """The first step fitted; the second is to come. ways: how it can: "code", "recovery_code", "passkey"."""

    ways: list[str]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PersonIn(_In):
    """A new person (the owner at set-up, a reviewer later)."""

    email: str = Field(
        min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$", examples=["ana@example.org"]
    )
    display_name: str = Field(min_length=1, max_length=100, examples=["Ana Reyes"])
    password: str = Field(min_length=12, max_length=200, examples=["correct horse battery"])


class SignInIn(_In):
    """E-mail and password."""

    email: str = Field(max_length=254, examples=["ana@example.org"])
    password: str = Field(max_length=200, examples=["correct horse battery"])


class DemoSignInIn(_In):
    """Which demo reviewer to become; demo mode only."""

    person_id: int
