"""Back to articles and divisions: they are linked where most of their words went along the links of passages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from salvaguarda.domain.alignment.matching import Stars
from salvaguarda.domain.alignment.outline import Outline
from salvaguarda.domain.alignment.similarity import shared_words
from salvaguarda.domain.drafts import DIVISIONS

_MOST = 0.50  # of either side's words
_MUCH = 0.25  # of both sides' words
_HEADING_PULL = 0.45  # how much equal headings count when the strongest link is chosen
_HEADING = 0.80  # headings as alike link divisions that no words link
_COMPARED_LIMIT = 250_000  # old × new divisions: a guard, never met in a treaty
Words = Mapping[
    tuple[int, int], tuple[int, int]
]  # (old place, new place) → words gone there, words come from there


class _Edge(NamedTuple):
    """Two provisions that may be linked; the strongest sorts first."""

    loss: float
    order: tuple[int, int]
    old: int
    new: int


def link_containers(old: Outline, new: Outline, between: Words, paired: Mapping[int, int]) -> Stars:
    """Links between all provisions that are no passages (places): first kind by kind, then divisions of other kinds.

    between: words along the links of passages. paired: homes that were paired by heading and words; they are linked
    where neither has a link by its passages.
    """
    edges = _mutual_first(sorted(_edges(old, new, between)))
    alike = [edge for edge in edges if old.provisions[edge.old].kind is new.provisions[edge.new].kind]
    stars = Stars()
    for edge in alike:
        stars.add(edge.old, edge.new)
    _add_free(stars, sorted(paired.items()))
    _add_free(stars, _by_heading(old, new, stars))
    _add_free(stars, ((edge.old, edge.new) for edge in edges if _divisions(old, new, edge)))
    return stars


def _mutual_first(edges: list[_Edge]) -> list[_Edge]:
    """Edges, strongest first, but before all those that are the strongest of both their ends.

    An article that goes on here while one of its paragraphs makes up half of a short article there is not split.
    """
    best_old: dict[int, _Edge] = {}
    best_new: dict[int, _Edge] = {}
    for edge in edges:
        best_old.setdefault(edge.old, edge)
        best_new.setdefault(edge.new, edge)
    return sorted(edges, key=lambda edge: (not best_old[edge.old] == edge == best_new[edge.new], edge))


def _divisions(old: Outline, new: Outline, edge: _Edge) -> bool:
    return old.provisions[edge.old].kind in DIVISIONS and new.provisions[edge.new].kind in DIVISIONS


def _add_free(stars: Stars, pairs: Iterable[tuple[int, int]]) -> None:
    for before, after in pairs:
        if before not in stars.new_of and after not in stars.old_of:
            stars.add(before, after)


def _edges(old: Outline, new: Outline, between: Words) -> Iterator[_Edge]:
    all_old, all_new = _words_inside(old), _words_inside(new)
    for (before, after), (gone, come) in _gathered(old, new, between).items():
        share_old, share_new = gone / max(all_old[before], 1), come / max(all_new[after], 1)
        if max(share_old, share_new) >= _MOST or min(share_old, share_new) >= _MUCH:
            strength = (gone + come) / max(all_old[before] + all_new[after], 1)
            strength += _HEADING_PULL * shared_words(old.heading[before], new.heading[after])
            yield _Edge(-round(strength, 6), (before + after, abs(before - after)), before, after)


def _gathered(old: Outline, new: Outline, between: Words) -> dict[tuple[int, int], tuple[int, int]]:
    """The words between passages, added up for every two containers around them."""
    around_old, around_new = _containers(old), _containers(new)
    found: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (before, after), (gone, come) in between.items():
        for outer_old in around_old[before]:
            for outer_new in around_new[after]:
                left, right = found[outer_old, outer_new]
                found[outer_old, outer_new] = left + gone, right + come
    return found


def _containers(outline: Outline) -> list[list[int]]:
    """Per provision the places of the containers around it, itself among them when it is one."""
    found = []
    for place in range(len(outline)):
        around = [outer for outer in outline.ancestors(place) if not outline.is_passage(outer)]
        found.append(around if outline.is_passage(place) else [place, *around])
    return found


def _words_inside(outline: Outline) -> list[int]:
    found = list(outline.mass)
    for place in reversed(range(len(outline))):
        if outline.parent[place] >= 0:
            found[outline.parent[place]] += found[place]
    return found


def _by_heading(old: Outline, new: Outline, stars: Stars) -> Iterator[tuple[int, int]]:
    """Divisions of one kind left without a link whose headings or texts are the same, or almost; most alike first."""
    olds = [place for place in _worded(old) if place not in stars.new_of]
    news = [place for place in _worded(new) if place not in stars.old_of]
    if len(olds) * len(news) > _COMPARED_LIMIT:
        return iter(())
    edges = []
    for before in olds:
        for after in news:
            if old.provisions[before].kind is not new.provisions[after].kind:
                continue
            same = old.letters[before] == new.letters[after]
            alike = 1.0 if same else shared_words(old.heading[before], new.heading[after])
            if alike >= _HEADING:
                edges.append(_Edge(-alike, (before + after, abs(before - after)), before, after))
    return ((edge.old, edge.new) for edge in sorted(edges))


def _worded(outline: Outline) -> list[int]:
    return [
        place
        for place, provision in enumerate(outline.provisions)
        if provision.kind in DIVISIONS and outline.whole[place]
    ]
