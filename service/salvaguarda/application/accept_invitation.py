"""Look at an invitation by the key of its link, and accept it: with a new account, or as who one is."""

from collections.abc import Collection

from salvaguarda.application.add_member import give_roles, join
from salvaguarda.application.invite import is_open
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.ports.teams import InvitationRecord, NewInvitation
from salvaguarda.application.start_session import StartedSession, key_hash, start_session
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.openid import is_of_domain
from salvaguarda.domain.people import Person


def look_at_invitation(records: Records, key: str) -> InvitationRecord:
    """The invitation that can be accepted with this key; Conflict when there is none, or it is over, used or withdrawn.

    The same words for all of these: a guessed key tells nothing.
    """
    record = records.invitations.find(key_hash(key))
    if record is None or not is_open(record, records.now) or not _still_meant(records, record):
        raise Conflict(
            "This invitation is over: it was used, withdrawn, or its time has passed. Ask whoever invited you for a new one."
        )
    return record


def _still_meant(records: Records, record: InvitationRecord) -> bool:
    """Whether whoever invited may still do so: an owner who was removed lets nobody in."""
    assessment_id = record.invitation.assessment_id
    if assessment_id is None:
        return record.created_by.is_owner
    try:
        roles = records.members.roles_of(assessment_id, record.created_by)
    except NotFound:
        return False
    return may_in(roles, Act.MANAGE_TEAM)


def accept_with_account(
    records: Records,
    key: str,
    email: str,
    display_name: str,
    password_hash: str,
    days: int,
    visit: Visit,
    replaced: int | None,
) -> StartedSession:
    """A new account, what the invitation gives, and a session of `days`.

    Raises Conflict when the invitation cannot be used, is for another e-mail, or the e-mail is known here.
    """
    record = look_at_invitation(records, key)
    _check_email(record, email)
    # Somebody who came in with an import is adopted by name only when the owner of the installation invites them.
    vouched = record.created_by.is_owner and record.invitation.email != ""
    if records.people.find(email) is not None and not vouched:
        raise _known(email)
    guest = records.people.add(email, display_name, password_hash)
    records.log.add(
        NewEntry(
            "add person",
            guest.id,
            {"person": guest.id, "invitation": record.id},
            personal={"email": guest.email, "display_name": guest.display_name},
        )
    )
    _give(records, record, guest)
    return start_session(records, guest.id, days, visit, replaced)


def accept_as(records: Records, key: str, guest: Person) -> int | None:
    """What the invitation gives to somebody who is signed in; the assessment's id, None without one.

    Raises Conflict when the invitation cannot be used, or is for another e-mail.
    """
    record = look_at_invitation(records, key)
    _check_email(record, guest.email)
    _give(records, record, guest)
    return record.invitation.assessment_id


def check_address(invitation: NewInvitation, email: str, vouched_domains: Collection[str]) -> None:
    """Return when a guest may call this address theirs; Conflict otherwise.

    Whoever has a vouched address comes into the account that bears it (docs/signing-in.md). So nobody makes one ahead of them
    with an invitation that is to nobody: the provider's word, the owner, or an invitation to that address gives it.
    """
    if not invitation.email and is_of_domain(email, vouched_domains):
        raise Conflict(
            "Addresses of that domain are taken on the word of the provider: accept the invitation by signing in with it, "
            "or ask for an invitation to your address."
        )


def _check_email(record: InvitationRecord, email: str) -> None:
    meant = record.invitation.email
    if meant and meant != email.lower():
        raise Conflict(
            "This invitation is for another e-mail address. Use that one, or ask for another invitation."
        )


def _known(email: str) -> Conflict:
    return Conflict(
        f"Somebody with the e-mail {email} is here already. Sign in, then open the invitation again."
    )


def _give(records: Records, record: InvitationRecord, guest: Person) -> None:
    if not records.invitations.use(record.id, guest.id):
        raise Conflict("This invitation was used at this very moment. Ask for a new one.")
    wanted = record.invitation
    records.log.add(
        NewEntry("accept invitation", guest.id, {"invitation": record.id}, assessment_id=wanted.assessment_id)
    )
    if wanted.organisation_id is not None and records.organisations.affiliation_of(guest.id) is None:
        records.organisations.affiliate(
            guest.id, wanted.organisation_id, speaks=False, by=record.created_by.id
        )
    if wanted.assessment_id is not None:
        _become_member(records, record, wanted.assessment_id, guest.id)


def _become_member(records: Records, record: InvitationRecord, assessment_id: int, guest_id: int) -> None:
    roles = record.invitation.roles
    records.members.ensure_scorers(assessment_id)
    known = next(
        (each.member for each in records.members.of(assessment_id) if each.member.person_id == guest_id), None
    )
    if known is None or known.left_at is not None:
        join(records, assessment_id, record.created_by.id, guest_id, roles)
    elif not roles <= known.roles:
        give_roles(records, record.created_by.id, known, known.roles | roles)
