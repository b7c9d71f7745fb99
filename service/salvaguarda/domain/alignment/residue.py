"""Splits and merges: units left over that join a pair which then fits clearly better."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.provisions import UnitPairs, UnitSide

_CONTAINED = 0.60  # share of the unit's words that stand in order in the other side of the pair
_GAIN = 0.10  # how much more alike the pair's sides must become


class _Joining(NamedTuple):
    """A unit that may join a pair. Sorted by gain; the words settle ties, so that either draft may be called old."""

    loss: float  # minus the gain
    words: str
    order: tuple[int, int]
    splits: bool  # a new unit joins the old one's pair; else an old unit joins the new one's
    unit: int
    star: int  # the matched unit whose words the unit holds


def join_residue(old: UnitSide, new: UnitSide, found: UnitPairs) -> Stars:
    """Links between units (numbers of the sides): the pairs, widened by what was split off or merged in."""
    stars = Stars()
    for row, column in found.taken.items():
        stars.add(row, column)
    for joining in sorted(set(_joinings(old, new, found, stars))):
        if joining.unit in (stars.old_of if joining.splits else stars.new_of):
            continue
        if _gain(old, new, stars, joining.splits, joining.unit, joining.star) >= _GAIN:
            edge = (joining.star, joining.unit) if joining.splits else (joining.unit, joining.star)
            stars.add(*edge)
    return stars


def _joinings(old: UnitSide, new: UnitSide, found: UnitPairs, stars: Stars) -> Iterator[_Joining]:
    matched_new = set(found.taken.values())
    for row, column in zip(found.pairs.rows.tolist(), found.pairs.columns.tolist(), strict=True):
        row_free, column_free = row not in found.taken, column not in matched_new
        if row_free == column_free:
            continue
        splits = column_free
        unit, star = (column, row) if splits else (row, column)
        words = (new if splits else old).runs[unit]
        if not _contained(words, (old if splits else new).runs[star]):
            continue
        gain = _gain(old, new, stars, splits, unit, star)
        if gain >= _GAIN:
            order = (row + column, abs(row - column))
            yield _Joining(-round(gain, 6), words, order, splits, unit, star)


def _contained(part: str, whole: str) -> bool:
    return LCSseq.similarity(part, whole) >= _CONTAINED * len(part)


def _gain(old: UnitSide, new: UnitSide, stars: Stars, splits: bool, unit: int, star: int) -> float:
    """How much more alike a pair becomes when the unit joins it; -1 where that would link several to several."""
    if splits:
        partners, whole, runs = stars.new_of.get(star, []), old.runs[star], new.runs
        shared = any(len(stars.old_of[partner]) > 1 for partner in partners)
    else:
        partners, whole, runs = stars.old_of.get(star, []), new.runs[star], old.runs
        shared = any(len(stars.new_of[partner]) > 1 for partner in partners)
    if not partners or shared:
        return -1.0
    before = Indel.normalized_similarity("".join(runs[p] for p in sorted(partners)), whole)
    after = Indel.normalized_similarity("".join(runs[p] for p in sorted([*partners, unit])), whole)
    return float(after - before)


def words_between(
    side_old: UnitSide, side_new: UnitSide, stars: Stars
) -> dict[tuple[int, int], tuple[int, int]]:
    """(old place, new place) → words of the old unit that went there, words of the new unit that came from there."""
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for olds, news in stars.groups():
        left = [side_old.outline.mass[side_old.places[unit]] for unit in olds]
        right = [side_new.outline.mass[side_new.places[unit]] for unit in news]
        for at, one in enumerate(olds):
            for to, other in enumerate(news):
                share = found[side_old.places[one], side_new.places[other]]
                share[0] += left[at] * right[to] // max(sum(right), 1)
                share[1] += right[to] * left[at] // max(sum(left), 1)
    return {key: (share[0], share[1]) for key, share in found.items()}
