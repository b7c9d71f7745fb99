"""The document order of links: that of the new draft; what was deleted stands after what preceded it."""

from collections.abc import Sequence

from salvaguarda.application.ports.links import LinkRecord


def in_document_order(
    links: Sequence[LinkRecord], old_paths: Sequence[str], new_paths: Sequence[str]
) -> tuple[LinkRecord, ...]:
    """The links in order; old_paths, new_paths: all provisions of each draft in document order."""
    place_old = {path: place for place, path in enumerate(old_paths)}
    place_new = {path: place for place, path in enumerate(new_paths)}
    reached = {
        path: min(place_new.get(each, 0) for each in link.link.new)
        for link in links
        if link.link.new
        for path in link.link.old
    }
    after: list[int] = []  # per old place: the new place that it, or the nearest kept one before it, reached
    for path in old_paths:
        after.append(reached.get(path, after[-1] if after else -1))

    def key(link: LinkRecord) -> tuple[int, int, int]:
        if link.link.new:
            return min(place_new.get(path, 0) for path in link.link.new), 0, 0
        place = place_old.get(link.link.old[0], 0)
        return after[place], 1, place

    return tuple(sorted(links, key=key))
