"""A preamble cut into what opens it, its paragraphs, and the words that enact."""

import re
from collections.abc import Iterator

from salvaguarda.domain.reading.keywords import RECITAL

_BREAK = re.compile(r"(?<=[,;.])\s+(?=\[*" + RECITAL.pattern + ")")


def split_recitals(text: str) -> list[str]:
    """The paragraphs of a preamble that stands in one line; joined by single spaces they are the text again.

    >>> split_recitals("The Parties, Considering this, Have agreed as follows:")
    ['The Parties,', 'Considering this,', 'Have agreed as follows:']
    """
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    if text[start:]:
        yield text[start:]
