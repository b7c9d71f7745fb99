"""Words inside a line: of numbers, headings and notes; what a placeholder stands for; which of two versions is shown."""

import re
from dataclasses import dataclass

from lxml import etree

from salvaguarda.adapters.documents.akn.parsing import attribute, local_name
from salvaguarda.adapters.documents.akn.walking import walk
from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.domain.reading.lines import TextVersion

NOTES = frozenset({"authorialNote", "note"})
QUOTES = frozenset({"quotedStructure", "embeddedStructure"})
LEFT_OUT = {TextVersion.PROPOSED: "del", TextVersion.EARLIER: "ins"}
LEFT_OUT_REASON = {"del": "deleted text", "ins": "inserted text"}
_WHITE = re.compile(r"\s+")
_VARIABLE = re.compile(r"#([A-Za-z][\w-]{0,60})")
_LONGEST_STAND_IN = 400  # characters
_MOST_STOOD_IN = 1_000_000  # characters of a file: a short placeholder can stand for a long text, many times
_BREAKS = frozenset({"br", "p", "block", "li", "tr", "item"})


def one_spaced(text: str) -> str:
    """White space of the XML source as single spaces: indentation and line ends there mean nothing."""
    return _WHITE.sub(" ", without_controls(text))


class Wording:
    """How the words of one file are read: its version and its placeholders."""

    def __init__(self, root: etree._Element, version: TextVersion) -> None:
        self.left_out = LEFT_OUT[version]
        self._left = _MOST_STOOD_IN
        self._said: dict[str, str] = {}
        self._named = {
            attribute(each, "eId") or attribute(each, "id"): attribute(each, "showAs")[:_LONGEST_STAND_IN]
            for references in root.iter("{*}references")
            for each in references
            if isinstance(each.tag, str)
        }

    def said(self, name: str) -> str:
        """A value that may name another one: "#varBillTitle" → the title. What is not known stays out."""
        if name not in self._said:
            said = name
            for _ in range(2):  # a named value may name another one
                said = _VARIABLE.sub(self._value, said[:_LONGEST_STAND_IN])
            self._said[name] = squeezed(without_controls(said[:_LONGEST_STAND_IN]))
        return self._said[name]

    def _value(self, match: re.Match[str]) -> str:
        return self._named.get(match[1], "")

    def stand_in(self, element: etree._Element) -> str:
        """What an empty placeholder shows; "" for any other element."""
        if len(element) or (element.text or "").strip():
            return ""
        if local_name(element) == "placeholder":
            return one_spaced(attribute(element, "originalText"))
        if element.get("class") != "placeholder":
            return ""
        said = self.said(element.get("href", ""))[: self._left]
        self._left -= len(said)
        return said

    def plain(self, element: etree._Element) -> str:
        """The words of an element in one line, notes and the other version left out."""
        return self.gathered(element).text

    def gathered(self, element: etree._Element) -> "Gathered":
        """The words of an element in one line, and those to be set aside."""
        gathering = _Gathering(self)
        walk(element, gathering.enter, gathering.words, gathering.leave)
        return Gathered(squeezed("".join(gathering.pieces)), tuple(gathering.asides))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The words of one element. asides: words and reason of its notes and of the other version, in order of their ends."""

    text: str
    asides: tuple[tuple[str, str], ...]


class _Gathering:
    def __init__(self, wording: Wording) -> None:
        self.pieces: list[str] = []
        self.asides: list[tuple[str, str]] = []
        self._wording = wording
        self._started = False
        self._apart: list[tuple[etree._Element, str, list[str]]] = []  # notes being read, outermost first

    def enter(self, element: etree._Element) -> bool:
        name = local_name(element)
        if self._started and (name in NOTES or name == self._wording.left_out):
            self._apart.append((element, LEFT_OUT_REASON.get(name, "footnote"), []))
        self._started = True  # the element asked for is read, whatever it is
        self._add(" " if name in _BREAKS else self._wording.stand_in(element))
        return True

    def words(self, text: str) -> None:
        self._add(one_spaced(text))

    def leave(self, element: etree._Element) -> None:
        if local_name(element) in _BREAKS:
            self._add(" ")
        if self._apart and self._apart[-1][0] is element:
            _, reason, pieces = self._apart.pop()
            self.asides.append((squeezed("".join(pieces)), reason))

    def _add(self, text: str) -> None:
        (self._apart[-1][2] if self._apart else self.pieces).append(text)
