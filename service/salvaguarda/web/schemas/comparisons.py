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

    similarity: 0 to 1. reason: why, in a few words. same_text: one provision became one, word for word.
    substance: false when only typography or the numbers of cross-references that follow their targets changed.
    level: whole, division, article, paragraph or point; depth: of the new provision (else the old one), 0 at top level;
    parent: label of what it is part of, "" at top level.
    corrected_by, corrected_at: who made, confirmed or corrected it by hand, and when; None for a computed link.
    version: for If-Match. changes: in the scored rows that it joins or holds.
    rank: why it stands where it does: red_line_failed, lost, gained, other or unchanged.
    """

    id: int
    old: list[LinkedProvisionOut]
    new: list[LinkedProvisionOut]
    relation: str
    similarity: float
    reason: str
    same_text: bool
    substance: bool
    level: str
    depth: int
    parent: str
    corrected_by: PersonOut | None
    corrected_at: str | None
    version: int
    changes: list[ChangeOut]
    rank: str


class ComparisonTotalsOut(msgspec.Struct):
    """relations: relation → links shown; the rest counts cells, whatever level is shown.

    carriable: own scores of unchanged words not yet carried. to_confirm: own scores whose words changed.
    """

    relations: dict[str, int]
    lost: int
    won: int
    red_lines_newly_failed: int
    to_confirm: int
    carriable: int


class ComparisonOut(msgspec.Struct):
    """Two drafts side by side: red lines newly failed, safeguards lost, then won, then the rest; each in document order.

    level: of the links that are shown. unit: what the new draft's assessment (else the old one's) scores; "" without one.
    """

    instrument_id: int
    instrument_title: str
    level: str
    unit: str
    old: DraftRefOut
    new: DraftRefOut
    checklist_id: str | None
    checklist_version: str | None
    totals: ComparisonTotalsOut
    links: list[LinkOut]


class RedlineOut(msgspec.Struct):
    """The words of a link: [sign, text, note] with sign "=" kept, "-" deleted, "+" inserted; texts whole for side by side.

    note: "", "moved-1" (the same words deleted here and inserted there share a number), or "reference" (only the number
    of a cross-reference changed, to where the provision it names went).
    """

    old_text: str
    new_text: str
    operations: list[tuple[str, str, str]]
    substance: bool


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


class QuoteAtOut(msgspec.Struct):
    """A quote where it stands: words, and code points of the provision's full text."""

    path: str
    label: str
    exact: str
    start: int
    end: int


class FollowedQuoteOut(msgspec.Struct):
    """One piece of the reader's own evidence for the old draft, looked up in the new one.

    state: kept (the same words at the same place), drifted (the same words elsewhere, or in other typography) or gone.
    found_in: provision (that is linked to the old one), article (around that), draft (somewhere else), "" when gone.
    new: where it is now, None when gone. places: how many provisions of the new draft hold these words, when they were
    found elsewhere in it: with more than one, nobody can tell which was meant.
    """

    score_id: int
    criterion: str
    rating: str | None
    old: QuoteAtOut
    state: str
    found_in: str
    new: QuoteAtOut | None
    places: int


class FollowedEvidenceOut(msgspec.Struct):
    """The reader's own evidence for the old draft in the new one, by provision; what is gone is listed, never lost."""

    old: DraftRefOut
    new: DraftRefOut
    kept: int
    drifted: int
    gone: int
    quotes: list[FollowedQuoteOut]


class WrongReferenceOut(msgspec.Struct):
    """A cross-reference of the new draft that may be wrong.

    path, label, heading: of the provision whose words hold it; before, quoted, after: those words, the reference itself in quoted.
    outcome: stale (it still says the old number) or dangling (it names nothing in this draft); why: that in a sentence.
    named: what it named in the old draft. leads_to: where it leads in the new one. wanted: what became of what it named
    there; empty when that was deleted.
    """

    path: str
    label: str
    heading: str
    before: str
    quoted: str
    after: str
    outcome: str
    why: str
    named: list[LinkedProvisionOut]
    leads_to: list[LinkedProvisionOut]
    wanted: list[LinkedProvisionOut]


class WrongReferencesOut(msgspec.Struct):
    """Cross-references of the new draft that did not follow what they named in the old one, in document order."""

    old: DraftRefOut
    new: DraftRefOut
    references: list[WrongReferenceOut]


class StationOut(msgspec.Struct):
    """What a life is in one draft; labels fit paths.

    relation: to the draft before: the most telling of its links; new where it begins, deleted where it just ended (then
    without paths), "" in the first draft. same_text: one provision, word for word as before.
    share: of points, by the one formula; None when nothing counts or too little is settled. link_id: of the link to the
    draft before; None in the first draft, and the most telling of several.
    """

    paths: list[str]
    labels: list[str]
    relation: str
    same_text: bool
    share: float | None
    red_lines_failed: int
    link_id: int | None


class LifeRowOut(msgspec.Struct):
    """One life: its latest label and heading, and a station for each draft (null where it is not)."""

    label: str
    heading: str
    stations: list[StationOut | None]


class LivesOut(msgspec.Struct):
    """What became of every provision over all drafts, in the order of the newest one.

    drafts: oldest first; assessment_id: the one with this checklist. to_align: pairs of drafts that are still to be
    aligned; while there are any, lives is empty: ask again.
    """

    instrument_id: int
    instrument_title: str
    checklist_id: str
    level: str
    drafts: list[DraftRefOut]
    lives: list[LifeRowOut]
    to_align: int


class CriterionResultOut(msgspec.Struct):
    """What a criterion came to in a station; the worst of several provisions.

    rating: None while not settled; conflict: scores that the reader may see differ.
    """

    criterion: str
    rating: str | None
    conflict: bool


class StationLinkOut(msgspec.Struct):
    """One link of a station to the draft before, by paths."""

    id: int
    old: list[str]
    new: list[str]
    relation: str
    similarity: float
    reason: str
    corrected_by: PersonOut | None


class LifeStationOut(msgspec.Struct):
    """One provision in one draft: fields as in StationOut; similarity and reason of the most telling link.

    results: of every criterion that is asked there. changes: against the draft before, where both are assessed.
    """

    draft: DraftRefOut
    provisions: list[LinkedProvisionOut]
    relation: str
    similarity: float | None
    reason: str
    link_id: int | None
    links: list[StationLinkOut]
    same_text: bool
    substance: bool
    share: float | None
    red_lines_failed: int
    results: list[CriterionResultOut]
    changes: list[ChangeOut]


class LifeOut(msgspec.Struct):
    """One provision through all drafts: what it came from and what came of it; drafts without it are left out.

    to_align: as in LivesOut; while it is not 0 there are no stations.
    """

    instrument_id: int
    instrument_title: str
    checklist_id: str
    draft_id: int
    path: str
    label: str
    level: str
    stations: list[LifeStationOut]
    to_align: int


class LinkIn(BaseModel):
    """A link as a person corrects it; relation "auto" lets the service name it from numbers and words."""

    model_config = ConfigDict(extra="forbid")

    old: list[str] = Field(max_length=50)
    new: list[str] = Field(max_length=50)
    relation: Relation | Literal["auto"] = "auto"
