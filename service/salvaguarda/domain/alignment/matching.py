"""Choosing pairs: the best first, each place once; and stars, where one place may answer to several."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from salvaguarda.domain.alignment.similarity import Floats, Ints

_STEPS = 1_000_000  # scores are compared to six decimals


def best_first_order(rows: Ints, columns: Ints, scores: Floats) -> Ints:
    """Indices of pairs, highest score first. Ties go to the pair that stands earlier, whichever draft is called old."""
    steps = np.rint(scores * _STEPS).astype(np.int64)
    order = np.lexsort((np.abs(rows - columns), rows + columns, -steps))
    return order.astype(np.int64)


def best_first(
    rows: Ints,
    columns: Ints,
    scores: Floats,
    accept: Callable[[int, int, float], bool],
) -> dict[int, int]:
    """Row → column: pairs taken from the highest score down while both places are free and the pair is accepted."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for at in best_first_order(rows, columns, scores).tolist():
        row, column = int(rows[at]), int(columns[at])
        if row in taken or column in used or not accept(row, column, float(scores[at])):
            continue
        taken[row] = column
        used.add(column)
    return taken


@dataclass
class Stars:
    """Links as they grow: every old place with its new places and back; never several on both sides of one link."""

    new_of: dict[int, list[int]] = field(default_factory=dict)
    old_of: dict[int, list[int]] = field(default_factory=dict)

    def add(self, old: int, new: int) -> bool:
        """Link two places; False, changing nothing, where that would link several to several."""
        olds, news = self.old_of.get(new, []), self.new_of.get(old, [])
        if olds and news:
            return False
        if any(len(self.new_of[one]) > 1 for one in olds) or any(len(self.old_of[one]) > 1 for one in news):
            return False
        self.new_of.setdefault(old, []).append(new)
        self.old_of.setdefault(new, []).append(old)
        return True

    def linked(self, old: int, new: int) -> bool:
        """Whether two places stand in one link."""
        return new in self.new_of.get(old, ())

    def groups(self) -> Iterable[tuple[Sequence[int], Sequence[int]]]:
        """(old places, new places) of each link, in order of its first old place."""
        for old in sorted(self.new_of):
            news = sorted(self.new_of[old])
            olds = sorted(self.old_of[news[0]]) if len(news) == 1 else [old]
            if olds[0] == old:
                yield olds, news
