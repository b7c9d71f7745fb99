"""What every reader gives to the one segmenter: lines of text, and what the format itself says of them."""

from dataclasses import dataclass

from salvaguarda.domain.drafts import ReadingWarning


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the format holds it.

    text: the words, without an automatic number; white space is single spaces.
    number: automatic number as the reader sees it: "1.", "(a)", "Article 3"; typed numbers stay in text.
    heading: heading level 1… from Markdown # or a Word heading style; None for body text.
    indent: nesting that the format itself states (list level, Word ilvl); 0 when it states none.
    bold, centred: the whole line is.
    aside: why the format says that this is no text of the draft ("front matter", "footnote", "hidden text");
        "" for text of the draft. Such lines are kept and shown, never cut into provisions.
    """

    text: str
    number: str = ""
    heading: int | None = None
    indent: int = 0
    bold: bool = False
    centred: bool = False
    aside: str = ""

    @property
    def seen(self) -> str:
        """The line as a person sees it, automatic number first."""
        return f"{self.number} {self.text}".strip() if self.number else self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as lines.

    format: "docx", "markdown" or "text".
    lines: Provision.source counts these; `[line.seen …]` is what the preview shows.
    language: what the file itself says (BCP 47); "" when it says nothing. title: likewise.
    warnings: what was doubtful in reading (encoding, tracked changes).
    """

    format: str
    lines: tuple[Line, ...]
    language: str = ""
    title: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
