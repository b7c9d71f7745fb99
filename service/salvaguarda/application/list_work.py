"""List what waits for one person, over all assessments that they share with others."""

from collections.abc import Mapping
from dataclasses import dataclass

from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_queues import counted, queues_of
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.people import Person
from salvaguarda.domain.queues import Progress, Queue, progress_of
from salvaguarda.domain.team import Access, Role

_MOST = 20
"""The newest assessments; each takes a reading of its cells."""


@dataclass(frozen=True, slots=True)
class Work:
    """What waits in one assessment. counts: of the person's queues. progress: of all, for whoever may see it."""

    assessment: AssessmentRecord
    roles: frozenset[Role]
    counts: Mapping[Queue, int]
    progress: Progress | None


def list_work(records: Records, sheets: Sheets, person: Person) -> tuple[Work, ...]:
    """The assessments in which the person works with others, newest first; () for somebody who works alone."""
    assigned = records.assignments.of_person(person.id)
    # Not everybody who may come has come: they are a member by a row, are assigned to something, or opened it.
    takes_part = records.members.of_person(person.id) | assigned.keys()
    theirs = [
        assessment
        for assessment in records.assessments.every(person.id)
        if assessment.id in takes_part or assessment.created_by.id == person.id
    ]
    roles = records.places.readable([assessment.id for assessment in theirs], person)
    shared = [
        assessment
        for assessment in reversed(theirs)
        if assessment.id in roles and _is_shared(assessment, roles[assessment.id], assessment.id in assigned)
    ]
    return tuple(
        _work(records, sheets, assessment, person, roles[assessment.id]) for assessment in shared[:_MOST]
    )


def _is_shared(assessment: AssessmentRecord, roles: frozenset[Role], is_assigned: bool) -> bool:
    """Whether the person works there with others. Who adjudicates or leads does, however many ratings a cell needs."""
    return (
        assessment.access is Access.TEAM
        or assessment.needed > 1
        or is_assigned
        or not roles.isdisjoint({Role.ADJUDICATOR, Role.LEAD})
    )


def _work(
    records: Records, sheets: Sheets, assessment: AssessmentRecord, person: Person, roles: frozenset[Role]
) -> Work:
    cells = list_cells(records, assessment, sheets.of(records, assessment))
    queues = queues_of(records, assessment.id, person, roles, cells)
    progress = progress_of(cells.values()) if may_in(roles, Act.SEE_PROGRESS) else None
    return Work(assessment, roles, counted(queues.values()), progress)
