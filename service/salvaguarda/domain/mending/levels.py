"""Mend "level": a provision moves one level out or in."""

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.mends import Level
from salvaguarda.domain.mending.trees import Place, Tree, Unfit
from salvaguarda.domain.mending.words import add_behind, join_behind
from salvaguarda.domain.reading.tree import Node

RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            ProvisionKind.ANNEX,
            ProvisionKind.PART,
            ProvisionKind.TITLE,
            ProvisionKind.CHAPTER,
            ProvisionKind.SECTION,
            ProvisionKind.SUBSECTION,
            ProvisionKind.ARTICLE,
            ProvisionKind.PARAGRAPH,
            ProvisionKind.POINT,
            ProvisionKind.SUBPOINT,
        )
    )
}
_LISTS = (ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT)


def change_level(tree: Tree, wanted: Level) -> None:
    """Out: it and what follows it at its level leave their parent. In: it becomes a part of the sibling before it.

    Kinds of lists follow: a point that leaves a paragraph is a paragraph, its subpoints are points.
    """
    place = tree.find(wanted.path)
    if wanted.by < 0:
        _out(tree, place)
    elif wanted.by > 0:
        _in(place)
    else:
        raise Unfit("Its level would stay as it is.", "Move it one level out (-1) or in (1).")


def _out(tree: Tree, place: Place) -> None:
    parent = place.parent
    if parent is None:
        raise Unfit("It stands at the top already.", "Nothing needs to be done.")
    moved = place.siblings[place.index :]
    del place.siblings[place.index :]
    if parent.closings:  # they stood behind what moves out
        join_behind(moved[-1], parent.closings, parent.last)
        parent.closings = []
    parent.last = max([parent.first, moved[0].first - 1, *(child.last for child in parent.children)])
    above = tree.place_of(parent)
    above.siblings[above.index + 1 : above.index + 1] = moved
    for node in moved:
        if parent.kind in _LISTS and node.kind in _LISTS:
            _shift(node, _LISTS.index(parent.kind) - _LISTS.index(node.kind))


def _in(place: Place) -> None:
    before, node = place.before, place.node
    if before is None:
        raise Unfit(
            "There is no provision before it at its level that it could become a part of.",
            "Move the one above it first.",
        )
    del place.siblings[place.index]
    if before.kind in _LISTS and node.kind in _LISTS:
        inside = [child.kind for child in before.children if child.kind in _LISTS]
        deeper = _LISTS.index(inside[-1]) if inside else _LISTS.index(before.kind) + 1
        _shift(node, min(deeper, len(_LISTS) - 1) - _LISTS.index(node.kind))
    add_behind(before, node)


def _shift(node: Node, by: int) -> None:
    """Kinds of lists, of the node and of the lists inside it."""
    waiting = [node] if by else []
    while waiting:
        part = waiting.pop()
        if part.kind in _LISTS:
            part.kind = _LISTS[min(len(_LISTS) - 1, max(0, _LISTS.index(part.kind) + by))]
            waiting += part.children
