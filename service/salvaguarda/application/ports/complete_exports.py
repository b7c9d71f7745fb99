"""The complete export of an instrument: everything that is kept of it, importable into another installation.

Numbers called `key` only join the parts of one file. Lists of states are oldest first, and the last is the present one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol, TypedDict

from salvaguarda.application.ports.exported_links import ExportedAlignment
from salvaguarda.application.ports.exported_team import (
    ExportedAffiliation,
    ExportedAssignment,
    ExportedEntry,
    ExportedMember,
    ExportedOrganisation,
    ExportedPosition,
    ExportedResult,
    ExportedSnapshot,
    ExportedTeam,
    ExportedThread,
    KeyOf,
)
from salvaguarda.application.ports.suggestions import Provenance
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.drafts import ChapterRole, ProvisionKind
from salvaguarda.domain.negotiation import NegotiationMark
from salvaguarda.domain.people import Person
from salvaguarda.domain.reading.lines import ReadingOptions
from salvaguarda.domain.scores import Quote, Rating, Recommendation
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction, RevealMode
from salvaguarda.domain.suggestions.suggestion import Suggestion
from salvaguarda.domain.team import Access, Naming

FORMAT = "salvaguarda-export"
SCHEMA = 3
"""Raised when a file of the new form cannot be read as the old one: 2 came with reveals and decisions, 3 with teams."""
READABLE = frozenset({1, 2, SCHEMA})
"""Forms that can be imported."""


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """Somebody named in the export. email: None when the exporter may not know it. Never a password."""

    key: int
    display_name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class ExportedChecklist:
    """A checklist version. source: the YAML as published; sha256: of it."""

    id: str
    version: str
    origin: Literal["built-in", "uploaded"]
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class ExportedEarlier:
    """What an instrument or draft was before an edit. content: JSON text of the fields as they were."""

    version: int
    content: str
    replaced_at: str
    replaced_by: int


@dataclass(frozen=True, slots=True)
class ExportedInstrument:
    """The treaty or bill."""

    title: str
    description: str
    synthetic: bool
    version: int
    created_at: str
    created_by: int | None
    earlier: list[ExportedEarlier]
    members_only: bool = False  # files of the first forms know no members


@dataclass(frozen=True, slots=True)
class ExportedProvision:
    """One provision, in document order. full_text: what evidence points into."""

    path: str
    label: str
    kind: ProvisionKind
    number: str
    heading: str
    text: str
    closing: str
    depth: int
    parent: str | None
    role: ChapterRole | None
    source: tuple[int, int] | None
    full_text: str
    marks: tuple[NegotiationMark, ...] = ()  # files of the first versions have none


@dataclass(frozen=True, slots=True)
class ExportedMend:
    """One correction of a draft's reading. mend: JSON values with their "op"."""

    mend: dict[str, Any]
    at: str
    person: int


@dataclass(frozen=True, slots=True)
class ExportedDraft:
    """One dated text. source: the bytes as uploaded (base64 in JSON). full_text: the whole text.

    options, mends: how its file was read, and how a person corrected the reading.
    """

    key: int
    label: str
    symbol: str
    date: date | None
    language: str
    format: str
    source_name: str
    source_sha256: str
    source: bytes
    text_sha256: str
    full_text: str
    version: int
    created_at: str
    created_by: int
    earlier: list[ExportedEarlier]
    provisions: list[ExportedProvision]
    options: ReadingOptions = ReadingOptions()  # noqa: RUF009  (frozen); files of the first versions have neither
    mends: list[ExportedMend] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ExportedCarried:
    """The score (by key) that a state continues."""

    score: int
    revision: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ExportedState:
    """One state of a score."""

    revision: int
    rating: Rating | None
    rationale: str
    evidence: list[Quote]
    recommendation: Recommendation | None
    text_sha256: str
    checklist_sha256: str
    carried: ExportedCarried | None
    at: str
    person: int


@dataclass(frozen=True, slots=True)
class ExportedScore:
    """One reviewer's own record for one cell, with all its states."""

    key: int
    provision: str
    criterion: str
    person: int
    states: list[ExportedState]


@dataclass(frozen=True, slots=True)
class ExportedDecision:
    """What a reviewer did with a suggestion. score: key of the own score that it wrote or kept; None when there was none."""

    number: int
    action: DecisionAction
    reason: str
    rating_before: Rating | None
    rating_after: Rating | None
    score: int | None
    score_revision: int
    at: str


@dataclass(frozen=True, slots=True)
class ExportedReveal:
    """A suggestion that a reviewer was shown, after which own rating, and what they decided on it (oldest first).

    The suggestion itself is `seen`, as it was shown; those that nobody was shown are in no export.
    """

    provision: str
    criterion: str
    person: int
    at: str
    purpose: Purpose
    mode: RevealMode
    rating_before: Rating | None
    score_revision_before: int
    provenance: Provenance
    seen: Suggestion
    seen_sha256: str
    decisions: list[ExportedDecision]


@dataclass(frozen=True, slots=True)
class ExportedSettings:
    """One state of an assessment's settings; files of the first forms say nothing of the last three."""

    version: int
    title: str
    blind: bool
    at: str
    person: int
    access: Access = Access.INSTALLATION
    needed: int = 1
    names: Naming = Naming.SHOWN


@dataclass(frozen=True, slots=True)
class ExportedFact:
    """One line of how the results came about; for readers, not imported."""

    group: str
    name: str
    value: str | float | None


@dataclass(frozen=True, slots=True)
class ExportedAssessment:
    """One checklist version applied to one draft (by key). hidden_scores: rated, but hidden from the exporter.

    facts, codes: the results as the exporter saw them (row path → one character a criterion); not imported.
    """

    key: int
    draft: int
    checklist_id: str
    checklist_version: str
    unit: Unit
    created_at: str
    created_by: int
    settings: list[ExportedSettings]
    scores: list[ExportedScore]
    hidden_scores: int
    facts: list[ExportedFact]
    codes: dict[str, str]
    reveals: list[ExportedReveal] = field(default_factory=list)  # files of the first form have none
    team: ExportedTeam = field(default_factory=ExportedTeam)  # files of the first forms have none


@dataclass(frozen=True, slots=True)
class CompleteExport:
    """Everything kept of one instrument, as the exporter may see it."""

    format: str
    schema: int
    software: str
    exported_at: str
    exported_by: str
    people: list[ExportedPerson]
    checklists: list[ExportedChecklist]
    instrument: ExportedInstrument
    drafts: list[ExportedDraft]
    assessments: list[ExportedAssessment]
    alignments: list[ExportedAlignment]
    organisations: list[ExportedOrganisation] = field(default_factory=list)  # as of form 3
    affiliations: list[ExportedAffiliation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an import kept. assessments: key in the file → id here, in the order of the file.

    reopened: assessment id here → ids of its results that had been reopened.
    """

    instrument_id: int
    drafts: int
    assessments: Mapping[int, int]
    scores: int
    reopened: Mapping[int, tuple[int, ...]]


class TeamParts(TypedDict):
    """What of an `ExportedTeam` is read as the reader may see it."""

    members: list[ExportedMember]
    assignments: list[ExportedAssignment]
    results: list[ExportedResult]
    threads: list[ExportedThread]
    record: list[ExportedEntry]
    hidden_results: int


class CompleteExports(Protocol):
    """Reads and keeps an instrument whole, with every state as it was."""

    def instrument(self, instrument_id: int) -> ExportedInstrument:
        """The instrument itself; NotFound when there is none."""
        ...

    def drafts(self, instrument_id: int) -> list[ExportedDraft]:
        """Its drafts, in the order of upload."""
        ...

    def settings(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedSettings]:
        """Every state of an assessment's settings, whoever made it named as in the roster; with None as they are."""
        ...

    def scores(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedScore]:
        """The scores this reader may see, with their states, names masked; with None all as they are."""
        ...

    def team(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> TeamParts:
        """Members, assignments, results and threads as this reader may see them; with None all, and the audit log."""
        ...

    def positions(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedPosition]:
        """Every state of every position, oldest first, whoever may be told of it; people named as in `snapshots`."""
        ...

    def snapshots(self, assessment_id: int, reader_id: int | None, key_of: KeyOf) -> list[ExportedSnapshot]:
        """What was signed, oldest first, whoever signed named as in the roster; with None as they are."""
        ...

    def organisations(self, ids: Collection[int]) -> list[ExportedOrganisation]:
        """These."""
        ...

    def affiliations(self, people: Collection[int]) -> list[ExportedAffiliation]:
        """Where these people belong; who belongs nowhere is left out."""
        ...

    def alignments(self, instrument_id: int) -> list[ExportedAlignment]:
        """The links between its drafts."""
        ...

    def add_person(self, display_name: str, email: str) -> Person:
        """Keep somebody who is named in an import: an account that nobody can sign in to."""
        ...

    def add_organisation(self, name: str, created_at: str, created_by: int) -> int:
        """The id of the organisation with that name; a new one when there is none."""
        ...

    def affiliate(self, one: ExportedAffiliation, by: int) -> None:
        """Say where a person belongs, by ids of here; nothing when they belong somewhere already."""
        ...

    def keep(
        self,
        export: CompleteExport,
        people: Mapping[int, int],
        checklists: Mapping[tuple[str, str], int],
        organisations: Mapping[int, int],
    ) -> Kept:
        """Keep a checked export. people: key → person id; checklists: (id, version) → row."""
        ...
