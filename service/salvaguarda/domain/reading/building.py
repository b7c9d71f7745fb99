"""The tree of one text, built line by line from the plan."""

from collections.abc import Sequence
from dataclasses import replace

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import Mark, Sense, Style, read_mark
from salvaguarda.domain.reading.nesting import Nest
from salvaguarda.domain.reading.plan import Plan
from salvaguarda.domain.reading.recitals import split_recitals
from salvaguarda.domain.reading.tree import Node

_TOPMOST = {ProvisionKind.ANNEX: 0, ProvisionKind.PART: 1}
_MOST_MARKS = 4  # "1. (a) (i) text" on one line


def build(plan: Plan) -> list[Node]:
    """The top-level nodes of a planned text."""
    builder = _Builder(plan)
    kept = plan.kept()
    builder.marks = _marks_ahead(plan, kept)
    for index in kept:
        builder.line(index)
    builder.finish()
    return builder.roots


def marks_of(line: Line) -> tuple[list[Mark], str]:
    """The marks at the beginning of a line (automatic number first) and the words after them."""
    marks: list[Mark] = []
    text = line.text
    if line.number:
        found = read_mark(line.number + " ")
        bullet = Mark(line.number, "-", (Sense(Style.BULLET, (0, 0)),))
        marks.append(found[0] if found is not None else bullet)
    while len(marks) < _MOST_MARKS and (found := read_mark(text)) is not None:
        if marks and (found[0].form not in {"(x)", "x)"} or not found[1]):
            break  # "2. 2 Such" and "1. 5." are no lists in lists
        marks.append(found[0])
        text = found[1]
    return marks, text


def _marks_ahead(plan: Plan, kept: Sequence[int]) -> dict[int, Mark | None]:
    """For each line the first mark of a later line."""
    ahead: dict[int, Mark | None] = {}
    coming: Mark | None = None
    for index in reversed(kept):
        ahead[index] = coming
        if index in plan.heads:
            coming = None
        elif marks := marks_of(plan.lines[index])[0]:
            coming = marks[0]
    return ahead


def _begins_operative_part(owner: Node, line: Line) -> bool:
    """Whether a line ends a preamble without "Have agreed": number 1 after paragraphs that had none."""
    if (
        owner.kind is not ProvisionKind.PREAMBLE
        or not owner.children
        or any(each.number for each in owner.children)
    ):
        return False
    marks = marks_of(line)[0]
    return bool(marks) and marks[0].form == "x." and marks[0].senses[0] == Sense(Style.DECIMAL, (1, 0))


class _Builder:
    def __init__(self, plan: Plan) -> None:
        self.roots: list[Node] = []
        self.marks: dict[int, Mark | None] = {}
        self._plan = plan
        self._component: Node | None = None
        self._divisions: list[Node] = []
        self._ranks: dict[ProvisionKind, int] = {}
        self._owner: Node | None = None  # article, division or annex whose body is being read
        self._nest: Nest | None = None
        self._loose = Node(ProvisionKind.DRAFT)
        bodies = [plan.lines[index] for index in plan.kept() if index not in plan.heads]
        self._title_above: tuple[int, str] | None = (
            None  # the title of the next head, when it stands above the number
        )
        self._marks_indented = any(line.indent for line in bodies if marks_of(line)[0])
        self._words_indented = any(line.indent for line in bodies if not marks_of(line)[0])

    def line(self, index: int) -> None:
        if index in self._plan.components:
            self._open_component(index, self._plan.components[index])
        elif index in self._plan.titles:
            self._add_title(index)
        elif index in self._plan.heads:
            self._open(index, self._plan.heads[index])
        else:
            self._body(index)

    def finish(self) -> None:
        if self._nest is not None:
            self._nest.finish()
        for node in self._loose.children:
            self._hang(node)
        self._loose = Node(ProvisionKind.DRAFT)
        self._nest = None

    def _open_component(self, index: int, title: str) -> None:
        self.finish()
        self._divisions, self._ranks = [], {}
        self._component = Node(ProvisionKind.ANNEX, heading=title, first=index, last=index)
        self._component.component = self._component.instrument = True
        self.roots.append(self._component)
        self._owner = self._component

    def _add_title(self, index: int) -> None:
        text = self._plan.lines[index].seen
        if self._owner is None or self._plan.titles[index] > index:
            self._title_above = (index, text)
            return
        self._owner.heading = f"{self._owner.heading} {text}".strip()
        self._reach(index)

    def _open(self, index: int, head: Head) -> None:
        self.finish()
        node = Node(head.kind, head.number, head.title, index, index, head.level)
        if self._title_above is not None:
            node.first, node.heading = self._title_above
            self._title_above = None
        if head.kind is ProvisionKind.ANNEX:
            self._divisions, self._ranks, self._component, node.component = [], {}, None, True
            self._hang(node)
            self._component = node
        elif head.kind in DIVISIONS:
            self._place_division(node, head)
        elif head.kind is ProvisionKind.CLOSING:
            self._divisions = []
            node = self._closing(node)
        else:
            self._hang(node)
        self._owner = node
        if head.run_in:
            self._words(index, replace(self._plan.lines[index], number="", text=head.run_in))

    def _closing(self, node: Node) -> Node:
        """The closing words: one part, whatever formulas it begins with."""
        before = (self._component.children if self._component else self.roots)[-1:]
        if before and before[0].kind is ProvisionKind.CLOSING:
            return before[0]
        self._hang(node)
        return node

    def _hang(self, node: Node) -> None:
        parent = self._divisions[-1] if self._divisions else self._component
        if parent is None:
            self.roots.append(node)
        else:
            parent.add(node)
        self._reach_divisions(node.last)

    def _place_division(self, node: Node, head: Head) -> None:
        if head.named:
            self._pop_to_rank(node.kind)
        else:
            while self._divisions and (self._divisions[-1].level or 0) >= (head.level or 0):
                self._divisions.pop()
        self._hang(node)
        self._divisions.append(node)

    def _pop_to_rank(self, kind: ProvisionKind) -> None:
        """Nesting is learnt from the text: a kind first met inside another is deeper (title inside section)."""
        if kind not in self._ranks:
            inner = max((self._ranks.get(each.kind, 0) for each in self._divisions), default=1)
            self._ranks[kind] = _TOPMOST.get(kind, inner + 1)
        rank = self._ranks[kind]
        while self._divisions and self._ranks.get(self._divisions[-1].kind, 99) >= rank:
            self._divisions.pop()

    def _body(self, index: int) -> None:
        if index in self._plan.preambles:
            self.finish()
            preamble = Node(ProvisionKind.PREAMBLE, first=index, last=index)
            self._hang(preamble)
            self._owner = preamble
        self._words(index, self._plan.lines[index])

    def _words(self, index: int, line: Line) -> None:
        if self._owner is not None and _begins_operative_part(self._owner, line):
            self._owner = None
        if self._owner is not None and self._owner.kind is ProvisionKind.PREAMBLE:
            self._preamble_line(self._owner, index, line)
        elif self._owner is not None and self._owner.kind is ProvisionKind.CLOSING:
            self._owner.take([line.seen], index)
        else:
            self._listed(index, line)
        self._reach(index)

    def _preamble_line(self, preamble: Node, index: int, line: Line) -> None:
        marks, text = marks_of(line)
        number = " ".join(mark.number for mark in marks if mark.form != "-")
        for piece in split_recitals(text):
            if keywords.ENACTED.match(piece):
                preamble.closings.append(piece)
                self._owner = None
            elif self._owner is None or (preamble.closings and not number):
                preamble.closings.append(piece)
            elif not preamble.children and not number and not keywords.RECITAL.match(piece.lstrip('[*“" ')):
                preamble.texts.append(piece)
            else:
                preamble.add(Node(ProvisionKind.RECITAL, number, first=index, last=index, texts=[piece]))
                number = ""
        preamble.reach(index)

    def _listed(self, index: int, line: Line) -> None:
        if self._nest is None:
            self._nest = Nest(self._owner or self._loose, self._marks_indented, self._words_indented)
        marks, text = marks_of(line)
        for number, mark in enumerate(marks):
            last = number == len(marks) - 1
            ahead = self.marks[index] if last else marks[number + 1]
            if not self._nest.add_marked(mark, text if last else "", line.indent, index, ahead):
                rest = " ".join([*(each.number for each in marks[number:]), text])
                self._nest.add_words(line.seen if number == 0 else rest, line.indent, index)
                return
        if not marks:
            self._nest.add_words(text, line.indent, index)

    def _reach(self, line: int) -> None:
        if self._owner is not None:
            self._owner.reach(line)
        self._reach_divisions(line)

    def _reach_divisions(self, line: int) -> None:
        for division in self._divisions:
            division.reach(line)
        if self._component is not None:
            self._component.reach(line)
