"""What reviewers saw of suggestions, and what they did with it. Everything here belongs to a person."""

from dataclasses import dataclass

from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
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

    suggestion_id: None when it came with an import. rating_before, score_revision_before: of the own score then; None
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
