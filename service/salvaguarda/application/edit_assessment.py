"""Change the settings of an assessment: its title, whether it is blind, whose it is, ratings needed, and names."""

from dataclasses import replace

from salvaguarda.application.add_assessment import settings_values
from salvaguarda.application.ports.assessments import AssessmentRecord, Settings
from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person


def edit_assessment(
    records: Records,
    assessment_id: int,
    version: int,
    by: Person,
    settings: Settings,
    *,
    checklist: tuple[str, str],
    unit: Unit,
) -> AssessmentRecord:
    """Keep the new settings; with an empty title the old one stays.

    Checklist and unit are named again and must be the ones it was opened with: scores are bound to them (Conflict).
    Everybody who scored becomes a member, so that nobody is shut out of their own scores when it becomes a team's.
    Raises NotFound, Stale when somebody changed it meanwhile, and Forbidden when they are no owner of it.
    """
    roles = records.members.roles_of(assessment_id, by)
    require_in(roles, Act.WRITE_ASSESSMENTS)
    known = records.assessments.get(assessment_id)
    if (known.checklist_id, known.checklist_version) != checklist or known.unit is not unit:
        raise Conflict(
            "Checklist and unit of an assessment cannot change, because its scores are bound to them. "
            "Open another assessment of this draft instead."
        )
    if known.blind and not settings.blind:
        require_in(roles, Act.LIFT_BLINDNESS)
    wanted = replace(settings, title=settings.title.strip() or known.title)
    records.assessments.edit(assessment_id, version, wanted, by.id)
    records.members.ensure_scorers(assessment_id)
    edited = records.assessments.get(assessment_id)
    records.log.add(
        NewEntry(
            "edit assessment",
            by.id,
            {"assessment": assessment_id},
            settings_values(known),
            settings_values(edited),
            assessment_id,
            keeps=[(Kept.ASSESSMENT_REVISION, (assessment_id, edited.version))],
        )
    )
    records.events.add(assessment_id, EventKind.SETTINGS_CHANGED, by.id)
    return edited


def settings_of(record: AssessmentRecord) -> Settings:
    """What can be changed of an assessment, as it is."""
    return Settings(record.title, record.blind, record.access, record.needed, record.names)
