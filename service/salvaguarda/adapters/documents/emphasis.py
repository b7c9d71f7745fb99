"""Runs of words as a format sets them off → whole lines, squeezed, with offsets that are right after squeezing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.domain.reading.lines import Emphasis, EmphasisKind


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. text: with a "\\n" where a line ends inside the paragraph."""

    text: str
    bold: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a paragraph. bold: all its words are; emphasis: then holds the struck ones only."""

    text: str
    bold: bool = False
    emphasis: tuple[Emphasis, ...] = ()


@dataclass(slots=True)
class _Squeezer:
    """Puts runs one after the other, white space at the seams squeezed too."""

    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    length: int = 0
    space: bool = False  # white space waits until words follow it

    def add(self, text: str, bold: bool, struck: bool) -> None:
        words = squeezed(text)
        if not words:
            self.space = self.space or bool(text)
            return
        if self.length and (self.space or text[:1].isspace()):
            _, was_bold, was_struck = self.pieces[-1]
            self._put(" ", bold and was_bold, struck and was_struck)
        self._put(words, bold, struck)
        self.space = text[-1:].isspace()

    def _put(self, text: str, bold: bool, struck: bool) -> None:
        self.pieces.append((text, bold, struck))
        self.length += len(text)


def shown_lines(runs: Sequence[Run]) -> Iterator[ShownLine]:
    """The lines of a paragraph; blank ones left out. Linear in the words."""
    squeezer = _Squeezer()
    for run in runs:
        first, *others = without_controls(run.text).split("\n")
        squeezer.add(first, run.bold, run.struck)
        for other in others:
            yield from _line(squeezer)
            squeezer = _Squeezer()
            squeezer.add(other, run.bold, run.struck)
    yield from _line(squeezer)


def _line(squeezer: _Squeezer) -> Iterator[ShownLine]:
    if not squeezer.pieces:
        return
    text = "".join(piece for piece, _, _ in squeezer.pieces)
    bold = all(is_bold for piece, is_bold, _ in squeezer.pieces if piece != " ")
    found = [*_spans(squeezer, 2, EmphasisKind.STRUCK)]
    if not bold:
        found += _spans(squeezer, 1, EmphasisKind.BOLD)
    yield ShownLine(text, bold, tuple(sorted(found, key=lambda each: (each.start, each.end, each.kind))))


def _spans(squeezer: _Squeezer, look: int, kind: EmphasisKind) -> Iterator[Emphasis]:
    end = 0
    for is_on, group in groupby(squeezer.pieces, key=lambda piece: piece[look]):
        start, end = end, end + sum(len(piece[0]) for piece in group)
        if is_on:
            yield Emphasis(kind, start, end)
