"""Words with which drafters mark a place as agreed or as still to be filled."""

import re
from collections.abc import Iterator

_AD_REF = r"ad\s+ref(?:erendum|\.|\b)"
_AGREED = re.compile(
    rf"[\[(]\s*(?:(?:provisionally|tentatively)\s+)?agreed(?:\s+(?:{_AD_REF}|in\s+(?:principle|informals?)|text|language|"
    rf"on\s+\d[^\])]{{0,30}}))?\s*[\])]|[\[(]\s*{_AD_REF}\s*[\])]|\b(?:(?:provisionally|tentatively)\s+)?agreed\s+{_AD_REF}",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\[\s*(?:…|\.{2,}|[Xx]{1,4}|[YyNnZz]|[●•]|\?+|\d{0,2}XX|X-Y)\s*\]|#{2,}\d?|_{3,}|\{[^{}]{0,400}\}|20XX"
)
_SIGNS = (
    "[",
    "##",
    "___",
    "{",
    "20XX",
)  # a filler has one of these: few texts do, and all are read at every mend
_FILLING = re.compile(
    r"\s*[*_]*(?:place\s?holder|insert\b|to\s+be\s+(?:elaborated|determined|decided|completed|added|inserted|confirmed|"
    r"developed|negotiated|discussed|drafted)|text\s+to\s+(?:come|be)|tb[acd]\b|date\b\s*\]|number\b\s*\]|name\b\s*\]|"
    r"further\s+\w+\s+(?:may|to)\s+be\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\[")
_LONGEST = 2_000


def agreed_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says that it is agreed: "agreed ad referendum", "(ad ref)", "[Agreed]"."""
    lower = text.lower()
    if "agreed" in lower or "ref" in lower:
        for match in _AGREED.finditer(text):
            yield match.span()


def placeholders_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says that something is missing: "[…]", "[X]", "[Placeholder for …]", "###", "____", "{…}".

    A range never begins inside of another one.
    """
    if not any(sign in text for sign in _SIGNS):
        return
    ranges = sorted([match.span() for match in _FILLER.finditer(text)] + list(_in_brackets(text)))
    end = 0
    for start, stop in ranges:
        if start >= end:
            yield start, stop
            end = stop


def _in_brackets(text: str) -> Iterator[tuple[int, int]]:
    closings = _closings(text)
    for match in _OPENING.finditer(text):
        if _FILLING.match(text, match.end()):
            yield match.start(), closings.get(match.start(), min(len(text), match.start() + _LONGEST))


def _closings(text: str) -> dict[int, int]:
    """For each opening bracket the place after its closing one."""
    stack: list[int] = []
    ends: dict[int, int] = {}
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            ends[stack.pop()] = match.end()
    return ends
