"""Finds headings, and of the lines that look like one those that are.

Reads: lines, asides, quoted. Writes: heads, warnings.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from salvaguarda.domain.drafts import ProvisionKind, ReadingWarning
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import INNERMOST, Head, is_shown, read_head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.numbers import Place, follows, letters, roman
from salvaguarda.domain.reading.planned import Plan

_FIRST = 1
_DEEPEST = INNERMOST + 3  # level of a row inside rows; hostile texts stay flat
_LONGEST_SHOWN = 80  # characters of a doubtful line in its warning


def read_heads(made: Plan) -> None:
    """Every line that could be a heading, judged by itself alone but for "I. SCOPE", which must come next in its row."""
    rows = _Rows()
    for index in made.kept():
        line = made.lines[index]
        head = read_head(line)
        if head is not None and not head.named and head.number.isalpha():
            head = rows.see(head, shown=line.bold or line.heading is not None, capitals=line.seen.isupper())
        if head is not None:
            made.heads[index] = head


class _Rows:
    """Headings that only a letter or a roman number sets off: "I. …" with "A. …" and "B. …" inside, or the other way round."""

    def __init__(self) -> None:
        self._open: list[
            tuple[str, Place, int]
        ] = []  # row, place of its last heading, level; the innermost row last

    def see(self, head: Head, shown: bool, capitals: bool) -> Head | None:
        """The heading with its level: all of a row have that of its first, which is inside whatever row was open.

        None for a line that is neither the next of a row nor a heading by its look: "V. PUTIN", a bold "C. Words".
        """
        senses = (("roman", roman(head.number)), ("letter", letters(head.number)))
        places = {row: (value, 0) for row, value in senses if value is not None}
        row = next((row for row, place in places.items() if self._goes_on(row, place)), None)
        row = row or next((row for row, place in places.items() if place == (_FIRST, 0)), None)
        if row is None:
            return head if shown and (capitals or head.level != INNERMOST) else None
        return replace(head, level=self._enter(row, places[row], head.level))

    def _goes_on(self, row: str, place: Place) -> bool:
        return any(each == row and follows(place, last) for each, last, _ in self._open)

    def _enter(self, row: str, place: Place, own: int | None) -> int:
        if self._goes_on(row, place):
            while self._open[-1][0] != row:
                self._open.pop()
            level = self._open.pop()[2]
        else:
            begun_anew = bool(self._open) and self._open[-1][0] == row
            above = self._open.pop()[2] if begun_anew else None
            self._open = [each for each in self._open if each[0] != row]
            inside = min(self._open[-1][2] + 1, _DEEPEST) if self._open else INNERMOST
            level = own if own not in {None, INNERMOST} else inside if above is None else above
        self._open.append((row, place, level))
        return level


def drop_mentions(made: Plan) -> None:
    """Of the plain lines that look like a heading only those stay whose number can come next."""
    order = made.kept()
    following = dict(zip(order, [*order[1:], -1][: len(order)], strict=True))
    preceding = {after: index for index, after in following.items()}
    ahead = _Ahead(made)
    before: Place | None = None
    for index in [index for index in order if index in made.heads]:
        head = made.heads[index]
        above = made.heads.get(preceding.get(index, -1))
        if above is not None and above.kind is ProvisionKind.ANNEX and _only_refers(head, made.lines[index]):
            made.heads.pop(index)
            continue
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


def _only_refers(head: Head, line: Line) -> bool:
    """ "Section 2" right under "SCHEDULE 1" says what the annex belongs to: nothing in it can begin with 2."""
    within = head.kind in {ProvisionKind.ARTICLE, ProvisionKind.SECTION} and head.named
    return (
        within
        and not is_shown(line)
        and not head.title
        and not head.run_in
        and head.place not in {None, (_FIRST, 0)}
    )


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
