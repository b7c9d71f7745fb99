"""Change the settings of an assessment: its title, and whether it is blind."""

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import Conflict


def edit_assessment(
    records: Records,
    assessment_id: int,
    version: int,
    person_id: int,
    title: str,
    *,
    checklist: tuple[str, str],
    unit: Unit,
    blind: bool,
) -> AssessmentRecord:
    """Keep the new title and blindness.

    Checklist and unit are named again and must be the ones it was opened with: scores are bound to them (Conflict).
    Raises NotFound, and Stale when somebody changed it meanwhile.
    """
    known = records.assessments.get(assessment_id)
    if (known.checklist_id, known.checklist_version) != checklist or known.unit is not unit:
        raise Conflict(
            "Checklist and unit of an assessment cannot change, because its scores are bound to them. "
            "Open another assessment of this draft instead."
        )
    records.assessments.edit(
        assessment_id, version, title.strip() or known.title, blind=blind, person_id=person_id
    )
    return records.assessments.get(assessment_id)
