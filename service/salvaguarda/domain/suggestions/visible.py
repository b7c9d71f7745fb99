"""What of a text is sent to a model: only what a reader can see. Characters that nobody sees are left out.

A text may hold words in characters without a glyph, or turn its reading direction, so that people and a model read
different things. The stored text stays as it is; quotes are looked up there.
"""

import re
import unicodedata

_TAGS = "\U000e0000-\U000e007f"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u200c\u200d"
_SOFT_HYPHEN = "\u00ad"
_MONGOLIAN = "\u180b-\u180f"
_OTHERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\u2800\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"

TAGS = re.compile(f"[{_TAGS}]")
"""Copies of ASCII without a glyph: whole sentences can hide in them."""
DIRECTION_MARKS = re.compile(f"[{_DIRECTION_MARKS}]")
"""Ordinary in Arabic and Hebrew."""
DIRECTION = re.compile(f"[{_DIRECTION}]")
"""Characters that embed, isolate or override a reading direction."""
_MAYBE_HIDDEN = re.compile(
    f"[{_TAGS}{_DIRECTION_MARKS}{_DIRECTION}{_SELECTORS}{_JOINERS}{_MONGOLIAN}{_SOFT_HYPHEN}{_OTHERS}{_CONTROLS}]"
)


def visible(text: str) -> str:
    """The text without what nobody sees; white space and line breaks stay.

    Joiners (U+200C, U+200D) stay between letters, one at a time: they are spelling in Persian, Hindi and others. A
    variation selector stays behind a sign that has variants, a Mongolian one behind a Mongolian letter.

    >>> visible("shall\\u200b not\\U000e0041")
    'shall not'
    """
    if text.isascii() and text.isprintable():
        return text
    return _MAYBE_HIDDEN.sub(lambda match: match[0] if _is_spelling(match) else "", text)


def hidden(text: str) -> frozenset[str]:
    """The characters that `visible` leaves out."""
    return frozenset(match[0] for match in _MAYBE_HIDDEN.finditer(text) if not _is_spelling(match))


def _is_spelling(match: re.Match[str]) -> bool:
    """Whether this character changes how its neighbours are written, as it is meant to."""
    text, character = match.string, match[0]
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if character in _JOINERS:
        return _is_letter(before) and (_is_letter(after) or unicodedata.combining(before) == _VIRAMA)
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return bool(before) and unicodedata.category(before) in _VARIED
    return "\u180b" <= character <= "\u180f" and "\u1820" <= before <= "\u18aa"


_VARIED = frozenset({"Lo", "So"})  # ideographs and signs
_VIRAMA = 9  # combining class of the sign behind which a joiner shapes the end of a word in Indic scripts


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LM"
