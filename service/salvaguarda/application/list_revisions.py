"""List the states of one's own score."""

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import RevisionRecord
from salvaguarda.domain.errors import NotFound


def list_revisions(
    records: Records, assessment_id: int, cell: tuple[str, str], person_id: int
) -> tuple[RevisionRecord, ...]:
    """Every state of the person's own score of a cell (path, criterion id), newest first; NotFound without one."""
    records.assessments.get(assessment_id)
    own = records.scores.own_cell(assessment_id, *cell, person_id)
    if own is None:
        raise NotFound("score of yours for", " × ".join(cell))
    return records.scores.revisions(own.id)
