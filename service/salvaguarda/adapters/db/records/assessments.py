"""Assessments, in SQL."""

from enum import Enum
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, or_, select, update

from salvaguarda.adapters.db.records.membership import READABLE
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision
from salvaguarda.adapters.db.tables.checklists import checklist
from salvaguarda.adapters.db.tables.drafts import draft, instrument
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.adapters.db.tables.teams import member
from salvaguarda.application.ports.assessments import AssessmentRecord, NewAssessment, Settings
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.errors import NotFound, Stale
from salvaguarda.domain.naming import NAMELESS
from salvaguarda.domain.team import Access, Naming, ScoresKept

_SETTINGS = Settings.__slots__
# By a name of its own, or READABLE would ask of this row whether the reader is a member.
_as_member = member.alias("creator_as_member")
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
        _as_member.c.pseudonym.label("creator_pseudonym"),
        or_(
            person.c.erased_at.is_not(None),
            and_(_as_member.c.left_at.is_not(None), _as_member.c.scores_kept == ScoresKept.PSEUDONYM),
        ).label("creator_gone"),
    )
    .select_from(assessment)
    .join(draft, draft.c.id == assessment.c.draft_id)
    .join(instrument, instrument.c.id == draft.c.instrument_id)
    .join(checklist, checklist.c.id == assessment.c.checklist_row)
    .join(person, person.c.id == assessment.c.created_by)
    .outerjoin(
        _as_member,
        and_(
            _as_member.c.assessment_id == assessment.c.id, _as_member.c.person_id == assessment.c.created_by
        ),
    )
    .order_by(assessment.c.id)
)
_GET = _EVERY.where(assessment.c.id == bindparam("wanted"))


def _for_all_and_readers(statement: Select[Any]) -> tuple[Select[Any], Select[Any]]:
    return statement, statement.where(READABLE)


_ALL = _for_all_and_readers(_EVERY)
_OF_DRAFT = _for_all_and_readers(_EVERY.where(assessment.c.draft_id == bindparam("wanted")))
_OF_INSTRUMENT = _for_all_and_readers(_EVERY.where(draft.c.instrument_id == bindparam("wanted")))
_ADD = insert(assessment).returning(assessment.c.id)
_ADD_REVISION = insert(assessment_revision)
_EDIT = (
    update(assessment)
    .where(assessment.c.id == bindparam("wanted"), assessment.c.version == bindparam("edited"))
    .values(
        **{name: bindparam(f"new_{name}") for name in _SETTINGS},
        version=assessment.c.version + 1,
    )
)
_creator = person_as("creator")
_READ = {"unit", "access", "names", "created_by", "creator_pseudonym"}
_PLAIN = tuple(name for name in AssessmentRecord.__slots__ if name not in _READ)


def _record(row: Any) -> AssessmentRecord:
    return AssessmentRecord(
        **{name: getattr(row, name) for name in _PLAIN},
        unit=Unit(row.unit),
        access=Access(row.access),
        names=Naming(row.names),
        created_by=_creator(row),
        creator_pseudonym=(row.creator_pseudonym or NAMELESS) if row.creator_gone else "",
    )


def _columns(settings: Settings) -> dict[str, str | int | bool]:
    values = {name: getattr(settings, name) for name in _SETTINGS}
    return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}


class SqlAssessments:
    """Fulfils application.ports.assessments.Assessments."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def add(self, assessment: NewAssessment, person_id: int) -> int:
        """Keep a new one; returns its id."""
        values = {
            "draft_id": assessment.draft_id,
            "checklist_row": assessment.checklist_row,
            "unit": assessment.unit.value,
            "version": 1,
            "created_at": self._now,
            "created_by": person_id,
        }
        columns = _columns(assessment.settings)
        assessment_id = int(self._connection.execute(_ADD, values | columns).scalar_one())
        self._keep(assessment_id, 1, columns, person_id)
        return assessment_id

    def get(self, assessment_id: int) -> AssessmentRecord:
        """That assessment; NotFound when there is none."""
        row = self._connection.execute(_GET, {"wanted": assessment_id}).one_or_none()
        if row is None:
            raise NotFound("assessment", assessment_id)
        return _record(row)

    def of_draft(self, draft_id: int, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """The assessments of a draft that are there for the reader, oldest first; with None all."""
        return self._found(_OF_DRAFT, reader_id, wanted=draft_id)

    def of_instrument(self, instrument_id: int, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """Those of all drafts of an instrument that are there for the reader, oldest first; with None all."""
        return self._found(_OF_INSTRUMENT, reader_id, wanted=instrument_id)

    def every(self, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """Those of this installation that are there for the reader, oldest first; with None all."""
        return self._found(_ALL, reader_id)

    def _found(
        self, statements: tuple[Select[Any], Select[Any]], reader_id: int | None, **values: int
    ) -> tuple[AssessmentRecord, ...]:
        whole, readable = statements
        if reader_id is None:
            return tuple(map(_record, self._connection.execute(whole, values)))
        return tuple(map(_record, self._connection.execute(readable, values | {"reader": reader_id})))

    def edit(self, assessment_id: int, version: int, settings: Settings, person_id: int) -> None:
        """Change it when it still has this version; Stale with the AssessmentRecord that is kept otherwise."""
        columns = _columns(settings)
        values = {f"new_{name}": value for name, value in columns.items()}
        place = {"wanted": assessment_id, "edited": version}
        if self._connection.execute(_EDIT, values | place).rowcount == 0:
            current = self.get(assessment_id)
            raise Stale("assessment", current, current.version)
        self._keep(assessment_id, version + 1, columns, person_id)

    def _keep(
        self, assessment_id: int, version: int, columns: dict[str, str | int | bool], person_id: int
    ) -> None:
        place = {"assessment_id": assessment_id, "version": version, "at": self._now, "person_id": person_id}
        self._connection.execute(_ADD_REVISION, place | columns)
