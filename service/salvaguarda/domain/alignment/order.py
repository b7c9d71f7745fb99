"""The document order of links: that of the new draft; what was deleted stands after what preceded it."""

from collections.abc import Callable, Iterable, Sequence

from salvaguarda.domain.alignment.links import Link

Rank = tuple[int, int, int]


def ranking(
    links: Iterable[Link], old_paths: Sequence[str], new_paths: Sequence[str]
) -> Callable[[Link], Rank]:
    """Where a link stands among others; smaller is earlier.

    links: all links of the pair. old_paths, new_paths: all provisions of each draft in document order; a path that is in
    neither stands first.
    """
    place_old = {path: place for place, path in enumerate(old_paths)}
    place_new = {path: place for place, path in enumerate(new_paths)}

    def first_new(link: Link) -> int:
        return min(place_new.get(path, 0) for path in link.new)

    reached = {path: first_new(link) for link in links if link.new for path in link.old}
    after: list[int] = []  # per old place: the new place that it, or the nearest kept one before it, reached
    for path in old_paths:
        after.append(reached.get(path, after[-1] if after else -1))

    def rank(link: Link) -> Rank:
        if link.new:
            return first_new(link), 0, 0
        place = place_old.get(link.old[0], 0)
        return after[place], 1, place

    return rank
