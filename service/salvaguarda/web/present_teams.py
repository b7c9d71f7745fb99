"""Organisations, members and invitations for the wire."""

from collections.abc import Collection

from salvaguarda.application.hand_over import TeamAssessment
from salvaguarda.application.leave_assessment import Departure
from salvaguarda.application.list_members import MemberView
from salvaguarda.application.list_organisations import OrganisationView
from salvaguarda.application.ports.teams import Affiliation, InvitationRecord, OrganisationRecord
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.teams import (
    AffiliationOut,
    InvitationOut,
    MemberDepartureOut,
    MemberOut,
    OpenedInvitationOut,
    OrganisationOut,
    TeamAssessmentOut,
)


def present_organisation(view: OrganisationView) -> OrganisationOut:
    """An organisation."""
    record = view.organisation
    affiliations = [present_affiliation(each) for each in view.affiliations]
    return OrganisationOut(record.id, record.name, record.version, affiliations)


def present_affiliation(affiliation: Affiliation) -> AffiliationOut:
    """Where somebody belongs."""
    return AffiliationOut(affiliation.person_id, affiliation.organisation_id, affiliation.speaks)


@present_current.register
def _(current: OrganisationRecord, reader: Person | None) -> OrganisationOut:  # noqa: ARG001  (the same for all)
    return OrganisationOut(current.id, current.name, current.version, [])


def present_member(view: MemberView, reader: Person) -> MemberOut:
    """A member as the reader is told of them."""
    record, member = view.record, view.record.member
    return MemberOut(
        person=present_person(view.person, reader),
        roles=_roles(member.roles),
        organisation=record.organisation if view.person.id else "",
        pseudonym=view.pseudonym,
        since=_day(record.since),
        left_at=None if member.left_at is None else _day(member.left_at),
        scores_kept=None if member.scores_kept is None else member.scores_kept.value,
        version=member.version,
    )


def _day(moment: str) -> str:
    """Noon of that day: whoever scores first comes in that moment, which stands beside a hidden name elsewhere."""
    return f"{moment[:10]}T12:00:00.000000Z"


def present_departure(departure: Departure) -> MemberDepartureOut:
    """What somebody's leaving changed."""
    return MemberDepartureOut(departure.withdrawn, departure.unassigned)


def present_team_assessment(found: TeamAssessment, reader: Person) -> TeamAssessmentOut:
    """An assessment of a team, for the owner of the installation."""
    record = found.assessment
    owners = [present_person(each, reader) for each in found.owners]
    return TeamAssessmentOut(
        record.id, record.title, record.instrument_title, record.draft_label, owners, found.members
    )


def present_invitation(record: InvitationRecord, reader: Person, *, is_open: bool) -> InvitationOut:
    """An invitation, for those who may make some."""
    wanted = record.invitation
    return InvitationOut(
        id=record.id,
        email=wanted.email,
        organisation=record.organisation,
        roles=_roles(wanted.roles),
        created_at=record.created_at,
        created_by=present_person(record.created_by, reader),
        expires_at=record.expires_at,
        state=_state(record, is_open=is_open),
    )


def present_opened(record: InvitationRecord) -> OpenedInvitationOut:
    """An invitation, for whoever has its link."""
    wanted = record.invitation
    return OpenedInvitationOut(
        invited_by=record.created_by.display_name,
        organisation=record.organisation,
        assessment_id=wanted.assessment_id,
        assessment=record.assessment,
        roles=_roles(wanted.roles),
        email=wanted.email,
        expires_at=record.expires_at,
    )


def _state(record: InvitationRecord, *, is_open: bool) -> str:
    if record.used_at is not None:
        return "used"
    if record.withdrawn_at is not None:
        return "withdrawn"
    return "open" if is_open else "over"


def _roles(roles: Collection[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
