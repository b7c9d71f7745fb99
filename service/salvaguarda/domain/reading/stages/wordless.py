"""Finds articles whose headings do not say so: "1. Scope", "12 Registration criteria", when the whole text does so.

Reads: lines, heads, asides, quoted. Writes: heads.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.headings import Head, is_shown
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.numbers import Place, follows, place_of
from salvaguarda.domain.reading.planned import Plan

_FEWEST = 3
_LONGEST_TITLE = 120
_FARTHEST_START = 2
_CANDIDATE = re.compile(r"(?P<number>\d{1,3}[A-Z]{0,2})(?:\.|\))?\s+(?P<title>\S.*)")
_SENTENCE_END = ".;:,—–。；："


def find_wordless_articles(made: Plan) -> bool:
    """Where no line says "Article", numbered titles that count from 1 and are followed by words are the articles.

    Whether there are any.
    """
    if any(head.kind is ProvisionKind.ARTICLE for head in made.heads.values()):
        return False
    order = [index for index in made.kept() if index not in made.quoted]
    chain = _chain(made, order)
    if len(chain) < _FEWEST or not _have_bodies(made, order, chain):
        return False
    made.heads.update(_cross_headings(made, order, chain))
    made.heads.update(chain)
    return True


def _cross_headings(made: Plan, order: Sequence[int], chain: dict[int, Head]) -> dict[int, Head]:
    """Titles without a number directly above an article, after a finished sentence or a chapter's title: they head what follows."""
    found: dict[int, Head] = {}
    chapters = _ends_of_headings(made, order)
    for before, index, following in zip([-1, *order], order, order[1:], strict=False):
        text = made.lines[index].seen
        if following not in chain or index in chain or index in made.heads or not _is_bare_title(text):
            continue
        if before < 0 or before in chapters or made.lines[before].seen.rstrip("”’»\"' )")[-1:] in ".;:—":
            found[index] = Head(ProvisionKind.SECTION, title=text)
    return found


def _ends_of_headings(made: Plan, order: Sequence[int]) -> set[int]:
    """Lines with which the headings of chapters end: their own where the title is on it, else the next one."""
    named = {index for index, head in made.heads.items() if head.named}
    return {
        index if made.heads[index].title else following
        for index, following in pairwise(order)
        if index in named and following not in named
    }


def _is_bare_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and text[-1] not in _SENTENCE_END
        and text[0].isupper()
        and read_mark(text) is None
        and text[-1].isalnum()
    )


def _chain(made: Plan, order: Sequence[int]) -> dict[int, Head]:
    """Numbered titles whose numbers follow each other; each text under an annex counts anew and is left alone."""
    chain: dict[int, Head] = {}
    before: Place | None = None
    for index in order:
        named = made.heads.get(index)
        if named is not None and named.kind is ProvisionKind.ANNEX:
            break
        head = _candidate(made, index)
        if head is None or head.place is None:
            continue
        starts = before is None and head.place[0] <= _FARTHEST_START
        if starts or (before is not None and _comes_next(head.place, before)):
            chain[index] = head
            before = head.place
    return chain


def _comes_next(place: Place, before: Place) -> bool:
    return follows(place, before) or (place[0] == before[0] and place > before)


def _candidate(made: Plan, index: int) -> Head | None:
    line, known = made.lines[index], made.heads.get(index)
    if known is not None and known.named:
        return None
    match = _CANDIDATE.fullmatch(line.seen.strip("*")) if len(line.seen) <= _LONGEST_TITLE else None
    if match is None or place_of(match["number"]) is None:
        return None
    title = match["title"]
    if title[-1] in _SENTENCE_END or not (title[0].isupper() or title[0] in '[“‘"«'):
        return None
    return Head(ProvisionKind.ARTICLE, match["number"], title, level=line.heading)


def _have_bodies(made: Plan, order: Sequence[int], chain: dict[int, Head]) -> bool:
    """Whether words follow nearly every title, and plain titles stand alone: a list of short entries is no law."""
    following = dict(zip(order, [*order[1:], -1][: len(order)], strict=True))
    empty = sum(1 for index in chain if following[index] in chain or following[index] < 0)
    plain = sum(1 for index in chain if not is_shown(made.lines[index]))
    lines = len(order) - len(chain)
    return empty * 10 <= len(chain) and (
        plain == 0 or lines >= 2 * len(chain) or _sentences(made, order, chain)
    )


def _sentences(made: Plan, order: Sequence[int], chain: dict[int, Head]) -> bool:
    """Whether what stands between the titles is mostly sentences."""
    others = [made.lines[index].seen for index in order if index not in chain]
    return sum(text[-1] in _SENTENCE_END for text in others) * 2 > len(others)
