"""What leaves as a file: a report of one assessment, and the complete export of an instrument."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.compare_drafts import Comparison
from salvaguarda.application.describe_model_use import SeenSuggestion
from salvaguarda.application.list_wrong_references import WrongReference
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import RevealRecord
from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.redline import Operation


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of how an export came about. group: the heading it stands under. value: a number stays one."""

    group: str
    name: str
    value: str | float | None


@dataclass(frozen=True, slots=True)
class Report:
    """One assessment as its reader may see it, ready for a writer.

    scores: in document order, then by criterion and person. reveals: what reviewers were shown, oldest first. seen: score id → the suggestions that its person had seen;
    scores without any are not in it. facts: hashes, versions, formula, coverage, people, use of a language model.
    """

    view: MatrixView
    scores: tuple[ScoreRecord, ...]
    reveals: tuple[RevealRecord, ...]
    seen: Mapping[int, tuple[SeenSuggestion, ...]]
    facts: tuple[Fact, ...]


class ReportWriter(Protocol):
    """Writes a report in one format."""

    @property
    def media_type(self) -> str:
        """What the file is."""
        ...

    def write(self, report: Report) -> bytes:
        """The file's bytes."""
        ...


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Two drafts compared as the reader may see it, ready for a writer.

    redlines: link id → the words of the link with what changed; links without it kept every word, or join the whole texts.
    references: those of the new draft that may be wrong. facts: hashes, versions, formula, coverage, people.
    """

    comparison: Comparison
    redlines: Mapping[int, tuple[Operation, ...]]
    references: tuple[WrongReference, ...]
    facts: tuple[Fact, ...]


class ComparisonWriter(Protocol):
    """Writes a comparison in one format."""

    @property
    def media_type(self) -> str:
        """What the file is."""
        ...

    def write(self, report: ComparisonReport) -> bytes:
        """The file's bytes."""
        ...
