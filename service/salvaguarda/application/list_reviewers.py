"""List who can be assigned in an assessment: its reviewers."""

from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.members import MemberRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Place, Role, roles_in


@dataclass(frozen=True, slots=True)
class ReviewerRecord:
    """Somebody who may score there now. organisation: "" for none; organisation_id: None then."""

    person: Person
    organisation_id: int | None = None
    organisation: str = ""


def list_reviewers(records: Records, assessment: AssessmentRecord) -> tuple[ReviewerRecord, ...]:
    """Its reviewers by name. Where everybody here may score, those too who have not come yet."""
    rows = records.members.of(assessment.id)
    found = [_reviewer(row) for row in rows if _reviews(row)]
    if assessment.access is Access.INSTALLATION:
        known = {row.person.id for row in rows}
        found += [
            ReviewerRecord(person)
            for person in records.people.every()
            if person.id not in known and Role.REVIEWER in _implied(assessment, person)
        ]
    elif all(row.person.id != assessment.created_by.id for row in rows):
        found.append(ReviewerRecord(records.people.get(assessment.created_by.id)))
    return tuple(sorted(found, key=lambda each: (each.person.display_name.casefold(), each.person.id)))


def _reviews(row: MemberRecord) -> bool:
    return Role.REVIEWER in row.member.roles and row.member.left_at is None


def _implied(assessment: AssessmentRecord, person: Person) -> frozenset[Role]:
    opened = person.id == assessment.created_by.id
    return roles_in(Place(assessment.access, opened=opened, installs=person.is_owner))


def _reviewer(row: MemberRecord) -> ReviewerRecord:
    return ReviewerRecord(row.person, row.organisation_id, row.organisation)
