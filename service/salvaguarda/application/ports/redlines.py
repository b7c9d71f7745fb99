"""Redlines as they are kept: drawn once for two texts, then the same on screen and in every export."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.redline import Operation

RedlineKey = tuple[str, str, str]
"""The sha256 of an old and of a new text, and of the cross-references between them that were only renumbered ("" for none)."""


@dataclass(frozen=True, slots=True)
class DrawnRedline:
    """The redline of two texts. substance: whether more than typography and numbers of cross-references changed."""

    key: RedlineKey
    operations: tuple[Operation, ...]
    substance: bool


class Redlines(Protocol):
    """The redlines that were drawn. They can all be drawn again: keeping one is no history."""

    def judged(self, keys: Collection[RedlineKey], engine_version: str) -> dict[RedlineKey, bool]:
        """Whether there is a change of substance, of every one of these that this engine has drawn."""
        ...

    def drawn(self, keys: Collection[RedlineKey], engine_version: str) -> dict[RedlineKey, DrawnRedline]:
        """Those of these redlines that this engine has drawn."""
        ...

    def keep(self, redlines: Iterable[DrawnRedline], engine_version: str) -> None:
        """Keep them, in the place of what was kept for the same texts."""
        ...
