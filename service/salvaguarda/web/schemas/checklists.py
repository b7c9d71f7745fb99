"""Checklists over the wire."""

import msgspec


class SourceOut(msgspec.Struct):
    """Where a criterion or demand comes from: a document and its bullets."""

    document: str
    bullets: list[str]


class ScaleLevelOut(msgspec.Struct):
    """One level of the scale. key: what a reviewer presses. points: None for the excluded level."""

    rating: str
    key: str
    title: str
    points: int | None


class LevelOut(msgspec.Struct):
    """The written anchor of one level of one criterion."""

    rating: str
    anchor: str


class CriterionOut(msgspec.Struct):
    """One question. applies_to: chapter roles; empty when it is about the whole draft."""

    id: str
    code: str
    category: str
    title: str
    question: str
    why: str
    guidance: str
    levels: list[LevelOut]
    applies_to: list[str]
    whole_draft: bool
    red_line: bool
    fails_on: list[str]
    weight: float
    source: SourceOut


class CategoryOut(msgspec.Struct):
    """A group of criteria."""

    id: str
    title: str


class DemandOut(msgspec.Struct):
    """One call of the statement and the criteria that decide it."""

    id: str
    title: str
    text: str
    criteria: list[str]
    source: SourceOut


class VerdictRuleOut(msgspec.Struct):
    """minimum_coverage and met_at are shares from 0 to 1; the texts are what each verdict says."""

    minimum_coverage: float
    met_at: float
    met: str
    not_met: str
    undecided: str


class ChecklistSummaryOut(msgspec.Struct):
    """A checklist version in a list. origin: "built-in" or "uploaded"."""

    id: str
    version: str
    title: str
    description: str
    origin: str
    sha256: str
    criteria: int
    red_lines: int


class ChecklistOut(msgspec.Struct):
    """A checklist version whole."""

    id: str
    version: str
    title: str
    description: str
    language: str
    licence: str
    source_title: str
    origin: str
    sha256: str
    scale: list[ScaleLevelOut]
    categories: list[CategoryOut]
    criteria: list[CriterionOut]
    demands: list[DemandOut]
    verdict: VerdictRuleOut
