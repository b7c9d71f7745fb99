"""Finds headings, and of the lines that look like one those that are.

Reads: lines, asides, quoted. Writes: heads, warnings.
"""

from bisect import bisect_right
from collections import defaultdict

from salvaguarda.domain.drafts import ProvisionKind, ReadingWarning
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import Head, is_shown, read_head
from salvaguarda.domain.reading.numbers import Place, follows
from salvaguarda.domain.reading.planned import Plan

_FIRST = 1
_LONGEST_SHOWN = 80  # characters of a doubtful line in its warning


def read_heads(made: Plan) -> None:
    """Every line that could be a heading, judged by itself alone."""
    for index in made.kept():
        head = read_head(made.lines[index])
        if head is not None:
            made.heads[index] = head


def drop_mentions(made: Plan) -> None:
    """Of the plain lines that look like a heading only those stay whose number can come next."""
    order = made.kept()
    following = dict(zip(order, [*order[1:], -1][: len(order)], strict=True))
    preceding = {after: index for index, after in following.items()}
    ahead = _Ahead(made)
    before: Place | None = None
    for index in [index for index in order if index in made.heads]:
        head = made.heads[index]
        if not is_shown(made.lines[index]) and before is not None:
            neighbours = (preceding.get(index, -1), following[index])
            if _is_mention(made, index, before, ahead, neighbours):
                _drop(made, index)
                continue
        if head.kind is ProvisionKind.ARTICLE and head.place is not None:
            before = head.place


class _Ahead:
    """Where each number of an article comes, so that a leap in the numbers can be told from a mention."""

    def __init__(self, made: Plan) -> None:
        self._lines: defaultdict[Place, list[int]] = defaultdict(list)
        self._restarts: list[int] = []
        for index in sorted(made.heads):
            place = made.heads[index].place
            if made.heads[index].kind is ProvisionKind.ARTICLE and place is not None:
                self._lines[place].append(index)
                if place == (_FIRST, 0):
                    self._restarts.append(index)

    def has_successor(self, before: Place, index: int) -> bool:
        """Whether the number after `before` still comes after this line, in the same text."""
        later = _next(self._lines.get((before[0] + 1, 0), []), index)
        restart = _next(self._restarts, index)
        return later is not None and (restart is None or later < restart)


def _next(lines: list[int], index: int) -> int | None:
    place = bisect_right(lines, index)
    return lines[place] if place < len(lines) else None


def _is_mention(made: Plan, index: int, before: Place, ahead: _Ahead, neighbours: tuple[int, int]) -> bool:
    """A plain line after article `before` that begins like a heading in mid-sentence, or like a preamble in mid-law."""
    head, line = made.heads[index], made.lines[index]
    if head.kind is ProvisionKind.PREAMBLE:
        return bool(head.run_in)
    if head.kind is not ProvisionKind.ARTICLE or head.place is None:
        return False
    place = head.place
    if follows(place, before) or place == (_FIRST, 0):
        return False
    if place[0] == before[0] and place > before:
        return False
    in_sentence = _inside_a_sentence(made, *neighbours)
    if place <= before:
        return in_sentence or not _is_bare(line.text, head)
    return in_sentence or ahead.has_successor(before, index)


def _is_bare(text: str, head: Head) -> bool:
    return text.strip("[]() .").endswith(head.number)


def _inside_a_sentence(made: Plan, preceding: int, following: int) -> bool:
    """Whether a line is the middle of a wrapped sentence: "as referred to in" / "Article 4" / "of the Convention"."""
    if preceding < 0 or preceding in made.heads:
        return False
    before = made.lines[preceding].seen
    if before.rsplit(None, 1)[-1].lower() in keywords.CONNECTING:
        return True
    after = made.lines[following].seen if following >= 0 else ""
    return before[-1].isalnum() and keywords.MENTION.match(after) is not None


def _drop(made: Plan, index: int) -> None:
    shown = made.lines[index].seen[:_LONGEST_SHOWN]
    if made.heads.pop(index).kind is ProvisionKind.PREAMBLE:
        return
    made.warnings.append(
        ReadingWarning(
            "doubtful-heading",
            f"“{shown}” looks like a heading, but its number does not come next: it is read as words.",
            None,
            index,
        )
    )
