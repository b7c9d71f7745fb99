"""Lives: what became of each provision over many drafts, along the links of consecutive ones. Pure.

A life is every provision that is joined to another by links, in all drafts: a provision that was split goes on as
several, two that were merged go on as one. What was deleted and comes back later is a new life: nobody can say from the
words alone that it is the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from salvaguarda.domain.alignment.links import Link, Relation

_TELLING = (
    Relation.SPLIT,
    Relation.MERGED,
    Relation.MOVED,
    Relation.AMENDED,
    Relation.RENUMBERED,
    Relation.SAME,
    Relation.NEW,
    Relation.DELETED,
)


class Joined(Protocol):
    """Anything that holds a link, as it is kept."""

    @property
    def link(self) -> Link:
        """The link."""
        ...


T = TypeVar("T", bound=Joined)


@dataclass(frozen=True, slots=True)
class Level:
    """The rows of one draft at one level.

    rows: paths in document order. inside: path of any provision → the rows that are part of it.
    """

    rows: tuple[str, ...]
    inside: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Station(Generic[T]):
    """What a life is in one draft.

    draft: place of the draft, 0 for the oldest. paths: in document order; empty where it has just been deleted.
    links: those from the draft before, in document order of this one; empty in the first draft.
    """

    draft: int
    paths: tuple[str, ...]
    links: tuple[T, ...]

    @property
    def relation(self) -> Relation | None:
        """The most telling relation of its links; DELETED where nothing is left, None in the first draft."""
        if not self.paths:
            return Relation.DELETED
        found = {each.link.relation for each in self.links}
        return next((relation for relation in _TELLING if relation in found), None)


@dataclass(frozen=True, slots=True)
class _Ties(Generic[T]):
    """One link between two consecutive drafts, with the rows it joins."""

    of: T
    old: tuple[str, ...]
    new: tuple[str, ...]


def find_lives(drafts: Sequence[Level], links: Sequence[Sequence[T]]) -> list[tuple[Station[T], ...]]:
    """The lives of all rows, in the order of the newest draft; what was deleted stands after what preceded it.

    drafts: oldest first. links: those of each draft to the next, one sequence fewer than drafts. Every row of every
    draft stands in exactly one life; the stations of a life are consecutive drafts.
    """
    ties = [list(_tied(drafts[place], drafts[place + 1], each)) for place, each in enumerate(links)]
    roots = _Roots()
    for place, of_pair in enumerate(ties):
        for tie in of_pair:
            members = [*((place, path) for path in tie.old), *((place + 1, path) for path in tie.new)]
            for other in members[1:] if tie.old and tie.new else ():
                roots.join(members[0], other)
    grouped: dict[_Place, dict[int, list[str]]] = {}
    for place, draft in enumerate(drafts):
        for path in draft.rows:
            grouped.setdefault(roots.of((place, path)), {}).setdefault(place, []).append(path)
    by_row = [_by_row(of_pair) for of_pair in ties]
    ordered = _ordered(drafts, roots)
    return [tuple(_stations(grouped[root], by_row, len(drafts))) for root in ordered]


def life_of(
    drafts: Sequence[Level], links: Sequence[Sequence[T]], draft: int, path: str
) -> tuple[Station[T], ...]:
    """What one row was before and became later: only what it came from and what came of it.

    draft: place of the draft it is looked at in. The other parts of a split, and what else was merged in later, are
    left out before and after. Raises KeyError when the draft has no such row.
    """
    if path not in drafts[draft].rows:
        raise KeyError(path)
    ties = [list(_tied(drafts[place], drafts[place + 1], each)) for place, each in enumerate(links)]
    held: dict[int, list[str]] = {draft: [path]}
    for place in range(draft - 1, -1, -1):
        wanted = set(held[place + 1])
        found = {row for tie in ties[place] if not wanted.isdisjoint(tie.new) for row in tie.old}
        if not found:
            break
        held[place] = [row for row in drafts[place].rows if row in found]
    for place in range(draft, len(links)):
        wanted = set(held[place])
        found = {row for tie in ties[place] if not wanted.isdisjoint(tie.old) for row in tie.new}
        if not found:
            break
        held[place + 1] = [row for row in drafts[place + 1].rows if row in found]
    return tuple(_stations(held, [_by_row(of_pair) for of_pair in ties], len(drafts)))


_Place = tuple[int, str]


class _Roots:
    """Which places belong together."""

    def __init__(self) -> None:
        self._above: dict[_Place, _Place] = {}

    def of(self, place: _Place) -> _Place:
        """One place for all that are joined to this one."""
        root = place
        while (above := self._above.get(root, root)) != root:
            root = above
        while place != root:
            self._above[place], place = root, self._above[place]
        return root

    def join(self, left: _Place, right: _Place) -> None:
        """Say that two places belong together."""
        self._above[self.of(right)] = self.of(left)


def _tied(old: Level, new: Level, links: Sequence[T]) -> Iterator[_Ties[T]]:
    """The links with the rows they join; those without a row on either side are left out.

    A link may join an article that is a row to one that was divided into rows since. Then it goes on in those rows
    that answer to nothing else.
    """
    rows_old, rows_new = set(old.rows), set(new.rows)
    answered_old = {path for each in links if each.link.new for path in each.link.old}
    answered_new = {path for each in links if each.link.old for path in each.link.new}
    for each in links:
        before = tuple(path for path in each.link.old if path in rows_old)
        after = tuple(path for path in each.link.new if path in rows_new)
        if before and not after:
            after = _parts(each.link.new, new, answered_new)
        elif after and not before:
            before = _parts(each.link.old, old, answered_old)
        if before or after:
            yield _Ties(each, before, after)


def _parts(paths: Iterable[str], level: Level, answered: set[str]) -> tuple[str, ...]:
    return tuple(row for path in paths for row in level.inside.get(path, ()) if row not in answered)


def _by_row(ties: Sequence[_Ties[T]]) -> tuple[Mapping[str, list[int]], Sequence[T]]:
    """Side and row ("old …", "new …") → places of its links."""
    found: dict[str, list[int]] = {}
    for place, tie in enumerate(ties):
        for path in tie.old:
            found.setdefault(f"old {path}", []).append(place)
        for path in tie.new:
            found.setdefault(f"new {path}", []).append(place)
    return found, [tie.of for tie in ties]


def _stations(
    held: Mapping[int, Sequence[str]],
    by_row: Sequence[tuple[Mapping[str, list[int]], Sequence[T]]],
    drafts: int,
) -> Iterator[Station[T]]:
    first, last = min(held), max(held)
    for place in range(first, min(last + 2, drafts)):
        paths = tuple(held.get(place, ()))
        if place == 0:
            yield Station(place, paths, ())
            continue
        known, links = by_row[place - 1]
        keys = [*(f"new {path}" for path in paths), *(f"old {path}" for path in held.get(place - 1, ()))]
        found = dict.fromkeys(number for key in keys for number in known.get(key, ()))
        yield Station(place, paths, tuple(links[number] for number in found))


def _ordered(drafts: Sequence[Level], roots: _Roots) -> list[_Place]:
    """Every life once: those of the newest draft in its order, then, draft by draft back, those that ended there."""
    following: dict[_Place | None, _Place | None] = {None: None}
    for place in range(len(drafts) - 1, -1, -1):
        before: _Place | None = None
        for path in drafts[place].rows:
            root = roots.of((place, path))
            if root not in following:
                following[root], following[before] = following[before], root
            before = root
    ordered: list[_Place] = []
    at = following[None]
    while at is not None:
        ordered.append(at)
        at = following[at]
    return ordered
