"""The tree of one text, built line by line from the plan."""

from dataclasses import replace
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading.closing_words import part_glued_closings
from salvaguarda.domain.reading.costs import Ahead
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marked_lines import before, is_option, looks_ahead, marks_of
from salvaguarda.domain.reading.marks import Style
from salvaguarda.domain.reading.nesting import Nest
from salvaguarda.domain.reading.numbers import Place
from salvaguarda.domain.reading.planned import Plan
from salvaguarda.domain.reading.recitals import add_to_preamble
from salvaguarda.domain.reading.tree import Node

_LONGEST_HEADING = 100
_TOPMOST = {ProvisionKind.ANNEX: 0, ProvisionKind.PART: 1}


def build(plan: Plan) -> list[Node]:
    """The top-level nodes of a planned text."""
    builder = _Builder(plan)
    for index in builder.kept:
        builder.line(index)
    builder.finish()
    part_glued_closings(builder.roots)
    return builder.roots


def _begins_operative_part(owner: Node, line: Line) -> bool:
    """Whether a line ends a preamble without "Have agreed": number 1 (or a shown "I.") after paragraphs that had none."""
    counted = (each.number for each in owner.children if not each.number.lower().startswith("pp"))
    if owner.kind is not ProvisionKind.PREAMBLE or not owner.children or any(counted):
        return False
    marks = marks_of(line)[0]
    if not marks or marks[0].form != "x.":
        return False
    first = [sense.style for sense in marks[0].senses if sense.place == (1, 0)]
    return Style.DECIMAL in first or (line.bold and Style.UPPER_ROMAN in first)


class _Builder:
    def __init__(self, plan: Plan) -> None:
        self.roots: list[Node] = []
        self.kept = plan.kept()
        self._plan = plan
        self._following = dict(pairwise([*self.kept, -1]))
        self._ahead = looks_ahead(plan, self.kept)
        self._component: Node | None = None
        self._divisions: list[Node] = []
        self._ranks: dict[ProvisionKind, int] = {}
        self._owner: Node | None = None  # article, division or annex whose body is being read
        self._nest: Nest | None = None
        self._loose = Node(ProvisionKind.DRAFT)
        self._title_above: tuple[int, str] | None = (
            None  # title of the next head, where it stands above the number
        )
        self._first_option: list[Place] = []  # articles of the first of several options of whole articles
        bodies = [plan.lines[index] for index in self.kept if index not in plan.heads]
        marked = [bool(marks_of(line)[0]) for line in bodies]
        self._marks_indented = any(line.indent for line, mark in zip(bodies, marked, strict=True) if mark)
        self._words_indented = any(line.indent for line, mark in zip(bodies, marked, strict=True) if not mark)

    def line(self, index: int) -> None:
        if index in self._plan.components:
            self._open_component(index, self._plan.components[index])
        elif self._opens_articles(index):
            self._open_option(index)
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
        node = Node(head.kind, head.number, head.title, index, index, head.level, word=head.word)
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
            self._end_options(head)
            if " " in head.word:
                self._divisions = []  # it stands behind all chapters
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
            in_section = any(each.kind is ProvisionKind.SECTION for each in self._divisions)
            self._ranks[kind] = inner + 1 if in_section else _TOPMOST.get(kind, inner + 1)
        rank = self._ranks[kind]
        while self._divisions and self._ranks.get(self._divisions[-1].kind, 99) >= rank:
            self._divisions.pop()

    def _opens_articles(self, index: int) -> bool:
        """Whether a line says "Option 1" and nothing else, and the next one opens an article: an option of whole articles."""
        coming = self._plan.heads.get(self._following[index])
        if coming is None or coming.kind is not ProvisionKind.ARTICLE:
            return False
        marks, text = marks_of(self._plan.lines[index])
        return len(marks) == 1 and is_option(marks[0]) and not text.strip("[]: ")

    def _open_option(self, index: int) -> None:
        self.finish()
        line = self._plan.lines[index]
        (mark,), text = marks_of(line)
        if self._divisions and self._divisions[-1].kind is ProvisionKind.OPTION:
            self._divisions.pop()
        if mark.senses[0].place == (1, 0):
            self._first_option = []
        node = Node(
            ProvisionKind.OPTION, mark.number, "", index, index, line.heading, place=mark.senses[0].place
        )
        node.take([text] if text else [], index)
        self._hang(node)
        self._divisions.append(node)
        self._owner = node

    def _end_options(self, head: Head) -> None:
        """Options of whole articles are over when the numbering goes on after what the first option holds."""
        option = self._divisions[-1] if self._divisions else None
        if option is None or option.kind is not ProvisionKind.OPTION or head.place is None:
            return
        first = option.place == (1, 0)
        above = None not in (head.level, option.level) and (head.level or 0) <= (option.level or 0)
        beyond = not first and bool(self._first_option) and head.place > max(self._first_option)
        if option.children and (above or beyond):
            self._divisions.pop()
        elif first:
            self._first_option.append(head.place)

    def _body(self, index: int) -> None:
        if index in self._plan.preambles:
            self.finish()
            preamble = Node(ProvisionKind.PREAMBLE, first=index, last=index)
            self._hang(preamble)
            self._owner = preamble
        self._words(index, self._plan.lines[index])

    def _words(self, index: int, line: Line) -> None:
        quoted = line.quoted or index in self._plan.quoted
        if self._owner is not None and not quoted and _begins_operative_part(self._owner, line):
            self._owner = None
        if self._owner is not None and self._owner.kind is ProvisionKind.PREAMBLE:
            if add_to_preamble(self._owner, line, index, quoted):
                self._reach(index)
                self._owner = None
        elif self._owner is not None and self._owner.kind is ProvisionKind.CLOSING:
            self._owner.take([line.seen], index)
        elif quoted:
            self._open_nest().add_quoted(line.seen, index)
        else:
            self._listed(index, line)
        self._reach(index)

    def _open_nest(self) -> Nest:
        if self._nest is None:
            self._nest = Nest(self._owner or self._loose, self._marks_indented, self._words_indented)
        return self._nest

    def _listed(self, index: int, line: Line) -> None:
        nest = self._open_nest()
        marks, text = marks_of(line)
        for number, mark in enumerate(marks):
            rest = marks[number + 1 :]
            ahead = before(rest, self._ahead.get(index, Ahead()))
            if not nest.add_marked(mark, "" if rest else text, line.indent, index, ahead):
                words = " ".join([*(each.number for each in marks[number:]), text])
                nest.add_words(line.seen if number == 0 else words, line.indent, index)
                return
        if not marks and self._heads_a_paragraph(index, line):
            nest.add_heading(text, index)
        elif not marks:
            nest.add_words(text, line.indent, index)

    def _heads_a_paragraph(self, index: int, line: Line) -> bool:
        """Whether a short line stands as a heading right above a number: "**Mobilization**" / "2. …", "{Timing}" / "8. …"."""
        ahead = self._ahead.get(index, Ahead())
        if not ahead.at_once or ahead.mark is None or len(line.text) > _LONGEST_HEADING:
            return False
        if line.text.startswith("{") and line.text.endswith("}"):
            return ahead.mark.form != "-"
        shown = (line.bold or line.centred) and not line.text.endswith((".", ";", ":", ","))
        return shown and ahead.mark.senses[0].style is Style.DECIMAL

    def _reach(self, line: int) -> None:
        if self._owner is not None:
            self._owner.reach(line)
        self._reach_divisions(line)

    def _reach_divisions(self, line: int) -> None:
        for division in self._divisions:
            division.reach(line)
        if self._component is not None:
            self._component.reach(line)
