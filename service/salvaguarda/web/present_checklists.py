"""Checklists for the wire."""

from salvaguarda.application.ports.checklists import ChecklistRecord
from salvaguarda.domain.checklist import Checklist, Criterion, ScaleLevel, Source
from salvaguarda.web.schemas.checklists import (
    CategoryOut,
    ChecklistOut,
    ChecklistSummaryOut,
    CriterionOut,
    DemandOut,
    LevelOut,
    ScaleLevelOut,
    SourceOut,
    VerdictRuleOut,
)


def present_summary(record: ChecklistRecord) -> ChecklistSummaryOut:
    """A version in a list."""
    return ChecklistSummaryOut(
        id=record.id,
        version=record.version,
        title=record.title,
        description=record.description,
        origin=record.origin,
        sha256=record.sha256,
        criteria=record.criteria,
        red_lines=record.red_lines,
    )


def present_checklist(checklist: Checklist, origin: str) -> ChecklistOut:
    """A version whole. origin: "built-in" or "uploaded"."""
    rule = checklist.verdict
    return ChecklistOut(
        id=checklist.id,
        version=checklist.version,
        title=checklist.title,
        description=checklist.description,
        language=checklist.language,
        licence=checklist.licence,
        source_title=checklist.source_title,
        origin=origin,
        sha256=checklist.sha256,
        scale=[present_level(level) for level in checklist.scale],
        categories=[CategoryOut(category.id, category.title) for category in checklist.categories],
        criteria=[present_criterion(criterion) for criterion in checklist.criteria],
        demands=[
            DemandOut(demand.id, demand.title, demand.text, list(demand.criteria), _source(demand.source))
            for demand in checklist.demands
        ],
        verdict=VerdictRuleOut(rule.minimum_coverage, rule.met_at, rule.met, rule.not_met, rule.undecided),
    )


def _source(source: Source) -> SourceOut:
    return SourceOut(source.document, list(source.bullets))


def present_level(level: ScaleLevel) -> ScaleLevelOut:
    """A level of the scale."""
    return ScaleLevelOut(level.rating.value, level.key, level.title, level.points)


def present_criterion(criterion: Criterion) -> CriterionOut:
    """One question."""
    return CriterionOut(
        id=criterion.id,
        code=criterion.code,
        category=criterion.category,
        title=criterion.title,
        question=criterion.question,
        why=criterion.why,
        guidance=criterion.guidance,
        levels=[LevelOut(level.rating.value, level.anchor) for level in criterion.levels],
        applies_to=[role.value for role in criterion.applies_to],
        whole_draft=criterion.whole_draft,
        red_line=criterion.red_line,
        fails_on=[rating.value for rating in criterion.fails_on],
        weight=criterion.weight,
        source=_source(criterion.source),
    )
