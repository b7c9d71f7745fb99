"""List who works on an assessment."""

from dataclasses import dataclass

from salvaguarda.application.ports.audit import RecordNames
from salvaguarda.application.ports.members import MemberRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.people import Person


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as the reader is told of them.

    person: whose name is hidden for those who left under a pseudonym, or were erased. pseudonym: the reader's own; "" beside others,
    because name and pseudonym side by side would unmask every score.
    """

    record: MemberRecord
    person: Person
    pseudonym: str


def list_members(records: Records, assessment_id: int, reader: Person) -> tuple[MemberView, ...]:
    """Everybody with a row, who left too, in the order in which they came."""
    names = records.record.names(assessment_id, reader.id)
    return tuple(_view(each, names, reader) for each in records.members.of(assessment_id))


def member_view(records: Records, assessment_id: int, person_id: int, reader: Person) -> MemberView:
    """One of them; NotFound without a row."""
    names = records.record.names(assessment_id, reader.id)
    return _view(records.members.get(assessment_id, person_id), names, reader)


def _view(record: MemberRecord, names: RecordNames, reader: Person) -> MemberView:
    member = record.member
    own = member.person_id == reader.id
    return MemberView(record, names.in_team(record.person), member.pseudonym if own else "")
