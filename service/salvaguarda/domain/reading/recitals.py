"""A preamble cut into what opens it, its paragraphs (also "Pp1", "(12)", "(29a)"), and the words that enact."""

import re
from collections.abc import Iterator

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.costs import is_announced
from salvaguarda.domain.reading.keywords import ENACTED, RECITAL, RECITAL_LINE
from salvaguarda.domain.reading.lazy_pattern import LazyPattern
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marked_lines import is_option, marks_of
from salvaguarda.domain.reading.tree import Node

_BREAK = LazyPattern(r"(?<=[,;.،؛])\s*(?=\[*" + RECITAL.pattern + ")")
_LABEL = re.compile(
    r"(\[*)((?:Pp|PP|pp)\.?\s?\d{1,3}(?:\s?(?:bis|ter|quater|alt)|[a-z])?)(?:\s*[.:)\]]\s*|\s+|$)"
)
_TURN = re.compile(
    r"(?:whereas|considérant(?: ce qui suit)?|considerando(?: lo siguiente| o seguinte)?)\s*:?", re.IGNORECASE
)
_LETTER = re.compile(r"\(?[a-z]\)")
_BEFORE_WORDS = '[*“" '


def split_recitals(text: str) -> list[str]:
    """The paragraphs of a preamble that stands in one line; joined they are the text again, up to white space.

    >>> split_recitals("The Parties, Considering this, Have agreed as follows:")
    ['The Parties,', 'Considering this,', 'Have agreed as follows:']
    """
    return list(_pieces(text))


def recital_label(line: Line) -> tuple[str, str]:
    """The number of a preamble paragraph as printed ("Pp1", "(12)"; "" for none) and the words after it."""
    if not line.number and (found := _LABEL.match(line.text)) is not None:
        return found[2], found[1] + line.text[found.end() :]
    marks, text = marks_of(line)
    return " ".join(mark.number for mark in marks if mark.form != "-"), text


def add_to_preamble(preamble: Node, line: Line, index: int, quoted: bool = False) -> bool:
    """Add one line; whether the preamble is over with it (the words that enact were found).

    quoted: its words belong to the paragraph before, whatever they begin with.
    """
    if quoted:
        (preamble.children[-1] if preamble.children else preamble).take([line.seen], index)
        preamble.reach(index)
        return False
    number, text = recital_label(line)
    kind = _kind(line)
    enacted = False
    pieces = (
        [text] if number else split_recitals(text) or [""]
    )  # a numbered paragraph is one, whatever its sentences begin with
    for piece in pieces:
        last = preamble.children[-1] if preamble.children else None
        if ENACTED.match(piece):
            preamble.closings.append(f"{number} {piece}".strip())
            number, enacted = "", True
        elif enacted or (preamble.closings and not number):
            preamble.closings.append(piece)
        elif last is not None and not number and _goes_on(piece, last):
            last.take([piece], index)
        elif last is None and not number and not RECITAL_LINE.match(piece.lstrip(_BEFORE_WORDS)):
            preamble.texts.append(piece)
        elif last is not None and _is_point_of(last, number):
            last.add(
                Node(ProvisionKind.POINT, number, first=index, last=index, texts=[piece] if piece else [])
            )
            last.reach(index)
        else:
            preamble.add(Node(kind, number, first=index, last=index, texts=[piece] if piece else []))
            number, kind = "", ProvisionKind.RECITAL
    preamble.reach(index)
    return enacted


def _kind(line: Line) -> ProvisionKind:
    marks = marks_of(line)[0]
    return ProvisionKind.OPTION if marks and is_option(marks[0]) else ProvisionKind.RECITAL


def _goes_on(piece: str, last: Node) -> bool:
    """Whether words without a number belong to the paragraph before: it is a bare label, or its neighbours are numbered."""
    numbered = bool(last.number) and last.kind is ProvisionKind.RECITAL
    return not last.texts or numbered or _TURN.fullmatch(piece.strip()) is not None


def _is_point_of(last: Node, number: str) -> bool:
    """ "(a)" in a numbered recital that asks for a list, or has one."""
    listed = bool(last.children) or is_announced(last)
    return _LETTER.fullmatch(number) is not None and last.number.strip("()").isdigit() and listed


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    if text[start:]:
        yield text[start:]
