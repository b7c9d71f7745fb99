"""Negotiation marks, mends and reading options as JSON text, the way they are kept in columns."""

from collections.abc import Sequence

from msgspec import json

from salvaguarda.domain.mending.mends import Mend, mend_of, values_of
from salvaguarda.domain.negotiation import NegotiationMark
from salvaguarda.domain.reading.lines import ReadingOptions

_MARKS = json.Decoder(tuple[NegotiationMark, ...])
_OPTIONS = json.Decoder(ReadingOptions)
_VALUES = json.Decoder(dict[str, object])


def marks_text(marks: Sequence[NegotiationMark]) -> str:
    """Marks as a JSON list of objects.

    >>> marks_text(())
    '[]'
    """
    return json.encode(marks).decode() if marks else "[]"


def marks_of(text: str) -> tuple[NegotiationMark, ...]:
    """The marks in such a text."""
    return () if text == "[]" else _MARKS.decode(text)


def options_text(options: ReadingOptions) -> str:
    """Reading options as a JSON object."""
    return json.encode(options).decode()


def options_of(text: str) -> ReadingOptions:
    """The options in such a text."""
    return _OPTIONS.decode(text)


def mend_text(mend: Mend) -> str:
    """A mend as a JSON object with its "op"."""
    return json.encode(values_of(mend)).decode()


def mend_in(text: str) -> Mend:
    """The mend in such a text."""
    return mend_of(_VALUES.decode(text))
