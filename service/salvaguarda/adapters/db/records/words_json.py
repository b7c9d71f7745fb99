"""Evidence as JSON text, the way it is kept in a column."""

import json
from collections.abc import Sequence

from salvaguarda.application.ports.scores import Words
from salvaguarda.domain.scores import Action, Quote, Rating, Recommendation

_FIELDS = ("exact", "prefix", "suffix", "start", "end")


def evidence_text(evidence: Sequence[Quote]) -> str:
    """Quotes as a JSON list of objects.

    >>> evidence_text([])
    '[]'
    """
    if not evidence:
        return "[]"
    quotes = [{name: getattr(quote, name) for name in _FIELDS} for quote in evidence]
    return json.dumps(quotes, ensure_ascii=False)


def evidence_of(text: str) -> tuple[Quote, ...]:
    """The quotes in such a text."""
    return () if text == "[]" else tuple(Quote(**quote) for quote in json.loads(text))


def words_of(
    rating: str | None, rationale: str, evidence: str, recommendation: str | None, recommendation_text: str
) -> Words:
    """What a reviewer wrote, from the columns it is kept in."""
    return Words(
        rating=None if rating is None else Rating(rating),
        rationale=rationale,
        evidence=evidence_of(evidence),
        recommendation=None
        if recommendation is None
        else Recommendation(Action(recommendation), recommendation_text),
    )


def word_columns(words: Words) -> dict[str, str | None]:
    """The columns that keep what a reviewer wrote."""
    advice = words.recommendation
    return {
        "rating": None if words.rating is None else words.rating.value,
        "rationale": words.rationale,
        "evidence": evidence_text(words.evidence),
        "recommendation": None if advice is None else advice.action.value,
        "recommendation_text": "" if advice is None else advice.text,
    }
