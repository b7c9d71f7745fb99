"""Instrument, draft, provision: the text that is judged, and how its parts are addressed."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from salvaguarda.domain.negotiation import NegotiationMark


class ProvisionKind(StrEnum):
    """What a provision is. `draft` is the text as a whole, so that whole-text criteria have a cell."""

    DRAFT = "draft"
    PREAMBLE = "preamble"  # the preamble as a container
    RECITAL = "recital"  # one preamble paragraph
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    SUBPOINT = "subpoint"
    OPTION = "option"  # one of several alternative wordings ("Option 2"): scored on its own
    DEFINITION = "definition"  # an unnumbered entry of a list of terms
    ANNEX = "annex"
    CLOSING = "closing"  # the testimonium ("In witness whereof …") and what follows


DIVISIONS = (
    ProvisionKind.PART,
    ProvisionKind.TITLE,
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.SUBSECTION,
    ProvisionKind.ANNEX,
)
PASSAGES = frozenset(
    {
        ProvisionKind.RECITAL,
        ProvisionKind.PARAGRAPH,
        ProvisionKind.POINT,
        ProvisionKind.SUBPOINT,
        ProvisionKind.OPTION,
        ProvisionKind.DEFINITION,
    }
)
"""Provisions whose number stands before their own words instead of above them."""


class ChapterRole(StrEnum):
    """What a chapter is for; criteria apply to roles. Guessed at import, confirmed by a person."""

    PREAMBLE = "preamble"
    GENERAL = "general"
    CRIMINALIZATION = "criminalization"
    PROCEDURE = "procedure"
    COOPERATION = "cooperation"
    PREVENTION = "prevention"
    TECHNICAL_ASSISTANCE = "technical-assistance"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Provision:
    """One addressable part of a draft.

    path: the stable address inside this draft, Akoma Ntoso eId style: "art_24__para_2__point_b".
    label: what people cite: "Art. 24(2)(b)", "Chapter II", "Preamble, para. 3".
    number: the number as printed ("24", "2", "(b)", "II", "3 bis"); "" when it has none.
    heading: its title; "" when it has none.
    text: its own words without number, heading and sub-provisions: the whole text of a leaf, the opening words
        of a list, "" for a pure container.
    closing: the words after its sub-provisions that belong to it again; "" when there are none.
    depth: 0 for top-level provisions; a child is one deeper than its parent.
    parent: path of the provision it is part of; None at top level.
    role: the chapter role that a division was given; None where it inherits its parent's.
    source: first and last line (0-based, inclusive) in the text that was read; None when it was not read from a text.
    marks: what its own words still say of the negotiation, in order; their offsets count in heading, text or closing.
    """

    path: str
    label: str
    kind: ProvisionKind
    number: str = ""
    heading: str = ""
    text: str = ""
    closing: str = ""
    depth: int = 0
    parent: str | None = None
    role: ChapterRole | None = None
    source: tuple[int, int] | None = None
    marks: tuple[NegotiationMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A doubtful place in a reading; never a refusal.

    code: a stable word for the kind of doubt: "duplicate-number", "no-articles", "number-gap" …
    path: the provision it concerns; None when it is about the text as a whole.
    message: one sentence for a person.
    line: line (0-based) in the text that was read; None when unknown.
    """

    code: str
    message: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The provisions of one text in document order, and what was doubtful.

    set_aside: line ranges (first, last, reason) that are not provisions of this draft: cover page, contents,
        another language, another instrument. Shown and kept, never silently dropped.
    """

    provisions: tuple[Provision, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    set_aside: tuple[tuple[int, int, str], ...] = field(default=())


def text_hash(text: str) -> str:
    """The sha256 of a text (UTF-8, hex): what a score is bound to."""
    return sha256(text.encode()).hexdigest()
