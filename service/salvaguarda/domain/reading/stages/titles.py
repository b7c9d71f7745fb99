"""Finds the titles of headings that stand on lines of their own, below or above the number, and titles that wrap.

Reads: lines, heads. Writes: titles, heads.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading.headings import Head, can_be_title, is_shown
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.planned import Plan

_LONGEST_SECOND_LINE = 120
_FEWEST_ABOVE = 3
_FEWEST_FINISHED = 2
_LONGEST_FINISHED = 80


def find_titles(made: Plan) -> None:
    """Titles below the number, what wraps of them, and titles above the number."""
    order = made.kept()
    _find_finished(made, order)
    for index, following in pairwise(order):
        head = made.heads.get(index)
        if head is None or not _lacks_title(head) or not _is_title_of(made, head, following):
            continue
        if is_shown(made.lines[following]) or following != order[-1]:
            made.titles[following] = index
            made.heads.pop(following, None)
    _find_wrapped(made, order)
    _find_above(made, order)


def _find_finished(made: Plan, order: Sequence[int]) -> None:
    """ "Artículo 1. Objeto." above its words: a title with a full stop, where most articles are headed so.

    "Disposición final primera. Entrada en vigor." always is.
    """
    articles = [head for head in made.heads.values() if head.kind is ProvisionKind.ARTICLE]
    finished = [
        index
        for index, following in pairwise(order)
        if index in made.heads and _is_finished_title(made.heads[index]) and following not in made.heads
    ]
    habit = len(finished) >= _FEWEST_FINISHED and len(finished) * 2 > len(articles)
    for index in finished:
        head = made.heads[index]
        if habit or " " in head.word:
            made.heads[index] = replace(head, title=head.run_in, run_in="")


def _is_finished_title(head: Head) -> bool:
    words = head.run_in
    one_phrase = words.endswith(".") and not any(sign in words[:-1] for sign in ".;:")
    return head.kind is ProvisionKind.ARTICLE and one_phrase and len(words) <= _LONGEST_FINISHED


def _lacks_title(head: Head) -> bool:
    titled = head.kind is ProvisionKind.ARTICLE or head.kind in DIVISIONS
    return titled and not head.run_in and (not head.title or _is_reference(head))


def _is_reference(head: Head) -> bool:
    """ "SCHEDULE (Section 4)": the title still comes."""
    return head.kind is ProvisionKind.ANNEX and not head.number and head.title[:1] in {"(", "["}


def _is_title_of(made: Plan, head: Head, following: int) -> bool:
    nearby = made.heads.get(following)
    if following in made.quoted or (nearby is not None and (nearby.named or nearby.number)):
        return False
    return can_be_title(made.lines[following], head.level is not None)


def _find_wrapped(made: Plan, order: Sequence[int]) -> None:
    """The second line of a title: it looks like the first and goes on in mid-phrase."""
    for index, following in pairwise(order):
        head = made.heads.get(index)
        owner = made.titles.get(index) if head is None else index
        if owner is None or (head is not None and not (head.named and head.title)):
            continue
        if following != order[-1] and _goes_on(made, index, following):
            made.titles[following] = owner
            made.heads.pop(following, None)


def _goes_on(made: Plan, index: int, following: int) -> bool:
    first, second = made.lines[index], made.lines[following]
    nearby = made.heads.get(following)
    if following in made.titles or following in made.quoted or (nearby is not None and nearby.named):
        return False
    if second.number or read_mark(second.seen) is not None or len(second.seen) > _LONGEST_SECOND_LINE:
        return False
    in_phrase = second.seen[0].islower() and first.seen[-1] not in ".;:" and second.seen[-1] not in ".;:,"
    return in_phrase and _look(first) == _look(second)


def _look(line: Line) -> tuple[int | None, bool, bool]:
    return line.heading, line.bold, line.centred


def _find_above(made: Plan, order: Sequence[int]) -> None:
    """Titles on the line above the number, where that is the habit of the whole text."""
    articles = [index for index, head in made.heads.items() if head.kind is ProvisionKind.ARTICLE]
    position = {index: place for place, index in enumerate(order)}
    titled = set(made.titles.values())
    above = {}
    for index in articles:
        before = order[position[index] - 1] if position.get(index) else -1
        untitled = not made.heads[index].title and index not in titled
        if untitled and _could_stand_above(made, before):
            above[before] = index
    if len(above) >= _FEWEST_ABOVE and len(above) * 2 > len(articles):
        for before, index in above.items():
            made.titles[before] = index
            made.heads.pop(before, None)


def _could_stand_above(made: Plan, index: int) -> bool:
    if index < 0 or index in made.titles or index in made.quoted:
        return False
    head = made.heads.get(index)
    if head is not None:
        return not head.named and not head.number
    line = made.lines[index]
    return is_shown(line) and not line.number and can_be_title(line, after_shown=False)
