"""The walk over a page: what each element means for the words inside of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from salvaguarda.adapters.documents.html.footnotes import find_footnotes
from salvaguarda.adapters.documents.html.lists import Counter, list_style, opened
from salvaguarda.adapters.documents.html.looks import Look, Sheet, Style, list_level, looks
from salvaguarda.adapters.documents.html.regions import main_of, reason_of
from salvaguarda.adapters.documents.html.tree import Element
from salvaguarda.adapters.documents.html.writer import Writer
from salvaguarda.domain.reading.lines import Line, TextVersion

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_QUOTES = "“\"«„‘'”"
_QUOTED_CLASSES = frozenset({"quote", "quoted", "quotation", "amendment", "quotedtext"})


@dataclass(slots=True)
class _Frame:
    """One open element: its look, and what is to be done when it ends."""

    element: Element
    look: Look
    parts: Iterator[Element | str]
    block: bool
    depth: int  # lists that are open around its words


class Walker:
    """One page. version: which of tracked insertions and deletions are read. name: the file's, for errors.

    tracked: whether the page marks any.
    """

    def __init__(self, root: Element, version: TextVersion, name: str) -> None:
        elements = [*root.elements()]
        self.tracked = any(each.tag in {"ins", "del"} for each in elements)
        self._root = root
        self._sheet = Sheet("\n".join(each.words() for each in elements if each.tag == "style"))
        self._notes = find_footnotes(elements)
        self._main = main_of(root, elements)
        self._content = 0  # how many main or article elements are open
        self._dropped = (
            {"del": "deleted text"} if version is TextVersion.PROPOSED else {"ins": "inserted text"}
        )
        self._counters: list[Counter] = []
        self._writer = Writer(name)

    def lines(self) -> list[Line]:
        """The lines of the page."""
        look = Look(aside="navigation" if self._main is not None else "")
        open_: list[_Frame] = [_Frame(self._root, look, iter(self._root.children), True, 0)]
        while open_:
            frame = open_[-1]
            each = next(frame.parts, None)
            if each is None:
                self._leave(open_.pop())
            elif isinstance(each, str):
                self._writer.words(each, frame.look)
            elif (inner := self._enter(each, frame)) is not None:
                open_.append(inner)
        return self._writer.lines()

    def _enter(self, element: Element, above: _Frame) -> _Frame | None:
        """Open an element; None for one without words of its own, or whose words are not shown as words."""
        tag = element.tag
        if (
            tag in {"style", "title", "head"}
            or element in self._notes.marks
            or element in self._notes.numbers
        ):
            return (
                None
                if tag != "head"
                else _Frame(element, above.look, iter(element.children), True, above.depth)
            )
        if tag == "br":
            self._writer.line_break()
            return None
        style = self._sheet.style_of(element)
        if self._is_number(element, style):
            self._writer.number(element.words(100), above.look.indent, above.look.aside)
            return None
        if "tab" in element.classes and not element.words(10):
            self._writer.tab()
            return _Frame(element, above.look, iter(element.children), False, above.depth)
        block = tag in _BLOCKS or style.get("display") in {"block", "list-item", "flex", "grid"}
        if block:
            self._writer.end_block()
        look, depth = self._look(element, style, above)
        self._open(element, style, above)
        return _Frame(element, look, iter(element.children), block, depth)

    def _is_number(self, element: Element, style: Style) -> bool:
        """The number that a template or Word wrote before the words of a paragraph."""
        ignored = "ignore" in style.get("mso-list", "")
        return (ignored or "num" in element.classes) and not self._writer.begun and bool(element.words(100))

    def _look(self, element: Element, style: Style, above: _Frame) -> tuple[Look, int]:
        look, depth = looks(element, style, above.look), above.depth
        if element is self._main:
            look = replace(look, aside="hidden text" if look.aside == "hidden text" else "")
        aside = self._reason(element)
        if aside and look.aside != "hidden text":
            look = replace(look, aside=aside if not look.aside or aside == "hidden text" else look.aside)
        if element.tag[0] == "h" and element.tag[1:] in {"1", "2", "3", "4", "5", "6"}:
            look = replace(look, heading=int(element.tag[1]))
        elif element.get("role") == "heading":
            said = element.get("aria-level")
            look = replace(look, heading=int(said) if said in {*"123456789"} else 2)
        elif element.tag == "blockquote" and _is_quotation(element):
            look = replace(look, quoted=True)
        level = list_level(style)
        if element.tag in {"li", "dd"}:
            look, depth = replace(look, indent=look.indent + 1, column=0.0), depth + 1
        elif level is not None:
            look = replace(look, indent=level)
        return look, depth

    def _reason(self, element: Element) -> str:
        if element in self._notes.notes:
            return "footnote"
        if element.tag in self._dropped:
            return self._dropped[element.tag]
        return reason_of(element, self._content > 0, self._main is not None)

    def _open(self, element: Element, style: Style, above: _Frame) -> None:
        tag = element.tag
        if tag in {"main", "article"}:
            self._content += 1
        elif tag in _LISTS:
            self._counters.append(opened(element, list_style(self._list_style(style))))
        elif tag == "tr":
            self._writer.begin_row()
        elif tag in _CELLS:
            self._writer.begin_cell()
        elif tag == "q":
            self._writer.words("“", above.look)
        if number := self._notes.notes.get(element, ""):
            self._writer.number(number, 0, "footnote")
        elif tag == "li" and self._counters and element not in self._notes.notes:
            shown = self._counters[-1].next_number(element, list_style(self._list_style(style)))
            self._writer.number(shown, above.look.indent, above.look.aside)

    @staticmethod
    def _list_style(style: Style) -> str:
        return f"{style.get('list-style-type', '')} {style.get('list-style', '')}"

    def _leave(self, frame: _Frame) -> None:
        tag = frame.element.tag
        if tag == "q":
            self._writer.words("”", frame.look)
        if frame.block:
            self._writer.end_block()
        if tag == "li" or frame.element in self._notes.notes:
            self._writer.end_number()
        if tag in {"main", "article"}:
            self._content -= 1
        elif tag in _LISTS:
            self._counters.pop()
        elif tag == "tr":
            self._writer.end_row()
        elif tag in _CELLS:
            self._writer.end_cell()


def _is_quotation(element: Element) -> bool:
    """A block that is quoted, not only set in: it says where from, or begins with a quotation mark."""
    named = bool(element.get("cite")) or bool(_QUOTED_CLASSES & set(element.classes))
    return named or element.words(3)[:1] in set(_QUOTES)
