"""Splits and merges: passages left over that join a pair which then fits clearly better."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from salvaguarda.domain.alignment.articles import HomePairs
from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.outline import NONE
from salvaguarda.domain.alignment.passages import PassagePairs, PassageSide

_CONTAINED = 0.60  # share of the passage's words that stand in order in the other side of the pair
_CONTAINED_AWAY = 0.80  # the same, where the passage's article answers to another one
_WEAK = 0.50  # pairs of texts less alike give way when a side is clearly a part of another passage
_GAIN = 0.10  # how much more alike the pair's sides must become


class _Joining(NamedTuple):
    """A passage that may join a pair. Sorted by gain; the words settle ties, so that either draft may be called old."""

    loss: float  # minus the gain
    words: str
    order: tuple[int, int]
    splits: bool  # a new passage joins the old one's pair; else an old passage joins the new one's
    passage: int
    star: int  # the matched passage whose words the passage holds
    contained: float  # share of the passage's words that stand in it


class _Sides(NamedTuple):
    """What is looked at: the passages of both drafts, how their homes are paired, and the candidates."""

    old: PassageSide
    new: PassageSide
    homes: HomePairs
    found: PassagePairs

    def least(self, row: int, column: int) -> float:
        """The share of a passage's words that must stand in the other."""
        near = self.homes.paired.get(self.old.home(row), NONE) == self.new.home(column)
        return _CONTAINED if near else _CONTAINED_AWAY


def join_residue(old: PassageSide, new: PassageSide, homes: HomePairs, found: PassagePairs) -> Stars:
    """Links between passages (numbers of the sides): the pairs, widened by what was split off or merged in."""
    sides = _Sides(old, new, homes, found)
    taken = _without_weak(sides)
    stars = _stars(taken)
    for joining in sorted(set(_joinings(sides, taken, stars))):
        if joining.passage in (stars.old_of if joining.splits else stars.new_of):
            continue
        if _gain(sides, stars, joining.splits, joining.passage, joining.star) >= _GAIN:
            edge = (joining.star, joining.passage) if joining.splits else (joining.passage, joining.star)
            stars.add(*edge)
    return stars


def _without_weak(sides: _Sides) -> dict[int, int]:
    """The pairs, but for weak ones of which a side is clearly a part of another passage: it will join that one."""
    text = dict(
        zip(
            zip(sides.found.pairs.rows.tolist(), sides.found.pairs.columns.tolist(), strict=True),
            sides.found.text.tolist(),
            strict=True,
        )
    )
    firm = {row: column for row, column in sides.found.taken.items() if text[row, column] >= _WEAK}
    if len(firm) == len(sides.found.taken):
        return firm
    parts = {
        (joining.splits, joining.passage)
        for joining in _joinings(sides, firm, _stars(firm))
        if joining.contained >= _CONTAINED_AWAY
    }
    return {
        row: column
        for row, column in sides.found.taken.items()
        if row in firm or ((False, row) not in parts and (True, column) not in parts)
    }


def _stars(taken: Mapping[int, int]) -> Stars:
    stars = Stars()
    for row, column in taken.items():
        stars.add(row, column)
    return stars


def _joinings(sides: _Sides, taken: Mapping[int, int], stars: Stars) -> Iterator[_Joining]:
    matched_new = set(taken.values())
    for row, column in zip(sides.found.pairs.rows.tolist(), sides.found.pairs.columns.tolist(), strict=True):
        splits = column not in matched_new
        if (row not in taken) == splits:
            continue
        passage, star = (column, row) if splits else (row, column)
        words, whole = sides.old.runs[row], sides.new.runs[column]
        if splits:
            words, whole = whole, words
        contained = LCSseq.similarity(words, whole) / len(words)
        if contained < sides.least(row, column):
            continue
        gain = _gain(sides, stars, splits, passage, star)
        if gain >= _GAIN:
            order = (row + column, abs(row - column))
            yield _Joining(-round(gain, 6), words, order, splits, passage, star, contained)


def _gain(sides: _Sides, stars: Stars, splits: bool, passage: int, star: int) -> float:
    """How much more alike a pair becomes when the passage joins it; -1 where that would link several to several."""
    if splits:
        partners, whole, runs = stars.new_of.get(star, []), sides.old.runs[star], sides.new.runs
        shared = any(len(stars.old_of[partner]) > 1 for partner in partners)
    else:
        partners, whole, runs = stars.old_of.get(star, []), sides.new.runs[star], sides.old.runs
        shared = any(len(stars.new_of[partner]) > 1 for partner in partners)
    if not partners or shared:
        return -1.0
    before = Indel.normalized_similarity("".join(runs[p] for p in sorted(partners)), whole)
    after = Indel.normalized_similarity("".join(runs[p] for p in sorted([*partners, passage])), whole)
    return float(after - before)


def words_between(
    side_old: PassageSide, side_new: PassageSide, stars: Stars
) -> dict[tuple[int, int], tuple[int, int]]:
    """(old place, new place) → words of the old passage that went there, words of the new passage that came from there."""
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for olds, news in stars.groups():
        left = [side_old.outline.mass[side_old.places[passage]] for passage in olds]
        right = [side_new.outline.mass[side_new.places[passage]] for passage in news]
        for at, one in enumerate(olds):
            for to, other in enumerate(news):
                share = found[side_old.places[one], side_new.places[other]]
                share[0] += left[at] * right[to] // max(sum(right), 1)
                share[1] += right[to] * left[at] // max(sum(left), 1)
    return {key: (share[0], share[1]) for key, share in found.items()}
