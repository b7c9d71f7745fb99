"""Finds list numbers that nothing sets off: "1 Each Party …", "a the Convention …", "i to the life …".

Reads: lines, heads, titles, asides, quoted. Writes: lines (the number moves from the line's text to its number).

The Council of Europe and British bills print them so. One line alone proves nothing ("12 months after …", "a Party …"): a
number counts when the first of its row comes before it in the same article and the next one after the first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.numbers import letters, roman
from salvaguarda.domain.reading.planned import Plan

_BARE = re.compile(r"(?P<number>\d{1,3}|[a-z]|[ivx]{2,5})\s+(?=\S)")
_BEGINNING = 12  # characters in which two such numbers stand
_STYLES = ("decimal", "letter", "roman")
_FEWEST_ARTICLES = 3  # with such paragraphs make a habit, so that "1" alone counts too
_STARTS_ANEW = {ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.PREAMBLE, ProvisionKind.CLOSING}

Row = tuple[str, int]
"""What a number may be: its style, and its place in that row."""


def find_bare_numbers(made: Plan) -> None:
    """Move the numbers of every row from the words to the numbers of their lines."""
    articles = list(_articles(made))
    found = [_Rows(made, article) for article in articles]
    habit = sum(rows.has_paragraphs for rows in found) >= _FEWEST_ARTICLES
    moved = {index: length for rows in found for index, length in rows.numbers(habit)}
    if moved:
        made.lines = [
            replace(line, number=line.text[: moved[index]].strip(), text=line.text[moved[index] :])
            if index in moved
            else line
            for index, line in enumerate(made.lines)
        ]


def _articles(made: Plan) -> Iterator[list[int]]:
    """The lines of each article, annex or opening; chapters inside an annex do not part it."""
    lines: list[int] = []
    for index in made.kept():
        head = made.heads.get(index)
        if head is not None and head.kind in _STARTS_ANEW:
            yield lines
            lines = []
        elif head is None and index not in made.titles and index not in made.quoted:
            lines.append(index)
    yield lines


class _Rows:
    """The rows of numbers in one article."""

    def __init__(self, made: Plan, article: Sequence[int]) -> None:
        self._made = made
        self._article = article
        self._senses = {
            index: list(_numbers(made.lines[index].text)) for index in article if not made.lines[index].number
        }
        self._seconds = {
            style: [place for place, index in enumerate(article) if self._has(index, (style, 2))]
            for style in _STYLES
        }

    @property
    def has_paragraphs(self) -> bool:
        """Whether paragraphs 1 and 2 stand here."""
        return any(self._has(index, ("decimal", 1)) for index in self._article) and bool(
            self._seconds["decimal"]
        )

    def numbers(self, habit: bool) -> Iterator[tuple[int, int]]:
        """Lines that begin with a number, and how many characters it takes. habit: other articles count in this way too."""
        last: dict[str, int] = {}
        for place, index in enumerate(self._article):
            length = 0
            for rows, end in self._senses.get(index, ()):
                row = next(
                    (each for each in rows if self._counts(each, last, place, habit and not place)), None
                )
                if row is None:
                    break
                last[row[0]] = row[1]
                length = end
            if length:
                yield index, length

    def _counts(self, row: Row, last: dict[str, int], place: int, habit: bool) -> bool:
        style, number = row
        if number != 1:
            return last.get(style) == number - 1
        goes_on = bool(self._seconds[style]) and self._seconds[style][-1] >= place
        return goes_on or (habit and style == "decimal")

    def _has(self, index: int, row: Row) -> bool:
        return any(row in rows for rows, _ in self._senses.get(index, ()))


def _numbers(text: str) -> Iterator[tuple[list[Row], int]]:
    """The bare numbers that a text begins with ("2 a Each"), each with what it may be and where it ends."""
    at = 0
    head = text[:_BEGINNING]
    while (match := _BARE.match(head, at)) is not None:
        number = match["number"]
        if number.isdigit():
            rows = [("decimal", int(number))]
        else:
            values = (("letter", letters(number) if len(number) == 1 else None), ("roman", roman(number)))
            rows = [(style, value) for style, value in values if value is not None]
        yield rows, match.end()
        at = match.end()
