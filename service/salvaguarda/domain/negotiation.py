"""Negotiation marks: what a draft itself says is not settled. Information, never noise; always kept in the words."""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a mark says."""

    BRACKET = "bracket"  # [words that are not agreed]
    OPTION = "option"  # the provision is one of several alternatives
    AGREED = "agreed"  # "agreed ad referendum", "(ad ref)"
    PLACEHOLDER = "placeholder"  # "[…]", "[X]", "###", "{to be elaborated}"
    STRUCK = "struck"  # struck through in the file
    BOLD = "bold"  # bold inside a line that is not: usually a proposal


class TextPart(StrEnum):
    """Which words of a provision a mark stands in."""

    HEADING = "heading"
    TEXT = "text"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class NegotiationMark:
    """One mark on a provision's own words.

    start, end: code points in that part of the provision; the brackets themselves are inside. An option's mark
        spans its whole text.
    depth: how many brackets it stands in, itself included, over the whole draft (1: outermost); 0 for other kinds.
    alternative: its place (1, 2 …) in a run of brackets without words between them, "[shall] [should]"; 0 when alone.
    opens, closes: whether the bracket's beginning and end are both here; one is False where it runs on into the
        provision before or after, or was never balanced.
    """

    kind: MarkKind
    part: TextPart
    start: int
    end: int
    depth: int = 0
    alternative: int = 0
    opens: bool = True
    closes: bool = True
