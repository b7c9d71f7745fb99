"""Alignment and comparison over the wire."""

from typing import Literal

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.alignment import Relation
from salvaguarda.web.schemas.people import PersonOut


class DraftRefOut(msgspec.Struct):
    """A draft named in passing; assessment_id: the assessment that is compared, None when there is none."""

    id: int
    label: str
    date: str
    assessment_id: int | None


class LinkedProvisionOut(msgspec.Struct):
    """One side of a link."""

    path: str
    label: str
    heading: str
    kind: str


class ChangeOut(msgspec.Struct):
    """What became of one criterion's result between two drafts.

    change: improved / declined / unchanged / new / removed / not_comparable.
    cause: text_changed / re_assessed / checklist_changed / none. red_line_failed: newly failed by this change.
    """

    criterion: str
    old: str | None
    new: str | None
    change: str
    cause: str
    red_line_failed: bool


class LinkOut(msgspec.Struct):
    """Which provisions of the old draft answer to which of the new one.

    similarity: 0 to 1. reason: why, in a few words. corrected_by: None for a computed link. version: for If-Match.
    """

    id: int
    old: list[LinkedProvisionOut]
    new: list[LinkedProvisionOut]
    relation: str
    similarity: float
    reason: str
    same_text: bool
    corrected_by: PersonOut | None
    version: int
    changes: list[ChangeOut]


class ComparisonTotalsOut(msgspec.Struct):
    """relations: relation → links; the rest counts cells. carriable: own scores of unchanged words not yet carried."""

    relations: dict[str, int]
    lost: int
    won: int
    red_lines_newly_failed: int
    to_confirm: int
    carriable: int


class ComparisonOut(msgspec.Struct):
    """Two drafts side by side, safeguards lost first, then won, then the rest in document order."""

    instrument_id: int
    instrument_title: str
    old: DraftRefOut
    new: DraftRefOut
    checklist_id: str | None
    checklist_version: str | None
    totals: ComparisonTotalsOut
    links: list[LinkOut]


class RedlineOut(msgspec.Struct):
    """The words of a link: [op, text] with op "=" kept, "-" deleted, "+" inserted; texts whole for side by side."""

    old_text: str
    new_text: str
    operations: list[tuple[str, str]]


class LinkRevisionOut(msgspec.Struct):
    """One earlier state of a link; person None for the computed one."""

    version: int
    old: list[str]
    new: list[str]
    relation: str
    person: PersonOut | None
    at: str


class TrendPointOut(msgspec.Struct):
    """One criterion in one draft."""

    draft_id: int
    draft_label: str
    criterion: str
    share: float | None
    coverage: float | None
    red_lines_failed: int


class TrendOut(msgspec.Struct):
    """Results over all drafts of an instrument that were assessed with one checklist, oldest first."""

    instrument_id: int
    checklist_id: str
    drafts: list[DraftRefOut]
    points: list[TrendPointOut]
    verdicts: list[str]


class LinkIn(BaseModel):
    """A link as a person corrects it; relation "auto" lets the service name it from numbers and words."""

    model_config = ConfigDict(extra="forbid")

    old: list[str] = Field(max_length=50)
    new: list[str] = Field(max_length=50)
    relation: Relation | Literal["auto"] = "auto"
