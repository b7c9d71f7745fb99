"""Invite people by a link: to an assessment, or to this installation only. And withdraw what was not used yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.add_member import check_roles
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.teams import InvitationRecord, NewInvitation
from salvaguarda.application.require_role import require_role
from salvaguarda.application.start_session import key_hash, later, new_key
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import roles_text

MOST_OPEN = 200
"""Open invitations of one assessment, or of the installation: more is a mistake or a nuisance."""


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """key: goes into the link and nowhere else."""

    key: str
    record: InvitationRecord


def invite(records: Records, by: Person, wanted: NewInvitation, days: int) -> MadeInvitation:
    """Keep an invitation that can be used once, for so many days.

    Raises NotFound (assessment, organisation), Forbidden for whoever neither owns the assessment nor, without one, the installation;
    only the owner of the installation says where a guest belongs. Invalid for an assessment without a role, Conflict when
    too many are open.
    """
    _check_may(records, by, wanted)
    if wanted.organisation_id is not None:
        require(by, Act.MANAGE_ORGANISATIONS)
        records.organisations.get(wanted.organisation_id)
    open_ones = [each for each in _of(records, wanted.assessment_id) if is_open(each, records.now)]
    if len(open_ones) >= MOST_OPEN:
        raise Conflict(f"There are {MOST_OPEN} open invitations. Withdraw some of them first.")
    key = new_key()
    invitation_id = records.invitations.add(key_hash(key), wanted, later(records.now, days=days), by.id)
    made = records.invitations.get(invitation_id)
    _log(records, "invite", by.id, made)
    return MadeInvitation(key, made)


def _check_may(records: Records, by: Person, wanted: NewInvitation) -> None:
    if wanted.assessment_id is None:
        require(by, Act.ADD_PERSON)
    else:
        require_role(records, wanted.assessment_id, by.id, Act.MANAGE_TEAM)
        check_roles(wanted.roles)


def _of(records: Records, assessment_id: int | None) -> Sequence[InvitationRecord]:
    if assessment_id is None:
        return records.invitations.to_installation()
    return records.invitations.of_assessment(assessment_id)


def is_open(record: InvitationRecord, now: str) -> bool:
    """Whether it can still be used."""
    return record.used_at is None and record.withdrawn_at is None and record.expires_at > now


def list_invitations(
    records: Records, by: Person, assessment_id: int | None
) -> tuple[tuple[InvitationRecord, bool], ...]:
    """Those to the assessment (None: to the installation only), newest first, and whether each can still be used."""
    if assessment_id is None:
        require(by, Act.ADD_PERSON)
    return tuple((each, is_open(each, records.now)) for each in _of(records, assessment_id))


def withdraw_invitation(records: Records, by: Person, invitation_id: int, assessment_id: int | None) -> None:
    """It cannot be used any more. Raises NotFound, Forbidden as `invite`, Conflict when it was used or withdrawn already."""
    record = records.invitations.get(invitation_id)
    if record.invitation.assessment_id != assessment_id:
        raise NotFound("invitation", invitation_id)
    if assessment_id is None:
        require(by, Act.ADD_PERSON)
    else:
        require_role(records, assessment_id, by.id, Act.MANAGE_TEAM)
    if not records.invitations.withdraw(invitation_id):
        raise Conflict("This invitation was used or withdrawn already. Load the page anew.")
    _log(records, "withdraw invitation", by.id, record)


def _log(records: Records, act: str, by: int, record: InvitationRecord) -> None:
    invitation = record.invitation
    after = {
        "roles": roles_text(invitation.roles),
        "organisation": invitation.organisation_id,
        "expires_at": record.expires_at,
    }
    records.log.add(
        NewEntry(
            act,
            by,
            {"invitation": record.id},
            after=after,
            assessment_id=invitation.assessment_id,
            personal={"email": invitation.email} if invitation.email else {},
        )
    )
