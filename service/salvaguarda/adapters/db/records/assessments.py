"""Assessments, in SQL."""

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision
from salvaguarda.adapters.db.tables.checklists import checklist
from salvaguarda.adapters.db.tables.drafts import draft, instrument
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.assessments import AssessmentRecord, NewAssessment
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import NotFound, Stale

_EVERY = (
    select(
        assessment,
        draft.c.instrument_id,
        instrument.c.title.label("instrument_title"),
        draft.c.label.label("draft_label"),
        draft.c.version.label("draft_version"),
        draft.c.text_sha256.label("draft_sha256"),
        draft.c.language,
        checklist.c.checklist_id,
        checklist.c.version.label("checklist_version"),
        checklist.c.sha256.label("checklist_sha256"),
        checklist.c.origin.label("checklist_origin"),
        *columns_as("creator"),
    )
    .select_from(assessment)
    .join(draft, draft.c.id == assessment.c.draft_id)
    .join(instrument, instrument.c.id == draft.c.instrument_id)
    .join(checklist, checklist.c.id == assessment.c.checklist_row)
    .join(person, person.c.id == assessment.c.created_by)
    .order_by(assessment.c.id)
)
_GET = _EVERY.where(assessment.c.id == bindparam("wanted"))
_OF_DRAFT = _EVERY.where(assessment.c.draft_id == bindparam("wanted"))
_OF_INSTRUMENT = _EVERY.where(draft.c.instrument_id == bindparam("wanted"))
_ADD = insert(assessment).returning(assessment.c.id)
_ADD_REVISION = insert(assessment_revision)
_EDIT = (
    update(assessment)
    .where(assessment.c.id == bindparam("wanted"), assessment.c.version == bindparam("edited"))
    .values(title=bindparam("new_title"), blind=bindparam("new_blind"), version=assessment.c.version + 1)
)
_creator = person_as("creator")
_PLAIN = tuple(name for name in AssessmentRecord.__slots__ if name not in {"unit", "created_by"})


def _record(row: Any) -> AssessmentRecord:
    return AssessmentRecord(
        **{name: getattr(row, name) for name in _PLAIN},
        unit=Unit(row.unit),
        created_by=_creator(row),
    )


class SqlAssessments:
    """Fulfils application.ports.assessments.Assessments."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, assessment: NewAssessment, person_id: int) -> int:
        """Keep a new one; returns its id."""
        values = {
            "draft_id": assessment.draft_id,
            "checklist_row": assessment.checklist_row,
            "title": assessment.title,
            "unit": assessment.unit.value,
            "blind": assessment.blind,
            "version": 1,
            "created_at": self._now,
            "created_by": person_id,
        }
        assessment_id = int(self._connection.execute(_ADD, values).scalar_one())
        self._keep(assessment_id, 1, assessment.title, assessment.blind, person_id)
        return assessment_id

    def get(self, assessment_id: int) -> AssessmentRecord:
        """That assessment; NotFound when there is none."""
        row = self._connection.execute(_GET, {"wanted": assessment_id}).one_or_none()
        if row is None:
            raise NotFound("assessment", assessment_id)
        return _record(row)

    def of_draft(self, draft_id: int) -> tuple[AssessmentRecord, ...]:
        """The assessments of a draft, oldest first."""
        return tuple(map(_record, self._connection.execute(_OF_DRAFT, {"wanted": draft_id})))

    def of_instrument(self, instrument_id: int) -> tuple[AssessmentRecord, ...]:
        """The assessments of all drafts of an instrument, oldest first."""
        return tuple(map(_record, self._connection.execute(_OF_INSTRUMENT, {"wanted": instrument_id})))

    def every(self) -> tuple[AssessmentRecord, ...]:
        """All assessments of this installation, oldest first."""
        return tuple(map(_record, self._connection.execute(_EVERY)))

    def edit(self, assessment_id: int, version: int, title: str, *, blind: bool, person_id: int) -> None:
        """Change it when it still has this version; Stale with the AssessmentRecord that is kept otherwise."""
        values = {"wanted": assessment_id, "edited": version, "new_title": title, "new_blind": blind}
        if self._connection.execute(_EDIT, values).rowcount == 0:
            current = self.get(assessment_id)
            raise Stale("assessment", current, current.version)
        self._keep(assessment_id, version + 1, title, blind, person_id)

    def _keep(self, assessment_id: int, version: int, title: str, blind: bool, person_id: int) -> None:
        values = {
            "assessment_id": assessment_id,
            "version": version,
            "title": title,
            "blind": blind,
            "at": self._now,
            "person_id": person_id,
        }
        self._connection.execute(_ADD_REVISION, values)
