"""Policies, suggestions, reveals and decisions over the wire."""

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.suggestions.decisions import LEAST_REASON, MOST_REASON
from salvaguarda.domain.suggestions.policy import Consent, DecisionAction, RevealMode
from salvaguarda.web.schemas.assessments import QuoteOut, ScoreIn, ScoreOut
from salvaguarda.web.schemas.people import PersonOut


class PolicyChoiceOut(msgspec.Struct):
    """What may be chosen, and the sentence that is agreed to with it. usable: a run could be started with it now."""

    consent: str
    endpoint_id: int | None
    endpoint_name: str | None
    usable: bool
    statement: str


class PolicyOut(msgspec.Struct):
    """What may be sent to a model for one assessment. version: for If-Match, 0 when nobody ever said.

    statement: as it was agreed to; agreed: it is still the sentence of that choice, so words may be sent. An endpoint
    that was moved to another server or model has to be agreed to again.
    reveal: blind_first or on_request. request_tokens: what all reviewers together may spend on redrafts;
    requested_tokens: what they have. by, at: who said so last. may_edit: whether the reader may say otherwise.
    """

    assessment_id: int
    version: int
    consent: str
    endpoint_id: int | None
    endpoint_name: str | None
    reveal: str
    request_tokens: int
    requested_tokens: int
    statement: str
    agreed: bool
    by: PersonOut | None
    at: str | None
    may_edit: bool
    choices: list[PolicyChoiceOut]


class PolicyStateOut(msgspec.Struct):
    """One state of a policy."""

    version: int
    consent: str
    endpoint_id: int | None
    reveal: str
    request_tokens: int
    statement: str
    by: PersonOut
    at: str


class SuggestedQuoteOut(msgspec.Struct):
    """Words that the model gave as a quote. found: copied from the provision; None unless exact or normalised."""

    claimed: str
    why: str
    state: str
    found: QuoteOut | None


class SuggestionOut(msgspec.Struct):
    """A suggestion as it was shown to this reader. Never a score.

    id: None when it came with an import. rating: None when the model abstained. uncertainty: low, medium, high.
    not_acceptable_because: a sentence, "" when it may be accepted in one action. rating_before: the own rating then.
    """

    id: int | None
    reveal_id: int
    model: str
    endpoint_name: str
    endpoint_host: str
    prompt_id: str
    prompt_version: str
    rating: str | None
    abstained: bool
    abstain_reason: str
    rationale: str
    quotes: list[SuggestedQuoteOut]
    missing_safeguards: list[str]
    uncertainty: str | None
    flags: list[str]
    acceptable: bool
    not_acceptable_because: str
    revealed_at: str
    mode: str
    rating_before: str | None


class DecisionOut(msgspec.Struct):
    """What the reader did with it. number: counts from 1; the newest counts."""

    number: int
    action: str
    reason: str
    rating_before: str | None
    rating_after: str | None
    at: str


class SuggestionStateOut(msgspec.Struct):
    """Where one cell stands for this reader.

    state: none, hidden (the reader has not rated yet), asking, ready (may be revealed), failed (no suggestion came:
    outcome and reason say why), revealed. suggestion and decisions (oldest first): once revealed.
    """

    criterion: str
    state: str
    outcome: str | None
    reason: str | None
    suggestion: SuggestionOut | None
    decisions: list[DecisionOut]


class DecidedOut(msgspec.Struct):
    """A decision and the own score as it is now; None when there is none (rejected without one)."""

    decision: DecisionOut
    score: ScoreOut | None


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PolicyIn(_In):
    """What may be sent. statement: the very sentence of the choice, as get_policy gave it; 409 when it is another now."""

    consent: Consent
    endpoint_id: int | None = None
    reveal: RevealMode = RevealMode.BLIND_FIRST
    request_tokens: int = Field(default=0, ge=0, le=100_000_000)
    statement: str = Field(max_length=4_000)


class DecisionIn(_In):
    """What to do with a revealed suggestion, and why; all three actions need a reason of the same least length.

    score: with edit only: the whole score as it shall be saved.
    """

    action: DecisionAction
    reason: str = Field(
        max_length=2 * MOST_REASON,
        description=f"{LEAST_REASON} to {MOST_REASON} characters, white space around it not counted.",
    )
    score: ScoreIn | None = None
