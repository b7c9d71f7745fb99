"""The values of an alignment."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What became of a provision."""

    SAME = "same"  # same words, same number
    RENUMBERED = "renumbered"  # same words, other number
    AMENDED = "amended"  # other words
    MOVED = "moved"  # other chapter or order; words may have changed too
    SPLIT = "split"  # one old, several new
    MERGED = "merged"  # several old, one new
    NEW = "new"  # no old
    DELETED = "deleted"  # no new


@dataclass(frozen=True, slots=True)
class Link:
    """Provisions of the old draft and those of the new draft that answer to them.

    old, new: provision paths in document order; one of them is empty for NEW and DELETED.
    similarity: of the words, 0 to 1; 0 for NEW and DELETED.
    reason: why, in a few words a reviewer understands: "same words", "heading equal, text 0.83".
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: Relation
    similarity: float
    reason: str
