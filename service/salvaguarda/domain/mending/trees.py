"""A cut text as a tree that can be mended, and back: addresses are given anew as when it was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salvaguarda.domain.drafts import Provision, ProvisionKind, ReadingWarning, Segmentation
from salvaguarda.domain.reading.addresses import Addresses
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.tree import Node


class Unfit(Exception):
    """A mend does not fit the text as it is. what: why; fix: what to do."""

    def __init__(self, what: str, fix: str = "Look at the text as it is now, and mend it again.") -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(slots=True)
class Aside:
    """Lines (0-based, inclusive) that are no part of the draft.

    words: exactly what was set aside by a person, one entry a line; None: all that stands on these lines.
    """

    first: int
    last: int
    reason: str
    words: list[str] | None = None


@dataclass(slots=True)
class Place:
    """Where a node hangs. siblings: the list it is in, at `index`; parent: None at the top."""

    node: Node
    parent: Node | None
    siblings: list[Node]
    index: int

    @property
    def before(self) -> Node | None:
        """The sibling before it; None for the first."""
        return self.siblings[self.index - 1] if self.index else None


class Tree:
    """A cut text under correction. lines: what it was read from, never changed."""

    def __init__(self, lines: Sequence[Line], segmentation: Segmentation) -> None:
        self.lines = lines
        parts = [part for part in segmentation.provisions if part.kind is not ProvisionKind.DRAFT]
        self.roots = _nodes(parts, lines)
        self.asides = [Aside(*each) for each in segmentation.set_aside]
        self._replaced: list[tuple[Node, str]] = []  # with the number in the file
        _keep_paths(parts, self.provisions(), self.nodes())

    def provisions(self) -> tuple[Provision, ...]:
        """The provisions as they are now, in document order."""
        return Addresses().provisions(self.roots)

    def nodes(self) -> list[Node]:
        """Every node in document order: parallel to `provisions`."""
        return [place.node for place in self.places()]

    def places(self) -> Iterator[Place]:
        """Every node with where it hangs, in document order."""
        waiting = [
            Place(node, None, self.roots, index) for index, node in reversed(list(enumerate(self.roots)))
        ]
        while waiting:  # no recursion: hostile texts nest deeply
            place = waiting.pop()
            yield place
            node = place.node
            waiting += [
                Place(child, node, node.children, index)
                for index, child in reversed(list(enumerate(node.children)))
            ]

    def say_renumbered(self, node: Node, number: str) -> None:
        """A person says that a node's number was misread: remember what the file says."""
        before = next((old for each, old in self._replaced if each is node), node.number)
        self._replaced = [each for each in self._replaced if each[0] is not node]
        if before and before != number:
            self._replaced.append((node, before))

    def renumbered(self, provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
        """Which numbers of the file were replaced. provisions: as they are now."""
        now = {id(node): part for node, part in zip(self.nodes(), provisions, strict=True)}
        for node, before in self._replaced:
            part = now.get(id(node))
            name = part.label if part is not None else "A provision that is no more"
            message = f"{name}: the file says “{before}” here; this number was replaced by hand."
            yield ReadingWarning("number-replaced", message, part.path if part else None, node.first)

    def find(self, path: str) -> Place:
        """The node at a path; Unfit when there is none."""
        for each, node in Addresses().paths(self.roots):
            if each == path:
                return self.place_of(node)
        raise Unfit(f"There is no provision {path} in the text as it is now.")

    def extend(self) -> None:
        """Let every part reach over the lines of its own parts."""
        for place in reversed(list(self.places())):  # children before parents
            if place.parent is not None:
                place.parent.reach(place.node.last)
                place.parent.first = min(place.parent.first, place.node.first)

    def prune(self) -> None:
        """Drop containers that hold nothing any more."""
        for place in reversed(list(self.places())):
            node = place.node
            if not (node.number or node.heading or node.texts or node.closings or node.children):
                del place.siblings[place.index]

    def place_of(self, wanted: Node) -> Place:
        """Where a node hangs, that is in the tree."""
        waiting: list[tuple[Node | None, list[Node]]] = [(None, self.roots)]
        while True:
            parent, siblings = waiting.pop()
            for index, node in enumerate(siblings):
                if node is wanted:
                    return Place(node, parent, siblings, index)
                if node.children:
                    waiting.append((node, node.children))


def _nodes(parts: Sequence[Provision], lines: Sequence[Line]) -> list[Node]:
    roots: list[Node] = []
    by_path: dict[str, Node] = {}
    for part in parts:  # parents come before children
        node = by_path[part.path] = _node(part, lines)
        above = by_path.get(part.parent or "")
        (roots if above is None else above.children).append(node)
    return roots


def _node(part: Provision, lines: Sequence[Line]) -> Node:
    first, last = part.source or (0, 0)
    node = Node(
        part.kind,
        part.number,
        part.heading,
        first,
        last,
        texts=part.text.split("\n") if part.text else [],
        closings=part.closing.split("\n") if part.closing else [],
    )
    node.component = part.kind is ProvisionKind.ANNEX
    node.instrument = node.component and part.path.rpartition("__")[2].startswith("att_")
    declared = lines[first].declared if first < len(lines) else None
    if declared is not None and not declared.closing and declared.kind is part.kind:
        node.word = declared.word
        node.eid = declared.eid if declared.eid == part.path else ""
    return node


def _keep_paths(parts: Sequence[Provision], made: Sequence[Provision], nodes: Sequence[Node]) -> None:
    """Where a path or an article's name is not the one that would be given anew, it is the text's own: it stays."""
    for part, again, node in zip(parts, made, nodes, strict=True):
        if part.path != again.path:
            node.eid = part.path
        if part.label != again.label and part.kind is ProvisionKind.ARTICLE:
            node.word = _word(part)


def _word(part: Provision) -> str:
    """What the text calls an article, as its label says it: "Additional Article 2" → "Additional Article"."""
    return part.label.rpartition(", ")[2].removesuffix(part.number.strip("()[]. ")).strip()
