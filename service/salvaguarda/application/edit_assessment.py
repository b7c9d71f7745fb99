"""Change the settings of an assessment: its title, and whether it is blind."""

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person


def edit_assessment(
    records: Records,
    assessment_id: int,
    version: int,
    by: Person,
    title: str,
    *,
    checklist: tuple[str, str],
    unit: Unit,
    blind: bool,
) -> AssessmentRecord:
    """Keep the new title and blindness.

    Checklist and unit are named again and must be the ones it was opened with: scores are bound to them (Conflict).
    Raises NotFound, Stale when somebody changed it meanwhile, and Forbidden when somebody who is waiting to see others'
    scores lifts the blindness: that is for whoever opened the assessment, and for the owner.
    """
    known = records.assessments.get(assessment_id)
    if (known.checklist_id, known.checklist_version) != checklist or known.unit is not unit:
        raise Conflict(
            "Checklist and unit of an assessment cannot change, because its scores are bound to them. "
            "Open another assessment of this draft instead."
        )
    if known.blind and not blind and by.id != known.created_by.id:
        require(by, Act.LIFT_BLINDNESS)
    records.assessments.edit(
        assessment_id, version, title.strip() or known.title, blind=blind, person_id=by.id
    )
    return records.assessments.get(assessment_id)
