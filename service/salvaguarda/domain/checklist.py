"""Checklist → category → criterion: the written questions, and the rule by which answers become a verdict."""

from dataclasses import dataclass
from functools import cached_property

from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.scores import Rating

OPERATIVE = tuple(role for role in ChapterRole if role not in (ChapterRole.PREAMBLE, ChapterRole.FINAL))
"""What `applies_to: operative` stands for: every role but preamble and final."""

KEYS = {
    Rating.MET: "2",
    Rating.PARTLY: "1",
    Rating.NOT_MET: "0",
    Rating.SILENT: "s",
    Rating.NOT_APPLICABLE: "n",
}
"""What a reviewer presses, and the code in a matrix; the same in every checklist, so that hands can learn it."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that a checklist is derived from. bullets: (id, what it asks, in a few words), in its order."""

    id: str
    title: str
    bullets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a criterion or demand comes from: bullets of one of the checklist's documents."""

    document: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One level of the scale. points: None for the level that is excluded from every share."""

    rating: Rating
    key: str
    title: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Category:
    """A group of criteria."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Level:
    """The written anchor of one level of one criterion: when a reviewer chooses it."""

    rating: Rating
    anchor: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question.

    code: "C01" … by position in the checklist. Texts are plain; a line break parts paragraphs.
    levels: one anchor for each level, in the order of the scale.
    applies_to: chapter roles whose provisions have a cell; empty when whole_draft (one cell per draft).
    fails_on: ratings that break the red line; empty when it is none.
    weight: above 0, at most three decimals.
    """

    id: str
    code: str
    category: str
    title: str
    question: str
    why: str
    guidance: str
    levels: tuple[Level, ...]
    applies_to: tuple[ChapterRole, ...]
    whole_draft: bool
    red_line: bool
    fails_on: tuple[Rating, ...]
    weight: float
    source: Source


@dataclass(frozen=True, slots=True)
class Demand:
    """Something the source calls for, and the ids of the criteria that decide whether a draft answers it."""

    id: str
    title: str
    text: str
    criteria: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """minimum_coverage and met_at are shares from 0 to 1 with at most three decimals.

    minimum_coverage: below it nothing has a headline share and no demand is met.
    met_at: the share that every deciding criterion of a demand must reach.
    met, not_met, undecided: what each verdict says.
    """

    minimum_coverage: float
    met_at: float
    met: str
    not_met: str
    undecided: str


@dataclass(frozen=True)
class Checklist:
    """A versioned set of questions; a published version never changes.

    language: BCP 47 tag of its texts. sha256: of the bytes of the file it was read from (hex).
    """

    id: str
    version: str
    title: str
    description: str
    language: str
    licence: str
    sources: tuple[SourceDocument, ...]
    scale: tuple[ScaleLevel, ...]
    categories: tuple[Category, ...]
    criteria: tuple[Criterion, ...]
    demands: tuple[Demand, ...]
    verdict: VerdictRule
    sha256: str

    @property
    def source_title(self) -> str:
        """Title of the first source document: what the checklist is derived from."""
        return self.sources[0].title

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        """Criterion id → criterion, in the order of the checklist."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def points(self) -> dict[Rating, int | None]:
        """Rating → points; None for the level that is excluded."""
        return {level.rating: level.points for level in self.scale}

    @property
    def red_lines(self) -> tuple[Criterion, ...]:
        """The criteria that are red lines."""
        return tuple(criterion for criterion in self.criteria if criterion.red_line)
