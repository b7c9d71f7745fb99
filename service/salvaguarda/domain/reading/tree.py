"""The tree that is built while reading; becomes provisions once every part has its place."""

from dataclasses import dataclass, field

from salvaguarda.domain.drafts import ProvisionKind


@dataclass(slots=True)
class Node:
    """One part of the text under construction.

    texts: its own words before its children, one entry a line; closings: those after them.
    first, last: lines it was read from (own and its children's); level: heading level of the format.
    eid, word: the format's own identifier and what the text calls it ("Section" for an article); see lines.Declared.
    component: a text of its own (a second instrument, an annex): its articles number from 1 again.
    instrument: a component that is a second instrument, not an annex. place: of an option of whole articles.
    """

    kind: ProvisionKind
    number: str = ""
    heading: str = ""
    first: int = 0
    last: int = 0
    level: int | None = None
    component: bool = False
    instrument: bool = False
    eid: str = ""
    word: str = ""
    place: tuple[int, ...] = ()
    texts: list[str] = field(default_factory=list)
    closings: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def add(self, child: "Node") -> None:
        """Put a child at the end; words that seemed to close this part stay before it, in the child before."""
        if self.closings and self.children:
            self.children[-1].take(self.closings, self.last)
            self.closings = []
        self.children.append(child)
        self.reach(child.last)

    def take(self, words: list[str], line: int) -> None:
        """Add words at the end, wherever that is."""
        (self.closings if self.children else self.texts).extend(words)
        self.reach(line)

    def reach(self, line: int) -> None:
        """The part extends to this line at least."""
        self.last = max(self.last, line)
