"""A suggestion: what a model proposed for one cell, as it is kept. It is another type than a score, on purpose."""

from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.scores import Quote, Rating


class QuoteState(StrEnum):
    """Whether the words a model gave as a quote stand in the provision. Never by similarity."""

    EXACT = "exact"  # word for word
    NORMALISED = "normalised"  # but for white space, quotes, dashes and the like
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"  # says nothing: fewer than 3 words or 12 characters (4 characters without spaces)
    AMBIGUOUS = "ambiguous"  # stands there more than once


FOUND = frozenset({QuoteState.EXACT, QuoteState.NORMALISED})


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """claimed: what the model gave. why: what it says the words show. found: copied from the provision, None unless FOUND."""

    claimed: str
    why: str
    state: QuoteState
    found: Quote | None


class Flag(StrEnum):
    """Why a reviewer should look twice at a provision that was sent, or at an answer."""

    INVISIBLE = "invisible"  # zero-width or other characters that nobody sees
    DIRECTION = "direction"  # characters that turn the reading direction
    TAGS = "tags"  # Unicode tag characters: hidden text
    INSTRUCTION = "instruction"  # reads like an instruction to a model
    ROLE_MARKER = "role_marker"  # looks like the start of a message of another role
    TEMPLATE = "template"  # template syntax
    BOUNDARY = "boundary"  # looks like the fence around untrusted words
    LINK = "link"  # the answer holds an address


class Uncertainty(StrEnum):
    """In the model's words; never a percentage."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Answer:
    """A valid answer of a model to a score prompt, before its quotes were looked up.

    rating: None exactly when it abstained (abstain_reason says why). quotes: (claimed words, why).
    """

    abstained: bool
    abstain_reason: str
    rating: Rating | None
    rationale: str
    quotes: tuple[tuple[str, str], ...]
    missing_safeguards: tuple[str, ...]
    uncertainty: Uncertainty | None


@dataclass(frozen=True, slots=True)
class RedraftAnswer:
    """A valid answer to a redraft prompt. text: the whole provision as proposed; None when it abstained."""

    text: str | None
    rationale: str
    abstain_reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is kept of an answer: immutable. redraft: only from a redraft prompt."""

    rating: Rating | None
    abstained: bool
    abstain_reason: str
    rationale: str
    quotes: tuple[SuggestedQuote, ...]
    missing_safeguards: tuple[str, ...]
    uncertainty: Uncertainty | None
    redraft: str | None
    flags: tuple[Flag, ...]

    @property
    def acceptable(self) -> bool:
        """Whether it may be accepted in one action: it rates, and every quote it gives is really there."""
        return self.rating is not None and all(quote.found is not None for quote in self.quotes)
