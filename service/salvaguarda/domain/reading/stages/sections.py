"""Finds the sections of a law that has no articles: "1. (1) This Act may be called …", "SECTION 1. Short Title. – This Act …".

Reads: lines, heads, titles, asides, quoted. Writes: heads, titles.

So do bills of India, Kenya and many others. A resolution numbers its paragraphs in the same way; it is told apart by what
only a law has: words that enact it, or chapters through which the numbers go on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.matter_words import ENACTING
from salvaguarda.domain.reading.numbers import Place, follows, place_of
from salvaguarda.domain.reading.planned import Plan

_FEWEST = 3
_LONGEST_MARGINAL = 120
_SECTION = re.compile(r"(?P<number>\d{1,3}[A-Z]{0,2})(?:\.(?:\s?[—–-])?\s*(?=\S)|\s+(?=\(1\)))")
_RUN_IN_TITLE = re.compile(r"(?P<title>[^.;:]{2,100}\.)\s*[–—-]+\s*(?=\S)")
_BEGINNING = 8  # characters in which the number stands


def find_sections(made: Plan) -> bool:
    """Where nothing is an article, the numbers that count from 1 through a whole law open its articles. Whether they do."""
    if any(head.kind is ProvisionKind.ARTICLE for head in made.heads.values()):
        return False
    order = _law(made)
    if named := _named(made, order):
        made.heads.update(named)
        return True
    chain = _chain(made, order)
    if len(chain) < _FEWEST or not (_is_enacted(made, order, min(chain)) or _divided(made, chain)):
        return False
    for above, index in _marginal(made, order, chain).items():
        made.titles[above] = index
        made.heads.pop(above, None)
    made.heads.update(chain)
    return True


def _named(made: Plan, order: Sequence[int]) -> dict[int, Head]:
    """Sections that say so and are numbered from 1 through the whole law; none where they only hold other parts."""
    heads = {index: made.heads[index] for index in order if index in made.heads}
    sections = {
        index: head for index, head in heads.items() if head.kind is ProvisionKind.SECTION and head.named
    }
    places = [head.place for head in sections.values()]
    in_row = all(old and new and follows(new, old) for old, new in pairwise(places))
    if len(sections) < _FEWEST or places[0] != (1, 0) or not in_row:
        return {}
    headed = {index: head for index, head in sections.items() if _RUN_IN_TITLE.match(head.run_in)}
    articles = {
        index: replace(head, kind=ProvisionKind.ARTICLE, word="Section") for index, head in sections.items()
    }
    if len(headed) * 2 > len(sections):
        articles |= {index: _with_title(articles[index]) for index in headed}
    return articles


def _with_title(head: Head) -> Head:
    """ "Short Title. – This Act shall …": the title and the words behind it."""
    found = _RUN_IN_TITLE.match(head.run_in)
    return head if found is None else replace(head, title=found["title"], run_in=head.run_in[found.end() :])


def _law(made: Plan) -> list[int]:
    """The lines up to the first annex: what follows it counts anew."""
    order = [index for index in made.kept() if index not in made.quoted]
    annexes = (
        place
        for place, index in enumerate(order)
        if index in made.heads and made.heads[index].kind is ProvisionKind.ANNEX
    )
    return order[: next(annexes, len(order))]


def _chain(made: Plan, order: Sequence[int]) -> dict[int, Head]:
    """Numbered lines whose numbers follow each other from 1; none where many numbers stand outside of the row."""
    chain: dict[int, Head] = {}
    before: Place | None = None
    outside = 0
    for index in order:
        line = made.lines[index]
        if index in made.heads or index in made.titles:
            continue
        match = _SECTION.match(line.seen[:_BEGINNING])
        place = place_of(match["number"]) if match is not None else None
        if match is None or place is None:
            continue
        if place == (1, 0) if before is None else follows(place, before):
            words = line.seen[match.end() :]
            chain[index] = Head(ProvisionKind.ARTICLE, match["number"], run_in=words, level=line.heading)
            before = place
        else:
            outside += 1
    return chain if outside * 4 <= len(chain) else {}


def _is_enacted(made: Plan, order: Sequence[int], first: int) -> bool:
    """Whether words that enact a law stand above its first section: a treaty's "have agreed" also opens mere paragraphs."""
    return any(ENACTING.match(made.lines[index].seen) for index in order if index < first)


def _divided(made: Plan, chain: dict[int, Head]) -> bool:
    """Whether the numbers go on through named chapters."""
    first, last = min(chain), max(chain)
    named = [index for index, head in made.heads.items() if head.named and head.kind in DIVISIONS]
    return any(index < first for index in named) and any(first < index < last for index in named)


def _marginal(made: Plan, order: Sequence[int], chain: dict[int, Head]) -> dict[int, int]:
    """Marginal notes that were printed above the numbers, where most sections have one: line → line of the number."""
    found = {
        above: index
        for above, index in pairwise(order)
        if index in chain and _is_marginal(made, above, chain)
    }
    return found if len(found) * 2 > len(chain) else {}


def _is_marginal(made: Plan, index: int, chain: dict[int, Head]) -> bool:
    if index in chain or index in made.titles or (index in made.heads and made.heads[index].named):
        return False
    text = made.lines[index].seen
    one_phrase = not any(sign in text[:-1] for sign in ".;:") and text[-1] not in ";:,—–"
    return one_phrase and len(text) <= _LONGEST_MARGINAL and text[0].isupper() and read_mark(text) is None
