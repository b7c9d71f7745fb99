"""Lines of a page that are lines of print, not paragraphs: one element (or line break) for each visual line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from salvaguarda.adapters.documents.joining import continues, joined
from salvaguarda.domain.reading.lines import Emphasis, Line

_FEWEST = 3
_SHORTEST = 30  # characters of a line of print that is full
_SHARE = 0.25
_ENDS = re.compile(r"[.;:!?,”\")\]]$")
_WORD = re.compile(r"(?<!-)\b[^\W\d_]{4,60}\b(?!-)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and where it stands.

    fresh: it begins an element of its own; False after a line break in one. column: its left margin in points.
    """

    line: Line
    fresh: bool = True
    column: float = 0.0


def unwrapped(placed: Sequence[Placed]) -> list[Line]:
    """The lines, with those joined that are one paragraph: only where sentences run on from line to line often enough.

    Both ways of breaking lines are judged for themselves, by the whole page.
    """
    wrapped = {fresh: _is_wrapped(placed, fresh) for fresh in (True, False)}
    if not any(wrapped.values()):
        return [each.line for each in placed]
    vocabulary = frozenset(word for each in placed for word in _WORD.findall(each.line.text.lower()))
    return list(_joined(placed, wrapped, vocabulary))


def _is_wrapped(placed: Sequence[Placed], fresh: bool) -> bool:
    pairs = [(a.line, b.line) for a, b in pairwise(placed) if b.fresh is fresh and _may_join(a.line, b.line)]
    running = sum(
        len(a.text) >= _SHORTEST and not _ENDS.search(a.text) and b.text[:1].islower() for a, b in pairs
    )
    return running >= _FEWEST and running >= _SHARE * len(pairs)


def _may_join(before: Line, after: Line) -> bool:
    plain = all(each.heading is None and not each.centred and each.text for each in (before, after))
    alike = before.aside == after.aside and before.bold == after.bold and before.quoted == after.quoted
    return plain and alike and not after.number and before.indent <= after.indent


def _joined(
    placed: Sequence[Placed], wrapped: dict[bool, bool], vocabulary: frozenset[str]
) -> Iterator[Line]:
    block: list[Line] = []
    for each in placed:
        goes_on = bool(block) and wrapped[each.fresh] and _may_join(block[-1], each.line)
        if goes_on and len(block[-1].text) >= _SHORTEST and continues(each.line.text, block[-1].text):
            block.append(each.line)
            continue
        if block:
            yield _whole(block, vocabulary)
        block = [each.line]
    if block:
        yield _whole(block, vocabulary)


def _whole(block: list[Line], vocabulary: frozenset[str]) -> Line:
    if len(block) == 1:
        return block[0]
    text = block[0].text
    emphasis = list(block[0].emphasis)
    pieces = joined([line.text for line in block], vocabulary)
    place = len(text)
    for line in block[1:]:
        # a space or nothing before it, and a hyphen may be gone: the line begins at its next occurrence
        start = pieces.find(line.text, max(0, place - 1))
        emphasis += [Emphasis(each.kind, each.start + start, each.end + start) for each in line.emphasis]
        place = start + len(line.text)
    return replace(block[0], text=pieces, emphasis=tuple(emphasis))
