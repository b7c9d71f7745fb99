"""Organisations, who belongs to them, and invitations, as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation. version: counts its names from 1. people: how many belong to it."""

    id: int
    name: str
    version: int
    people: int


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That a person belongs to an organisation. speaks: they may state its positions."""

    person_id: int
    organisation_id: int
    organisation: str
    speaks: bool


class Organisations(Protocol):
    """The organisations of this installation. A person belongs to one or to none."""

    def add(self, name: str, by: int) -> int:
        """Keep a new one; Conflict when another has this name. Returns its id."""
        ...

    def rename(self, organisation_id: int, version: int, name: str) -> None:
        """Give it another name when it still has this version.

        Raises NotFound, Conflict when another has this name, Stale with the OrganisationRecord that is kept.
        """
        ...

    def get(self, organisation_id: int) -> OrganisationRecord:
        """That organisation; NotFound when there is none."""
        ...

    def every(self) -> tuple[OrganisationRecord, ...]:
        """All, by name."""
        ...

    def affiliation_of(self, person_id: int) -> Affiliation | None:
        """Where a person belongs; None when nowhere."""
        ...

    def affiliations(self) -> Mapping[int, Affiliation]:
        """Person id → where they belong; who belongs nowhere is left out."""
        ...

    def affiliate(self, person_id: int, organisation_id: int, *, speaks: bool, by: int) -> None:
        """From now on the person belongs there, and nowhere else."""
        ...

    def end_affiliation(self, person_id: int) -> None:
        """From now on the person belongs nowhere."""
        ...


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What an invitation is for.

    email: "" when whoever has the link may use it. organisation_id: where its guest will belong; None for nowhere.
    assessment_id, roles: what they will be a member of, and as what; None and empty for this installation only.
    """

    email: str
    organisation_id: int | None
    assessment_id: int | None
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """An invitation as it is kept; its key is not. used_at, withdrawn_at: None while that has not happened.

    organisation, assessment: the name and the title; "" for none.
    """

    id: int
    invitation: NewInvitation
    organisation: str
    assessment: str
    created_at: str
    created_by: Person
    expires_at: str
    used_at: str | None
    withdrawn_at: str | None


class Invitations(Protocol):
    """Invitations. Each can be used once, until it expires or is withdrawn."""

    def add(self, key_sha256: str, invitation: NewInvitation, expires_at: str, by: int) -> int:
        """Keep a new one; returns its id."""
        ...

    def get(self, invitation_id: int) -> InvitationRecord:
        """That invitation; NotFound when there is none."""
        ...

    def find(self, key_sha256: str) -> InvitationRecord | None:
        """The one with this key, whatever has become of it; None when there is none."""
        ...

    def of_assessment(self, assessment_id: int) -> tuple[InvitationRecord, ...]:
        """Those to an assessment, newest first."""
        ...

    def to_installation(self) -> tuple[InvitationRecord, ...]:
        """Those to no assessment, newest first."""
        ...

    def use(self, invitation_id: int, person_id: int) -> bool:
        """It is used by this person from now on; False when it was used, withdrawn or over already."""
        ...

    def withdraw(self, invitation_id: int) -> bool:
        """It cannot be used any more; False when it was used or withdrawn already."""
        ...
