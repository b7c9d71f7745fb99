"""A draft laid out for aligning: parents, homes and words of its provisions, by their place in the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from salvaguarda.domain.alignment.normalise import number_key, words
from salvaguarda.domain.drafts import PASSAGES, Provision, ProvisionKind
from salvaguarda.domain.typography import fold

NONE = -1
T = TypeVar("T")


class Vocabulary:
    """A whole number for every word; shared by the drafts that are compared."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._codes)

    def encode(self, text: str) -> list[int]:
        """The words of a text as whole numbers."""
        codes = self._codes
        return [codes.setdefault(word, len(codes)) for word in words(text)]


@dataclass(frozen=True)
class Outline:
    """A draft without its synthetic whole-text provision; lists run parallel to provisions.

    parent: place of the provision that it is part of, NONE at top level; always smaller than the own place.
    home: place of the nearest provision around a passage (recital, paragraph, point, option, definition) that is none: article, preamble,
        annex …; NONE at top level; itself for a provision that is no passage.
    heading, body: encoded words of the heading; of the own text with the closing words.
    """

    provisions: tuple[Provision, ...]
    parent: tuple[int, ...]
    home: tuple[int, ...]
    heading: tuple[list[int], ...]
    body: tuple[list[int], ...]

    @classmethod
    def of(cls, provisions: Sequence[Provision], vocabulary: Vocabulary) -> "Outline":
        """The outline of a draft; a parent that does not stand before its child counts as none."""
        kept = tuple(p for p in provisions if p.kind is not ProvisionKind.DRAFT)
        parent = _parents(kept)
        return cls(
            provisions=kept,
            parent=parent,
            home=_homes(kept, parent),
            heading=tuple(vocabulary.encode(p.heading) for p in kept),
            body=tuple(vocabulary.encode(f"{p.text}\n{p.closing}") for p in kept),
        )

    def __len__(self) -> int:
        return len(self.provisions)

    def is_passage(self, place: int) -> bool:
        """Whether the provision is a recital, paragraph, point, subpoint, option or definition."""
        return self.provisions[place].kind in PASSAGES

    def ancestors(self, place: int) -> list[int]:
        """Places of the provisions around one, the nearest first."""
        found = []
        while (place := self.parent[place]) != NONE:
            found.append(place)
        return found

    @cached_property
    def children(self) -> tuple[list[int], ...]:
        """Places of the provisions directly inside each, in document order."""
        found: tuple[list[int], ...] = tuple([] for _ in self.provisions)
        for place, parent in enumerate(self.parent):
            if parent != NONE:
                found[parent].append(place)
        return found

    @cached_property
    def whole(self) -> tuple[list[int], ...]:
        """Encoded words of each provision with its heading and all that is inside it."""
        found = [[*self.heading[place], *self.body[place]] for place in range(len(self))]
        return self._gathered(found)

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """Folded text of each provision, heading first, a line for each part of it: equal for the same words."""
        own = [_letters(provision) for provision in self.provisions]
        return tuple("\n".join(parts) for parts in self._gathered(own))

    @cached_property
    def own(self) -> tuple[list[int], ...]:
        """Words by which a provision is matched as a passage: its own; a passage without any stands for what is inside."""
        return tuple(
            [*self.heading[place], *self.body[place]] or self.whole[place]
            if self.is_passage(place)
            else self.body[place]
            for place in range(len(self))
        )

    @cached_property
    def mass(self) -> tuple[int, ...]:
        """How many words each provision has itself, when words are counted along links."""
        return tuple(
            len(self.body[place]) + (len(self.heading[place]) if self.is_passage(place) else 0)
            for place in range(len(self))
        )

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Numbers as they are compared."""
        return tuple(number_key(provision.number) for provision in self.provisions)

    def _gathered(self, own: Sequence[list[T]]) -> tuple[list[T], ...]:
        """Each provision's own list, then those of all inside it, in document order."""
        found = [list(one) for one in own]
        for place in reversed(range(len(self))):
            for child in self.children[place]:
                found[place].extend(found[child])
        return tuple(found)


def _letters(provision: Provision) -> list[str]:
    parts = (fold(part).strip() for part in (provision.heading, provision.text, provision.closing))
    return [part for part in parts if part]


def _parents(provisions: Sequence[Provision]) -> tuple[int, ...]:
    seen: dict[str, int] = {}
    found = []
    for place, provision in enumerate(provisions):
        found.append(seen.get(provision.parent, NONE) if provision.parent is not None else NONE)
        seen.setdefault(provision.path, place)
    return tuple(found)


def _homes(provisions: Sequence[Provision], parent: Sequence[int]) -> tuple[int, ...]:
    found: list[int] = []
    for place, provision in enumerate(provisions):
        if provision.kind not in PASSAGES:
            found.append(place)
        else:
            found.append(found[parent[place]] if parent[place] != NONE else NONE)
    return tuple(found)
