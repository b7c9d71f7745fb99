"""A part of a text as a truth states it and as our reading found it, so that both can be compared."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salvaguarda.domain.drafts import DIVISIONS, Provision, ProvisionKind

ARTICLE, PARAGRAPH, POINT, RECITAL = "articles", "paragraphs", "points", "recitals"
LEVELS = (ARTICLE, PARAGRAPH, POINT, RECITAL)
_ABOVE = {*DIVISIONS, ProvisionKind.PREAMBLE, ProvisionKind.CLOSING, ProvisionKind.DRAFT}
_ROOTS = {ProvisionKind.ARTICLE, ProvisionKind.RECITAL}
_LEVEL = {
    ProvisionKind.ARTICLE: ARTICLE,
    ProvisionKind.PARAGRAPH: PARAGRAPH,
    ProvisionKind.RECITAL: RECITAL,
}


@dataclass(frozen=True, slots=True)
class Part:
    """chain: numbers from the article down ("24", "2", "b"); "~1" for the first part without a number.

    words: the letters and digits of its own first line; None where the truth says nothing of them.
    """

    level: str
    chain: tuple[str, ...]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Of one level: how many there are, how many were found with the right label and parent, and with the right words too;
    extra: how many we found that there are not."""

    total: int
    placed: int
    right: int
    extra: int


def squeezed(text: str) -> str:
    """Letters and digits only, small: mark-up and white space of a file make no difference."""
    return re.sub(r"[\W_]+", "", text).lower()


def bare(number: str) -> str:
    """A number without its signs: "(b)" → "b", "3 bis" → "3bis"."""
    return re.sub(r"[^\w]+", "", number).lower()


def parts_of(provisions: Sequence[Provision]) -> list[Part]:
    """Our reading in the same shape: recitals, articles and what is in them; annexes are left out.

    A second text in the file is prefixed with "text 2".
    """
    chains: dict[str, tuple[str, ...]] = {}
    unnumbered: Counter[tuple[str, ...]] = Counter()
    found = []
    for each in provisions:
        above = chains.get(each.parent or "", ())
        if each.kind in _ABOVE:
            chains[each.path] = ("text 2",) if each.path.startswith("att_") else ()
            continue
        if each.path.startswith("annex") or (above in {(), ("text 2",)} and each.kind not in _ROOTS):
            continue
        number = bare(each.number)
        if not number:
            unnumbered[(*above, _level(each))] += 1
            number = f"~{unnumbered[(*above, _level(each))]}"
        chain = ("recital", number) if each.kind is ProvisionKind.RECITAL else (*above, number)
        chains[each.path] = chain
        found.append(Part(_level(each), chain, squeezed(each.text.split("\n")[0])))
    return found


def _level(provision: Provision) -> str:
    return _LEVEL.get(provision.kind, POINT)


def compare(truth: Iterable[Part], ours: Iterable[Part]) -> dict[str, Score]:
    """One score for every level that the truth speaks of. Equal chains (a number that is there twice) pair in order."""
    waiting: defaultdict[tuple[str, tuple[str, ...]], list[Part]] = defaultdict(list)
    for part in ours:
        waiting[part.level, part.chain].append(part)
    totals: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for part in truth:
        totals[part.level] += 1
        candidates = waiting[part.level, part.chain]
        if candidates:
            placed[part.level] += 1
            found = candidates.pop(0)
            right[part.level] += part.words is None or part.words == found.words
    extra = Counter(level for (level, _), left in waiting.items() for _ in left)
    return {
        level: Score(totals[level], placed[level], right[level], extra[level])
        for level in LEVELS
        if totals[level]
    }
