"""Suggestions as JSON text, the way they are kept in a column; the same suggestion always gives the same text."""

from msgspec import json

from salvaguarda.domain.suggestions.suggestion import Suggestion

_SUGGESTION = json.Decoder(Suggestion)


def suggestion_text(suggestion: Suggestion) -> str:
    """A suggestion as a JSON object, its members in the order of the class."""
    return json.encode(suggestion).decode()


def suggestion_of(text: str) -> Suggestion:
    """The suggestion in such a text."""
    return _SUGGESTION.decode(text)
