"""Open an assessment: one checklist version applied to one draft."""

from salvaguarda.application.ports.assessments import AssessmentRecord, NewAssessment
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.assessments import Unit


def add_assessment(
    records: Records,
    draft_id: int,
    person_id: int,
    checklist: tuple[str, str],
    title: str = "",
    unit: Unit = Unit.ARTICLE,
    *,
    blind: bool = True,
) -> AssessmentRecord:
    """Keep it; checklist: id and version. Without a title the checklist's own stands.

    Raises NotFound when there is no such draft or checklist.
    """
    records.drafts.get(draft_id)
    version = records.checklists.get(*checklist)
    wanted = NewAssessment(draft_id, version.row, title.strip() or version.title, unit, blind)
    return records.assessments.get(records.assessments.add(wanted, person_id))
