"""Show the queues of one reader: what is theirs to score, what waits for others, what is in conflict, what is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salvaguarda.application.list_cells import list_cells
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.cells import CellStanding
from salvaguarda.domain.people import Person
from salvaguarda.domain.queues import Queue, Reader, queue_of
from salvaguarda.domain.team import Access, Role


@dataclass(frozen=True, slots=True)
class QueuesView:
    """counts: of every queue. rows: row path → criterion id → queue, of all cells but those of others."""

    counts: Mapping[Queue, int]
    rows: Mapping[str, Mapping[str, Queue]]


def show_queues(records: Records, sheets: Sheets, assessment_id: int, reader: Person) -> QueuesView:
    """The queues of a reader; NotFound when the assessment is not there for them."""
    roles = records.members.roles_of(assessment_id, reader)
    assessment = records.assessments.get(assessment_id)
    cells = list_cells(records, assessment, sheets.of(records, assessment))
    queues = queues_of(records, assessment_id, reader, roles, cells)
    rows: dict[str, dict[str, Queue]] = {}
    for (path, criterion), queue in queues.items():
        if queue is not Queue.OTHERS:
            rows.setdefault(path, {})[criterion] = queue
    return QueuesView(counted(queues.values()), rows)


def queues_of(
    records: Records,
    assessment_id: int,
    reader: Person,
    roles: frozenset[Role],
    cells: Mapping[CellKey, CellStanding],
) -> dict[CellKey, Queue]:
    """The queue of every cell for somebody with these roles."""
    seen = records.cells.open_to(assessment_id, reader.id)
    shared_out = any(cell.assigned for cell in cells.values())
    who = Reader(reader.id, reviews=Role.REVIEWER in roles, adjudicates=Role.ADJUDICATOR in roles)
    return {
        key: queue_of(cell, who, is_open=key in seen, shared_out=shared_out) for key, cell in cells.items()
    }


def counted(queues: Iterable[Queue]) -> dict[Queue, int]:
    """How many cells stand in each queue."""
    counts = dict.fromkeys(Queue, 0)
    for queue in queues:
        counts[queue] += 1
    return counts


def is_queued(records: Records, assessment: AssessmentRecord) -> bool:
    """Whether queues say more here than the own progress: several people share the work, or somebody is assigned."""
    return (
        assessment.access is Access.TEAM or assessment.needed > 1 or records.assignments.any_in(assessment.id)
    )
