"""Sets aside tables of contents: announced by a heading, or headings in a row that come again with their text.

Reads: lines, heads. Writes: asides, heads.
"""

import re
from collections import Counter
from collections.abc import Sequence

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.planned import Plan

_REASON = "table of contents"
_SHORTEST = 4
_LONGEST_ENTRY = 160
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|…\s?\.|\t")
_PAGE_AT_END = re.compile(r"(?:\.{2,}|…|\s|\t)\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_BARE_PAGE = re.compile(r"(?:p(?:age)?\.?\s*)?(?:\d{1,4}|[ivxlc]{1,7})")

_TWICE = 2

Key = tuple[ProvisionKind, str]


def set_aside_contents(made: Plan) -> None:
    """Every line of every table of contents."""
    order = made.kept()
    left = Counter(_key(head) for head in made.heads.values())
    place = 0
    while place < len(order):
        announced = _announces(made, order[place])
        stop = _entries_end(made, order, place + 1 if announced else place, announced, left)
        lines = order[place : max(stop, place + 1)]
        heads = [made.heads[index] for index in lines if index in made.heads]
        if announced or _is_contents(heads, left):
            for index in lines:
                made.set_aside(index, _REASON)
        left.subtract(_key(head) for head in heads)
        place += len(lines)


def _announces(made: Plan, index: int) -> bool:
    return keywords.CONTENTS.fullmatch(made.lines[index].seen.strip(" *:：_")) is not None


def _is_contents(heads: Sequence[Head], left: Counter[Key]) -> bool:
    """Headings in a row, all of which come again."""
    named = [head for head in heads if head.named]
    here = Counter(_key(head) for head in named)
    return len(named) >= _SHORTEST and all(left[key] > count for key, count in here.items())


def _entries_end(made: Plan, order: Sequence[int], place: int, announced: bool, left: Counter[Key]) -> int:
    """The place after the entries that begin here; what repeats begins the law itself."""
    seen: set[Key | str] = set()
    titled = announced
    for at in range(place, len(order)):
        index = order[at]
        head = made.heads.get(index)
        named = head is not None and head.named
        if head is not None and named:
            key: Key | str = _key(head)
            listed = not head.run_in and head.kind is not ProvisionKind.CLOSING
            if not listed or (
                announced and head.kind is not ProvisionKind.ANNEX and left[_key(head)] < _TWICE
            ):
                return at
        else:
            key = _LEADERS.split(made.lines[index].seen)[0].strip().lower()
            if not titled or not _is_entry(made, index, announced):
                return at
        if key in seen and not (isinstance(key, str) and _BARE_PAGE.fullmatch(key)):
            return at
        seen.add(key)
        titled = announced or named or _has_page(made.lines[index].seen)
    return len(order)


def _is_entry(made: Plan, index: int, announced: bool) -> bool:
    """A line of contents that opens nothing: the title of the entry above it, a page number, a line with one."""
    line = made.lines[index]
    text = line.seen
    if len(text) > _LONGEST_ENTRY or index in made.quoted:
        return False
    if _has_page(text) or _BARE_PAGE.fullmatch(text):
        return True
    if text[-1] in ".;:,。；：，" or keywords.PARTIES.match(text):
        return False
    return announced or read_mark(text) is None


def _has_page(text: str) -> bool:
    return _LEADERS.search(text) is not None or _PAGE_AT_END.search(text) is not None


def _key(head: Head) -> Key:
    return head.kind, head.number.lower()
