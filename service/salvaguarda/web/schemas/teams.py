"""Organisations, members and invitations over the wire."""

from typing import Annotated

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.team import Role, ScoresKept
from salvaguarda.web.schemas.people import PersonOut


class AffiliationOut(msgspec.Struct):
    """That a person belongs to an organisation. speaks: they may state its positions."""

    person_id: int
    organisation_id: int
    speaks: bool


class OrganisationOut(msgspec.Struct):
    """An organisation and who belongs to it. version: for If-Match."""

    id: int
    name: str
    version: int
    affiliations: list[AffiliationOut]


class MemberOut(msgspec.Struct):
    """A member of an assessment.

    person: id 0 and a pseudonym for somebody who left under it, or was erased. organisation: "" for none.
    pseudonym: the reader's own; "" beside others, whom it would unmask. left_at: null while they are there; scores_kept: what became of
    their scores then. since, left_at: to the day. version: for If-Match.
    """

    person: PersonOut
    roles: list[str]
    organisation: str
    pseudonym: str
    since: str
    left_at: str | None
    scores_kept: str | None
    version: int


class MemberDepartureOut(msgspec.Struct):
    """Somebody left. withdrawn: ratings that count no more. unassigned: cells they do not have to score any more."""

    withdrawn: int
    unassigned: int


class TeamAssessmentOut(msgspec.Struct):
    """An assessment of a team, as the owner of the installation is told of it. members: how many are there now."""

    id: int
    title: str
    instrument_title: str
    draft_label: str
    owners: list[PersonOut]
    members: int


class InvitationOut(msgspec.Struct):
    """An invitation as those see it who may make some. state: open, used, withdrawn or over.

    email: "" when whoever has the link may use it. organisation: "" for none. roles: empty without an assessment.
    """

    id: int
    email: str
    organisation: str
    roles: list[str]
    created_at: str
    created_by: PersonOut
    expires_at: str
    state: str


class MadeInvitationOut(msgspec.Struct):
    """A new invitation. link: shown this once; null when it was sent by e-mail instead.

    problem: why no e-mail could be sent, when one was to be; "" otherwise.
    """

    invitation: InvitationOut
    link: str | None
    problem: str


class OpenedInvitationOut(msgspec.Struct):
    """An invitation as its guest sees it. email: the only one that may use it; "" for any.

    assessment_id, assessment: what it is to, and its title; null and "" for the installation only.
    """

    invited_by: str
    organisation: str
    assessment_id: int | None
    assessment: str
    roles: list[str]
    email: str
    expires_at: str


class JoinedOut(msgspec.Struct):
    """Where an invitation led: the assessment's id, null when it was to the installation only."""

    assessment_id: int | None


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


Roles = Annotated[list[Role], Field(max_length=len(Role))]


class OrganisationIn(_In):
    """A new organisation, or another name for one."""

    name: str = Field(min_length=1, max_length=200, examples=["Derechos Digitales"])


class AffiliationIn(_In):
    """Where a person belongs; organisation_id null for nowhere. speaks: they may state its positions."""

    organisation_id: int | None
    speaks: bool = False


class MemberIn(_In):
    """Somebody who is here already, and what they are to be."""

    person_id: int
    roles: Roles


class RolesIn(_In):
    """What a member is to be, at least one role."""

    roles: Roles


class LeavingIn(_In):
    """What becomes of the scores of whoever leaves: they stay under their name, under a pseudonym, or are withdrawn."""

    scores: ScoresKept


class HeirIn(_In):
    """Which member is to own the assessment."""

    person_id: int


class InvitationIn(_In):
    """A new invitation. email: "" lets whoever has the link use it; with one it is sent there where this service can.

    organisation_id: where a guest who belongs nowhere will belong; only for the owner of the installation.
    """

    email: str = Field(default="", max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$")
    organisation_id: int | None = None
    days: int = Field(default=14, ge=1, le=30)


class TeamInvitationIn(InvitationIn):
    """A new invitation to an assessment, and what its guest is to be there."""

    roles: Roles = Field(default_factory=lambda: [Role.REVIEWER])


class InvitationKeyIn(_In):
    """The key at the end of an invitation's link."""

    key: str = Field(min_length=1, max_length=100)


class GuestIn(InvitationKeyIn):
    """A new account by an invitation."""

    email: str = Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
    display_name: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=12, max_length=200)
