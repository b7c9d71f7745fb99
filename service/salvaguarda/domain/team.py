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


def roles_text(roles: Iterable[Role]) -> str:
    """As they are kept: sorted, one blank between."""
    return " ".join(sorted({role.value for role in roles}))


def roles_of_text(text: str) -> frozenset[Role]:
    """`roles_text` back."""
    return frozenset(map(Role, text.split()))
