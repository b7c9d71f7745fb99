"""Mends "set_aside" and "bring_back": what is no part of the draft, and what is after all."""

from collections.abc import Callable

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.joining import dissolve
from salvaguarda.domain.mending.located import Located, located
from salvaguarda.domain.mending.mends import BringBack, SetAside
from salvaguarda.domain.mending.trees import Aside, Tree, Unfit
from salvaguarda.domain.mending.words import all_words, join, join_behind, printed_number
from salvaguarda.domain.reading.tree import Node


def set_aside(tree: Tree, wanted: SetAside) -> None:
    """A provision with its parts, or the words on some lines wherever they stand."""
    if (wanted.path is None) == (wanted.lines is None):
        raise Unfit("It names both a provision and lines, or neither.", "Name one of the two.")
    if wanted.path is not None:
        place = tree.find(wanted.path)
        node = place.node
        tree.extend()
        del place.siblings[place.index]
        tree.prune()
        _add(tree, Aside(node.first, node.last, wanted.reason, all_words(tree, node)))
    elif wanted.lines is not None:
        first, last = _known_lines(tree, wanted.lines)
        _add(tree, Aside(first, last, wanted.reason, _take_lines(tree, first, last)))


def _known_lines(tree: Tree, lines: tuple[int, int]) -> tuple[int, int]:
    first, last = lines
    if not 0 <= first <= last < len(tree.lines):
        raise Unfit(f"The text has no lines {first} to {last}.", f"It has lines 0 to {len(tree.lines) - 1}.")
    return first, last


def _add(tree: Tree, aside: Aside) -> None:
    tree.asides.append(aside)
    tree.asides.sort(key=lambda each: (each.first, each.last))


def _take_lines(tree: Tree, first: int, last: int) -> list[str]:
    """Take the words on these lines out of the tree."""
    taken: list[str] = []
    tree.extend()
    touched = [place.node for place in tree.places() if place.node.first <= last and place.node.last >= first]
    found = [located(tree, node) for node in touched]
    for each in found:
        if each.unsure_within(first, last):
            raise Unfit(
                f"Words of {each.node.number or each.node.heading or 'a provision'} cannot be told apart by lines there.",
                "Set the whole provision aside, or split it first.",
            )
    bare: list[Node] = []
    for each in found:
        taken += _take(tree, each, first, last, bare)
    for node in bare:  # only now: their words join others, whose places were looked up before
        _leave(tree, node)
    tree.prune()
    if not taken:
        raise Unfit("On these lines is nothing that is part of the draft.", "Choose lines that are.")
    return taken


def _take(tree: Tree, each: Located, first: int, last: int, bare: list[Node]) -> list[str]:
    """The words of one node on these lines. A node that loses its number is bare: it leaves the rest to what is before it."""
    node = each.node
    whole = first <= node.first and node.last <= last

    def there(line: int) -> bool:
        return whole or first <= line <= last

    had_opening = bool(node.number or node.heading or node.texts)
    taken = _take_opening(tree, each, there)
    taken += [words for words, line in zip(node.texts, each.texts, strict=True) if there(line)]
    node.texts = [words for words, line in zip(node.texts, each.texts, strict=True) if not there(line)]
    closings = [words for words, line in zip(node.closings, each.closings, strict=True) if there(line)]
    node.closings = [
        words for words, line in zip(node.closings, each.closings, strict=True) if not there(line)
    ]
    if had_opening and not node.number and there(each.number):
        bare.append(node)
    return taken + closings


def _take_opening(tree: Tree, each: Located, there: Callable[[int], bool]) -> list[str]:
    node, taken = each.node, []
    if node.number and there(each.number):
        taken.append(printed_number(tree, node))
        node.number = ""
    if node.heading and there(each.heading):
        taken.append(node.heading)
        node.heading = ""
    return taken


def _leave(tree: Tree, node: Node) -> None:
    place = tree.place_of(node)
    if not (node.heading or node.texts or node.children or node.closings):
        del place.siblings[place.index]
    elif place.before is not None or place.parent is not None:
        dissolve(tree, place, keep_words=True)
    # else: the first of all, it goes on without number and heading


def bring_back(tree: Tree, wanted: BringBack) -> None:
    """Set-aside lines become words of the provision before them, or a new first one."""
    first, last = _known_lines(tree, wanted.lines)
    words = _take_back(tree, first, last)
    before = None
    for place in tree.places():
        if place.node.first > first:
            break
        before = place
    if before is None:
        tree.roots.insert(0, Node(ProvisionKind.PARAGRAPH, first=first, last=last, texts=words))
        return
    above = {id(place.node): place.parent for place in tree.places()}
    target: Node = before.node
    step: Node | None = before.node
    while step is not None:
        if step.closings and step.last < first:  # its closing words stand before these
            target = step
        step = above[id(step)]
    if target is before.node and not target.closings:  # its parts, if any, begin behind these lines
        join(target.texts, words)
        target.reach(last)
    else:
        join_behind(target, words, last)


def _take_back(tree: Tree, first: int, last: int) -> list[str]:
    """The words of these lines out of what is set aside; Unfit when something of them is not."""
    words: list[str] = []
    kept: list[Aside] = []
    covered: set[int] = set()
    for each in tree.asides:
        if each.last < first or each.first > last:
            kept.append(each)
            continue
        covered.update(range(max(first, each.first), min(last, each.last) + 1))
        if each.words is not None:  # a person's own: whole, as it was
            words += each.words
            continue
        begin, end = max(first, each.first), min(last, each.last)
        words += [tree.lines[index].seen for index in range(begin, end + 1) if tree.lines[index].seen]
        if each.first < begin:
            kept.append(Aside(each.first, begin - 1, each.reason))
        if each.last > end:
            kept.append(Aside(end + 1, each.last, each.reason))
    missing = [index for index in range(first, last + 1) if index not in covered and tree.lines[index].seen]
    if missing or not words:
        raise Unfit(
            f"Line {missing[0] if missing else first} is not set aside.", "Choose lines that are set aside."
        )
    tree.asides = kept
    return words
