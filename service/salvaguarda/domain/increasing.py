"""The heaviest increasing subsequence: what kept its order, when as little as possible is said to have moved."""

from collections.abc import Sequence


def heaviest_increasing(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Indices of a strictly increasing subsequence of places with the largest sum of weights, in order.

    places: any whole numbers; equal ones never stand together. weights: one per place, 0 or more.
    Of several heaviest the one whose last elements stand earliest is taken. O(n log n).

    >>> heaviest_increasing([2, 0, 1], [5, 2, 2])
    [0]
    """
    rank = {place: number for number, place in enumerate(sorted(set(places)), start=1)}
    best = _HeaviestPrefix(len(rank))
    before: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        total, previous = best.up_to(rank[place] - 1)
        before.append(previous)
        best.raise_to(rank[place], total + weight, index)
    chain, index = [], best.up_to(len(rank))[1]
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


class _HeaviestPrefix:
    """A Fenwick tree: the largest (sum, index) among ranks up to a given one; index -1 for none."""

    def __init__(self, size: int) -> None:
        self._best = [(0, -1)] * (size + 1)

    def up_to(self, rank: int) -> tuple[int, int]:
        found = (0, -1)
        while rank > 0:
            if self._best[rank][0] > found[0] or found[1] < 0:
                found = self._best[rank] if self._best[rank][1] >= 0 else found
            rank -= rank & -rank
        return found

    def raise_to(self, rank: int, total: int, index: int) -> None:
        while rank < len(self._best):
            if total > self._best[rank][0] or self._best[rank][1] < 0:
                self._best[rank] = (total, index)
            rank += rank & -rank
