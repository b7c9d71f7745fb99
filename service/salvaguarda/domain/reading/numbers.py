"""Numbers as treaties print them: 3, 3 bis, 12A, 52ca, IV, (b), aa, ٣, 十二, б. A number is a place in a series."""

import re
import unicodedata
from functools import lru_cache

from salvaguarda.domain.reading.number_words import plain_number

_LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_TEENS = (
    "undecies duodecies terdecies quaterdecies quindecies sexdecies septdecies octodecies novodecies vicies"
)
SUFFIXES = (*_LATIN, *_TEENS.split())
_ALSO = {"quat": 3, "quinques": 4, "nonies": 8, "бис": 1, "alt": 50}
SUFFIX = r"(?:" + "|".join(sorted((*SUFFIXES, *_ALSO), key=len, reverse=True)) + r")"
_ALTERNATIVE = 60  # "3bis alt" stands after every 3bis … 3vicies
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_PARTS = re.compile(
    rf"(\d+|[a-z]+?)(?:[\s.\-]*({SUFFIX}(?:\s*alt)?)|-?([a-z]{{1,2}})|[之の.\-](\d{{1,2}}))?", re.IGNORECASE
)
_HAN_DIGITS = {**{sign: value for value, sign in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100}
HAN = "".join((*_HAN_DIGITS, *_HAN_UNITS))
_LONGEST_HAN = 6

Place = tuple[int, ...]
"""Where a number stands: 3 is (3, 0), 3 bis (3, 1), 52c (52, 3), 52ca (52, 3, 1). Tuples sort as a lawyer would."""


def roman(text: str) -> int | None:
    """The value of a roman numeral of up to 15 letters; None when it is none."""
    if not text or len(text) > 15 or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def han(text: str) -> int | None:
    """The value of a Chinese numeral below 1,000: 十二 → 12, 一百零五 → 105; None when it is none.

    >>> han("二十一")
    21
    """
    if not text or len(text) > _LONGEST_HAN or not all(sign in HAN for sign in text):
        return None
    if not any(sign in _HAN_UNITS for sign in text):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in text))
    total = digit = 0
    for sign in text:
        if sign in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[sign]
            digit = 0
        else:
            digit = _HAN_DIGITS[sign]
    return total + digit


def letters(text: str) -> int | None:
    """The place of a letter mark: a → 1, z → 26, aa → 27, bb → 28; None when the letters differ."""
    lower = text.lower()
    if not lower or len(set(lower)) != 1 or not "a" <= lower[0] <= "z":
        return None
    return ord(lower[0]) - 96 + 26 * (len(lower) - 1)


def place_of(number: str) -> Place | None:
    """The place of a number of an article or a division: "3 bis" → (3, 1), "IV" → (4, 0), "52ca" → (52, 3, 1)."""
    core = plain_number(number.strip().strip("[]()（）.:、").strip())
    if (value := roman(core)) is not None:
        return value, 0
    base, _, inserted = core.partition("之")  # 十二之三: inserted after 12
    if (value := han(base)) is not None:
        return (value, han(inserted) or 0) if inserted else (value, 0)
    match = _PARTS.fullmatch(core)
    if match is None:
        return None
    counted = match[1].isdigit()
    first = int(match[1]) if counted else roman(match[1]) or letters(match[1])
    if first is None or (not counted and len(match[3] or "") > 1):
        return None
    return (first, *_rank(match[2] or match[3] or match[4] or ""))


def suffix_place(suffix: str) -> Place:
    """The places that a suffix adds: "bis" → (1,), "c" → (3,), "ca" → (3, 1)."""
    return _rank(suffix)


def _rank(suffix: str) -> Place:
    if not suffix:
        return (0,)
    if suffix.isdigit():
        return (int(suffix),)
    word, *more = suffix.lower().split()
    if not more and word.endswith("alt") and word != "alt":
        word, more = word.removesuffix("alt"), ["alt"]
    known = SUFFIXES.index(word) + 1 if word in SUFFIXES else _ALSO.get(word)
    if known is None:
        return tuple(ord(letter) - 96 for letter in word)
    return (known + (_ALTERNATIVE if more else 0),)


def follows(place: Place, before: Place) -> bool:
    """Whether a number is the next one: 2 → 3, 2 → 2 bis, 2 bis → 2 ter, 2 ter → 3, 52c → 52ca, 52ca → 52d."""
    if place[0] == before[0] + 1:
        return place[1] <= 1 and len(place) == 2
    if place[0] != before[0]:
        return False
    if place == (*before, 1):
        return True
    last = len(place) - 1
    return last < len(before) and place[:last] == before[:last] and place[last] == before[last] + 1


@lru_cache(maxsize=4096)  # asked for every provision each time a text is addressed
def clean(number: str) -> str:
    """A number as part of a path: "(b)" → "b", "3 bis" → "3bis", "1.2" → "1-2", "٣" → "3"; "" when nothing is left."""
    core = re.sub(r"\s+", "", plain_number(number)).strip("()[]{}（）［］.,:;、．–—-•·*§°")
    if (value := han(core)) is not None:
        return str(value)
    base, _, inserted = core.partition("之")  # 十二之三 → 12-3
    if base and inserted:
        return f"{clean(base)}-{clean(inserted)}"
    plain = re.sub(rf"(?<=\d)[.\-](?={SUFFIX})", "", "".join(_ascii_digit(sign) for sign in core))
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:40]


def _ascii_digit(sign: str) -> str:
    if sign.isascii():
        return sign
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)
