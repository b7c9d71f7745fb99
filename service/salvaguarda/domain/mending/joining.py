"""Mend "merge": a provision's words join the one before it."""

from salvaguarda.domain.mending.mends import Merge
from salvaguarda.domain.mending.trees import Place, Tree, Unfit
from salvaguarda.domain.mending.words import add_behind, join, join_behind, own_words
from salvaguarda.domain.reading.tree import Node


def merge(tree: Tree, wanted: Merge) -> None:
    """Into the previous sibling, else into the parent; its parts move along, in document order."""
    dissolve(tree, tree.find(wanted.path), keep_words=True)


def dissolve(tree: Tree, place: Place, *, keep_words: bool) -> None:
    """Take a node out of the tree and leave its parts (and, if they are kept, its own words) to what is before it."""
    node = place.node
    words = own_words(tree, node) if keep_words else []
    if place.before is not None:
        del place.siblings[place.index]
        _into_sibling(place.before, node, words)
    elif place.parent is not None:
        del place.siblings[place.index]
        _into_parent(place.parent, node, words)
    else:
        raise Unfit(
            "It is the first provision of the text: there is nothing before it to join.",
            "Set it aside, or merge the one after it into it.",
        )


def _into_sibling(sibling: Node, node: Node, words: list[str]) -> None:
    if words:
        join_behind(sibling, words, node.last)
    for child in node.children:
        add_behind(sibling, child)
    if node.closings:
        join_behind(sibling, node.closings, node.last)


def _into_parent(parent: Node, node: Node, words: list[str]) -> None:
    """The node was the first part: its words end the parent's own, its parts come before the others."""
    join(parent.texts, words)
    if node.closings and node.children:
        join_behind(node.children[-1], node.closings, node.last)
    elif node.closings:
        join(parent.texts, node.closings)
    parent.children[:0] = node.children
    if not parent.children:  # what closed it follows its text directly now
        join(parent.texts, parent.closings)
        parent.closings = []
