"""Make somebody who is here already a member of an assessment, or change what a member is for."""

from collections.abc import Collection

from salvaguarda.application.log_assignments import log_unassigned
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Invalid, NotFound, Problem, Stale
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.team import Member, Role, roles_text


def add_member(
    records: Records, assessment_id: int, by: int, person_id: int, roles: Collection[Role]
) -> Member:
    """A new member, or one again who left.

    Raises NotFound (assessment, person), Forbidden for whoever does not own it, Invalid without a role, Conflict for
    somebody who is a member.
    """
    require_role(records, assessment_id, by, Act.MANAGE_TEAM)
    check_roles(roles)
    records.people.get(person_id)
    records.members.ensure_scorers(assessment_id)
    return join(records, assessment_id, by, person_id, roles)


def join(records: Records, assessment_id: int, by: int, person_id: int, roles: Collection[Role]) -> Member:
    """Keep the new member, and say so. Whoever calls has seen to it that they may."""
    member = records.members.add(assessment_id, person_id, roles, by)
    log_member(records, "add member", by, None, member)
    return member


def change_roles(
    records: Records, assessment_id: int, by: int, person_id: int, version: int, roles: Collection[Role]
) -> Member:
    """Give a member these roles instead.

    Raises NotFound (assessment, member), Forbidden for whoever does not own it, Invalid without a role, Conflict when nobody would
    own it any more, Stale with the Member that is kept when somebody changed them meanwhile.
    """
    require_role(records, assessment_id, by, Act.MANAGE_TEAM)
    check_roles(roles)
    return give_roles(records, by, present_member(records, assessment_id, person_id, version), roles)


def give_roles(records: Records, by: int, member: Member, roles: Collection[Role]) -> Member:
    """Keep the other roles, and say so; Conflict when nobody would own the assessment any more, Stale.

    Whoever reviews no more is unassigned where they have not rated, so that no cell waits for them.
    """
    if Role.OWNER in member.roles and Role.OWNER not in roles:
        keep_an_owner(records, member.assessment_id)
    if not records.members.change(member, roles):
        raise stale_member(records, member)
    changed = records.members.get(member.assessment_id, member.person_id).member
    log_member(records, "change roles", by, member, changed)
    if Role.REVIEWER in member.roles and Role.REVIEWER not in roles:
        _unassign(records, member, by)
    return changed


def _unassign(records: Records, member: Member, by: int) -> None:
    assessment_id, person_id = member.assessment_id, member.person_id
    waiting = [
        (cell.path, cell.criterion)
        for cell in records.cells.standings(assessment_id)
        if person_id in cell.missing
    ]
    dropped = records.assignments.drop_person(assessment_id, person_id, waiting)
    log_unassigned(records, assessment_id, person_id, by, dropped)


def present_member(records: Records, assessment_id: int, person_id: int, version: int | None) -> Member:
    """The member, who is there now and has this version (None: whatever it is); NotFound or Stale otherwise."""
    member = records.members.get(assessment_id, person_id).member
    if member.left_at is not None:
        raise NotFound("member", person_id)
    if version is not None and member.version != version:
        raise stale_member(records, member)
    return member


def stale_member(records: Records, member: Member) -> Stale:
    """Somebody changed them meanwhile."""
    kept = records.members.get(member.assessment_id, member.person_id).member
    return Stale("member", None, kept.version)


def check_roles(roles: Collection[Role]) -> None:
    """Return when there is at least one; Invalid otherwise."""
    if not roles:
        problem = Problem("roles", "A member needs a role.", f"Choose of: {roles_text(Role)}.")
        raise Invalid(problem.what, [problem])


def keep_an_owner(records: Records, assessment_id: int) -> None:
    """Return when an owner would be left after one goes; Conflict otherwise."""
    if records.members.owners(assessment_id) < 2:
        raise Conflict("This assessment would be left without an owner. Make another member its owner first.")


def log_member(records: Records, act: str, by: int, before: Member | None, after: Member) -> None:
    """Log that a member came, changed or left, and tell who looks at the assessment."""
    records.log.add(
        NewEntry(
            act,
            by,
            {"member": after.person_id},
            before=None if before is None else _logged(before),
            after=_logged(after),
            assessment_id=after.assessment_id,
        )
    )
    records.events.add(after.assessment_id, EventKind.MEMBERS_CHANGED, by)


def _logged(member: Member) -> dict[str, str | None]:
    return {
        "roles": roles_text(member.roles),
        "left_at": member.left_at,
        "scores_kept": None if member.scores_kept is None else member.scores_kept.value,
    }
