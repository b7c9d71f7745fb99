"""Quotes of a model, looked up in the words they claim to be from. Never by similarity.

A quote counts when the same words stand in the same order in the provision, whatever their typography; what is kept
as evidence is copied from the provision. That a quote is there says nothing about whether it supports the rating.
"""

import re
from collections.abc import Iterator

from salvaguarda.domain.evidence import quote_at
from salvaguarda.domain.suggestions.looking_up import Lookup, says_something
from salvaguarda.domain.suggestions.suggestion import (
    Answer,
    Flag,
    QuoteState,
    RedraftAnswer,
    SuggestedQuote,
    Suggestion,
)

MOST_PARTS = 50
"""Quotes of one suggestion, parts counted; as many as a score holds."""

_ONE_GAP = r"(?:…|\.{3,}|\.(?:[ \u00a0]\.){2,})"
_GAP = re.compile(rf"\s*(?:\[\s*{_ONE_GAP}\s*\]|\(\s*{_ONE_GAP}\s*\)|{_ONE_GAP})+\s*")
_ADDRESS = re.compile(r"(?i)\b(?:https?|ftp|mailto|javascript|data):\S|\bwww\.\w|\]\(")


def find_quote(claimed: str, why: str, text: str) -> SuggestedQuote:
    """The claimed words as one quote of the text; see QuoteState.

    >>> find_quote("Each  State Party shall", "", "Each State Party shall cooperate.").state.value
    'normalised'
    >>> find_quote("Each State Party may cooperate", "", "Each State Party shall cooperate.").state.value
    'not_found'
    """
    return _found(claimed, why, Lookup(text), 0)


def find_quotes(claimed: str, why: str, text: str) -> tuple[SuggestedQuote, ...]:
    """As `find_quote`; words left out ("… …", "[…]") part a claim into quotes that must stand there in this order."""
    return _parts(claimed, why, Lookup(text), MOST_PARTS)


def to_suggestion(answer: Answer, text: str, flags: tuple[Flag, ...]) -> Suggestion:
    """What is kept of an answer. text: the words of the provision as they are stored; flags: of them.

    Flag.LINK is added when the answer holds an address. No word of the model gets into `found` of a quote.
    """
    lookup = Lookup(text)
    quotes: list[SuggestedQuote] = []
    for place, (claimed, why) in enumerate(answer.quotes, start=1):
        waiting = len(answer.quotes) - place
        quotes += _parts(claimed, why, lookup, MOST_PARTS - len(quotes) - waiting)
    words = (answer.rationale, answer.abstain_reason, *answer.missing_safeguards, *sum(answer.quotes, ()))
    return Suggestion(
        rating=answer.rating,
        abstained=answer.abstained,
        abstain_reason=answer.abstain_reason,
        rationale=answer.rationale,
        quotes=tuple(quotes),
        missing_safeguards=answer.missing_safeguards,
        uncertainty=answer.uncertainty,
        redraft=None,
        flags=_with_link(flags, words),
    )


def to_redraft(answer: RedraftAnswer, flags: tuple[Flag, ...]) -> Suggestion:
    """What is kept of an answer to a redraft prompt; it never rates, so it can never be accepted."""
    return Suggestion(
        rating=None,
        abstained=answer.text is None,
        abstain_reason=answer.abstain_reason,
        rationale=answer.rationale,
        quotes=(),
        missing_safeguards=(),
        uncertainty=None,
        redraft=answer.text,
        flags=_with_link(flags, (answer.rationale, answer.abstain_reason, answer.text or "")),
    )


def _parts(claimed: str, why: str, lookup: Lookup, room: int) -> tuple[SuggestedQuote, ...]:
    whole = _found(claimed, why, lookup, 0)
    parts = [part for part in _GAP.split(claimed) if part.strip()]
    # A draft may hold an ellipsis itself: the claim as it is comes first.
    if whole.state is not QuoteState.NOT_FOUND or len(parts) == 0 or parts == [claimed] or len(parts) > room:
        return (whole,)
    return tuple(_in_order(parts, why, lookup))


def _in_order(parts: list[str], why: str, lookup: Lookup) -> Iterator[SuggestedQuote]:
    after = 0
    for part in parts:
        quote = _found(part, why, lookup, after)
        if quote.found is not None:
            after = quote.found.end
        yield quote


def _found(claimed: str, why: str, lookup: Lookup, after: int) -> SuggestedQuote:
    """The claim looked up from this position on; without its quotation marks when it is not there with them."""
    for words in dict.fromkeys((claimed.strip(), unquoted(claimed))):
        places = lookup.places(words, after)
        if not places:
            continue
        if not says_something(words):
            return SuggestedQuote(claimed, why, QuoteState.TOO_SHORT, None)
        if len(places) > 1:
            return SuggestedQuote(claimed, why, QuoteState.AMBIGUOUS, None)
        found = quote_at(lookup.text, *places[0])
        state = QuoteState.EXACT if found.exact == words else QuoteState.NORMALISED
        return SuggestedQuote(claimed, why, state, found)
    said = says_something(claimed)
    return SuggestedQuote(claimed, why, QuoteState.NOT_FOUND if said else QuoteState.TOO_SHORT, None)


_MARKS = ('""', "''", "“”", "„“", "„”", "‘’", "«»", "»«", "‹›", "「」", "『』", "〝〞", "＂＂")


def unquoted(claimed: str) -> str:
    """The claim without one pair of quotation marks around it.

    >>> unquoted(" « le juge » ")
    'le juge'
    """
    words = claimed.strip()
    if len(words) > 1 and words[0] + words[-1] in _MARKS:
        return words[1:-1].strip()
    return words


def _with_link(flags: tuple[Flag, ...], words: tuple[str, ...]) -> tuple[Flag, ...]:
    if Flag.LINK in flags or not any(_ADDRESS.search(each) for each in words):
        return flags
    return (*flags, Flag.LINK)
