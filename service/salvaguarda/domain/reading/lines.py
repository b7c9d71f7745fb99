"""What every reader gives to the one segmenter: lines of text, and what the format itself says of them."""

from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.domain.drafts import ProvisionKind, ReadingWarning


class TextVersion(StrEnum):
    """Which text of a file with tracked changes is read."""

    PROPOSED = "proposed"  # insertions in, deletions out
    EARLIER = "earlier"  # as it was before the changes


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person may choose before a file is read.

    version: of a file with tracked changes. language: which of several languages in one file is the draft (ISO 639
    code); "" lets the segmenter choose.
    """

    version: TextVersion = TextVersion.PROPOSED
    language: str = ""


class EmphasisKind(StrEnum):
    """How words are set off from the rest of their line."""

    BOLD = "bold"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words of a line that are set off. start, end: code points in Line.text."""

    kind: EmphasisKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What the format itself says that a line opens (Akoma Ntoso). A file declares all of its structure or none.

    depth: nesting as the format states it, 0 at top. eid: the format's own identifier, kept as the path; "" when it has
    none. number, heading: as printed, without white space at the ends. word: what the text calls it, where that is not the
    kind's own name ("Clause" or "Section" for an article of a bill); "" otherwise. closing: the line's words close the
    last part opened at this depth instead of opening one; the other fields but depth are then empty.
    The line's text holds the words that follow number and heading; "" when it only opens something.
    """

    kind: ProvisionKind
    depth: int
    number: str = ""
    heading: str = ""
    eid: str = ""
    word: str = ""
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the format holds it.

    text: the words, without an automatic number; white space is single spaces.
    number: automatic number as the reader sees it: "1.", "(a)", "Article 3"; typed numbers stay in text. Of a line that
        declares something the number as printed, with the word before it; declared.number is without the word.
    heading: heading level 1… from Markdown # or a Word heading style; None for body text.
    indent: nesting that the format itself states (list level, Word ilvl); 0 when it states none.
    bold, centred: the whole line is.
    aside: why the format says that this is no text of the draft ("front matter", "footnote", "hidden text");
        "" for text of the draft. Such lines are kept and shown, never cut into provisions.
    declared: what the format says this line opens; None in formats that leave that to the segmenter.
    quoted: the format says that the words are quoted (an amendment's new text for another law): they belong to the
        provision that quotes them and open nothing.
    emphasis: bold or struck words inside a line that as a whole is not, in order.
    page: number of the page (from 1) it begins on; None where the format has no pages.
    """

    text: str
    number: str = ""
    heading: int | None = None
    indent: int = 0
    bold: bool = False
    centred: bool = False
    aside: str = ""
    declared: Declared | None = None
    quoted: bool = False
    emphasis: tuple[Emphasis, ...] = ()
    page: int | None = None

    @property
    def seen(self) -> str:
        """The line as a person sees it: automatic number or declared number and heading first."""
        if self.declared is not None:
            number = self.number or self.declared.number
            return " ".join(part for part in (number, self.declared.heading, self.text) if part)
        return f"{self.number} {self.text}".strip() if self.number else self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as lines.

    format: "docx", "pdf", "html", "akn", "odt", "rtf", "markdown" or "text".
    lines: Provision.source counts these; `[line.seen …]` is what the preview shows.
    language: what the file itself says (BCP 47); "" when it says nothing. title: likewise.
    warnings: what was doubtful in reading (encoding, tracked changes).
    tracked: whether the file holds tracked changes, so that both versions can be offered.
    """

    format: str
    lines: tuple[Line, ...]
    language: str = ""
    title: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
    tracked: bool = False
