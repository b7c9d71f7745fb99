"""Which articles (preambles, annexes …) answer to each other, judged by heading and all their words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salvaguarda.domain.alignment.matching import best_first
from salvaguarda.domain.alignment.outline import NONE, Outline
from salvaguarda.domain.alignment.similarity import Floats, Pairs, WeightedWords, shared_words
from salvaguarda.domain.drafts import ProvisionKind

_HEADING_SHARE = 0.3
_SURE = 0.35
_LEAST = 0.12
_LEAST_OF_REST = 0.20  # where only articles that are paired already come near
_MARGIN = 1.3  # times the second best: saves articles that were rewritten almost whole
_DENSE_LIMIT = 40_000  # old × new articles that are all compared; beyond, a shortlist each
_SHORTLIST = 48
_SINGLE = (ProvisionKind.PREAMBLE, ProvisionKind.CLOSING)  # a draft has one of each: they belong together


@dataclass(frozen=True)
class HomePairs:
    """Homes of passages on both sides (places in the drafts), which are paired, and how alike any two are.

    paired: old place → new place. similarity: (old place, new place) → 0 to 1; a missing pair is 0.
    """

    paired: dict[int, int]
    similarity: dict[tuple[int, int], float]


def pair_homes(old: Outline, new: Outline, size: int) -> HomePairs:
    """Articles with articles, preamble with preamble, annexes and divisions that hold passages with each other."""
    paired: dict[int, int] = {}
    similarity: dict[tuple[int, int], float] = {}
    sides = _by_class(old), _by_class(new)
    for name in sorted(sides[0].keys() & sides[1].keys()):
        olds, news = sides[0][name], sides[1][name]
        pairs, scores = _scored(old, new, olds, news, size)
        taken = _paired(pairs, scores, forced=name in _SINGLE and len(olds) == len(news) == 1)
        paired.update((olds[row], news[column]) for row, column in taken.items())
        keys = zip(pairs.rows.tolist(), pairs.columns.tolist(), scores.tolist(), strict=True)
        similarity.update(((olds[row], news[column]), score) for row, column, score in keys)
    return HomePairs(paired, similarity)


def _by_class(outline: Outline) -> dict[str, list[int]]:
    """Homes by what they may be paired with; divisions are homes only where passages stand directly in them."""
    holding = {outline.home[place] for place in range(len(outline)) if outline.is_passage(place)} - {NONE}
    found: dict[str, list[int]] = defaultdict(list)
    for place, provision in enumerate(outline.provisions):
        if outline.is_passage(place):
            continue
        if provision.kind is ProvisionKind.ARTICLE or provision.kind in _SINGLE:
            found[provision.kind].append(place)
        elif place in holding or outline.body[place]:
            found["division"].append(place)
    return found


def _scored(
    old: Outline, new: Outline, olds: Sequence[int], news: Sequence[int], size: int
) -> tuple[Pairs, Floats]:
    words = WeightedWords.of([old.whole[p] for p in olds], [new.whole[p] for p in news], size)
    if len(olds) * len(news) <= _DENSE_LIMIT:
        cosines = words.all_cosines()
        rows, columns = np.nonzero(cosines)
        pairs = Pairs(rows.astype(np.int64), columns.astype(np.int64))
        scores = cosines[rows, columns]
    else:
        pairs = words.shortlist(_SHORTLIST)
        scores = words.cosines(pairs)
    return pairs, _with_headings(old, new, olds, news, pairs, scores)


def _with_headings(
    old: Outline, new: Outline, olds: Sequence[int], news: Sequence[int], pairs: Pairs, scores: Floats
) -> Floats:
    """Headings count only where both have one: a draft may come without any."""
    found = scores.copy()
    for at, (row, column) in enumerate(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)):
        before, after = old.heading[olds[row]], new.heading[news[column]]
        if before and after:
            found[at] = (1 - _HEADING_SHARE) * scores[at] + _HEADING_SHARE * shared_words(before, after)
    return found


def _paired(pairs: Pairs, scores: Floats, *, forced: bool) -> dict[int, int]:
    if forced:
        return {0: 0}
    rivals = _Rivals(pairs, scores)

    def accept(row: int, column: int, score: float) -> bool:
        accepted = score >= _SURE or rivals.outdone(row, column, score)
        if accepted:
            rivals.take(row, column)
        return accepted

    return best_first(pairs.rows, pairs.columns, scores, accept)


class _Rivals:
    """What else an article could be paired with."""

    def __init__(self, pairs: Pairs, scores: Floats) -> None:
        self._of_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._of_column: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        places = zip(pairs.rows.tolist(), pairs.columns.tolist(), scores.tolist(), strict=True)
        for row, column, score in places:
            self._of_row[row].append((score, column))
            self._of_column[column].append((score, row))

    def take(self, row: int, column: int) -> None:
        """These two are paired now."""
        self._rows.add(row)
        self._columns.add(column)

    def outdone(self, row: int, column: int, score: float) -> bool:
        """Whether the pair stands out from every other, or is alike enough and stands out from what is left."""
        others = [(other, at in self._columns) for other, at in self._of_row[row] if at != column]
        others += [(other, at in self._rows) for other, at in self._of_column[column] if at != row]
        if score >= _LEAST and score >= _MARGIN * max((other for other, _ in others), default=0.0):
            return True
        free = max((other for other, taken in others if not taken), default=0.0)
        return score >= _LEAST_OF_REST and score >= _MARGIN * free
