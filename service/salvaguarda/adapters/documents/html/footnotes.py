"""Footnotes of a page: a mark in the text and a note elsewhere, linked both ways; or blocks whose class says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from salvaguarda.adapters.documents.html.tree import Element

_MARK = re.compile(r"[\[(]?\s?(?:\d{1,4}|[a-z]{1,2}|[ivx]{1,6}|[*†‡§#]{1,4})\s?[\])]?\.?", re.IGNORECASE)
_BACK = re.compile(r"[\s↩↑^⏎\ufe0e\ufe0f]*")
_BLOCKS = frozenset({"p", "li", "dd", "div", "td", "section", "aside", "blockquote", "dt"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE_CLASSES = frozenset({
    "footnote", "footnotes", "footnotetext", "msofootnotetext", "msoendnotetext", "oj-note", "note", "sdfootnote",
    "sdendnote", "endnotes", "endnote",
})  # fmt: skip
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_WRAPPERS = frozenset({"sup", "span", "a", "small", "b", "i", "em", "strong"})
_HIGHEST = 4  # how far above a link its own anchor may stand
_LONGEST_MARK = 12


@dataclass(slots=True)
class Footnotes:
    """marks: elements that only mark a note in the text. notes: block of a note → its number ("" unless linked).

    numbers: links inside notes that only show the number or lead back.
    """

    marks: set[Element] = field(default_factory=set)
    notes: dict[Element, str] = field(default_factory=dict)
    numbers: set[Element] = field(default_factory=set)


def find_footnotes(elements: Iterable[Element]) -> Footnotes:
    """The footnotes of a page, in one walk over its elements and one over its links."""
    found = Footnotes()
    targets: dict[str, Element] = {}
    links: list[tuple[Element, str]] = []
    for each in elements:
        if not each.attributes:
            continue
        for key in ("id", "name"):
            if name := each.get(key):
                targets.setdefault(name, each)
        if each.tag == "a" and (target := each.get("href")).startswith("#"):
            links.append((each, target[1:]))
        said = _NOTE_CLASSES & set(each.classes) or each.get("role") in _NOTE_ROLES
        if said and each.tag in _BLOCKS:
            found.notes.setdefault(each, "")
    _pair(found, links, targets)
    return found


def _pair(found: Footnotes, links: list[tuple[Element, str]], targets: dict[str, Element]) -> None:
    """Links that lead to one another: the first is the mark, the second stands in the note."""
    by_target: dict[str, list[int]] = {}
    for place, (_, target) in enumerate(links):
        by_target.setdefault(target, []).append(place)
    for place, (link, target) in enumerate(links):
        mark = link.words(_LONGEST_MARK)
        if link in found.numbers or not _MARK.fullmatch(mark) or target not in targets:
            continue
        for name in _names(link):
            backs = [back for back in by_target.get(name, ())[:20] if back > place]
            back = next(
                (links[back][0] for back in backs if _stands_in(links[back][0], targets[target])), None
            )
            if back is not None:
                _add(found, link, mark, back, targets[target])
                break


def _names(link: Element) -> Iterator[str]:
    """Names of the anchors a link is, or is wrapped in or beside."""
    for each, _ in zip((link, *link.ancestors()), range(_HIGHEST), strict=False):
        yield from (name for key in ("id", "name") if (name := each.get(key)))
        if each.tag in _BLOCKS:
            break
    for child in link.children:
        if isinstance(child, Element) and (name := child.get("id") or child.get("name")):
            yield name


def _stands_in(back: Element, target: Element) -> bool:
    """Whether a link back stands where the mark leads: in the target's block, or beside it in one block."""
    block = _block_of(target)
    return any(each is block for each in (back, *back.ancestors()))


def _block_of(element: Element) -> Element:
    return next((each for each in (element, *element.ancestors()) if each.tag in _BLOCKS), element)


def _add(found: Footnotes, link: Element, mark: str, back: Element, target: Element) -> None:
    block = _block_of(target)
    holds_mark = any(each is block for each in link.ancestors())
    if block.tag in _HEADINGS or holds_mark:
        return
    shown = back.words(_LONGEST_MARK)
    found.notes[block] = mark if _BACK.fullmatch(shown) else shown
    found.numbers.add(_wrapped(back, shown))
    found.numbers.add(back)
    found.marks.add(_wrapped(link, mark))


def _wrapped(link: Element, mark: str) -> Element:
    """The outermost element that holds nothing but this mark: white space inside of it goes with it."""
    outer = link
    for each in link.ancestors():
        if each.tag not in _WRAPPERS or len(each.children) > 9 or each.words(_LONGEST_MARK + 8) != mark:
            break
        outer = each
    return outer
