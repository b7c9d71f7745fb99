"""Numbers in the formats of Word (ST_NumberFormat)."""

from collections.abc import Callable

_ONES: str = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_CARDINALS = _ONES.split()
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 32_767  # Word counts no farther
_DASHES = "–—-"


def _letter(value: int) -> str:
    """Letters as Word counts: … z, aa, bb; it repeats the letter and does not count on to "ab"."""
    repeats, place = divmod(value - 1, 26)
    return chr(97 + place) * (repeats + 1) if 0 < value <= 780 else str(value)


def _roman(value: int) -> str:
    if value <= 0:
        return str(value)
    digits = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        digits.append(sign * count)
    return "".join(digits)


def _ordinal(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


def _cardinal_text(value: int) -> str:
    if value < 20:
        return _CARDINALS[max(value, 0)]
    if value < 100:
        tens, ones = divmod(value, 10)
        return f"{_TENS[tens]}-{_CARDINALS[ones]}" if ones else _TENS[tens]
    hundreds, rest = divmod(value, 100)
    if value >= 1000:
        return str(value)
    return (
        f"{_CARDINALS[hundreds]} hundred {_cardinal_text(rest)}"
        if rest
        else f"{_CARDINALS[hundreds]} hundred"
    )


def _ordinal_text(value: int) -> str:
    words = _cardinal_text(value)
    head, separator, last = words.rpartition("-") if "-" in words.split(" ")[-1] else words.rpartition(" ")
    if last in _ORDINALS:
        return f"{head}{separator}{_ORDINALS[last]}"
    return f"{head}{separator}{last[:-1]}ieth" if last.endswith("y") else f"{head}{separator}{last}th"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda value: _cardinal_text(value).capitalize(),
    "ordinalText": lambda value: _ordinal_text(value).capitalize(),
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "hex": lambda value: f"{value:X}",
    "none": lambda _: "",
}


def formatted(value: int, style: str) -> str:
    """A counter as Word shows it; formats this project does not know are shown as decimals."""
    return _FORMATS.get(style, str)(min(value, _LARGEST))


def bullet(character: str) -> str:
    """A bullet as text: a dash stays a dash, every sign of a symbol font becomes "•"."""
    return character if character and character in _DASHES else "•"
