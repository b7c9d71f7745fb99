"""Words, in the order of the page, → lines: blocks, their numbers, the cells of tables."""

from dataclasses import dataclass, field, replace

from salvaguarda.adapters.documents.characters import squeezed
from salvaguarda.adapters.documents.emphasis import Run, shown_lines
from salvaguarda.adapters.documents.html.looks import Look
from salvaguarda.adapters.documents.limits import check_lines
from salvaguarda.adapters.documents.rows import row_lines
from salvaguarda.adapters.documents.wrapped import Placed, unwrapped
from salvaguarda.domain.reading.lines import Line

_LONGEST_HEADING = 300
_MOST_COLUMNS = 6


@dataclass(slots=True)
class _Block:
    """The paragraph under way. look: that of its first words; others: words of another kind (hidden, deleted) by reason."""

    runs: list[Run] = field(default_factory=list)
    look: Look | None = None
    others: dict[str, list[str]] = field(default_factory=dict)
    tabs: bool = False


class Writer:
    """Takes words and the ends of blocks, gives lines. Raises Unreadable as soon as there are too many. name: the file's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._block = _Block()
        self._sinks: list[list[Placed]] = [[]]
        self._rows: list[list[list[Line]]] = []
        self._count = self._breaks = 0
        self._number: tuple[str, int, str] | None = None  # with its indent and why it is aside

    def words(self, text: str, look: Look) -> None:
        """Words in the block that is open."""
        block = self._block
        if look.aside and (block.look is None or look.aside != block.look.aside) and block.runs:
            block.others.setdefault(look.aside, []).append(text)
            return
        if block.look is None or (block.look.aside and not look.aside):
            if not text.strip():
                block.runs += [Run(text)] if block.runs else []
                return
            self._move_aside(look)
        shown = text if look.preformatted else text.replace("\n", " ").replace("\r", " ")
        block.runs.append(Run(shown, look.bold, look.struck))

    def _move_aside(self, look: Look) -> None:
        """Words of the draft begin: what stood before them in the block, of another kind, is a line of its own."""
        block = self._block
        if block.look is not None and block.runs:
            block.others.setdefault(block.look.aside, []).append("".join(run.text for run in block.runs))
            block.runs = []
        block.look = look

    def line_break(self) -> None:
        """A line ends inside of a block."""
        self._breaks += 1
        check_lines(self._breaks, self._name)
        self._block.runs.append(Run("\n"))

    def tab(self) -> None:
        """A tab at the beginning of a block: its words stand one step in."""
        self._block.tabs = self._block.tabs or self._block.look is None

    @property
    def begun(self) -> bool:
        """Whether the open block has words."""
        return self._block.look is not None

    def number(self, text: str, indent: int, aside: str = "") -> None:
        """The automatic number of the next line."""
        if text:
            self.end_block()
            self.end_number()
            self._number = (text, indent, aside)

    def end_number(self) -> None:
        """A number whose words never came stands alone."""
        if self._number is not None:
            text, indent, aside = self._number
            self._number = None
            self._put(Line("", text, indent=indent, aside=aside))

    def end_block(self) -> None:
        """The paragraph ends."""
        block, self._block = self._block, _Block()
        if block.look is not None:
            self._end_lines(block, block.look)
        for reason, words in block.others.items():
            if text := squeezed(" ".join(words).replace("\n", " ")):
                self._put(Line(text, aside=reason))

    def _end_lines(self, block: _Block, look: Look) -> None:
        shown = list(shown_lines(block.runs))
        length = sum(len(each.text) for each in shown)
        heading = look.heading if length <= _LONGEST_HEADING else None
        number, indent, _ = self._number or ("", look.indent, "")
        if shown:
            self._number = None
        step = 1 if block.tabs and not number else 0
        for place, each in enumerate(shown):
            line = Line(
                each.text,
                number if place == 0 else "",
                heading if not look.aside else None,
                (indent if place == 0 else look.indent) + step,
                each.bold,
                look.centred,
                look.aside,
                quoted=look.quoted,
                emphasis=each.emphasis,
            )
            self._put(line, look.column, fresh=place == 0)

    def _put(self, line: Line, column: float = 0.0, fresh: bool = True) -> None:
        self._count += 1
        check_lines(self._count, self._name)
        self._sinks[-1].append(Placed(line, fresh, column))

    def begin_row(self) -> None:
        """A row of a table begins."""
        self.end_block()
        self._rows.append([])

    def begin_cell(self) -> None:
        """A cell begins."""
        self.end_block()
        self._sinks.append([])

    def end_cell(self) -> None:
        """The cell ends: its lines belong to the row."""
        self.end_block()
        self.end_number()
        lines = unwrapped(self._sinks.pop())
        if self._rows:
            self._rows[-1].append(lines)
        else:
            self._sinks[-1] += [Placed(line) for line in lines]

    def end_row(self) -> None:
        """The row ends: its cells become lines."""
        self.end_block()
        self._sinks[-1] += [Placed(line) for line in row_lines(self._rows.pop())]

    def lines(self) -> list[Line]:
        """All lines, once the page has ended."""
        self.end_block()
        self.end_number()
        (placed,) = self._sinks
        return unwrapped(self._with_columns(placed))

    def _with_columns(self, placed: list[Placed]) -> list[Placed]:
        """Left margins as nesting, where nothing else states any and where they are few."""
        columns = sorted({each.column for each in placed if not each.line.aside})
        if len(columns) > _MOST_COLUMNS or len(columns) < 2 or any(each.line.indent for each in placed):
            return placed
        return [
            replace(each, line=replace(each.line, indent=columns.index(each.column)))
            if each.column in columns
            else each
            for each in placed
        ]
