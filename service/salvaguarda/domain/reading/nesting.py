"""Marked lines of one article nested into paragraphs, points and subpoints.

A mark continues an open list if it is that list's successor ((h) → (i), 2 → 2 bis → 3), and opens a list inside the
last part if it is a first ((a), (i), 1). Each possibility has a cost; the cheapest wins (costs.py). (i) after (h) looks
one mark ahead: (ii) makes it a roman one, (j) a letter. Lines without a mark belong to the part that was open around the
list. Options are parts between a list and its items: what stands inside of one is numbered for itself.
"""

from collections.abc import Iterator

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.closing_words import belongs_outside, ended, unfinished
from salvaguarda.domain.reading.costs import (
    NO_MARK,
    Ahead,
    Choice,
    Level,
    continue_cost,
    is_announced,
    open_cost,
)
from salvaguarda.domain.reading.marks import Mark, Sense, Style, read_term
from salvaguarda.domain.reading.option_rules import Stand, stands
from salvaguarda.domain.reading.tree import Node

_COUNTED = {ProvisionKind.PARAGRAPH, ProvisionKind.OPTION, ProvisionKind.DEFINITION}
_DEEPEST = 12  # no law nests deeper; paths of hostile texts stay short
_OUTER = 0.001  # of two options that a mark may follow the inner one is likelier
_OWN_WORDS = {Style.DECIMAL, Style.OPTION}


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
        self._heading: tuple[str, int] | None = None  # words above the next mark, and their line

    def add_heading(self, text: str, line: int) -> None:
        """Words that head the part that the next mark opens."""
        self._heading_as_words()
        self._heading = (text, line)

    def _heading_as_words(self) -> None:
        if self._heading is not None:
            (words, line), self._heading = self._heading, None
            self.add_words(words, 0, line)

    def add_marked(self, mark: Mark, text: str, indent: int, line: int, ahead: Ahead) -> bool:
        """Place a marked line; False when the mark fits nowhere and is part of the words."""
        choice = min(self._choices(mark, text, indent, ahead), key=lambda each: each.cost)
        if choice.cost >= NO_MARK:
            return False
        if choice.keep == len(self._levels) and self._closed is not None:
            self._levels.append(self._closed)
        self._closed = None
        kept_kind = None if choice.opens else self._levels[choice.keep].node.kind
        kept = self._levels[: choice.keep + 1 if choice.opens else choice.keep]
        if choice.opens:
            kept = self._with_second_opening(kept, line)
        parent = kept[-1].node if kept else self._run(line)
        kind = choice.kind or kept_kind or self._new_kind(choice.sense.style, mark, kept)
        node = Node(kind, mark.number, first=line, last=line)
        if self._heading is not None:
            node.heading, node.first = self._heading
            self._heading = None
        if text:
            node.texts.append(text)
        parent.add(node)
        self._levels = [*kept, Level(choice.sense, mark.form, mark.parts, indent, node, parent)]
        self._reach(line)
        return True

    def _with_second_opening(self, kept: list[Level], line: int) -> list[Level]:
        """ "1. … : (a) … (b) … The Party shall also: (a) …": the second opening words become a part without a number."""
        holder = kept[-1].node if kept else self._run(line)
        if not (holder.children and holder.closings and is_announced(holder)):
            return kept
        opening = Node(holder.children[-1].kind, first=holder.last, last=line, texts=holder.closings)
        holder.closings = []
        holder.add(opening)
        indent = kept[-1].indent if kept else 0
        return [*kept, Level(Sense(Style.BULLET, (0, 0)), "words", 1, indent, opening, holder)]

    def add_words(self, text: str, indent: int, line: int) -> None:
        """Place a line without a mark."""
        self._heading_as_words()
        if self._is_bare_mark():
            self._levels[-1].node.take([text], line)
            self._reach(line)
            return
        term = read_term(text)
        if term is not None and self.add_marked(term, text, indent, line, Ahead()):
            return
        if not self._levels:
            self._run(line, fresh=self._closed is None).take([text], line)
        elif self._words_indented:
            self._by_indent(text, indent, line)
        elif len(self._levels) == 1 and self._levels[0].sense.style in _OWN_WORDS:
            self._levels[0].node.take([text], line)
        else:
            self._after_list(text, line)
        self._reach(line)

    def _is_bare_mark(self) -> bool:
        """Whether the last part is only a mark as yet: "(b)" on a line of its own, its words on the next."""
        if not self._levels or self._levels[-1].sense.style in {Style.OPTION, Style.DEFINITION}:
            return False
        node = self._levels[-1].node
        return not (node.texts or node.children or node.heading)

    def add_quoted(self, text: str, line: int) -> None:
        """Place a line that is quoted: words of whatever is open, whatever it begins with."""
        self._heading_as_words()
        holder = self._levels[-1].node if self._levels else self._run(line)
        holder.take([text], line)
        self._reach(line)

    def finish(self) -> None:
        """Hang the runs into the container: as its own words when there is one run, else as unnumbered paragraphs."""
        self._heading_as_words()
        whole_text = self._container.kind is ProvisionKind.DRAFT
        numbered = any(child.kind in _COUNTED for run in self._runs for child in run.children)
        for run in self._runs:
            hoisted = bool(run.children) if whole_text else numbered or len(self._runs) == 1
            if hoisted and not (whole_text and (run.texts or run.closings)):
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
        """Words belong to the innermost part that they are indented under; those of an option stand right below it."""
        owners = [
            level for level in self._levels if level.indent < indent + (level.sense.style is Style.OPTION)
        ]
        kept = self._levels.index(owners[-1]) + 1 if owners else 0
        if kept < len(self._levels):
            self._closed = self._levels[kept]
        self._levels = self._levels[:kept]
        holder = owners[-1].node if owners else self._run(line)
        holder.take([text], line)

    def _after_list(self, text: str, line: int) -> None:
        """Closing words of whatever holds the innermost list; a new paragraph where the sentence before had ended."""
        if self._levels[-1].sense.style in _OWN_WORDS and not text[:1].islower():
            self._levels[-1].node.take([text], line)
            return
        if unfinished(self._levels[-1].node, text):
            self._levels[-1].node.take([text], line)
            return
        closed = self._levels.pop()
        while self._levels and text[:1].islower() and belongs_outside(self._levels[-1].holder):
            closed = self._levels.pop()
        if self._levels:
            self._levels[-1].node.take([text], line)
            self._closed = closed
        elif ended(closed.node) and not text[:1].islower():
            self._run(line, fresh=True).take([text], line)
        else:
            self._run(line).take([text], line)
            self._closed = closed

    def _choices(self, mark: Mark, text: str, indent: int, ahead: Ahead) -> Iterator[Choice]:
        levels = [*self._levels, self._closed] if self._closed is not None else self._levels
        stand = Stand(tuple(self._levels), mark, text, indent if self._marks_indented else None, ahead)
        deep = len(self._levels) >= _DEEPEST
        yield from () if deep else stands(stand)
        if mark.form == "§" and all(level.form != "§" for level in levels):
            yield Choice(
                0.0, mark.senses[0], -1, opens=True
            )  # a paragraph of the article, whatever list came before
        for sense in mark.senses:
            for index, level in enumerate(levels):
                cost = continue_cost(sense, mark, level) + self._indent_cost(indent, level)
                if sense.style is Style.OPTION:
                    cost += _OUTER * (len(levels) - index)
                yield Choice(cost, sense, index, opens=False)
            cost = open_cost(sense, mark, self._levels, indent if self._marks_indented else None, ahead.mark)
            if deep:
                cost += NO_MARK
            yield Choice(cost, sense, len(self._levels) - 1, opens=True)

    def _new_kind(self, style: Style, mark: Mark, kept: list[Level]) -> ProvisionKind:
        """What the first item of a list is: "(1)" under "The Centre shall:" is a point, not a paragraph."""
        kind = _kind(style, kept)
        if mark.form == "x –" and not kept and not self._announced_run():
            return (
                ProvisionKind.PARAGRAPH
            )  # "I. – Il est créé …", "II. – …" are the paragraphs of a French law
        bracketed = (
            mark.form in {"(x)", "x)", "x°"} and not kept and bool(self._runs) and bool(self._runs[-1].texts)
        )
        listed = kind is ProvisionKind.PARAGRAPH and bracketed and is_announced(self._runs[-1])
        return ProvisionKind.POINT if listed else kind

    def _announced_run(self) -> bool:
        """Whether the container's own words ask for a list."""
        return bool(self._runs) and bool(self._runs[-1].texts) and is_announced(self._runs[-1])

    def _indent_cost(self, indent: int, level: Level) -> float:
        return 2.0 if self._marks_indented and indent != level.indent else 0.0


def _kind(style: Style, kept: list[Level]) -> ProvisionKind:
    """What a part is, by what it stands in; options count as if they were not there."""
    if style is Style.OPTION:
        return ProvisionKind.OPTION
    if style is Style.DEFINITION:
        return ProvisionKind.DEFINITION
    holders = [level.node.kind for level in kept if level.node.kind is not ProvisionKind.OPTION]
    if not holders:
        return ProvisionKind.PARAGRAPH if style is Style.DECIMAL else ProvisionKind.POINT
    outer = holders[-1] in {ProvisionKind.PARAGRAPH, ProvisionKind.DEFINITION}
    return ProvisionKind.POINT if outer else ProvisionKind.SUBPOINT
