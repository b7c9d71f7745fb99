"""What reviewers saw of suggestions, and what they did with it. Everything here belongs to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction, RevealMode
from salvaguarda.domain.suggestions.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a suggestion came from; the hashes are of the prompt file, of exactly what was sent, and of what it was about."""

    model: str
    endpoint_name: str
    endpoint_host: str
    prompt_id: str
    prompt_version: str
    prompt_sha256: str
    request_sha256: str
    checklist_sha256: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a reviewer did. number: counts decisions on one reveal from 1; the newest counts.

    score_id, score_revision: the state it wrote, or the one it kept when it rejects; None and 0 when there was none.
    """

    number: int
    action: DecisionAction
    reason: str
    rating_before: Rating | None
    rating_after: Rating | None
    score_id: int | None
    score_revision: int
    at: str


@dataclass(frozen=True, slots=True)
class RevealRecord:
    """What one reviewer saw, when, and after which own rating.

    suggestion_id: None when it came with an import. purpose: REVIEW or REDRAFT, of its run. rating_before, score_revision_before: of the own score then; None
    and 0 without one. seen_sha256: of the JSON of `seen` as it is kept. decisions: oldest first.
    """

    id: int
    suggestion_id: int | None
    assessment_id: int
    provision: str
    criterion: str
    person: Person
    at: str
    mode: RevealMode
    rating_before: Rating | None
    score_revision_before: int
    provenance: Provenance
    seen: Suggestion
    seen_sha256: str
    decisions: tuple[DecisionRecord, ...]
    purpose: Purpose = Purpose.REVIEW


@dataclass(frozen=True, slots=True)
class Assistance:
    """That a score was given, or kept, after its person had seen a suggestion of the cell.

    action: of the newest decision; None when it was only seen. rating_before: the own rating before it was seen. Both
    are None for a reader to whom the cell is not open, because they tell what was suggested.
    """

    action: DecisionAction | None
    model: str
    prompt_id: str
    prompt_version: str
    rating_before: Rating | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is for one cell and one reader, without a word of any suggestion.

    may_ask: they may have it revealed now: they have rated the cell, or the policy is ON_REQUEST.
    suggestion_id: the newest that came; None while there is none. ended: whether the newest question has ended.
    outcome, reason: how it ended; None and "" unless the reader may ask and no suggestion came.
    """

    criterion: str
    may_ask: bool
    suggestion_id: int | None
    ended: bool
    outcome: Outcome | None
    reason: str


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """A suggestion that this reader may have revealed now. content: JSON of `seen`, as it is kept. mode: in force now."""

    id: int
    draft_id: int
    purpose: Purpose
    mode: RevealMode
    provenance: Provenance
    content: str


@dataclass(frozen=True, slots=True)
class NewReveal:
    """A suggestion about to be shown to its reader, and what they had rated before."""

    cell: tuple[int, str, str]
    person_id: int
    rating_before: Rating | None
    score_revision_before: int
    suggestion: SuggestionRecord


@dataclass(frozen=True, slots=True)
class NewDecision:
    """As DecisionRecord, without what the storage gives."""

    action: DecisionAction
    reason: str
    rating_before: Rating | None
    rating_after: Rating | None
    score_id: int | None
    score_revision: int


class Suggestions(Protocol):
    """What models proposed for review, as far as a reader may know of it. Decided inside the statements."""

    def offers(self, assessment_id: int, provision: str, reader_id: int) -> Mapping[str, Offer]:
        """Criterion → what there is, for the cells of one row about which a model was asked for review."""
        ...

    def revealable(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int
    ) -> SuggestionRecord | None:
        """The newest suggestion of the cell; None when there is none that this reader may have revealed now."""
        ...

    def redraft(
        self, assessment_id: int, provision: str, criterion: str, reader_id: int
    ) -> SuggestionRecord | None:
        """The newest redraft of the cell that this reader asked for; None when there is none."""
        ...


class Reveals(Protocol):
    """What was shown to whom, and what came of it. Nothing here is ever changed."""

    def own(self, assessment_id: int, provision: str, person_id: int) -> tuple[RevealRecord, ...]:
        """What this person saw in one row, oldest first."""
        ...

    def visible(self, assessment_id: int, reader_id: int | None) -> tuple[RevealRecord, ...]:
        """The reader's own, and those of others for cells that are open to the reader and where their score is visible.

        Open: the reader has rated it; where suggestions are shown on request, one was revealed to them, too.

        With None all that exist (the command line, on the machine itself). Oldest first.
        """
        ...

    def every(self, assessment_id: int) -> tuple[RevealRecord, ...]:
        """All of an assessment, nobody masked: for the complete export of the command line only."""
        ...

    def untold(self, assessment_id: int, reader_id: int | None) -> int:
        """How many were shown to people whose score the reader sees though the cell is not open to them: what those people
        saw and did is not told. With None there are none.
        """
        ...

    def add(self, reveal: NewReveal) -> None:
        """Keep that it was shown; nothing when it was already, or, for review, when another one of the cell was."""
        ...

    def decide(self, reveal: RevealRecord, decision: NewDecision, person_id: int) -> bool:
        """Keep the decision that follows the reveal's last; False when another one was kept meanwhile."""
        ...
