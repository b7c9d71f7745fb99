"""A page as a small tree of its own, built from the parser's events.

lxml's own tree takes minutes for an element with 200,000 attributes, and stops without a word at 256 open elements; here
only the attributes that reading needs are kept, and a page nested beyond measure is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lxml import etree

from salvaguarda.adapters.documents.limits import unreadable

TAGS = (
    400_000  # of one page; 100,000 words on EUR-Lex are about 100,000. Each costs up to 500 bytes and 50 µs
)
DEPTH = 1_500  # open elements
_KEPT = frozenset({
    "class", "id", "name", "href", "style", "align", "type", "start", "value", "reversed", "hidden", "role", "aria-level", "lang", "xml:lang", "cite", "bgcolor",
})  # fmt: skip
_LONGEST_ATTRIBUTE = 2_000
_NONE: Mapping[str, str] = MappingProxyType({})
_UNSEEN = frozenset(
    {"script", "noframes", "iframe", "object", "applet", "audio", "video", "canvas", "base", "link", "meta"}
)
# Numeric references and bytes that mean the Windows character, as browsers read them: &#150; is a dash.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_FONT = re.compile(
    r"</?font\b[^<>]{0,500}>", re.IGNORECASE
)  # often left open, thousands deep; says nothing here
_SIMPLE_TAG = re.compile(r"[a-z][a-z0-9]{0,15}")


@dataclass(slots=True, eq=False)
class Element:
    """One element. tag: lower case; names with a prefix (o:p) are "span". children: words and elements in order.

    classes: its class names in lower case, in order.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    parent: "Element | None" = field(default=None, repr=False)
    children: list["Element | str"] = field(default_factory=list)
    classes: Sequence[str] = ()

    def get(self, name: str) -> str:
        """An attribute; "" when absent."""
        return self.attributes.get(name, "")

    def ancestors(self) -> Iterator["Element"]:
        """What it stands in, innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def walk(self) -> Iterator["Element | str"]:
        """Itself and everything inside in document order, words included."""
        waiting: list[Iterator[Element | str]] = [iter((self,))]
        while waiting:
            each = next(waiting[-1], None)
            if each is None:
                waiting.pop()
                continue
            yield each
            if isinstance(each, Element):
                waiting.append(iter(each.children))

    def elements(self) -> Iterator["Element"]:
        """Itself and all elements inside."""
        return (each for each in self.walk() if isinstance(each, Element))

    def words(self, most: int = 1_000_000) -> str:
        """Its words with single spaces; stops soon after `most` characters."""
        found, length = [], 0
        for each in self.walk():
            if isinstance(each, str):
                found.append(each)
                length += len(each.strip())
                if length > most:
                    break
        return " ".join("".join(found).split())


class _TooDeepError(Exception):
    pass


class _Builder:
    """What lxml calls for every event."""

    def __init__(self) -> None:
        self.root = Element("html")
        self._open = self.root
        self._depth = 0
        self._unseen = 0
        self._words: list[str] = []  # the parser gives one piece for each entity

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise _TooDeepError
        self._put_words()
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
            return
        kept = {
            key: value[:_LONGEST_ATTRIBUTE]
            for key in (_KEPT & attrs.keys() if attrs else ())
            if (value := attrs[key]) is not None
        }
        element = Element(tag if _SIMPLE_TAG.fullmatch(tag) else "span", kept or _NONE, self._open)
        if "class" in kept:
            element.classes = kept["class"].lower().split()
        self._open.children.append(element)
        self._open = element

    def end(self, tag: str) -> None:  # noqa: ARG002  (lxml calls it so)
        self._depth -= 1
        self._put_words()
        if self._unseen:
            self._unseen -= 1
        elif self._open.parent is not None:
            self._open = self._open.parent

    def data(self, words: str) -> None:
        if not self._unseen:
            self._words.append(words)

    def _put_words(self) -> None:
        if self._words:
            self._open.children.append("".join(self._words).translate(_WINDOWS))
            self._words.clear()

    def close(self) -> Element:
        self._put_words()
        return self.root


def page_tree(text: str, name: str) -> Element:
    """The page below a root that holds everything. text: without control characters. Raises Unreadable for a hostile page."""
    text = _FONT.sub("", text)
    if text.count("<") > TAGS:
        raise unreadable(
            name,
            f"The page has more than {TAGS:,} tags.",
            "Copy its text into a plain text file and upload that.",
        )
    builder = _Builder()
    target: Any = builder  # lxml's stubs want a target to take bytes and comments too
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    except _TooDeepError as error:
        raise unreadable(
            name,
            f"The page has more than {DEPTH:,} elements inside one another.",
            "Copy its text into a plain text file and upload that.",
        ) from error
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise unreadable(
            name, "The page is damaged.", "Open it in a browser, save it again and upload that."
        ) from error
    return builder.root
