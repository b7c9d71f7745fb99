"""Provisions without a word (an empty heading, "…"): nothing but their place can say which belong together."""

from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.outline import NONE, Outline


def link_wordless(old: Outline, new: Outline, stars: Stars) -> None:
    """Link what is left and has no words, of one kind, number and marks, inside linked provisions; first to first."""
    waiting: dict[tuple[object, ...], list[int]] = {}
    for place in _left(new, stars.old_of):
        waiting.setdefault(_key(new, place), []).append(place)
    for place in _left(old, stars.new_of):
        candidates = waiting.get(_key(old, place), [])
        chosen = next((after for after in candidates if _together(old, new, stars, place, after)), None)
        if chosen is not None and stars.add(place, chosen):
            candidates.remove(chosen)


def _left(outline: Outline, linked: dict[int, list[int]]) -> list[int]:
    return [place for place in range(len(outline)) if place not in linked and not outline.whole[place]]


def _key(outline: Outline, place: int) -> tuple[object, ...]:
    return outline.provisions[place].kind, outline.numbers[place], outline.letters[place]


def _together(old: Outline, new: Outline, stars: Stars, before: int, after: int) -> bool:
    above_old, above_new = old.parent[before], new.parent[after]
    return above_old == above_new == NONE or stars.linked(above_old, above_new)
