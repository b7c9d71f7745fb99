"""Which passages (recitals, paragraphs, points, and articles' own texts) answer to each other, one to one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from salvaguarda.domain.alignment.articles import HomePairs
from salvaguarda.domain.alignment.matching import best_first
from salvaguarda.domain.alignment.outline import NONE, Outline
from salvaguarda.domain.alignment.similarity import (
    Floats,
    Ints,
    Pairs,
    WeightedWords,
    as_characters,
    indel,
    merged,
)
from salvaguarda.domain.drafts import ProvisionKind

_SHORTLIST = 24
_WITHIN_LIMIT = 250_000  # old × new passages of two paired articles that are all compared
_TEXT_FLOOR = 0.25
_TEXT_FLOOR_SAME_NUMBER = 0.16  # a paragraph rewritten almost whole, still at its place
_ACCEPTED = 0.50
_PAIRED_CONTEXT = 0.75
_PREAMBLE_CONTEXT = 0.60  # also where a draft has passages in no article at all
_OTHER_KIND = -0.12
_SAME_NUMBER = 0.02
_PARENT_PULL = 0.10
_ALIKE, _LONG, _MARGIN = 0.70, 8, 1.4  # likeness, words, and times the next best: enough without any context


@dataclass(frozen=True)
class PassageSide:
    """The passages of one draft: every provision that has words of its own to be matched by.

    places: of the passages in the outline. runs: their words, one character a word.
    """

    outline: Outline
    places: tuple[int, ...]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, outline: Outline) -> "PassageSide":
        """The passages of a draft."""
        places = tuple(place for place in range(len(outline)) if outline.own[place])
        return cls(outline, places, tuple(as_characters(outline.own[place]) for place in places))

    def home(self, number: int) -> int:
        """Place of the passage's home; NONE at top level."""
        return self.outline.home[self.places[number]]

    @cached_property
    def index(self) -> dict[int, int]:
        """Place in the outline → number of the passage."""
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def by_home(self) -> dict[int, list[int]]:
        """Home → numbers of its passages."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            found[self.outline.home[place]].append(number)
        return found

    @cached_property
    def parents(self) -> Ints:
        """Per passage the number of the passage it is part of; NONE for a passage directly in its home."""
        found = (self.outline.parent[place] for place in self.places)
        passages = (
            self.index.get(p, NONE) if p != NONE and self.outline.is_passage(p) else NONE for p in found
        )
        return np.fromiter(passages, dtype=np.int64, count=len(self.places))

    @cached_property
    def levels(self) -> Ints:
        """Per passage how many passages it stands in."""
        found: list[int] = []
        for parent in self.parents.tolist():
            found.append(0 if parent == NONE else found[parent] + 1)
        return np.array(found, dtype=np.int64)

    @cached_property
    def kinds(self) -> Ints:
        """Kinds as numbers; the own text of an article is like a paragraph."""
        codes = {kind: code for code, kind in enumerate(ProvisionKind)}
        plain = ProvisionKind.PARAGRAPH
        outline = self.outline
        found = (codes[outline.provisions[p].kind if outline.is_passage(p) else plain] for p in self.places)
        return np.fromiter(found, dtype=np.int64, count=len(self.places))


@dataclass(frozen=True)
class PassagePairs:
    """Candidates that were scored, and those that were taken.

    text: how alike the words are, 0 to 1. taken: old passage → new passage (numbers of the sides).
    """

    pairs: Pairs
    text: Floats
    taken: dict[int, int]


def pair_passages(old: PassageSide, new: PassageSide, homes: HomePairs, size: int) -> PassagePairs:
    """Old and new passages one to one, by their words, their articles and the passages they are part of."""
    if not old.places or not new.places:
        nothing = np.zeros(0, dtype=np.int64)
        return PassagePairs(Pairs(nothing, nothing), np.zeros(0), {})
    words = WeightedWords.of(
        [old.outline.own[place] for place in old.places],
        [new.outline.own[place] for place in new.places],
        size,
    )
    within = _within_homes(old, new, homes)
    pairs = merged([words.shortlist(_SHORTLIST), within, _equal(old, new)], len(new.places))
    text = (indel(old.runs, new.runs, pairs) + words.cosines(pairs)) / 2
    same_number = _same_numbers(old, new, pairs)
    total = _with_context(old, new, homes, pairs, text, same_number)
    total = np.where(_distinct(old, new, pairs, text), np.maximum(total, _ACCEPTED), total)
    floor = np.where(same_number, _TEXT_FLOOR_SAME_NUMBER, _TEXT_FLOOR)
    enough = np.flatnonzero((text >= floor) & (total >= _ACCEPTED))
    taken = best_first(
        pairs.rows[enough], pairs.columns[enough], total[enough], lambda _row, _column, _score: True
    )
    return PassagePairs(pairs, text, taken)


def _within_homes(old: PassageSide, new: PassageSide, homes: HomePairs) -> Pairs:
    """All pairs of passages inside paired articles, and of passages in no article."""
    rows, columns = [], []
    for before, after in [*homes.paired.items(), (NONE, NONE)]:
        olds, news = old.by_home.get(before, []), new.by_home.get(after, [])
        if len(olds) * len(news) <= _WITHIN_LIMIT:
            rows.append(np.repeat(np.array(olds, dtype=np.int64), len(news)))
            columns.append(np.tile(np.array(news, dtype=np.int64), len(olds)))
    return Pairs(np.concatenate(rows), np.concatenate(columns))


def _equal(old: PassageSide, new: PassageSide) -> Pairs:
    """The first of each run of words with the first of the same, the second with the second: repeated boilerplate."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(new.runs))):
        waiting[new.runs[number]].append(number)
    found = [(row, waiting[run].pop()) for row, run in enumerate(old.runs) if waiting.get(run)]
    return Pairs(
        np.array([row for row, _ in found], dtype=np.int64),
        np.array([column for _, column in found], dtype=np.int64),
    )


def _with_context(
    old: PassageSide,
    new: PassageSide,
    homes: HomePairs,
    pairs: Pairs,
    text: Floats,
    same_number: NDArray[np.bool_],
) -> Floats:
    total = (text + _contexts(old, new, homes, pairs)) / 2
    total += np.where(old.kinds[pairs.rows] != new.kinds[pairs.columns], _OTHER_KIND, 0.0)
    total += np.where(same_number, _SAME_NUMBER, 0.0)
    return _pulled(old, new, pairs, total)


def _distinct(old: PassageSide, new: PassageSide, pairs: Pairs, text: Floats) -> NDArray[np.bool_]:
    """Pairs that nothing but their words speak for, and these clearly: moved to where no article answers to theirs."""
    shorter = np.minimum(_lengths(old)[pairs.rows], _lengths(new)[pairs.columns])
    rival = np.maximum(_second_best(pairs.rows, text), _second_best(pairs.columns, text))
    found: NDArray[np.bool_] = (text >= _ALIKE) & (shorter >= _LONG) & (text >= _MARGIN * rival)
    return found


def _lengths(side: PassageSide) -> Ints:
    return np.fromiter((len(run) for run in side.runs), dtype=np.int64, count=len(side.runs))


def _second_best(groups: Ints, text: Floats) -> Floats:
    """For each pair the highest likeness among the other pairs of its group; 0 where there is none."""
    order = np.lexsort((-text, groups))
    first = order[np.flatnonzero(np.diff(groups[order], prepend=-1))]
    best, second = np.zeros(groups.max(initial=0) + 1), np.zeros(groups.max(initial=0) + 1)
    holder = np.full(len(best), -1, dtype=np.int64)
    best[groups[first]], holder[groups[first]] = text[first], first
    rest = np.setdiff1d(order, first)
    np.maximum.at(second, groups[rest], text[rest])
    found: Floats = np.where(holder[groups] == np.arange(len(groups)), second[groups], best[groups])
    return found


def _contexts(old: PassageSide, new: PassageSide, homes: HomePairs, pairs: Pairs) -> Floats:
    known: dict[tuple[int, int], float] = {}
    found = np.zeros(len(pairs.rows))
    for at, (row, column) in enumerate(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)):
        key = (old.home(row), new.home(column))
        if key not in known:
            known[key] = _context(old.outline, homes, *key)
        found[at] = known[key]
    return found


def _context(old: Outline, homes: HomePairs, before: int, after: int) -> float:
    """How much two passages' homes speak for them, 0 to 1."""
    if before == after == NONE:
        return _PREAMBLE_CONTEXT
    alike = homes.similarity.get((before, after), 0.0)
    if homes.paired.get(before) != after:
        return alike
    preamble = old.provisions[before].kind is ProvisionKind.PREAMBLE
    return max(alike, _PREAMBLE_CONTEXT if preamble else _PAIRED_CONTEXT)


def _same_numbers(old: PassageSide, new: PassageSide, pairs: Pairs) -> NDArray[np.bool_]:
    codes: dict[str, int] = {"": NONE}
    before = _number_codes(old, codes)[pairs.rows]
    after = _number_codes(new, codes)[pairs.columns]
    same: NDArray[np.bool_] = (before == after) & (before != NONE)
    return same


def _number_codes(side: PassageSide, codes: dict[str, int]) -> Ints:
    outline = side.outline
    numbers = (outline.numbers[place] if outline.is_passage(place) else "" for place in side.places)
    found: Sequence[int] = [codes.setdefault(number, len(codes)) for number in numbers]
    return np.array(found, dtype=np.int64)


def _pulled(old: PassageSide, new: PassageSide, pairs: Pairs, total: Floats) -> Floats:
    """Points follow their paragraphs: a tenth of a pair's score is that of the passages they are part of."""
    width = len(new.places)
    keys = pairs.rows * width + pairs.columns
    above_old, above_new = old.parents[pairs.rows], new.parents[pairs.columns]
    inside = (above_old != NONE) & (above_new != NONE)
    wanted = above_old * width + above_new
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    known = inside & (keys[at] == wanted)
    depth = np.maximum(old.levels[pairs.rows], new.levels[pairs.columns])
    for level in range(1, int(depth.max(initial=0)) + 1):  # parents first: their score is then final
        here = np.flatnonzero(inside & (depth == level))
        above = np.where(known[here], total[at[here]], 0.0)
        total[here] = (1 - _PARENT_PULL) * total[here] + _PARENT_PULL * above
    return total
