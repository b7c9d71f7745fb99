"""Erase what is known of a person: what they judged stays, under a pseudonym."""

from salvaguarda.application.add_member import log_member
from salvaguarda.application.log_assignments import log_unassigned
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.team import ScoresKept


def erase_person(records: Records, person_id: int, by: int) -> None:
    """Forget name, e-mail, password and every way in; leave every assessment, scores kept under the pseudonym.

    Conflict for the owner of the installation, and for somebody who was erased. The chains of the audit log hold:
    personal values stand apart in it, and only their salted hash stays.
    """
    person = records.people.get(person_id)
    if person.is_owner:
        raise Conflict("The owner of this installation cannot be erased: nobody else could look after it.")
    if records.people.is_erased(person_id):
        raise Conflict("What was known of this person was erased before.")
    for assessment_id in records.person_rows.assessments_of(person_id):
        _leave(records, assessment_id, person_id, by)
    records.log.erase(person_id)
    records.person_rows.erase_traces(person_id)
    records.people.erase(person_id)
    records.log.add(NewEntry("erase person", by, {"person": person_id}))


def _leave(records: Records, assessment_id: int, person_id: int, by: int) -> None:
    """Nothing is assigned to them any more, so that no cell waits for somebody who will not come.

    An only owner leaves too: the owner of the installation may take the assessment over.
    """
    member = records.members.ensure(assessment_id, person_id)
    unassigned = records.assignments.drop_person(assessment_id, person_id)
    if member.left_at is None and records.members.leave(member, ScoresKept.PSEUDONYM):
        left = records.members.get(assessment_id, person_id).member
        log_member(records, "leave assessment" if by == person_id else "remove member", by, member, left)
    log_unassigned(records, assessment_id, person_id, by, unassigned)
