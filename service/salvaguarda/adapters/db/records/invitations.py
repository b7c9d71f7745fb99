"""Invitations, in SQL. The key of one is only in its link; here is its hash."""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.assessments import assessment
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import invitation, organisation
from salvaguarda.application.ports.teams import InvitationRecord, NewInvitation
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.team import roles_of_text, roles_text

_ALL = (
    select(
        invitation,
        organisation.c.name.label("organisation"),
        assessment.c.title.label("assessment"),
        *columns_as("inviter"),
    )
    .join(person, person.c.id == invitation.c.created_by)
    .outerjoin(organisation, organisation.c.id == invitation.c.organisation_id)
    .outerjoin(assessment, assessment.c.id == invitation.c.assessment_id)
    .order_by(invitation.c.id.desc())
)
_ONE = _ALL.where(invitation.c.id == bindparam("wanted"))
_BY_KEY = _ALL.where(invitation.c.key_sha256 == bindparam("key"))
_OF_ASSESSMENT = _ALL.where(invitation.c.assessment_id == bindparam("wanted"))
_TO_INSTALLATION = _ALL.where(invitation.c.assessment_id.is_(None))
_ADD = insert(invitation).returning(invitation.c.id)
_OPEN = (
    update(invitation)
    .where(invitation.c.id == bindparam("wanted"))
    .where(invitation.c.used_at.is_(None), invitation.c.withdrawn_at.is_(None))
)
# One statement decides who uses it, however many arrive at the same moment.
_USE = _OPEN.where(invitation.c.expires_at > bindparam("now")).values(
    used_at=bindparam("now"), used_by=bindparam("guest")
)
_WITHDRAW = _OPEN.values(withdrawn_at=bindparam("now"))
_inviter = person_as("inviter")


def _record(row: Any) -> InvitationRecord:
    return InvitationRecord(
        id=row.id,
        invitation=NewInvitation(row.email, row.organisation_id, row.assessment_id, roles_of_text(row.roles)),
        organisation=row.organisation or "",
        assessment=row.assessment or "",
        created_at=row.created_at,
        created_by=_inviter(row),
        expires_at=row.expires_at,
        used_at=row.used_at,
        withdrawn_at=row.withdrawn_at,
    )


class SqlInvitations:
    """Fulfils application.ports.teams.Invitations."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, key_sha256: str, invitation: NewInvitation, expires_at: str, by: int) -> int:
        """Keep a new one; returns its id."""
        values = {
            "key_sha256": key_sha256,
            "email": invitation.email.lower(),
            "organisation_id": invitation.organisation_id,
            "assessment_id": invitation.assessment_id,
            "roles": roles_text(invitation.roles),
            "created_at": self._now,
            "created_by": by,
            "expires_at": expires_at,
        }
        return int(self._connection.execute(_ADD, values).scalar_one())

    def get(self, invitation_id: int) -> InvitationRecord:
        """That invitation; NotFound when there is none."""
        found = self._found(_ONE, wanted=invitation_id)
        if not found:
            raise NotFound("invitation", invitation_id)
        return found[0]

    def find(self, key_sha256: str) -> InvitationRecord | None:
        """The one with this key, whatever has become of it; None when there is none."""
        return next(iter(self._found(_BY_KEY, key=key_sha256)), None)

    def of_assessment(self, assessment_id: int) -> tuple[InvitationRecord, ...]:
        """Those to an assessment, newest first."""
        return self._found(_OF_ASSESSMENT, wanted=assessment_id)

    def to_installation(self) -> tuple[InvitationRecord, ...]:
        """Those to no assessment, newest first."""
        return self._found(_TO_INSTALLATION)

    def _found(self, statement: Select[Any], **values: int | str) -> tuple[InvitationRecord, ...]:
        return tuple(map(_record, self._connection.execute(statement, values)))

    def use(self, invitation_id: int, person_id: int) -> bool:
        """It is used by this person from now on; False when it was used, withdrawn or over already."""
        values = {"wanted": invitation_id, "guest": person_id, "now": self._now}
        return self._connection.execute(_USE, values).rowcount == 1

    def withdraw(self, invitation_id: int) -> bool:
        """It cannot be used any more; False when it was used or withdrawn already."""
        values = {"wanted": invitation_id, "now": self._now}
        return self._connection.execute(_WITHDRAW, values).rowcount == 1
