"""List who is assigned where, for whoever assigns."""

from collections.abc import Mapping
from dataclasses import dataclass

from salvaguarda.application.list_reviewers import ReviewerRecord, list_reviewers
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import CellKey


@dataclass(frozen=True, slots=True)
class AssignmentsView:
    """reviewers: who can be assigned. assigned: cell → ids of people; without cells to which nobody is."""

    needed: int
    reviewers: tuple[ReviewerRecord, ...]
    assigned: Mapping[CellKey, frozenset[int]]


def list_assignments(records: Records, assessment_id: int) -> AssignmentsView:
    """The assignments of an assessment; NotFound when there is none."""
    assessment = records.assessments.get(assessment_id)
    return AssignmentsView(
        assessment.needed,
        list_reviewers(records, assessment),
        records.assignments.by_cell(assessment_id),
    )
