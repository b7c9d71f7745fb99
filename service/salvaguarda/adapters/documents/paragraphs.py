"""Paragraphs of a word processor → lines; what stands inside of a paragraph (notes, boxes) follows it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.emphasis import Run, shown_lines
from salvaguarda.adapters.documents.limits import check_lines
from salvaguarda.adapters.documents.rows import row_lines
from salvaguarda.domain.reading.lines import Line

_LONGEST_HEADING = 200


def no_number() -> str:
    """The number of a paragraph that has none."""
    return ""


@dataclass(slots=True)
class Block:
    """One open paragraph. number: counts when it is asked, and only when the paragraph has words that are read."""

    heading: int | None = None
    indent: int = 0
    centred: bool = False
    aside: str = ""
    number: Callable[[], str] = no_number
    runs: list[Run] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    after: list[Line] = field(default_factory=list)


class Writer:
    """Takes paragraphs with their words, gives lines. Raises Unreadable as soon as there are too many. name: the file's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._blocks: list[Block] = []
        self._sinks: list[list[Line]] = [[]]
        self._rows: list[list[list[Line]]] = []
        self._carried: list[Run] = []

    def begin(self, block: Block) -> None:
        """A paragraph begins."""
        self._count += 1
        check_lines(self._count // 2, self._name)  # empty ones are no lines
        block.runs, self._carried = [*self._carried, *block.runs], []
        self._blocks.append(block)

    def words(self, text: str, bold: bool = False, struck: bool = False) -> None:
        """Words in the open paragraph; those outside of paragraphs are white space of the file."""
        if self._blocks and text:
            self._blocks[-1].runs.append(Run(text, bold, struck))

    def other(self, text: str, reason: str) -> None:
        """Words in the open paragraph that are no text of the draft."""
        if self._blocks and text:
            self._blocks[-1].others.setdefault(reason, []).append(text)

    def end(self, joins_next: bool = False) -> None:
        """The paragraph ends. joins_next: its end is no end in the version that is read."""
        if not self._blocks:
            return
        block = self._blocks.pop()
        lines: list[Line] = []
        if joins_next and not block.aside:
            self._carried = block.runs
        else:
            lines += _shown(block)
        for reason, words in block.others.items():
            if text := squeezed(without_controls(" ".join(words)).replace("\n", " ")):
                lines.append(Line(text, aside=reason))
        self.put([*lines, *block.after])

    def put(self, lines: list[Line]) -> None:
        """Lines that are whole: after the paragraph around them, if there is one."""
        if self._blocks:
            self._blocks[-1].after += lines
        else:
            self._sinks[-1] += lines

    def begin_row(self) -> None:
        """A row of a table begins."""
        self._rows.append([])

    def begin_cell(self) -> None:
        """A cell begins."""
        self._sinks.append([])

    def end_cell(self) -> None:
        """The cell ends."""
        cell = self._sinks.pop()
        if self._rows:
            self._rows[-1].append(cell)
        else:
            self.put(cell)

    def end_row(self) -> None:
        """The row ends: its cells become lines."""
        self.put(row_lines(self._rows.pop()))

    @property
    def open_block(self) -> Block | None:
        """The innermost open paragraph; None between paragraphs."""
        return self._blocks[-1] if self._blocks else None

    def in_new_row(self) -> None:
        """The open paragraph turns out to be the first in a row of a table, and its cell."""
        block = self._blocks.pop() if self._blocks else Block()
        self.begin_row()
        self.begin_cell()
        self._blocks.append(block)

    def next_cell(self) -> None:
        """One cell ends and another may begin; the open paragraph stands in that."""
        block = self._blocks.pop() if self._blocks else Block()
        self.end_cell()
        self.begin_cell()
        self._blocks.append(block)

    def end_open_row(self) -> None:
        """The row ends; the open paragraph stands after it."""
        block = self._blocks.pop() if self._blocks else Block()
        self.end_cell()
        self.end_row()
        self._blocks.append(block)

    def lines(self) -> list[Line]:
        """All lines, once the text has ended."""
        while self._blocks:
            self.end()
        if self._carried:
            self.begin(Block())
            self.end()
        return self._sinks[0]


def _shown(block: Block) -> list[Line]:
    shown = list(shown_lines(block.runs))
    number = block.number() if shown or not block.others else ""
    if not shown:
        return [Line("", number, indent=block.indent, aside=block.aside)] if number else []
    length = sum(len(each.text) for each in shown)
    heading = block.heading if length <= _LONGEST_HEADING and not block.aside else None
    return [
        Line(
            each.text,
            number if place == 0 else "",
            heading,
            block.indent,
            each.bold,
            block.centred,
            block.aside,
            emphasis=each.emphasis,
        )
        for place, each in enumerate(shown)
    ]
