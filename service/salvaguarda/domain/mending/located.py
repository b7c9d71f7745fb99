"""On which lines of the source a node's own words stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.domain.mending.trees import Tree
from salvaguarda.domain.reading.tree import Node

NOWHERE = -1
_TITLE_LINES = 5  # a heading stands near its number
_FARTHEST = 200  # lines that are looked at for one entry


@dataclass(frozen=True, slots=True)
class Located:
    """Lines of a node's words, NOWHERE for what was not found; of number, heading, and each entry of texts and closings."""

    node: Node
    number: int
    heading: int
    texts: Sequence[int]
    closings: Sequence[int]

    def unsure_within(self, first: int, last: int) -> bool:
        """Whether words of it could stand on these lines, or beside them, without our knowing."""
        begin, end = self.node.first, self.node.last
        unknown = NOWHERE in (self.number, self.heading, *self.texts, *self.closings)
        return unknown and begin <= last and end >= first and not (first <= begin and end <= last)


def located(tree: Tree, node: Node) -> Located:
    """Where its words stand: each entry on the first line that holds it, in order."""
    last = min(node.last, len(tree.lines) - 1)
    at = node.first
    number = _find(tree, node.number, at, min(last, at + _TITLE_LINES)) if node.number else at
    heading = _find(tree, node.heading, at, min(last, at + _TITLE_LINES)) if node.heading else at
    texts, at = _find_all(tree, node.texts, at, last)
    begin = max([at, *(child.last for child in node.children)])
    closings, _ = _find_all(tree, node.closings, min(begin, last), last)
    return Located(node, number, heading, texts, closings)


def _find_all(tree: Tree, entries: Sequence[str], at: int, last: int) -> tuple[list[int], int]:
    found = []
    for entry in entries:
        line = _find(tree, entry, at, last)
        found.append(line)
        at = max(at, line)
    return found, at


def _find(tree: Tree, entry: str, first: int, last: int) -> int:
    sought = "".join(entry.split())
    for index in range(first, min(last, first + _FARTHEST) + 1):
        if sought in "".join(tree.lines[index].seen.split()):
            return index
    return NOWHERE
