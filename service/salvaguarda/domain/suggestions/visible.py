"""What of a text is sent to a model: only what a reader can see. Characters that nobody sees are left out.

A text may hold words in characters without a glyph, or turn its reading direction, so that people and a model read
different things. The stored text stays as it is; quotes are looked up there.
"""

import re
import unicodedata

import regex

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

    Joiners (U+200C, U+200D) stay between letters, one at a time, in scripts where they are spelling, as in Persian and
    Hindi; a Mongolian selector stays behind a Mongolian letter. All other variation selectors go: they choose between two
    drawings of one sign, and 256 of them can say anything.

    >>> visible("shall\\u200b not\\U000e0041")
    'shall not'
    """
    if text.isascii() and text.isprintable():
        return text
    return _MAYBE_HIDDEN.sub(lambda match: match[0] if _is_spelling(match) else "", text)


def hidden(text: str) -> frozenset[str]:
    """The characters that `visible` leaves out, without the selectors of signs that are drawn in several ways."""
    left_out = (match for match in _MAYBE_HIDDEN.finditer(text) if not _is_spelling(match))
    return frozenset(match[0] for match in left_out if not _draws(match))


def _is_spelling(match: re.Match[str]) -> bool:
    """Whether this character changes how its neighbours are written, as it is meant to."""
    character, (before, after) = match[0], _neighbours(match)
    if character in _JOINERS:
        return _joins(before) and (_joins(after) or unicodedata.combining(before) == _VIRAMA)
    return "\u180b" <= character <= "\u180f" and "\u1820" <= before <= "\u18aa"


def _draws(match: re.Match[str]) -> bool:
    """Whether this is a variation selector behind a sign that has variants: an ideograph, a symbol."""
    before, _ = _neighbours(match)
    return _SELECTOR.match(match[0]) is not None and _VARIED.match(before) is not None


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The character before and the one after; "" at the ends."""
    start, end = match.span()
    return match.string[max(start - 1, 0) : start], match.string[end : end + 1]


_SELECTOR = re.compile(f"[{_SELECTORS}]")
_VARIED = regex.compile(r"[\p{Han}\p{So}\p{Sm}]")
_UNJOINED = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"
)
"""Letters that stand each for itself: between them a joiner only hides a word from whoever looks for it."""
_VIRAMA = 9  # combining class of the sign behind which a joiner shapes the end of a word in Indic scripts


def _joins(character: str) -> bool:
    return _is_letter(character) and _UNJOINED.match(character) is None


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LM"
