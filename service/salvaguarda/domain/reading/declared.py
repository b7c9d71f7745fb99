"""The tree of a text whose format declares its structure (Akoma Ntoso): nothing is guessed."""

from collections.abc import Sequence

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.lines import Declared, Line
from salvaguarda.domain.reading.planned import Plan
from salvaguarda.domain.reading.tree import Node

_DEEPEST = 60  # deeper parts become siblings at this depth: no law nests so, and paths stay short


def declares(lines: Sequence[Line]) -> bool:
    """Whether the format says what the lines open; then it does so for the whole file."""
    return any(line.declared is not None and not line.aside for line in lines)


def declared_plan(lines: Sequence[Line]) -> Plan:
    """A plan of such lines: what the format sets aside, and nothing else."""
    asides = {index: line.aside for index, line in enumerate(lines) if line.aside and line.seen}
    return Plan(lines, asides=asides)


def build_declared(made: Plan) -> list[Node]:
    """The top-level nodes. Lines that declare nothing add their words to the part that was opened or closed last."""
    stack = _Stack()
    for index, line in enumerate(made.lines):
        if index in made.asides:
            continue
        if line.declared is None:
            stack.words(line.seen, index)
        elif line.declared.closing:
            stack.close_to(min(line.declared.depth, _DEEPEST), line.seen, index)
        else:
            stack.open(line.declared, line.text, index)
    stack.close_all()
    return stack.roots


class _Stack:
    """The parts that are open, outermost first, each with the depth it declared."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self._open: list[tuple[int, Node]] = []

    def open(self, said: Declared, text: str, index: int) -> None:
        depth = min(max(said.depth, 0), _DEEPEST)
        self._close_below(depth)
        node = Node(said.kind, said.number, said.heading, index, index, eid=said.eid, word=said.word)
        node.component = said.kind is ProvisionKind.ANNEX
        if text:
            node.texts.append(text)
        self._hang(depth, node)

    def words(self, text: str, index: int) -> None:
        if not text:
            return
        if self._open:
            self._open[-1][1].take([text], index)
        else:
            self._hang(0, Node(ProvisionKind.PARAGRAPH, first=index, last=index, texts=[text]))

    def close_to(self, depth: int, text: str, index: int) -> None:
        """Words of the part at this depth again, after its parts; of the nearest one above where there is none."""
        self._close_below(depth + 1)
        self.words(text, index)

    def close_all(self) -> None:
        self._close_below(0)

    def _hang(self, depth: int, node: Node) -> None:
        if self._open:
            self._open[-1][1].add(node)
        else:
            self.roots.append(node)
        self._open.append((depth, node))

    def _close_below(self, depth: int) -> None:
        """Close parts of this depth and deeper; each tells its parent how far it went, so that no line is told twice."""
        while self._open and self._open[-1][0] >= depth:
            _, node = self._open.pop()
            if self._open:
                self._open[-1][1].reach(node.last)
