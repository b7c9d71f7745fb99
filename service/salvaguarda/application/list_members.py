"""List who works on an assessment."""

from dataclasses import dataclass

from salvaguarda.application.ports.members import MemberRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.naming import hidden_person
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import ScoresKept


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
    return tuple(_view(records, each, reader) for each in records.members.of(assessment_id))


def member_view(records: Records, assessment_id: int, person_id: int, reader: Person) -> MemberView:
    """One of them; NotFound without a row."""
    return _view(records, records.members.get(assessment_id, person_id), reader)


def _view(records: Records, record: MemberRecord, reader: Person) -> MemberView:
    member = record.member
    if member.person_id == reader.id:
        return MemberView(record, record.person, member.pseudonym)
    gone = member.left_at is not None and member.scores_kept is ScoresKept.PSEUDONYM
    if gone or records.people.is_erased(member.person_id):
        return MemberView(record, hidden_person(member.pseudonym), "")
    return MemberView(record, record.person, "")
