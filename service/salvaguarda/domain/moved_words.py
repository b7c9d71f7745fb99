"""Words that a redline would show as deleted here and inserted there, though they only moved."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salvaguarda.domain.tokens import Token

_GRAM = 4  # tokens in a row by which moved words are looked for
_LEAST = 10  # weight of what counts as moved: five words, or ten characters of a script without spaces
_PLACES = 8  # places at which the same few tokens are tried: a guard
_STEPS = 400_000  # tokens that are compared in all: a guard

Range = tuple[int, int]
Grams = dict[tuple[str, ...], list[int]]


class Move(NamedTuple):
    """A run of tokens deleted from the old text at `old` and inserted in the new one at `new`."""

    old: int
    new: int
    length: int


def moves(
    old: Sequence[Token], new: Sequence[Token], deleted: Sequence[Range], inserted: Sequence[Range]
) -> list[Move]:
    """Moved runs in order of the new text, none overlapping another; the longest are found first.

    deleted, inserted: ranges of tokens of the old and new text.
    """
    used_old, used_new = bytearray(len(old)), bytearray(len(new))
    found = []
    for move in sorted(_candidates(old, new, deleted, inserted), key=lambda m: (-m.length, m.new, m.old)):
        at_old, at_new = slice(move.old, move.old + move.length), slice(move.new, move.new + move.length)
        if any(used_old[at_old]) or any(used_new[at_new]):
            continue
        used_old[at_old] = used_new[at_new] = b"\1" * move.length
        found.append(move)
    return sorted(found, key=lambda move: move.new)


def _candidates(
    old: Sequence[Token], new: Sequence[Token], deleted: Sequence[Range], inserted: Sequence[Range]
) -> Iterator[Move]:
    ends = {place: end for start, end in deleted for place in range(start, end)}
    steps = 0
    for before, after, end in _meetings(new, _grams(old, deleted), inserted):
        goes_on = before - 1 in ends and old[before - 1].key == new[after - 1].key and after > 0
        if goes_on or steps > _STEPS:
            continue  # the same run, found from its beginning
        length = _length(old, new, before, after, min(ends[before] - before, end - after))
        steps += length
        if sum(token.weight for token in new[after : after + length]) >= _LEAST:
            yield Move(before, after, length)


def _grams(old: Sequence[Token], deleted: Sequence[Range]) -> Grams:
    found: Grams = {}
    for start, end in deleted:
        for place in range(start, end - _GRAM + 1):
            places = found.setdefault(tuple(token.key for token in old[place : place + _GRAM]), [])
            if len(places) < _PLACES:
                places.append(place)
    return found


def _meetings(
    new: Sequence[Token], grams: Grams, inserted: Sequence[Range]
) -> Iterator[tuple[int, int, int]]:
    """(old place, new place, end of the new range) where the same few tokens begin in both."""
    for start, end in inserted:
        for place in range(start, end - _GRAM + 1):
            for before in grams.get(tuple(token.key for token in new[place : place + _GRAM]), ()):
                yield before, place, end


def _length(old: Sequence[Token], new: Sequence[Token], before: int, after: int, most: int) -> int:
    return next((n for n in range(most) if old[before + n].key != new[after + n].key), most)
