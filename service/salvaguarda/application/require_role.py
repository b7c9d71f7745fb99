"""Ask again, inside the transaction that writes: whoever was removed a moment ago writes no more."""

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.errors import Forbidden
from salvaguarda.domain.team import Role


def require_role(records: Records, assessment_id: int, person_id: int, act: Act) -> frozenset[Role]:
    """What the person is there, when that allows the act.

    Raises NotFound when the assessment is not there for them, Forbidden when their roles do not allow it.
    """
    roles = records.members.roles_of(assessment_id, records.people.get(person_id))
    require_in(roles, act)
    return roles


def require_reviewer(records: Records, assessment_id: int, person_id: int) -> frozenset[Role]:
    """What the person is there, when they may score there; they have a row as a member from then on.

    Raises as `require_role` does; a person who left is told so.
    """
    roles = records.members.roles_of(assessment_id, records.people.get(person_id))
    if records.members.ensure(assessment_id, person_id).left_at is not None:
        raise Forbidden(
            "You left this assessment, so you do not score here any more. Ask its owner to invite you again."
        )
    require_in(roles, Act.SCORE)
    return roles
