"""Automatic numbers of lists and headings, counted as the standard says (text:list, 19.880; text:outline-style)."""

import re
from collections.abc import Mapping

from salvaguarda.adapters.documents.docx.formats import formatted
from salvaguarda.adapters.documents.odt.styles import ListLevel, Styles

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d{1,2})%")
_DEEPEST = 20


class Numbering:
    """Counts the parts of lists and the headings in document order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, dict[int, int]] = {}  # identifier of a list → counters by level
        self._outline: dict[int, int] = {}
        self._last: dict[str, dict[int, int]] = {}  # style of a list → counters of the last list in it

    def begin_list(self, style: str, identifier: str, continues: str, goes_on: bool) -> dict[int, int]:
        """The counters of a list that begins at top level.

        continues: identifier of the list whose numbers go on; goes_on: those of the last list of the same style do.
        """
        counters = self._lists.get(continues) if continues else self._last.get(style) if goes_on else None
        counters = {} if counters is None else counters
        self._last[style] = counters
        if identifier:
            self._lists[identifier] = counters
        return counters

    def next_number(self, style: str, counters: dict[int, int], level: int, start: int | None) -> str:
        """The number of the next part of a list. level: 1…; start: the value that the part sets, None to count on."""
        return _counted(self._styles.lists.get(style, {}), counters, level, start)

    def next_heading(self, level: int, start: int | None) -> str:
        """The number of the next heading; "" where headings have none."""
        return _counted(self._styles.outline, self._outline, level, start)


def _counted(levels: Mapping[int, ListLevel], counters: dict[int, int], level: int, start: int | None) -> str:
    shown = levels.get(level, ListLevel())
    if start is not None:
        counters[level] = start
    else:
        counters[level] = counters[level] + 1 if level in counters else shown.start
    for deeper in [each for each in counters if each > level]:
        del counters[deeper]
    if shown.bullet:
        return shown.bullet
    return _text(levels, counters, level, shown)


def _text(levels: Mapping[int, ListLevel], counters: Mapping[int, int], level: int, shown: ListLevel) -> str:
    def number(place: int) -> str:
        of = levels.get(place, ListLevel())
        count = counters.get(place, of.start)
        return formatted(count, _FORMATS[of.format]) if of.format in _FORMATS else ""

    if shown.pattern:
        return _PLACE.sub(lambda match: number(int(match[1])), shown.pattern).strip()
    if shown.format not in _FORMATS:
        return (
            f"{shown.prefix}{shown.suffix}".strip()
            if shown.prefix.strip() or shown.suffix.strip(" .")
            else ""
        )
    first = max(1, level - min(shown.shown, _DEEPEST) + 1)
    numbers = [text for place in range(first, level + 1) if (text := number(place))]
    return f"{shown.prefix}{'.'.join(numbers)}{shown.suffix}".strip()
