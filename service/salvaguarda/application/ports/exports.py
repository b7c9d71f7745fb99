"""What leaves as a file: a report of one assessment, and the complete export of an instrument."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.application.compare_drafts import Comparison
from salvaguarda.application.describe_model_use import SeenSuggestion
from salvaguarda.application.list_wrong_references import WrongReference
from salvaguarda.application.ports.agreement_tables import AgreementTable
from salvaguarda.application.ports.facts import Fact
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import RevealRecord
from salvaguarda.application.show_matrix import MatrixView
from salvaguarda.domain.redline import Operation


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One cell: what counts, how it came about, and what organisations say of it. The verdict is a line too.

    ratings: how many the reader sees; None for the verdict. chosen: whose rating an adjudicator chose, or that it is a
    third one. Texts are "" where there is nothing to say. positions: one line an organisation.
    """

    label: str
    heading: str
    path: str
    division: str
    criterion: str
    criterion_id: str
    criterion_title: str
    result: str
    how: str
    ratings: int | None
    settled_by: str
    settled_at: str
    reason: str
    chosen: str
    positions: str


@dataclass(frozen=True, slots=True)
class Report:
    """One assessment as its reader may see it, ready for a writer.

    scores: in document order, then by criterion and person. reveals: what reviewers were shown, oldest first. seen: score id → the suggestions that its person had seen;
    scores without any are not in it. facts: hashes, versions, formula, coverage, people, use of a language model.
    results: cell by cell, as far as they are asked for. agreement: of the reviewers; None where it is not asked for.
    """

    view: MatrixView
    scores: tuple[ScoreRecord, ...]
    reveals: tuple[RevealRecord, ...]
    seen: Mapping[int, tuple[SeenSuggestion, ...]]
    facts: tuple[Fact, ...]
    results: tuple[ResultLine, ...] = ()
    agreement: AgreementTable | None = None


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
