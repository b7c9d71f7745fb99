"""What became of linked provisions: the name of each link."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.outline import NONE, Outline
from salvaguarda.domain.alignment.reasons import reason_for
from salvaguarda.domain.alignment.similarity import as_characters
from salvaguarda.domain.drafts import DIVISIONS
from salvaguarda.domain.increasing import heaviest_increasing

_IN_ORDER_LIMIT = 20_000  # words up to which order counts in a similarity; beyond, only which words there are


@dataclass(frozen=True)
class Sides:
    """Two drafts and the links between their provisions (places)."""

    old: Outline
    new: Outline
    stars: Stars

    def moved(self, groups: Sequence[tuple[Sequence[int], Sequence[int]]]) -> set[int]:
        """First old places of the one-to-one links that stand under another provision, or out of order.

        Provisions inside one that moved have not moved themselves. Order is judged among provisions that stand in
        the same link; as few words as possible are said to have moved.
        """
        found: set[int] = set()
        rows: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        for olds, news in groups:
            before, after = self._main(olds, news)
            if self._elsewhere(before, after):
                found.add(olds[0])
            else:
                weight = min(len(self.old.whole[before]), len(self.new.whole[after])) + 1
                rows[self._row(before, after)].append((before, after, weight))
        for row in rows.values():
            row.sort()
            kept = set(heaviest_increasing([after for _, after, _ in row], [weight for *_, weight in row]))
            found.update(before for at, (before, _, _) in enumerate(row) if at not in kept)
        return found

    def _main(self, olds: Sequence[int], news: Sequence[int]) -> tuple[int, int]:
        """The place that stands for a link in the order: the largest part on a side of several."""
        before = max(olds, key=lambda place: (len(self.old.whole[place]), -place))
        after = max(news, key=lambda place: (len(self.new.whole[place]), -place))
        return before, after

    def _row(self, before: int, after: int) -> tuple[int, int]:
        """Among which links order is judged: those under the same link; loose ones under their homes' link."""
        above_old, above_new = self.old.parent[before], self.new.parent[after]
        if above_old != NONE and above_new != NONE and self.stars.linked(above_old, above_new):
            return self._key(above_old, above_new)
        if self.old.is_passage(before) and self.old.home[before] != NONE:
            return self._key(self.old.home[before], self.new.home[after])
        return NONE, NONE

    def _key(self, before: int, after: int) -> tuple[int, int]:
        return min(self.stars.old_of.get(after, [before])), min(self.stars.new_of.get(before, [after]))

    def _elsewhere(self, before: int, after: int) -> bool:
        above = self.old.parent[before], self.new.parent[after]
        if NONE not in above and self.stars.linked(*above):
            return False
        if self.old.is_passage(before) and self.new.is_passage(after):
            homes = self.old.home[before], self.new.home[after]
            if NONE in homes:
                return homes[0] != homes[1]
            if not self.stars.linked(*homes):
                return True
        return self._other_parent(before, after)

    def _other_parent(self, before: int, after: int) -> bool:
        """Whether what a provision stood in went on elsewhere, or what it stands in came from elsewhere."""
        above_old, above_new = self.old.parent[before], self.new.parent[after]
        if above_old == NONE or above_new == NONE:
            return False
        around_old, around_new = (
            [above_old, *self.old.ancestors(above_old)],
            [above_new, *self.new.ancestors(above_new)],
        )
        if any(self.stars.linked(above_old, outer) for outer in around_new):
            return False
        if any(self.stars.linked(outer, above_new) for outer in around_old):
            return False
        return above_old in self.stars.new_of or above_new in self.stars.old_of


def name_links(sides: Sides) -> list[Link]:
    """Every link with its relation, similarity and reason; provisions without a link are new or deleted."""
    groups = list(sides.stars.groups())
    moved = sides.moved(groups)
    named = [_named(sides.old, sides.new, olds, news, moved=olds[0] in moved) for olds, news in groups]
    deleted = [place for place in range(len(sides.old)) if place not in sides.stars.new_of]
    added = [place for place in range(len(sides.new)) if place not in sides.stars.old_of]
    named += [_named(sides.old, sides.new, [place], [], moved=False) for place in deleted]
    named += [_named(sides.old, sides.new, [], [place], moved=False) for place in added]
    return named


def _named(old: Outline, new: Outline, olds: Sequence[int], news: Sequence[int], *, moved: bool) -> Link:
    similarity = _similarity(old, new, olds, news) if olds and news else 0.0
    same_words = [old.letters[p] for p in olds] == [new.letters[p] for p in news]
    same_number = [old.numbers[p] for p in olds] == [new.numbers[p] for p in news]
    relation = _relation(len(olds), len(news), same_words=same_words, same_number=same_number, moved=moved)
    before, after = [old.provisions[p] for p in olds], [new.provisions[p] for p in news]
    return Link(
        old=tuple(provision.path for provision in before),
        new=tuple(provision.path for provision in after),
        relation=relation,
        similarity=round(similarity, 4),
        reason=reason_for(relation, before, after, similarity, same_words=same_words),
    )


def _relation(olds: int, news: int, *, same_words: bool, same_number: bool, moved: bool) -> Relation:
    if not olds or not news:
        return Relation.DELETED if olds else Relation.NEW
    if olds > 1 or news > 1:
        return Relation.SPLIT if olds == 1 else Relation.MERGED
    if moved:
        return Relation.MOVED
    if not same_words:
        return Relation.AMENDED
    return Relation.SAME if same_number else Relation.RENUMBERED


def _similarity(old: Outline, new: Outline, olds: Sequence[int], news: Sequence[int]) -> float:
    """Share of words in common, in order; in any order for divisions and very long texts. 1 for no words at all."""
    before = [code for place in olds for code in old.whole[place]]
    after = [code for place in news for code in new.whole[place]]
    if before == after:
        return 1.0
    division = old.provisions[olds[0]].kind in DIVISIONS
    if division or len(before) + len(after) > _IN_ORDER_LIMIT:
        shared = (Counter(before) & Counter(after)).total()
        return 2 * shared / (len(before) + len(after))
    return float(Indel.normalized_similarity(as_characters(before), as_characters(after)))
