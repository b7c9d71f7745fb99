"""What a score is made of: one reviewer's own record for one cell."""

from dataclasses import dataclass
from enum import StrEnum


class Rating(StrEnum):
    """An ordinal code of the scale: points are 2, 1, 0, 0 and none (excluded)."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    SILENT = "silent"
    NOT_APPLICABLE = "not_applicable"


class Action(StrEnum):
    """What a recommendation asks for."""

    KEEP = "keep"
    AMEND = "amend"
    DELETE = "delete"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence: a verbatim quote with its position (W3C TextQuoteSelector + TextPositionSelector).

    exact: the quoted words; prefix, suffix: up to 32 characters before and after.
    start, end: half-open range in code points of the provision's full text, with full_text[start:end] == exact.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """keep / amend / delete / add, with proposed text ("" when the action needs none)."""

    action: Action
    text: str = ""
