"""Open an assessment: one checklist version applied to one draft."""

from salvaguarda.application.ports.assessments import AssessmentRecord, NewAssessment, Settings
from salvaguarda.application.ports.audit import Kept, NewEntry
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
    kept = records.assessments.get(added)
    opened = {"draft": draft_id, "checklist": list(checklist), "checklist_sha256": kept.checklist_sha256}
    records.log.add(
        NewEntry(
            "open assessment",
            person_id,
            {"assessment": added},
            after=settings_values(kept) | opened | {"unit": unit},
            assessment_id=added,
            keeps=[(Kept.ASSESSMENT_REVISION, (added, kept.version))],
        )
    )
    return kept


def settings_values(kept: AssessmentRecord) -> dict[str, object]:
    """What can be changed of an assessment, as the log holds it."""
    return {
        "title": kept.title,
        "blind": kept.blind,
        "access": kept.access,
        "needed": kept.needed,
        "names": kept.names,
        "version": kept.version,
    }
