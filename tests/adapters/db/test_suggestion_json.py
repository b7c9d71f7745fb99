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
