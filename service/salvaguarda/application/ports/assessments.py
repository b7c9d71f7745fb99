"""Assessments as they are kept."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.naming import hidden_person
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Access, Naming


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One checklist version applied to one draft.

    checklist_row, checklist_sha256: the version as it is kept (`Checklists.by_row`).
    checklist_origin: "built-in" or "uploaded".
    blind: others' scores of a cell are seen only by those who rated it. version: counts its edits from 1.
    access: whose it is. needed: how many independent ratings a cell needs, 1 to 3. names: how scores are signed for others.
    creator_pseudonym: what is told of whoever opened it, when they left under it or were erased; "" while it is their name.
    draft_sha256: of the draft's whole text. draft_version: of the draft, so that what is derived from it can be kept as long as it stays the same.
    """

    id: int
    title: str
    instrument_id: int
    instrument_title: str
    draft_id: int
    draft_label: str
    draft_version: int
    draft_sha256: str
    language: str
    checklist_row: int
    checklist_id: str
    checklist_version: str
    checklist_sha256: str
    checklist_origin: str
    unit: Unit
    blind: bool
    access: Access
    needed: int
    names: Naming
    version: int
    created_at: str
    created_by: Person
    creator_pseudonym: str

    def creator_for(self, reader_id: int | None) -> Person:
        """Who opened it, as this reader is told, like the roster; None: as a file tells."""
        if not self.creator_pseudonym or self.created_by.id == reader_id:
            return self.created_by
        return hidden_person(self.creator_pseudonym)


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be changed of an assessment; as in AssessmentRecord."""

    title: str
    blind: bool = True
    access: Access = Access.INSTALLATION
    needed: int = 1
    names: Naming = Naming.SHOWN


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """What a person decides when opening one."""

    draft_id: int
    checklist_row: int
    unit: Unit
    settings: Settings


class Assessments(Protocol):
    """The assessments of the drafts. An edit keeps what was there before."""

    def add(self, assessment: NewAssessment, person_id: int) -> int:
        """Keep a new one; returns its id."""
        ...

    def get(self, assessment_id: int) -> AssessmentRecord:
        """That assessment; NotFound when there is none."""
        ...

    def of_draft(self, draft_id: int, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """The assessments of a draft that are there for the reader, oldest first; with None all, for the service itself."""
        ...

    def of_instrument(self, instrument_id: int, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """Those of all drafts of an instrument that are there for the reader, oldest first; with None all."""
        ...

    def every(self, reader_id: int | None) -> tuple[AssessmentRecord, ...]:
        """Those of this installation that are there for the reader, oldest first; with None all."""
        ...

    def edit(self, assessment_id: int, version: int, settings: Settings, person_id: int) -> None:
        """Change it when it still has this version; Stale with the AssessmentRecord that is kept otherwise."""
        ...
