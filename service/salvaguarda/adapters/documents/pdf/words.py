"""A paragraph's rows → its words: spaces where they stand apart, words that were broken at the margin whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from salvaguarda.adapters.documents.characters import without_controls
from salvaguarda.adapters.documents.pdf.notes import is_raised
from salvaguarda.adapters.documents.pdf.pieces import HYPHENS, Row, Span
from salvaguarda.domain.reading.lines import Emphasis, EmphasisKind

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]{1,40})[-\xad\u2010]$")
_FIRST = re.compile(r"[^\W\d_]{1,40}")
_SPACE = 0.12  # of the font size: spans as far apart are two words
_CLOSING = ".,;:)]}"
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)

Styled = list[tuple[str, bool, bool]]
"""Characters with whether they are bold and struck."""
Marks = Mapping[int, frozenset[str]]


class Vocabulary:
    """The words of a document that were not broken: they say how the broken ones are written."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._words: Counter[str] = Counter()
        self._prefixes: set[str] = set()
        for row in rows:
            words = _WORD.findall(row.text.lower().translate(_LIGATURES))
            if row.text.endswith(HYPHENS):
                words = words[:-1]
            self._words.update(words)
            self._prefixes.update(word.split("-")[0] for word in words if "-" in word)

    def keeps_hyphen(self, first: str, rest: str) -> bool:
        """Whether a word that is broken after a hyphen is written with it."""
        first, rest = first.lower(), rest.lower()
        if first + rest in self._words:
            return False
        if f"{first}-{rest}" in self._words or first in self._prefixes:
            return True
        return first in self._words and rest in self._words and min(len(first), len(rest)) > 2


def styled(paragraph: Sequence[Row], vocabulary: Vocabulary, marks: Marks) -> Styled:
    """The characters of a paragraph. marks: page → marks of its footnotes, taken out where they stand raised."""
    found: Styled = []
    for row in paragraph:
        letters = _row(row, marks.get(row.page, frozenset()))
        if found:
            _join(found, letters, vocabulary)
        found += letters
    return found


def as_text(letters: Styled) -> tuple[str, tuple[Emphasis, ...]]:
    """Text with single spaces, and its emphasis; words that are emphasised as a whole have none."""
    clean: Styled = []
    for letter, bold, struck in letters:
        char = " " if letter.isspace() else letter
        if char == " " and (not clean or clean[-1][0] == " "):
            continue
        clean.append((char, bold, struck))
    while clean and clean[-1][0] == " ":
        clean.pop()
    text = "".join(char for char, _, _ in clean)
    emphasis: list[Emphasis] = []
    if any(bold for _, bold, _ in clean) and not all(bold for char, bold, _ in clean if char.isalnum()):
        emphasis += _runs(clean, 1, EmphasisKind.BOLD)
    if any(struck for _, _, struck in clean):
        emphasis += _runs(clean, 2, EmphasisKind.STRUCK)
    return text, tuple(sorted(emphasis, key=lambda each: each.start))


def _runs(letters: Styled, place: int, kind: EmphasisKind) -> Iterable[Emphasis]:
    start: int | None = None
    for index, each in enumerate([*letters, ("", False, False)]):
        if each[place] and start is None and each[0] != " ":
            start = index
        elif not each[place] and start is not None:
            stop = index - 1 if letters[index - 1][0] == " " else index
            yield Emphasis(kind, start, stop)
            start = None


def _row(row: Row, marks: frozenset[str]) -> Styled:
    found: Styled = []
    before: Span | None = None
    cut = False  # a mark was taken out here
    for span in row.spans:
        if before is not None and is_raised(span, row) and _says_only(span.text, marks):
            cut = True
            found += [(char, False, False) for char in span.text if char == " "]
            continue
        while cut and span.text[0] in _CLOSING and found[-1][0] == " ":
            found.pop()
        if not cut and before is not None and _between(before, span, row) > _SPACE * span.size:
            found.append((" ", before.bold and span.bold, before.struck and span.struck))
        found += [
            (char, span.bold, span.struck) for char in without_controls(span.text.translate(_LIGATURES))
        ]
        before, cut = span, False
    while found and found[-1][0].isspace():
        found.pop()
    return found


def _says_only(text: str, marks: frozenset[str]) -> bool:
    """Whether a text is one footnote mark or several: "2", "[3]", "6, 7", "67" for 6 and 7."""
    rest = text.strip(" []()")
    if not rest or not marks:
        return False
    each = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    return re.fullmatch(rf"(?:{each})(?:[\s,;]*(?:{each})){{0,9}}", rest) is not None


def _between(before: Span, span: Span, row: Row) -> float:
    """Points between two spans; negative where they overlap by little."""
    gap = span.left - before.right if row.rightward else before.left - span.right
    return max(0.0, gap)


def _join(found: Styled, following: Styled, vocabulary: Vocabulary) -> None:
    """Put between two rows what belongs there: a space, nothing in scripts without spaces, or no hyphen."""
    if not found or not following:
        return
    tail = "".join(char for char, _, _ in found[-42:])
    head = "".join(char for char, _, _ in following[:42])
    broken, rest = _LAST.search(tail), _FIRST.match(head)
    if broken is not None and rest is not None and head[0].islower():
        if tail[-1] == "\xad" or not vocabulary.keeps_hyphen(broken[1], rest[0]):
            found.pop()
        return
    if tail.endswith(HYPHENS) and len(tail) > 1 and not tail[-2].isspace() and head[0].isalnum():
        return  # "2013-" / "2015", "Asia-" / "Pacific"
    if not (_is_unspaced(tail[-1]) and _is_unspaced(head[0])):
        found.append((" ", found[-1][1] and following[0][1], found[-1][2] and following[0][2]))


def _is_unspaced(char: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
