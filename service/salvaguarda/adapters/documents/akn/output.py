"""The lines of a file as they come: words gathered to lines, openings before their words, notes after them."""

from dataclasses import dataclass, replace

from salvaguarda.adapters.documents.akn.kinds import Part
from salvaguarda.adapters.documents.emphasis import Run, ShownLine, shown_lines
from salvaguarda.adapters.documents.limits import check_lines
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.lines import Declared, Line

_GLUED = frozenset(".,;:)]”’!?")
_FARTHEST_BACK = 20  # notes between a quotation and what follows it


@dataclass(slots=True)
class Opening:
    """A part that waits for its first words. number: as printed, with the word before it."""

    part: Part
    number: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Region:
    """Where words stand. part: the nearest element that opens something; aside, quoted: as in Line."""

    part: Part | None = None
    aside: str = ""
    quoted: bool = False


class Output:
    """Gathers the lines of one file."""

    def __init__(self, name: str) -> None:
        self.lines: list[Line] = []
        self._name = name  # of the file
        self._runs: list[Run] = []
        self._notes: list[Line] = []
        self._waiting: Opening | None = None
        self._depth = -1  # of the part that was opened or closed last
        self._glue = False  # what is gathered stays with the words that follow, whatever block they are in
        self._after_quote = False
        self._row: list[list[str]] | None = None

    def add(self, text: str, *, bold: bool = False, struck: bool = False) -> None:
        """Words of the current line."""
        if self._glue:
            text = text.lstrip()
        if text.strip():
            self._glue = False
        if text:
            self._runs.append(Run(text, bold, struck))

    def keep_together(self) -> None:
        """What was gathered (a number, an opening quotation mark) begins the next block's line."""
        self._glue = True

    def note(self, text: str, reason: str) -> None:
        """A line that is set aside, after the line at hand."""
        if text:
            self._notes.append(Line(text, aside=reason))

    def begin_block(self, region: Region) -> None:
        """A block begins: what was gathered is a line of its own."""
        if self._glue:
            return
        self.end_line(region)

    def end_line(self, region: Region) -> None:
        """What was gathered is a line."""
        self._glue = False
        check_lines(len(self.lines), self._name)
        found = list(shown_lines(self._runs)) if self._runs else []
        self._runs = []
        if self._row is not None:
            if not self._row:
                self._row.append([])  # words of a row outside of its cells
            self._row[-1].extend(each.text for each in found)
            return
        for each in found:
            self._put(each, region)
        if self._waiting is None:
            self._put_notes()

    def open(self, opening: Opening) -> None:
        """A part begins; its line is written with its first words."""
        self.write_opening()
        self._put_notes()
        self._waiting = opening

    def write_opening(self, part: Part | None = None) -> None:
        """Write the line of the part that waits (of this one only, if given), without words."""
        if self._waiting is not None and (part is None or part is self._waiting.part):
            self._open_with(ShownLine(""))
            self._put_notes()

    def begin_row(self) -> None:
        """A table's row begins: its cells become one line."""
        self._row = []

    def begin_cell(self) -> None:
        """The next cell of the row."""
        if self._row is not None:
            self._row.append([])

    def end_row(self, region: Region) -> None:
        """Write the row, cells apart by a bar."""
        cells = [" ".join(cell) for cell in self._row or [] if cell]
        self._row = None
        if cells:
            self._put(ShownLine(" | ".join(cells)), region)
        self._put_notes()

    def end_quote(self, mark: str, begun: int) -> None:
        """Put the closing mark behind the last quoted words; punctuation that follows goes there too.

        begun: how many lines there were when the quotation began; one without words of its own has no marks.
        """
        if self._row is not None:
            self._runs.append(Run(mark))
            return
        if len(self.lines) <= begun:
            return
        if mark and not self._append_to_quote(mark):
            self._runs.append(Run(mark))
        self._after_quote = True

    def _put_notes(self) -> None:
        self.lines += self._notes
        self._notes = []

    def _append_to_quote(self, text: str) -> bool:
        for back in range(1, min(_FARTHEST_BACK, len(self.lines)) + 1):
            line = self.lines[-back]
            if line.quoted:
                self.lines[-back] = replace(line, text=line.text + text)
                return True
            if not line.aside:
                return False
        return False

    def _put(self, shown: ShownLine, region: Region) -> None:
        after_quote, self._after_quote = self._after_quote, False
        if region.aside:
            self.lines.append(Line(shown.text, bold=shown.bold, aside=region.aside))
        elif after_quote and shown.text[0] in _GLUED and self._append_to_quote(shown.text):
            return
        elif self._waiting is not None and self._waiting.part is region.part and not region.quoted:
            self._open_with(shown)
        else:
            self.write_opening()
            self._words(shown, region)

    def _open_with(self, shown: ShownLine) -> None:
        opening, self._waiting = self._waiting, None
        if opening is None:
            return
        self._depth = opening.part.depth
        self.lines.append(
            Line(
                shown.text,
                opening.number,
                bold=shown.bold,
                declared=opening.declared,
                emphasis=shown.emphasis,
            )
        )

    def _words(self, shown: ShownLine, region: Region) -> None:
        line = Line(shown.text, bold=shown.bold, quoted=region.quoted, emphasis=shown.emphasis)
        depth = region.part.depth if region.part is not None else -1
        if depth < 0 <= self._depth:  # words between the parts of the body: a paragraph of their own
            line = replace(line, declared=Declared(ProvisionKind.PARAGRAPH, 0))
            self._depth = 0
        elif region.part is not None and depth < self._depth:
            line = replace(line, declared=Declared(region.part.kind, depth, closing=True))
            self._depth = depth
        self.lines.append(line)
