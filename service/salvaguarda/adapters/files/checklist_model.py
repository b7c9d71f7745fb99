"""What a checklist file may hold, as pydantic models; the published JSON Schema is generated from them.

Rules between places of the file (unknown criterion in a demand, duplicate id) are in checklist_rules.py.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from salvaguarda.domain.checklist import KEYS, OPERATIVE
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating

WHOLE_DRAFT = "whole-draft"
KEYWORDS: dict[str, list[str]] = {WHOLE_DRAFT: [], "operative": [role.value for role in OPERATIVE]}


def _spell_out(value: Any) -> Any:
    """A keyword → the roles it stands for ([] for the whole draft); a list stays."""
    if isinstance(value, str) and value in KEYWORDS:
        return KEYWORDS[value]
    if isinstance(value, str) or value == []:
        raise PydanticCustomError(
            "applies_to",
            "must be a list of chapter roles, or one of the words {words}",
            {"words": " / ".join(KEYWORDS)},
        )
    return value


def _decimals(value: float) -> float:
    if abs(value * 1000 - round(value * 1000)) > 1e-6:
        raise PydanticCustomError("decimals", "must have at most three decimals", {})
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
    Field(description="A stable word: small letters, digits and single hyphens."),
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8_000)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(_decimals)]
Weight = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False), AfterValidator(_decimals)]
Role = Annotated[ChapterRole, Field(strict=False)]
AppliesTo = Annotated[
    list[Role],
    BeforeValidator(_spell_out),
    Field(max_length=len(ChapterRole)),
    WithJsonSchema(
        {
            "description": "Chapter roles, or `operative` (all but preamble and final), or `whole-draft`.",
            "oneOf": [
                {"enum": list(KEYWORDS)},
                {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": [*ChapterRole]}},
            ],
        }
    ),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class SourceDocumentFile(_Part):
    """A document that the checklist is derived from."""

    id: Id
    title: Line
    bullets: Annotated[dict[Id, Line], Field(min_length=1, max_length=200)]
    """Bullet id → what it asks, in your own few words."""


class SourceFile(_Part):
    """Which bullets of a source document something comes from."""

    document: Id
    bullets: Annotated[list[Id], Field(min_length=1, max_length=50)]


class ScaleLevelFile(_Part):
    """One level of the scale."""

    rating: Annotated[Rating, Field(strict=False)]
    key: Annotated[Literal[tuple(KEYS.values())], Field()]  # type: ignore[valid-type]  # the keys stand in one place, in the domain
    """What a reviewer presses: 2, 1, 0, s, n, in quotes."""
    title: Line
    points: Annotated[int, Field(ge=0, le=100)] | None
    """null for not_applicable, which is excluded from every share."""


class CategoryFile(_Part):
    """A group of criteria."""

    id: Id
    title: Line


class LevelsFile(_Part):
    """The written anchor of each level: when a reviewer chooses it for this criterion."""

    met: Text
    partly: Text
    not_met: Text
    silent: Text
    not_applicable: Text


class CriterionFile(_Part):
    """One question with written levels."""

    id: Id
    category: Id
    title: Line
    question: Text
    why: Text
    guidance: Text
    levels: LevelsFile
    applies_to: AppliesTo
    red_line: bool = False
    fails_on: (
        Annotated[
            list[Annotated[Literal["partly", "not_met", "silent"], Field()]],
            Field(min_length=1, max_length=3),
        ]
        | None
    ) = None
    """Only for a red line: the ratings that break it; not_met when left out."""
    weight: Weight = 1.0
    source: SourceFile


class DemandFile(_Part):
    """Something the source calls for, and the criteria that decide it."""

    id: Id
    title: Line
    text: Text
    criteria: Annotated[list[Id], Field(min_length=1, max_length=100)]
    source: SourceFile


class VerdictFile(_Part):
    """The rule by which criteria become demands and demands a verdict."""

    minimum_coverage: Share
    """Share of cells that must be settled before anything has a headline figure."""
    met_at: Share
    """Share of the points that every deciding criterion of a demand must reach."""
    met: Line
    not_met: Line
    undecided: Line


class ChecklistFile(_Part):
    """A checklist of safeguards, one version a file. A published version never changes."""

    id: Id
    version: Annotated[
        str, StringConstraints(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$", max_length=30)
    ]
    """Three numbers: 1.0.0."""
    title: Line
    description: Text
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
    """BCP 47 tag of the texts: en, es, pt-BR, ar."""
    licence: Line
    """Under which others may use the texts: Apache-2.0, CC-BY-4.0."""
    sources: Annotated[list[SourceDocumentFile], Field(min_length=1, max_length=20)]
    scale: Annotated[list[ScaleLevelFile], Field(min_length=5, max_length=5)]
    categories: Annotated[list[CategoryFile], Field(min_length=1, max_length=50)]
    criteria: Annotated[list[CriterionFile], Field(min_length=1, max_length=200)]
    demands: Annotated[list[DemandFile], Field(min_length=1, max_length=50)]
    verdict: VerdictFile
