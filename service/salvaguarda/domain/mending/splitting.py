"""Mend "split": words of a provision open a new one after it."""

import re

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.levels import RANKS
from salvaguarda.domain.mending.located import NOWHERE, located
from salvaguarda.domain.mending.mends import Split
from salvaguarda.domain.mending.trees import Place, Tree, Unfit
from salvaguarda.domain.mending.words import add_behind, join_behind
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.tree import Node

_BEHIND_NUMBER = re.compile(r"[.):\s]*")


def split(tree: Tree, wanted: Split) -> None:
    """What follows the place in the text, parts and closing words included, belongs to the new provision.

    A kind that stands below that of the provision makes the new one its first part; the parts stay behind it. A kind that
    stands above what the provision is part of closes that: an article opens after an article, and takes what follows.
    """
    place = tree.find(wanted.path)
    node = place.node
    words = "\n".join(node.texts)
    kept, moved = words[: wanted.at], words[wanted.at :]
    if not kept.strip() or not moved.strip():
        raise Unfit(
            f"There are no words on both sides of place {wanted.at} in its text.",
            "Choose a place between two words of its own text.",
        )
    new = _new(node, wanted, moved.strip())
    begin = len(words) - len(moved.lstrip())
    entry = words.count("\n", 0, begin)
    _place_lines(new, node, list(located(tree, node).texts), entry, words[begin - 1] != "\n")
    node.texts = kept.rstrip().split("\n")
    if _is_part(new.kind, node.kind):
        node.children.insert(0, new)
    else:
        _hand_over(place, new)
        _climb(tree, new)


def _new(node: Node, wanted: Split, words: str) -> Node:
    number, rest = _numbered(wanted.number, words)
    new = Node(
        wanted.kind or node.kind,
        number,
        first=node.first,
        last=node.last,
        texts=rest.split("\n") if rest else [],
    )
    new.component = new.kind is ProvisionKind.ANNEX
    return new


def _numbered(said: str | None, words: str) -> tuple[str, str]:
    """The new provision's number, and its words without it."""
    if said is None:
        found = read_mark(words)
        return (found[0].number, found[1]) if found is not None and found[1].strip() else ("", words)
    number = said.strip()
    if number and words.startswith(number):
        rest = words[len(number) :]
        behind = _BEHIND_NUMBER.match(rest)
        return number, rest[behind.end() if behind else 0 :]
    return number, words


def _is_part(kind: ProvisionKind, of: ProvisionKind) -> bool:
    return kind in RANKS and of in RANKS and RANKS[kind] > RANKS[of]


def _hand_over(place: Place, new: Node) -> None:
    """The new one follows the old and takes what stood behind its text."""
    node = place.node
    new.children, node.children = node.children, []
    new.closings, node.closings = node.closings, []
    place.siblings.insert(place.index + 1, new)


def _climb(tree: Tree, new: Node) -> None:
    """Out of every part that the new kind cannot stand in, with what follows there."""
    place = tree.place_of(new)
    while place.parent is not None and new.kind in RANKS and not _is_part(new.kind, place.parent.kind):
        parent = place.parent
        if parent.kind not in RANKS:
            return
        for follower in place.siblings[place.index + 1 :]:
            add_behind(new, follower)
        del place.siblings[place.index :]
        if parent.closings:
            join_behind(new, parent.closings, parent.last)
            parent.closings = []
        place = tree.place_of(parent)
        place.siblings.insert(place.index + 1, new)
        place = Place(new, place.parent, place.siblings, place.index + 1)


def _place_lines(new: Node, node: Node, lines: list[int], entry: int, inside: bool) -> None:
    """Divide the lines it was read from. lines: of each entry of the text; inside: whether an entry was cut in two."""
    if NOWHERE in lines:
        return  # both keep all of them
    new.first = lines[entry]
    if not node.children:
        node.last = lines[entry] if inside or not entry else lines[entry - 1]
