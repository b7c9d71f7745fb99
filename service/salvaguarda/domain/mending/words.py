"""A node's own words, so that none is lost where its number and heading become text."""

import re

from salvaguarda.domain.drafts import PASSAGES
from salvaguarda.domain.mending.trees import Tree
from salvaguarda.domain.reading.tree import Node

_ENDS = re.compile(r"[.;:!?。；：！？؛؟…”»\"')\]]\s*$")
_FARTHEST = 60  # code points before a number that may still name it: "CHAPTER", "Статья"


def opening(tree: Tree, node: Node) -> str:
    """Number and heading as they are printed: "Article 24 Purposes", "(b)"; "" when it has neither."""
    return f"{printed_number(tree, node)} {node.heading}".strip()


def printed_number(tree: Tree, node: Node) -> str:
    """The number with what names it: "Article 24", "CHAPTER II", "(b)"; "" when it has none."""
    number = node.number
    if not number or node.kind in PASSAGES:
        return f"{number}." if number.isalnum() else number
    line = tree.lines[node.first].seen if node.first < len(tree.lines) else ""
    at = line.find(number)
    named = line[:at].split()
    if at < 0 or at > _FARTHEST or len(named) > 1:
        return f"{node.word or node.kind.value.capitalize()} {number}"
    rest = line[at + len(number) :]
    return line[:at] + number + rest[: len(rest) - len(rest.lstrip("条條章节節部分編编款.:)）"))]


def own_words(tree: Tree, node: Node) -> list[str]:
    """Opening and text, one entry a line; without parts and closing words."""
    begin = opening(tree, node)
    texts = list(node.texts)
    if begin and texts and node.kind in PASSAGES and not node.heading:
        texts[0] = f"{begin} {texts[0]}"  # "(b) to act" stood on one line
        return texts
    return [begin, *texts] if begin else texts


def all_words(tree: Tree, node: Node) -> list[str]:
    """Everything of a node and its parts in document order."""
    found: list[str] = []
    waiting: list[Node | list[str]] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            found += part
        else:
            found += own_words(tree, part)
            waiting += [part.closings, *reversed(part.children)]
    return found


def join(before: list[str], added: list[str]) -> None:
    """Put words behind others: on the same line where a sentence goes on, on a line of their own otherwise."""
    if before and added and not _ENDS.search(before[-1]):
        before[-1] = f"{before[-1]} {added[0]}"
        before.extend(added[1:])
    else:
        before.extend(added)


def join_behind(node: Node, added: list[str], last: int) -> None:
    """Put words at the end of a node, after its parts if it has some."""
    join(node.closings if node.children else node.texts, added)
    node.reach(last)


def add_behind(parent: Node, child: Node) -> None:
    """Put a part at the end; what seemed to close its parent goes to the part before it, with order kept."""
    if parent.closings and parent.children:
        join_behind(parent.children[-1], parent.closings, parent.last)
    elif parent.closings:
        join(parent.texts, parent.closings)
    parent.closings = []
    parent.children.append(child)
    parent.reach(child.last)
