"""Paths and labels: where a provision stands (Akoma Ntoso eId style) and how lawyers cite it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from salvaguarda.domain.drafts import Provision, ProvisionKind
from salvaguarda.domain.reading.numbers import clean
from salvaguarda.domain.reading.tree import Node

_TOKENS = {
    ProvisionKind.PREAMBLE: "preamble",
    ProvisionKind.RECITAL: "rec",
    ProvisionKind.PART: "part",
    ProvisionKind.TITLE: "title",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.SUBSECTION: "subsec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.POINT: "point",
    ProvisionKind.SUBPOINT: "subpoint",
    ProvisionKind.OPTION: "opt",
    ProvisionKind.DEFINITION: "def",
    ProvisionKind.ANNEX: "annex",
    ProvisionKind.CLOSING: "closing",
}
_SINGLE = {ProvisionKind.PREAMBLE, ProvisionKind.CLOSING}
_OF_THE_TEXT = _SINGLE | {ProvisionKind.ARTICLE}  # their paths do not name the divisions they stand in
_DIVISIONS = {
    ProvisionKind.PART,
    ProvisionKind.TITLE,
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.SUBSECTION,
}
_LISTED = {
    ProvisionKind.PARAGRAPH,
    ProvisionKind.POINT,
    ProvisionKind.SUBPOINT,
    ProvisionKind.OPTION,
    ProvisionKind.DEFINITION,
}
_COUNTED = {ProvisionKind.RECITAL, ProvisionKind.ANNEX, ProvisionKind.DEFINITION}
_AT_THE_END = re.compile(r"(?:\d+|[A-Za-z]{1,4}|[一二三四五六七八九十]+)[)）]?$")
_TERM = re.compile(r"[“‘„«\"`《]+[^”’“»\"'》]{1,80}[”’“»\"'》]+")
_LONGEST_NAME = 60
_EID = re.compile(
    r"[A-Za-z][\w.~-]{0,199}", re.ASCII
)  # fit for an address; anything else gets a path of our own
_NOT_AN_EID = {"draft"}  # the whole text


@dataclass(slots=True)
class Place:
    """Where children of a node go.

    path: prefix of their paths; component, text_label: prefixes of the text they are in; label: their parent's label;
    in_article: their numbers are put behind the label in brackets. numbered: whether some recitals have a number, so
    that those without cannot be counted with them.
    """

    path: str = ""
    component: str = ""
    text_label: str = ""
    label: str = ""
    in_article: bool = False
    numbered: bool = False
    counts: Counter[str] = field(default_factory=Counter)


class Addresses:
    """Gives every node of a tree its path, label, depth and parent, in document order."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()

    def provisions(self, nodes: list[Node]) -> tuple[Provision, ...]:
        """The provisions of the trees, parents before children."""
        return tuple(self._walk(nodes, Place(), None, 0))

    def paths(self, nodes: list[Node]) -> Iterator[tuple[str, Node]]:
        """The paths of `provisions`, each with its node, one by one: cheap where a single one is sought."""
        place = Place()
        waiting = [(node, place) for node in reversed(nodes)]
        while waiting:
            node, place = waiting.pop()
            place.counts[node.kind] += 1
            path = self._path(node, place)
            yield path, node
            if node.children:
                inside = _inside(node, place, path, "")
                waiting += [(child, inside) for child in reversed(node.children)]

    def _walk(self, nodes: list[Node], place: Place, parent: str | None, depth: int) -> Iterator[Provision]:
        waiting = [(node, place, parent, depth) for node in reversed(nodes)]
        while waiting:  # no recursion: hostile texts nest deeply
            node, place, parent, depth = waiting.pop()
            place.counts[node.kind] += 1
            path = self._path(node, place)
            label = self._distinct(_label(node, place))
            yield Provision(
                path, label, node.kind, node.number, node.heading, "\n".join(node.texts), "\n".join(node.closings),
                depth, parent, None, (node.first, node.last),
            )  # fmt: skip
            if node.children:
                inside = _inside(node, place, path, label)
                waiting += [(child, inside, path, depth + 1) for child in reversed(node.children)]

    def _path(self, node: Node, place: Place) -> str:
        if (
            node.eid
            and _EID.fullmatch(node.eid)
            and node.eid not in self._taken
            and node.eid not in _NOT_AN_EID
        ):
            return self._free(node.eid)
        prefix = place.component if node.kind in _OF_THE_TEXT else place.path
        token = "att" if node.instrument else _TOKENS[node.kind]
        path = f"{prefix}__{_step(node, token, place)}" if prefix else _step(node, token, place)
        return self._free(path)

    def _distinct(self, label: str) -> str:
        self._labels[label] += 1
        return label if self._labels[label] == 1 else f"{label} [{self._labels[label]}]"

    def _free(self, path: str) -> str:
        if path not in self._taken:
            self._taken.add(path)
            return path
        while True:
            self._repeats[path] += 1
            candidate = f"{path}_{self._repeats[path] + 1}"
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate


def _step(node: Node, token: str, place: Place) -> str:
    if node.kind in _SINGLE:
        return token
    number = clean(_counting(node.number) if node.kind is ProvisionKind.OPTION else node.number)
    if node.kind is ProvisionKind.ARTICLE and " " in node.word:
        number = "-".join(
            filter(None, (clean(node.word.rsplit(maxsplit=1)[-1].lower()), number))
        )  # adicional-1
    if number:
        return f"{token}_{number}"
    ordinal = place.counts[node.kind]
    counted = node.kind in _COUNTED and not (place.numbered and node.kind is ProvisionKind.RECITAL)
    return f"{token}_{ordinal}" if counted else f"{token}_nn_{ordinal}"


def _counting(number: str) -> str:
    """What an option counts with: "Option (a)" → "(a)", "备选案文2" → "2"."""
    last = number.rsplit(maxsplit=1)[-1] if number else ""
    found = _AT_THE_END.search(last)
    return found[0] if found is not None and not last.isascii() else last


def _label(node: Node, place: Place) -> str:
    bare = _bare_label(node, place)
    return f"{place.text_label}, {bare}" if place.text_label and not place.in_article else bare


def _bare_label(node: Node, place: Place) -> str:
    number = node.number.strip("()[]. ")
    match node.kind:
        case ProvisionKind.ARTICLE:
            return f"{node.word or 'Art.'} {number or short_name(node.heading)}".strip()
        case ProvisionKind.PREAMBLE | ProvisionKind.CLOSING:
            return "Preamble" if node.kind is ProvisionKind.PREAMBLE else "Closing"
        case ProvisionKind.RECITAL:
            return f"Preamble, para. {number or place.counts[node.kind]}"
        case ProvisionKind.PARAGRAPH | ProvisionKind.POINT | ProvisionKind.SUBPOINT:
            return _list_label(node, place, number)
        case ProvisionKind.OPTION | ProvisionKind.DEFINITION:
            return f"{place.label}, {_named(node, place)}" if place.label else _named(node, place)
        case _:
            return _division_label(node, place, number)


def _division_label(node: Node, place: Place, number: str) -> str:
    if node.component and node.kind is ProvisionKind.ANNEX and not number:
        return short_name(node.heading) or f"{node.word or 'Annex'} {place.counts[node.kind]}"
    named = node.word or node.kind.value.capitalize()
    own = f"{named} {number}" if number else short_name(node.heading) or f"{named} {place.counts[node.kind]}"
    return f"{place.label}, {own}" if place.label else own


def _named(node: Node, place: Place) -> str:
    """ "Option 2"; of a definition the term with its quotes. An option without a number is counted."""
    if node.number:
        return node.number
    if node.kind is ProvisionKind.OPTION:
        return f"option {place.counts[node.kind]}"
    term = _TERM.search(node.texts[0]) if node.texts else None
    return term[0] if term is not None else f"definition {place.counts[node.kind]}"


def _list_label(node: Node, place: Place, number: str) -> str:
    if node.number.startswith(("§", "Par")):
        own = f", {number}"  # "Art. 3º, § 1º"
    elif clean(node.number):
        own = f"({number})"
    else:
        own = f", {_unnumbered(node, place)}"
    if place.in_article:
        return f"{place.label}{own}"
    own = f"para. {number}" if clean(node.number) else own.removeprefix(", ")
    if place.label:
        return f"{place.label}, {own}"
    return own if place.text_label else own[0].upper() + own[1:]


def _unnumbered(node: Node, place: Place) -> str:
    """ "para. 2"; "indent 3" of what has a dash or dot; "subpara. 2" of words after the first ones of a paragraph."""
    if node.kind is ProvisionKind.PARAGRAPH:
        return f"para. {place.counts[node.kind]}"
    if node.number:
        return f"indent {place.counts[node.kind]}"
    place.counts["subparagraph"] += 1
    return f"subpara. {place.counts['subparagraph'] + 1}"


def short_name(heading: str) -> str:
    """A heading short enough for a label: "Optional Protocol to the International …" → "Optional Protocol"."""
    name = heading
    for stop in (" to the ", " to this ", " on the "):
        head = name.split(stop, 1)[0]
        if len(head.split()) > 1:
            name = head
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _inside(node: Node, place: Place, path: str, label: str) -> Place:
    if node.component:
        return Place(path, path, label)
    if node.kind in _DIVISIONS:
        bare = label.removeprefix(f"{place.text_label}, ") if place.text_label else label
        if (
            node.kind is ProvisionKind.TITLE and not node.number
        ):  # a cross-heading: numbers go on through it, nobody cites it
            bare = place.label
        return Place(path, place.component, place.text_label, bare)
    if node.kind is ProvisionKind.PREAMBLE:
        numbered = any(child.number and child.kind is ProvisionKind.RECITAL for child in node.children)
        return Place(path, place.component, place.text_label, "Preamble", numbered=numbered)
    if node.kind is ProvisionKind.OPTION and any(child.kind not in _LISTED for child in node.children):
        return Place(path, path, label)
    return Place(path, place.component, place.text_label, label, in_article=True)
