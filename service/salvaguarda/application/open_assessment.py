"""Open an assessment's settings."""

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records


def open_assessment(records: Records, assessment_id: int) -> AssessmentRecord:
    """That assessment; NotFound when there is none."""
    return records.assessments.get(assessment_id)
