"""Marked lines of one article nested into paragraphs, points and subpoints.

A mark continues an open list if it is that list's successor ((h) → (i), 2 → 2 bis → 3), and opens a list inside the
last item if it is a first ((a), (i), 1). Each possibility has a cost; the cheapest wins. (i) after (h) looks one mark
ahead: (ii) makes it a roman one, (j) a letter. Lines without a mark belong to the part that was open around the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.marks import Mark, Sense, Style
from salvaguarda.domain.reading.numbers import Place, follows
from salvaguarda.domain.reading.tree import Node

_NO_MARK = 9.0  # from here on a mark is more likely a word of the sentence
_BACK = 6.0
_FARTHEST = 10
_HIGHEST_START = 30


@dataclass(slots=True)
class Level:
    """An open list: its last item, how it is marked, and where it stands."""

    sense: Sense
    form: str
    parts: int
    indent: int
    node: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to place a mark: after the item of `levels[:keep + 1]`'s last (continues), or inside it (opens)."""

    cost: float
    sense: Sense
    keep: int
    opens: bool


class Nest:
    """The lists of one container (an article, a chapter's opening words, the whole text)."""

    def __init__(self, container: Node, marks_indented: bool, words_indented: bool) -> None:
        """marks_indented, words_indented: whether the format states the nesting of lines with and without marks."""
        self._container = container
        self._marks_indented = marks_indented
        self._words_indented = words_indented
        self._runs: list[Node] = []
        self._levels: list[Level] = []
        self._closed: Level | None = None

    def add_marked(self, mark: Mark, text: str, indent: int, line: int, ahead: Mark | None) -> bool:
        """Place a marked line; False when the mark fits nowhere and is part of the words."""
        choice = min(self._choices(mark, indent, ahead), key=lambda each: each.cost)
        if choice.cost >= _NO_MARK:
            return False
        if choice.keep == len(self._levels) and self._closed is not None:
            self._levels.append(self._closed)
        self._closed = None
        kept = self._levels[: choice.keep + 1 if choice.opens else choice.keep]
        parent = kept[-1].node if kept else self._run(line)
        node = Node(_kind(choice.sense.style, parent, bool(kept)), mark.number, first=line, last=line)
        node.option = choice.sense.style is Style.OPTION
        if text:
            node.texts.append(text)
        parent.add(node)
        self._levels = [*kept, Level(choice.sense, mark.form, mark.parts, indent, node)]
        self._reach(line)
        return True

    def add_words(self, text: str, indent: int, line: int) -> None:
        """Place a line without a mark."""
        if not self._levels:
            self._run(line, fresh=True).take([text], line)
        elif self._words_indented:
            self._by_indent(text, indent, line)
        elif len(self._levels) == 1 and self._levels[0].sense.style in {Style.DECIMAL, Style.OPTION}:
            self._levels[0].node.take([text], line)
        else:
            self._after_list(text, line)
        self._reach(line)

    def finish(self) -> None:
        """Hang the runs into the container: as its own words when there is one run, else as unnumbered paragraphs."""
        whole_text = self._container.kind is ProvisionKind.DRAFT
        numbered = any(child.kind is ProvisionKind.PARAGRAPH for run in self._runs for child in run.children)
        for run in self._runs:
            hoisted = bool(run.children) if whole_text else numbered or len(self._runs) == 1
            if hoisted and not (whole_text and run.texts):
                self._hoist(run)
            else:
                self._container.add(run)

    def _hoist(self, run: Node) -> None:
        if run.texts:
            self._container.take(run.texts, run.first)
        for child in run.children:
            self._container.add(child)
        self._container.closings += run.closings
        self._container.reach(run.last)

    def _run(self, line: int, fresh: bool = False) -> Node:
        if fresh or not self._runs:
            self._runs.append(Node(ProvisionKind.PARAGRAPH, first=line, last=line))
        return self._runs[-1]

    def _reach(self, line: int) -> None:
        for level in self._levels:
            level.node.reach(line)
        if self._runs:
            self._runs[-1].reach(line)
        self._container.reach(line)

    def _by_indent(self, text: str, indent: int, line: int) -> None:
        owners = [level for level in self._levels if level.indent < indent]
        if owners:
            self._levels = owners
            owners[-1].node.take([text], line)
        else:
            self._run(line).take([text], line)

    def _after_list(self, text: str, line: int) -> None:
        """Closing words of whatever holds the innermost list; a new paragraph where the sentence before had ended."""
        closed = self._levels.pop()
        if self._levels:
            self._levels[-1].node.take([text], line)
            self._closed = closed
        elif _ended(closed.node) and text[:1].isupper():
            self._run(line, fresh=True).take([text], line)
        else:
            self._run(line).take([text], line)
            self._closed = closed

    def _choices(self, mark: Mark, indent: int, ahead: Mark | None) -> Iterator[Choice]:
        levels = [*self._levels, self._closed] if self._closed is not None else self._levels
        for sense in mark.senses:
            for index, level in enumerate(levels):
                cost = _continue_cost(sense, mark, level) + self._indent_cost(indent, level)
                yield Choice(cost, sense, index, opens=False)
            yield Choice(
                self._open_cost(sense, mark, indent, ahead), sense, len(self._levels) - 1, opens=True
            )

    def _indent_cost(self, indent: int, level: Level) -> float:
        return 2.0 if self._marks_indented and indent != level.indent else 0.0

    def _open_cost(self, sense: Sense, mark: Mark, indent: int, ahead: Mark | None) -> float:
        cost = _start_cost(sense, mark)
        inner = self._levels[-1] if self._levels else None
        if inner is None:
            return cost
        announced = _announced(inner.node)
        deeper = self._marks_indented and indent > inner.indent
        if any(_same_list(sense, mark, level) for level in self._levels) and not announced and not deeper:
            cost += 6.0
        if self._marks_indented and indent <= inner.indent and not announced:
            cost += 2.0
        return cost - (0.5 if announced else 0.0) - _roman_by_look_ahead(sense, mark, ahead)


def _kind(style: Style, parent: Node, inside: bool) -> ProvisionKind:
    if not inside or (parent.option and parent.kind is ProvisionKind.PARAGRAPH):
        return ProvisionKind.PARAGRAPH if style in {Style.DECIMAL, Style.OPTION} else ProvisionKind.POINT
    return ProvisionKind.POINT if parent.kind is ProvisionKind.PARAGRAPH else ProvisionKind.SUBPOINT


def _same_list(sense: Sense, mark: Mark, level: Level) -> bool:
    return (sense.style, mark.form, mark.parts) == (level.sense.style, level.form, level.parts)


def _continue_cost(sense: Sense, mark: Mark, level: Level) -> float:
    if sense.style is not level.sense.style:
        return 99.0
    cost = 0.0 if mark.form == level.form else 2.0
    if mark.parts != level.parts:
        cost += 4.0
    if sense.style is Style.BULLET:
        return cost + (0.0 if mark.number == level.node.number else 2.0)
    return cost + _step_cost(sense.place, level.sense.place)


def _step_cost(place: Place, before: Place) -> float:
    if follows(place, before):
        return 0.0
    if place <= before:
        return _BACK if place == before else _BACK + 0.5
    ahead = place[0] - before[0]
    return 3.0 + ahead / 4 if ahead <= _FARTHEST else _NO_MARK


def _start_cost(sense: Sense, mark: Mark) -> float:
    if sense.style is Style.BULLET or sense.place == (1, 0):
        return 1.0
    if sense.place[0] > _HIGHEST_START:
        return _NO_MARK + 3
    return 3.0 if mark.parts > 1 or sense.style is Style.OPTION else 5.0


def _roman_by_look_ahead(sense: Sense, mark: Mark, ahead: Mark | None) -> float:
    """How much the next mark speaks for (i) as a roman one: (ii) for it, (j) against it."""
    if sense.style not in {Style.LOWER_ROMAN, Style.UPPER_ROMAN} or len(mark.senses) == 1 or ahead is None:
        return 0.0
    if any(each.style is sense.style and each.place == (2, 0) for each in ahead.senses):
        return 3.0
    following = any(
        each.style in {Style.LOWER, Style.UPPER} and each.place == (10, 0) for each in ahead.senses
    )
    return -3.0 if following else 0.0


def _announced(node: Node) -> bool:
    """Whether the words so far ask for a list: they end in a colon or there are none yet."""
    words = node.closings or node.texts
    return not words or words[-1].rstrip(" ]*").endswith((":", "—", "–"))


def _ended(node: Node) -> bool:
    words = node.closings or node.texts
    return bool(words) and words[-1].rstrip(" ]”\"'’)").endswith((".", "!", "?"))
