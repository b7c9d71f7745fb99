from hashlib import sha256

from salvaguarda.adapters.db.records.suggestion_json import suggestion_of, suggestion_text
from salvaguarda.domain.scores import Quote, Rating
from salvaguarda.domain.suggestions.suggestion import (
    Flag,
    QuoteState,
    SuggestedQuote,
    Suggestion,
    Uncertainty,
)

RATED = Suggestion(
    rating=Rating.PARTLY,
    abstained=False,
    abstain_reason="",
    rationale="Prior authorization, “but not by a judge”.",
    quotes=(
        SuggestedQuote("prior", "why", QuoteState.EXACT, Quote("prior", "after ", " auth", 6, 11)),
        SuggestedQuote("mock-quote", "", QuoteState.NOT_FOUND, None),
    ),
    missing_safeguards=("notification",),
    uncertainty=Uncertainty.MEDIUM,
    redraft=None,
    flags=(Flag.INVISIBLE,),
)


def test_a_suggestion_comes_back_as_it_was_kept() -> None:
    assert suggestion_of(suggestion_text(RATED)) == RATED


def test_the_same_suggestion_gives_the_same_text() -> None:
    assert suggestion_text(suggestion_of(suggestion_text(RATED))) == suggestion_text(RATED)


def test_the_text_stays_what_hashes_of_reveals_were_taken_of() -> None:
    """Whoever changes what a suggestion holds needs another form of exports: old reveals would not come in any more."""
    kept = "af424febee6f14456448bada769f6eb08a7b492b3c1934a0d11197d488969dfc"
    assert sha256(suggestion_text(RATED).encode()).hexdigest() == kept
