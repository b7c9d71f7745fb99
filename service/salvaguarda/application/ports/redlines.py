"""Redlines as they are kept: drawn once for two texts, then the same on screen and in every export."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.redline import Operation

TextPair = tuple[str, str]
"""The sha256 of an old and of a new text."""


@dataclass(frozen=True, slots=True)
class DrawnRedline:
    """The redline of two texts.

    substance: whether more than typography and numbers of cross-references changed.
    renumbered: what it rests on beside the texts: path of the old draft → path in the new one that answers to it, of the
        provisions that the texts refer to ("" for none).
    """

    texts: TextPair
    operations: tuple[Operation, ...]
    substance: bool
    renumbered: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedRedline:
    """A redline without its words."""

    texts: TextPair
    substance: bool
    renumbered: Mapping[str, str]


class Redlines(Protocol):
    """The redlines that were drawn. They can all be drawn again: keeping one is no history."""

    def judged(self, pairs: Collection[TextPair], engine_version: str) -> list[JudgedRedline]:
        """What is known of these pairs, without the words; pairs that this engine has not drawn are left out."""
        ...

    def drawn(self, pairs: Collection[TextPair], engine_version: str) -> list[DrawnRedline]:
        """The redlines of these pairs; those that this engine has not drawn are left out."""
        ...

    def keep(self, redlines: Iterable[DrawnRedline], engine_version: str) -> None:
        """Keep them, in the place of what was kept for the same texts."""
        ...
