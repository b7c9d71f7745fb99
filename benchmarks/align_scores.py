"""How good an alignment is against what is known: links as pairs of paths, added and removed ones with one side empty."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from salvaguarda.domain.alignment.links import Link

Pair = tuple[str, str]  # (old path, new path); "" where there is none
Relations = Mapping[Pair, str]


def pairs_of(links: Iterable[Link]) -> dict[Pair, str]:
    """Every old path of a link with every new one, and the relation it was given."""
    return {
        (old, new): link.relation.value
        for link in links
        for old in link.old or ("",)
        for new in link.new or ("",)
    }


@dataclass
class Score:
    """Counted over one or more pairs of drafts. confusion: (true relation, given relation) of pairs that were found."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    named: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, found: Relations, wanted: Relations) -> "Score":
        """Count one pair of drafts, or a part of its levels."""
        both = found.keys() & wanted.keys()
        self.right, self.found, self.wanted = (
            self.right + len(both),
            self.found + len(found),
            self.wanted + len(wanted),
        )
        self.confusion.update((wanted[pair], found[pair]) for pair in both)
        self.confusion.update((wanted[pair], "not found") for pair in wanted.keys() - both)
        self.named += sum(found[pair] == wanted[pair] for pair in both)
        return self

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.wanted, 1)

    @property
    def relations(self) -> float:
        """Share of the true pairs whose relation was named rightly; a pair that was not found counts as wrong."""
        return self.named / max(self.wanted, 1)

    def cells(self) -> str:
        """As cells of a Markdown table."""
        figures = (self.precision, self.recall, self.f1, self.relations)
        return " | ".join(f"{figure:.4f}" for figure in figures)

    def errors(self) -> str:
        """The confusions that were wrong, most frequent first."""
        wrong = ((pair, times) for pair, times in self.confusion.most_common() if pair[0] != pair[1])
        return ", ".join(f"{true} as {given}: {times}" for (true, given), times in wrong) or "none"


HEAD = "| | P | R | F1 | relation right |\n|---|---|---|---|---|"
