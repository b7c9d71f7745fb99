"""Open an assessment: one checklist version applied to one draft."""

from salvaguarda.application.ports.assessments import AssessmentRecord, NewAssessment, Settings
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.team import Access, Naming


def add_assessment(
    records: Records,
    draft_id: int,
    person_id: int,
    checklist: tuple[str, str],
    title: str = "",
    unit: Unit = Unit.ARTICLE,
    *,
    blind: bool = True,
    access: Access = Access.INSTALLATION,
    needed: int = 1,
    names: Naming = Naming.SHOWN,
) -> AssessmentRecord:
    """Keep it; checklist: id and version. Without a title the checklist's own stands.

    Whoever opens it becomes its first member, as owner and reviewer.
    Raises NotFound when there is no such draft or checklist.
    """
    records.drafts.get(draft_id)
    version = records.checklists.get(*checklist)
    settings = Settings(title.strip() or version.title, blind, access, needed, names)
    added = records.assessments.add(NewAssessment(draft_id, version.row, unit, settings), person_id)
    records.members.ensure(added, person_id)
    return records.assessments.get(added)
