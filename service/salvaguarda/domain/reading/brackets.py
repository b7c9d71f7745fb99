"""Square brackets of a whole draft: which belongs to which, how deep, and what stands inside of one that spans provisions.

Drafts leave brackets unbalanced. An opening one is paired with a closing one as near as can be: in the same words, else in
the same article, else (where one begins and the other ends its words) across articles. What is left over stays alone:
one forgotten bracket does not swallow the rest of the draft.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from salvaguarda.domain.drafts import DIVISIONS, Provision, ProvisionKind
from salvaguarda.domain.negotiation import TextPart
from salvaguarda.domain.reading.lines import Line

_DIVIDING = {*DIVISIONS, ProvisionKind.DRAFT}
_HEADED = {*DIVISIONS, ProvisionKind.ARTICLE}
_MOST_SPANS = 10  # spanning brackets that are marked on one provision; hostile texts open thousands
_MOST_SIGNS = 50_000  # a draft that is much disputed has 2,000
_SIGN = re.compile(r"[\[\]]")
_AROUND = "[]().,;: \n"


@dataclass(frozen=True, slots=True)
class Words:
    """One part of a provision. provision: its place in the draft; home: place of its article, or its own."""

    provision: int
    part: TextPart
    text: str
    home: int


@dataclass(frozen=True, slots=True)
class Sign:
    """One bracket. words: place in the list of words; at: code point; before_words: it stands before an article's number."""

    words: int
    at: int
    opening: bool
    before_words: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two brackets that belong together; one of them None where it was never balanced. depth: from 1."""

    opening: Sign | None
    closing: Sign | None
    depth: int


def words_of(provisions: Sequence[Provision]) -> list[Words]:
    """Heading, text and closing of every provision in the order in which they are read."""
    place = {each.path: index for index, each in enumerate(provisions)}
    homes: list[int] = []
    waiting: list[int] = []  # provisions whose closing has not come yet
    found: list[Words] = []
    for index, each in enumerate(provisions):
        parent = place.get(each.parent, index) if each.parent is not None else index
        while waiting and waiting[-1] != parent:
            found.append(_closing(provisions, homes, waiting.pop()))
        homes.append(homes[parent] if parent < index and provisions[parent].kind not in _DIVIDING else index)
        found.append(Words(index, TextPart.HEADING, each.heading, homes[index]))
        found.append(Words(index, TextPart.TEXT, each.text, homes[index]))
        waiting.append(index)
    found += [_closing(provisions, homes, index) for index in reversed(waiting)]
    return found


def _closing(provisions: Sequence[Provision], homes: Sequence[int], index: int) -> Words:
    return Words(index, TextPart.CLOSING, provisions[index].closing, homes[index])


def pairs_of(words: Sequence[Words], provisions: Sequence[Provision], lines: Sequence[Line]) -> list[Pair]:
    """Every bracket of the draft (of a hostile one the first), in the order of their beginnings."""
    found = (
        sign
        for index, each in enumerate(words)
        for sign in chain(_before_number(index, each, provisions, lines), _signs(index, each))
    )
    signs = list(islice(found, _MOST_SIGNS))
    matched: dict[int, int] = {}
    everything = list(range(len(signs)))
    left = _match(signs, everything, [sign.words for sign in signs], matched)
    left = _match(signs, left, [words[sign.words].home for sign in signs], matched)
    edges = _edges(words)
    at_edges = [index for index in left if _at_edge(signs[index], words, edges)]
    _match(signs, at_edges, [0] * len(signs), matched)
    return _with_depth(signs, matched)


def spans(pairs: Sequence[Pair], words: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Words that stand wholly inside a bracket that began before them and ends after: (place of the words, depth)."""
    coming = [
        (pair.opening.words, pair.closing.words, pair.depth)
        for pair in reversed(pairs)
        if pair.opening and pair.closing and pair.opening.words < pair.closing.words
    ]
    active: list[tuple[int, int]] = []  # end and depth; brackets do not cross, so the last one ends first
    for index in range(len(words)):
        while active and active[-1][0] <= index:
            active.pop()
        for _, depth in active[:_MOST_SPANS]:
            yield index, depth
        while coming and coming[-1][0] == index:
            _, end, depth = coming.pop()
            active.append((end, depth))


def _signs(index: int, words: Words) -> Iterator[Sign]:
    for match in _SIGN.finditer(words.text):
        yield Sign(index, match.start(), match[0] == "[")


def _before_number(
    index: int, words: Words, provisions: Sequence[Provision], lines: Sequence[Line]
) -> Iterator[Sign]:
    """Brackets around "[Article 3bis]" that are in the line but neither in its number nor in its heading."""
    provision = provisions[words.provision]
    if words.part is not TextPart.HEADING or provision.kind not in _HEADED or provision.source is None:
        return
    first = provision.source[0]
    seen = lines[first].seen if first < len(lines) else ""
    end = seen.find(provision.number) + len(provision.number)
    if not seen.startswith("[") or not provision.number or end < len(provision.number):
        return
    opened = len(seen) - len(seen.lstrip("["))
    closed = seen[end : end + 3].lstrip().startswith("]") or _around_all(seen, provision.heading)
    for opening in [True] * min(opened, _MOST_SPANS) + [False] * closed:
        yield Sign(index, 0, opening, before_words=True)


def _around_all(seen: str, heading: str) -> bool:
    """ "[Article 5: Scope]": the bracket that closes behind the title is in the line only."""
    return bool(heading) and seen.endswith(f"{heading}]") and heading.count("[") == heading.count("]")


def _match(
    signs: Sequence[Sign], left: Sequence[int], scopes: Sequence[int], matched: dict[int, int]
) -> list[int]:
    """Pair the signs that are left and stand in the same scope; what stays alone, in order."""
    stacks: defaultdict[int, list[int]] = defaultdict(list)
    alone: list[int] = []
    for index in left:
        stack = stacks[scopes[index]]
        if signs[index].opening:
            stack.append(index)
        elif stack:
            matched[stack.pop()] = index
        else:
            alone.append(index)
    return sorted((*alone, *(index for stack in stacks.values() for index in stack)))


def _edges(words: Sequence[Words]) -> set[tuple[int, bool]]:
    """The first and the last words of every article: (place of the words, whether they are the first)."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, each in enumerate(words):
        first.setdefault(each.home, index)
        if each.text.strip():
            last[each.home] = index
    return {(index, True) for index in first.values()} | {(index, False) for index in last.values()}


def _at_edge(sign: Sign, words: Sequence[Words], edges: set[tuple[int, bool]]) -> bool:
    """Whether a bracket opens before an article's words or closes after its last ones."""
    if sign.opening:
        return sign.before_words or (
            (sign.words, True) in edges and not words[sign.words].text[: sign.at].strip(_AROUND)
        )
    return (sign.words, False) in edges and not words[sign.words].text[sign.at :].strip(_AROUND)


def _with_depth(signs: Sequence[Sign], matched: dict[int, int]) -> list[Pair]:
    ends = set(matched.values())
    depth = 0
    pairs = []
    for index, sign in enumerate(signs):
        if index in matched:
            depth += 1
            pairs.append(Pair(sign, signs[matched[index]], depth))
        elif index in ends:
            depth -= 1
        else:
            pairs.append(Pair(sign, None, depth + 1) if sign.opening else Pair(None, sign, depth + 1))
    return pairs
