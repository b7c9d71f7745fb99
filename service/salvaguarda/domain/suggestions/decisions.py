"""What a reviewer may do with a revealed suggestion. Accepting, editing and rejecting ask for the same effort."""

from salvaguarda.domain.errors import Problem
from salvaguarda.domain.scores import Quote, Rating
from salvaguarda.domain.suggestions.suggestion import QuoteState, Suggestion
from salvaguarda.domain.suggestions.visible import visible
from salvaguarda.domain.typography import fold

LEAST_REASON = 3
MOST_REASON = 2_000
"""Characters of a reason that can be seen, white space around it not counted; the same for every action."""

_WHY = {
    QuoteState.NOT_FOUND: "words that are not in this provision",
    QuoteState.AMBIGUOUS: "words that stand in this provision more than once",
    QuoteState.TOO_SHORT: "words that are too few to show anything",
}
_INSTEAD = "Reject it, or edit: then your own rating, rationale and evidence are saved."


def not_acceptable_because(suggestion: Suggestion) -> str:
    """Why it cannot be accepted in one action, and what can be done instead; "" when it can."""
    if suggestion.acceptable:
        return ""
    if suggestion.redraft is not None:
        return "It proposes words and no rating. Take over by hand what you want to recommend."
    if suggestion.rating is None:
        return f"The model did not rate. {_INSTEAD}"
    wrong = {quote.state for quote in suggestion.quotes if quote.found is None}
    causes = [words for state, words in _WHY.items() if state in wrong]
    return f"It quotes {', and '.join(causes)}. {_INSTEAD}"


def evidence_of(suggestion: Suggestion) -> tuple[Quote, ...]:
    """The quotes that were found, each place once, in the order of the suggestion."""
    return tuple(dict.fromkeys(quote.found for quote in suggestion.quotes if quote.found is not None))


def says_the_same(
    suggestion: Suggestion, rating: Rating | None, rationale: str, evidence: tuple[Quote, ...]
) -> bool:
    """Whether a score with this rating, rationale and evidence is just what the suggestion says.

    One with quotes that are not there is never just that: a score cannot hold them.
    """
    return (
        suggestion.acceptable
        and rating is suggestion.rating
        and _as_read(rationale) == _as_read(suggestion.rationale)
        and {(quote.start, quote.end) for quote in evidence}
        == {(quote.start, quote.end) for quote in evidence_of(suggestion)}
    )


def _as_read(words: str) -> str:
    """White space, dashes and what nobody sees are no edit."""
    return fold(visible(words)).strip()


def reason_problems(reason: str) -> list[Problem]:
    """What is wrong with the reason of a decision, whatever its action."""
    length = len(visible(reason).strip())
    if length < LEAST_REASON:
        return [Problem("reason", "A decision needs a reason.", f"Write at least {LEAST_REASON} characters.")]
    if length > MOST_REASON:
        fix = f"Write at most {MOST_REASON:,} characters."
        return [Problem("reason", f"The reason has {length:,} characters.", fix)]
    return []
