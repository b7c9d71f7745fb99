"""Mends "relabel" and "option": what a provision is, its number, its heading."""

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.mends import MarkOption, Relabel
from salvaguarda.domain.mending.trees import Tree, Unfit
from salvaguarda.domain.reading.tree import Node


def relabel(tree: Tree, wanted: Relabel) -> None:
    """Another kind, number or heading; what was not said stays.

    A number that begins the words is taken out of them, and a number that is taken away goes back into them; one that is
    replaced is told in a warning. A heading is the beginning of the provision's own words: the rest of the old one becomes
    text, so that no word is lost.
    """
    node = tree.find(wanted.path).node
    if wanted.kind is ProvisionKind.DRAFT:
        raise Unfit("A provision is never the whole draft.", "Choose another kind.")
    if wanted.kind is not None:
        _become(node, wanted.kind)
    if wanted.number is not None:
        _renumber(tree, node, " ".join(wanted.number.split()))
    if wanted.heading is not None:
        _head(node, " ".join(wanted.heading.split()))


def make_option(tree: Tree, wanted: MarkOption) -> None:
    """It is one of several alternatives."""
    node = tree.find(wanted.path).node
    _become(node, ProvisionKind.OPTION)


def _become(node: Node, kind: ProvisionKind) -> None:
    if kind is node.kind:
        return
    node.kind, node.eid = kind, ""  # the format's own address named something else
    node.component = kind is ProvisionKind.ANNEX
    node.instrument = node.instrument and node.component
    node.word = ""


def _renumber(tree: Tree, node: Node, number: str) -> None:
    if number == " ".join(node.number.split()):
        return
    begin = [node.number, node.heading] if node.heading else [node.number, *node.texts[:1]]
    words = " ".join(part for part in begin if part)
    if not number:
        _set_begin(node, words)
    elif words.startswith(number) and not words[len(number) :][:1].isalnum():
        _set_begin(node, words[len(number) :].lstrip(".) :"))
    else:  # it was misread, and a person says what it is: the only words of a file that a mend ever takes out
        tree.say_renumbered(node, number)
    node.number, node.eid = number, ""


def _set_begin(node: Node, words: str) -> None:
    """The words that follow the number: of the heading where there is one, of the text otherwise."""
    if node.heading:
        node.heading = words
    else:
        node.texts[:1] = [words] if words else []


def _head(node: Node, heading: str) -> None:
    pieces = [*([node.heading] if node.heading else []), *node.texts]
    whole = " ".join(" ".join(pieces).split())
    if not whole.startswith(heading) or (heading and whole[len(heading) :][:1].strip()):
        raise Unfit(
            f"Its own words do not begin with “{heading[:80]}”.",
            "A heading is made of the provision's own words, from their beginning.",
        )
    node.heading, node.texts = heading, _without(pieces, heading)


def _without(pieces: list[str], heading: str) -> list[str]:
    """The lines behind the heading's words."""
    rest = len(heading.replace(" ", ""))
    for index, piece in enumerate(pieces):
        for at, character in enumerate(piece):
            if rest == 0:
                left = piece[at:].strip()
                return [*([left] if left else []), *pieces[index + 1 :]]
            rest -= not character.isspace()
    return []
