"""Struck and bold words of lines, found again in the provisions that those lines became."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.lines import Emphasis, EmphasisKind, Line

_FARTHEST = 50  # lines that are looked through for words that were mended away
_KINDS = {EmphasisKind.BOLD: MarkKind.BOLD, EmphasisKind.STRUCK: MarkKind.STRUCK}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line that stand in a provision. at: where in the line; start: where in the provision's part."""

    provision: int
    part: TextPart
    at: int
    start: int
    length: int


def emphasis_marks(
    provisions: Sequence[Provision], lines: Sequence[Line]
) -> Iterator[tuple[int, NegotiationMark]]:
    """(Place of the provision, mark) for every run of struck or bold words. What cannot be found again is left out."""
    wanted = {index for index, line in enumerate(lines) if line.emphasis}
    if not wanted:
        return
    pieces: defaultdict[int, list[_Piece]] = defaultdict(list)
    cursors: dict[int, int] = {}
    for provision, part, first, last, text in _texts(provisions):
        line = first
        start = 0
        for words in text.split("\n"):
            line = _find(lines, words, line, last, wanted, cursors)
            if line in wanted and words and (at := lines[line].text.find(words, cursors.get(line, 0))) >= 0:
                pieces[line].append(_Piece(provision, part, at, start, len(words)))
                cursors[line] = at + len(words)
            start += len(words) + 1
    for index in sorted(pieces):
        ordered = sorted(pieces[index], key=lambda piece: piece.at)
        begins = [piece.at for piece in ordered]
        for emphasis in lines[index].emphasis:
            yield from _marks(emphasis, ordered, begins)


def _texts(provisions: Sequence[Provision]) -> Iterator[tuple[int, TextPart, int, int, str]]:
    """Own words with the lines they can be in, in the order of reading: heading and text before the parts, closing after."""
    last_of_parts: dict[str, int] = {}
    first_of_parts: dict[str, int] = {}
    for each in provisions:
        if each.parent is not None and each.source is not None:
            last_of_parts[each.parent] = max(last_of_parts.get(each.parent, 0), each.source[1])
            first_of_parts.setdefault(each.parent, each.source[0])
    for index, each in enumerate(provisions):
        if each.source is None:
            continue
        first, last = each.source
        until = first_of_parts.get(each.path, last)
        if each.heading:
            yield index, TextPart.HEADING, first, until, each.heading
        if each.text:
            yield index, TextPart.TEXT, first, until, each.text
        if each.closing:
            yield index, TextPart.CLOSING, last_of_parts.get(each.path, first), last, each.closing


def _find(
    lines: Sequence[Line], words: str, line: int, last: int, wanted: set[int], cursors: dict[int, int]
) -> int:
    """The next line from here on that holds the words; this one when none does."""
    for index in range(line, min(last, len(lines) - 1, line + _FARTHEST) + 1):
        if words and lines[index].text.find(words, cursors.get(index, 0) if index in wanted else 0) >= 0:
            return index
    return line


def _marks(
    emphasis: Emphasis, pieces: Sequence[_Piece], begins: Sequence[int]
) -> Iterator[tuple[int, NegotiationMark]]:
    """The parts of a run of emphasised words in each piece of its line; pieces in order, with their beginnings."""
    for piece in islice(pieces, max(0, bisect_right(begins, emphasis.start) - 1), None):
        if piece.at >= emphasis.end:
            return
        begin, end = max(emphasis.start, piece.at), min(emphasis.end, piece.at + piece.length)
        if begin < end:
            shift = piece.start - piece.at
            yield (
                piece.provision,
                NegotiationMark(_KINDS[emphasis.kind], piece.part, begin + shift, end + shift),
            )
