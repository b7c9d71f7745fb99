"""Who does what in one assessment: its members, their roles, and what becomes of scores when somebody leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member is for. A member has one role or several; what they may do is what any of them may."""

    OWNER = "owner"  # whoever opened the assessment, until they hand it over; whatever a lead may, and the team itself
    LEAD = "lead"  # assigns, settles what is agreed, signs; sees progress, not ratings
    REVIEWER = "reviewer"  # scores
    ADJUDICATOR = "adjudicator"  # decides conflicts to which they are no party
    OBSERVER = "observer"  # sees what is settled


class Access(StrEnum):
    """Whose an assessment is."""

    TEAM = "team"  # its members'; for others it is not there
    INSTALLATION = "installation"  # everybody's here: whoever is no member yet counts as a reviewer


class Naming(StrEnum):
    """How scores are signed for others."""

    SHOWN = "shown"
    UNTIL_SETTLED = "until_settled"  # "Reviewer A", another letter in every cell, until the cell is settled
    PSEUDONYMS = "pseudonyms"  # "Reviewer 47", the same everywhere, for ever


class ScoresKept(StrEnum):
    """What becomes of the scores of somebody who leaves."""

    NAME = "name"
    PSEUDONYM = "pseudonym"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place in an assessment. left_at: None while they are there. version: counts changes from 1."""

    assessment_id: int
    person_id: int
    roles: frozenset[Role]
    pseudonym: str
    version: int
    left_at: str | None = None
    scores_kept: ScoresKept | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a person in an assessment that is there for them.

    opened: they opened it. installs: they own this installation. roles: of their member row; None without one.
    left: they were a member, and left. program: it is a program that reads where its maker is a member.
    """

    access: Access
    opened: bool
    installs: bool
    roles: frozenset[Role] | None = None
    left: bool = False
    program: bool = False


def roles_in(place: Place) -> frozenset[Role]:
    """The roles somebody has there; empty when the assessment is not theirs to see.

    A member row replaces what is implied. In an assessment of the installation its owner is always an owner too, and who
    left goes on seeing it, and no more.
    """
    everybodys = place.access is Access.INSTALLATION
    if place.program:
        return frozenset({Role.OBSERVER} if _own_roles(place, everybodys=everybodys) else ())
    also = {Role.OWNER} if everybodys and place.installs else set()
    return frozenset(_own_roles(place, everybodys=everybodys) | also)


def _own_roles(place: Place, *, everybodys: bool) -> frozenset[Role]:
    if place.left:
        return frozenset({Role.OBSERVER} if everybodys else ())
    if place.roles is not None:
        return place.roles
    if place.opened:
        return frozenset({Role.OWNER, Role.REVIEWER})
    return frozenset({Role.REVIEWER} if everybodys else ())


def roles_text(roles: Iterable[Role]) -> str:
    """As they are kept: sorted, one blank between."""
    return " ".join(sorted({role.value for role in roles}))


def roles_of_text(text: str) -> frozenset[Role]:
    """`roles_text` back."""
    return frozenset(map(Role, text.split()))
