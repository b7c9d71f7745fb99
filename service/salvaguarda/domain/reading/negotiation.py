"""What each provision's own words still say of the negotiation, as marks; tolerated however malformed it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark, TextPart
from salvaguarda.domain.reading.brackets import Pair, Words, pairs_of, spans, words_of
from salvaguarda.domain.reading.emphasised import emphasis_marks
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.wordings import agreed_in, placeholders_in

_ORDER = {part: place for place, part in enumerate(TextPart)}
_WORD = regex.compile(r"[\w\p{M}]+(?:['’-][\w\p{M}]+)*")
_Found = defaultdict[int, list[NegotiationMark]]


def with_marks(provisions: Sequence[Provision], lines: Sequence[Line]) -> tuple[Provision, ...]:
    """The same provisions with the marks of their own words, computed anew.

    provisions: a whole draft in document order, since brackets span provisions. lines: those they were read from, for
    struck and bold words and for brackets around an article's number; () where they are not at hand.
    """
    words = words_of(provisions)
    found: _Found = defaultdict(list)
    _add_brackets(found, words, pairs_of(words, provisions, lines))
    for each in words:
        found[each.provision] += _marks_in(each)
    for index in (index for index, each in enumerate(provisions) if each.kind is ProvisionKind.OPTION):
        found[index].append(NegotiationMark(MarkKind.OPTION, TextPart.TEXT, 0, len(provisions[index].text)))
    for index, mark in emphasis_marks(provisions, lines):
        found[index].append(mark)
    return tuple(
        replace(each, marks=tuple(sorted(found[index], key=_place))) for index, each in enumerate(provisions)
    )


def contested_share(provision: Provision) -> float:
    """Share (0 to 1) of a provision's own words (heading, text, closing) that stand in square brackets.

    Its parts do not count; 0.0 when it has no words. Words are counted once, however deep they stand.
    """
    total = contested = 0
    for part, text in _parts(provision):
        ranges = [
            (mark.start, mark.end)
            for mark in provision.marks
            if mark.kind is MarkKind.BRACKET and mark.part is part
        ]
        inside = _covered(sorted(ranges))
        begins = [match.start() for match in _WORD.finditer(text)]
        total += len(begins)
        contested += _count_inside(begins, inside)
    return contested / total if total else 0.0


def still_bracketed(provisions: Sequence[Provision]) -> set[str]:
    """Paths of provisions with words in square brackets: their own or those of a part of them.

    A provision inside of a bracket that began before it and ends after it is one too. provisions: with marks.
    """
    found: set[str] = set()
    for each in reversed(provisions):  # parts come after what they are part of
        if each.path in found or any(mark.kind is MarkKind.BRACKET for mark in each.marks):
            found.add(each.path)
            if each.parent is not None:
                found.add(each.parent)
    return found


def _place(mark: NegotiationMark) -> tuple[int, int, int, str]:
    return _ORDER[mark.part], mark.start, -mark.end, mark.kind.value


def _parts(provision: Provision) -> tuple[tuple[TextPart, str], ...]:
    return (
        (TextPart.HEADING, provision.heading),
        (TextPart.TEXT, provision.text),
        (TextPart.CLOSING, provision.closing),
    )


def _add_brackets(found: _Found, words: Sequence[Words], pairs: Sequence[Pair]) -> None:
    within: defaultdict[int, list[NegotiationMark]] = defaultdict(list)
    for pair in pairs:
        for place, mark in _bracket_marks(pair, words):
            if mark not in within[place][-1:]:  # "[Article 3]" above "[Scope]": both around the heading
                within[place].append(mark)
    for place, depth in spans(pairs, words):
        each = words[place]
        if each.text or each.part is TextPart.TEXT:  # a part without words still says that it stands inside
            within[place].append(_bracket(each, 0, len(each.text), depth, opens=False, closes=False))
    for place, marks in within.items():
        found[words[place].provision] += _alternatives(marks, words[place].text)


def _bracket(
    words: Words, start: int, end: int, depth: int, opens: bool = True, closes: bool = True
) -> NegotiationMark:
    return NegotiationMark(MarkKind.BRACKET, words.part, start, end, depth, 0, opens, closes)


def _bracket_marks(pair: Pair, words: Sequence[Words]) -> Iterator[tuple[int, NegotiationMark]]:
    """One mark where both ends are in the same words, two where not; one on the sign itself where it stands alone."""
    opening, closing, depth = pair.opening, pair.closing, pair.depth
    if opening is not None and closing is not None and opening.words == closing.words:
        each = words[opening.words]
        end = (
            len(each.text) if closing.before_words else closing.at + 1
        )  # "[Article 3bis]": the whole heading
        yield opening.words, _bracket(each, opening.at, end, depth)
        return
    alone = opening is None or closing is None
    if opening is not None:
        each = words[opening.words]
        end = min(opening.at + 1, len(each.text)) if alone else len(each.text)
        yield opening.words, _bracket(each, opening.at, end, depth, closes=False)
    if closing is not None:
        each = words[closing.words]
        start = closing.at if alone else 0
        yield closing.words, _bracket(each, start, min(closing.at + 1, len(each.text)), depth, opens=False)


def _alternatives(marks: list[NegotiationMark], text: str) -> list[NegotiationMark]:
    """The marks of one text with their places in runs of brackets that no word parts: "[shall][should]"."""
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    ordered = sorted(range(len(marks)), key=lambda index: marks[index].start)
    for index in ordered:
        mark = marks[index]
        run = open_runs.get(mark.depth)
        whole = mark.opens and mark.closes
        after = run and mark.start >= marks[run[-1]].end
        if run and after and whole and not text[marks[run[-1]].end : mark.start].strip(" /\n"):
            run.append(index)
        elif whole:
            open_runs[mark.depth] = run = [index]
            runs.append(run)
    places = {
        index: place
        for run in runs
        for group in _groups(run, marks)
        if len(group) > 1
        for place, index in enumerate(group, start=1)
    }
    return [replace(mark, alternative=places.get(index, 0)) for index, mark in enumerate(marks)]


def _groups(run: list[int], marks: Sequence[NegotiationMark]) -> list[list[int]]:
    """ "[a][b] [c][d]" are two choices; "[a] [b] [c]" is one: where some brackets touch, a space parts."""
    gaps = [marks[after].start - marks[before].end for before, after in pairwise(run)]
    if 0 not in gaps:
        return [run]
    groups = [run[:1]]
    for gap, index in zip(gaps, run[1:], strict=True):
        if gap:
            groups.append([index])
        else:
            groups[-1].append(index)
    return groups


def _marks_in(words: Words) -> Iterator[NegotiationMark]:
    for start, end in agreed_in(words.text):
        yield NegotiationMark(MarkKind.AGREED, words.part, start, end)
    for start, end in placeholders_in(words.text):
        yield NegotiationMark(MarkKind.PLACEHOLDER, words.part, start, end)


def _covered(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _count_inside(begins: Sequence[int], ranges: Sequence[tuple[int, int]]) -> int:
    count = place = 0
    for begin in begins:
        while place < len(ranges) and ranges[place][1] <= begin:
            place += 1
        count += place < len(ranges) and ranges[place][0] <= begin
    return count
