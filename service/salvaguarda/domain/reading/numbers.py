"""Numbers as treaties print them: 3, 3 bis, 12A, IV, (b), aa."""

import re

SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_ALSO = {"quat": 3, "alt": 20}
SUFFIX = r"(?:" + "|".join((*SUFFIXES, *_ALSO)) + r")"
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_PARTS = re.compile(rf"(\d+|[a-z]+?)[\s.\-]*({SUFFIX}(?:\s*alt)?|[a-z])?$", re.IGNORECASE)
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_WORDS = {
    word: place for words in (_CARDINALS, _ORDINALS) for place, word in enumerate(words.split(), start=1)
}

Place = tuple[int, int]  # integer, rank of the suffix: 3 → (3, 0), 3 bis → (3, 1); sorts as a lawyer would


def roman(text: str) -> int | None:
    """The value of a roman numeral of up to 15 letters; None when it is none."""
    if not text or len(text) > 15 or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def letters(text: str) -> int | None:
    """The place of a letter mark: a → 1, z → 26, aa → 27, bb → 28; None when the letters differ."""
    lower = text.lower()
    if not lower or len(set(lower)) != 1 or not "a" <= lower[0] <= "z":
        return None
    return ord(lower[0]) - 96 + 26 * (len(lower) - 1)


def place_of(number: str) -> Place | None:
    """The place of a number of an article or a division: "3 bis" → (3, 1), "IV" → (4, 0), "12A" → (12, 1)."""
    core = number.strip().strip("[]().:").strip()
    if core.lower() in _WORDS:
        return _WORDS[core.lower()], 0
    if (value := roman(core)) is not None:
        return value, 0
    match = _PARTS.fullmatch(core)
    if match is None:
        return None
    value = int(match[1]) if match[1].isdigit() else roman(match[1]) or letters(match[1])
    return None if value is None else (value, _rank(match[2]))


def _rank(suffix: str | None) -> int:
    if not suffix:
        return 0
    word, *more = suffix.lower().split()
    base = SUFFIXES.index(word) + 1 if word in SUFFIXES else _ALSO.get(word) or letters(word) or 0
    return base + (30 if more else 0)


def follows(place: Place, before: Place) -> bool:
    """Whether a number is the next one: 2 → 3, 2 → 2 bis, 2 bis → 2 ter, 2 ter → 3."""
    if place[0] == before[0]:
        return place[1] == before[1] + 1
    return place[0] == before[0] + 1 and place[1] <= 1


def clean(number: str) -> str:
    """A number as part of a path: "(b)" → "b", "3 bis" → "3bis", "1.2" → "1-2"; "" when nothing is left."""
    core = re.sub(r"\s+", "", number).strip("()[]{}.,:;–—-•·*§°")
    return re.sub(r"[^\w]+", "-", core).strip("-_")[:40]
