"""Hand an assessment over to another member, or take a team's over as the owner of the installation."""

from dataclasses import dataclass

from salvaguarda.application.add_member import give_roles, join, present_member
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Member, Role


def hand_over(records: Records, assessment_id: int, by: int, to: int) -> Member:
    """Another member owns it from now on; `by` stays with their other roles, as an observer without any.

    Raises NotFound (assessment, member), Forbidden for whoever does not own it, Conflict for oneself.
    """
    require_role(records, assessment_id, by, Act.MANAGE_TEAM)
    if by == to:
        raise Conflict("You own this assessment already. Choose another member.")
    records.members.ensure_scorers(assessment_id)
    heir = present_member(records, assessment_id, to, None)
    given = give_roles(records, by, heir, heir.roles | {Role.OWNER})
    records.members.ensure(assessment_id, by)
    own = present_member(records, assessment_id, by, None)
    if Role.OWNER in own.roles:
        give_roles(records, by, own, own.roles - {Role.OWNER} or {Role.OBSERVER})
    return given


@dataclass(frozen=True, slots=True)
class TeamAssessment:
    """An assessment of a team as the owner of the installation is told of it: enough to take it over, and no more.

    members: how many are there now.
    """

    assessment: AssessmentRecord
    owners: tuple[Person, ...]
    members: int


def list_team_assessments(records: Records, by: Person) -> tuple[TeamAssessment, ...]:
    """Those of teams to which the owner of the installation does not belong, oldest first; Forbidden for others."""
    require(by, Act.TAKE_OVER)
    every = [each for each in records.assessments.every(None) if each.access is Access.TEAM]
    own = records.places.readable([each.id for each in every], by)
    return tuple(_team_assessment(records, each) for each in every if each.id not in own)


def _team_assessment(records: Records, assessment: AssessmentRecord) -> TeamAssessment:
    there = [each for each in records.members.of(assessment.id) if each.member.left_at is None]
    owners = tuple(each.person for each in there if Role.OWNER in each.member.roles)
    return TeamAssessment(assessment, owners, len(there))


def take_over(records: Records, assessment_id: int, by: Person) -> Member:
    """Become an owner of a team's assessment, which its members see. For when nobody else can: somebody left for good.

    Raises Forbidden for anybody but the owner of the installation, NotFound, Conflict when they are a member.
    """
    require(by, Act.TAKE_OVER)
    assessment = records.assessments.get(assessment_id)
    if assessment.access is not Access.TEAM:
        raise NotFound("assessment of a team", assessment_id)
    records.members.ensure_scorers(assessment_id)
    records.log.add(NewEntry("take over", by.id, {"assessment": assessment_id}, assessment_id=assessment_id))
    return join(records, assessment_id, by.id, by.id, {Role.OWNER})
