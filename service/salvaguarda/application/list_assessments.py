"""List every assessment of this installation, for whoever runs it."""

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records


def list_assessments(records: Records) -> tuple[AssessmentRecord, ...]:
    """Oldest first."""
    return records.assessments.every(None)
