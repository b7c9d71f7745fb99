"""The walk over an OpenDocument text: what each element means for the words inside of it."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from salvaguarda.adapters.documents.odt.changes import Changes
from salvaguarda.adapters.documents.odt.names import DRAW, OFFICE, STYLE, TABLE, TEXT, XML_ID
from salvaguarda.adapters.documents.odt.numbering import Numbering
from salvaguarda.adapters.documents.odt.styles import Styles, whole
from salvaguarda.adapters.documents.paragraphs import Block, Writer
from salvaguarda.domain.reading.lines import Line, TextVersion

_SKIPPED = frozenset({
    TEXT + "tracked-changes", TEXT + "note-citation", TEXT + "sequence-decls", TEXT + "variable-decls",
    TEXT + "user-field-decls", OFFICE + "forms", OFFICE + "scripts", OFFICE + "settings", OFFICE + "event-listeners",
})  # fmt: skip
_ASIDES = {
    OFFICE + "annotation": "comment", TEXT + "table-of-content": "table of contents", TEXT + "note": "footnote",
    TEXT + "alphabetical-index": "index", TEXT + "illustration-index": "table of contents", STYLE + "header": "page header",
    STYLE + "footer": "page footer", STYLE + "header-left": "page header", STYLE + "footer-left": "page footer",
    STYLE + "header-first": "page header", STYLE + "footer-first": "page footer",
}  # fmt: skip
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_UNSHOWN = frozenset({TEXT + "hidden-text", TEXT + "hidden-paragraph", TEXT + "ruby-text"})
_CELLS = frozenset({TABLE + "table-cell", TABLE + "covered-table-cell"})
_LISTS = frozenset({TEXT + "list", TEXT + "numbered-paragraph"})
_MOST_SPACES = 100


@dataclass(slots=True)
class _List:
    """One open list: its style, level (1…) and counters; waiting: its part has no numbered paragraph yet."""

    style: str
    level: int
    counters: dict[int, int]
    waiting: bool = False
    start: int | None = None


class Walker:
    """One text, or the parts of one: each call of `walk` goes on. name: the file's, for errors."""

    def __init__(self, styles: Styles, changes: Changes, version: TextVersion, name: str) -> None:
        self._styles, self._changes = styles, changes
        self._earlier = version is TextVersion.EARLIER
        self._numbering = Numbering(styles)
        self._writer = Writer(name)
        self._lists: list[_List] = []
        self._asides: list[str] = []
        self._looks: list[tuple[bool, bool, bool]] = []  # bold, struck, hidden
        self._inserted: set[str] = set()
        self._undone: dict[etree._Element, list[Callable[[], object]]] = {}

    def walk(self, root: etree._Element) -> None:
        """Read everything below an element, in order."""
        walked = etree.iterwalk(root, events=("start", "end"))
        for event, each in walked:
            if event == "start":
                if each.tag in _SKIPPED:
                    walked.skip_subtree()
                    continue
                self._enter(each)
                if each.text and each.tag not in _SKIPPED:
                    self._words(each.text)
            else:
                for undo in reversed(self._undone.pop(each, [])):
                    undo()
                if each is not root and each.tail:
                    self._words(each.tail)

    def lines(self) -> list[Line]:
        """The lines read so far."""
        return self._writer.lines()

    def _words(self, text: str) -> None:
        bold, struck, hidden = self._looks[-1] if self._looks else (False, False, False)
        text = text.replace("\n", " ").replace("\r", " ")
        if hidden:
            self._writer.other(text, "hidden text")
        elif self._earlier and self._inserted:
            self._writer.other(text, "inserted text")
        else:
            self._writer.words(text, bold, struck)

    def _enter(self, each: etree._Element) -> None:
        tag = each.tag
        if not isinstance(tag, str):
            return
        if tag in _PARAGRAPHS:
            self._begin_paragraph(each)
        elif tag == TEXT + "span" or tag in _UNSHOWN or tag.endswith(("}title", "}desc")):
            self._begin_span(each)
        elif tag in _LISTS:
            self._begin_list(each)
        elif tag == TEXT + "list-item" and self._lists:
            self._lists[-1].waiting, self._lists[-1].start = True, whole(each.get(TEXT + "start-value"))
        elif tag == TABLE + "table-row" or tag in _CELLS:
            self._begin_table_part(each)
        elif tag in _ASIDES or tag in {TEXT + "section", DRAW + "text-box"}:
            self._begin_region(each)
        else:
            self._sign(each)

    def _sign(self, each: etree._Element) -> None:
        """Elements without words of their own."""
        tag, changed = each.tag, each.get(TEXT + "change-id", "")
        if tag == TEXT + "s":
            self._words(" " * min(whole(each.get(TEXT + "c")) or 1, _MOST_SPACES))
        elif tag == TEXT + "tab":
            self._words("\t")
        elif tag == TEXT + "line-break":
            self._writer.words("\n")
        elif tag == TEXT + "change-start" and changed in self._changes.inserted:
            self._inserted.add(changed)
        elif tag == TEXT + "change-end":
            self._inserted.discard(changed)
        elif tag == TEXT + "change" and (deleted := self._changes.deleted.pop(changed, "")):
            if self._earlier:
                self._writer.words(deleted)
            else:
                self._writer.other(deleted, "deleted text")

    def _begin_paragraph(self, each: etree._Element) -> None:
        name = each.get(TEXT + "style-name", "")
        level = whole(each.get(TEXT + "outline-level")) if each.tag == TEXT + "h" else None
        inside = self._lists[-1] if self._lists else None
        aside = self._asides[-1] if self._asides else ""
        block = Block(level or self._styles.heading(name), centred=self._styles.centred(name), aside=aside)
        if inside is not None:
            # words after the first paragraph of a part stand inside of it: one step deeper than its number
            block.indent = inside.level - 1 if inside.waiting else inside.level
            if inside.waiting:
                block.number = self._number_of(inside, name)
        elif each.tag == TEXT + "h" and each.get(TEXT + "is-list-header") != "true":
            restart = each.get(TEXT + "restart-numbering") == "true"
            start = whole(each.get(TEXT + "start-value")) if restart else None
            block.number = lambda: self._numbering.next_heading(level or 1, start)
        elif aside == "footnote" and (note := _note_of(each)) is not None:
            block.number = lambda: note
        self._looks.append((
            bool(self._styles.bold("paragraph", name)),
            bool(self._styles.struck("paragraph", name)),
            self._styles.hidden("paragraph", name),
        ))  # fmt: skip
        self._writer.begin(block)
        self._undone[each] = [self._looks.pop, self._end_paragraph]

    def _number_of(self, inside: _List, name: str) -> Callable[[], str]:
        inside.waiting = False
        style, counters, level, start = (
            inside.style or self._styles.list_of(name),
            inside.counters,
            inside.level,
            inside.start,
        )
        return lambda: self._numbering.next_number(style, counters, level, start)

    def _end_paragraph(self) -> None:
        self._writer.end(joins_next=self._earlier and bool(self._inserted))

    def _begin_span(self, each: etree._Element) -> None:
        name = each.get(TEXT + "style-name", "")
        bold, struck, hidden = self._looks[-1] if self._looks else (False, False, False)
        own_bold, own_struck = self._styles.bold("text", name), self._styles.struck("text", name)
        hidden = hidden or each.tag != TEXT + "span" or self._styles.hidden("text", name)
        self._looks.append((
            bold if own_bold is None else own_bold, struck if own_struck is None else own_struck, hidden,
        ))  # fmt: skip
        self._undone[each] = [self._looks.pop]

    def _begin_list(self, each: etree._Element) -> None:
        above = self._lists[-1] if self._lists else None
        style = each.get(TEXT + "style-name", "") or (above.style if above is not None else "")
        if each.tag == TEXT + "numbered-paragraph":
            identifier = each.get(TEXT + "list-id", "")
            counters = self._numbering.begin_list(style, identifier, identifier, goes_on=False)
            opened = _List(style, min(whole(each.get(TEXT + "level")) or 1, 10), counters, waiting=True)
            opened.start = whole(each.get(TEXT + "start-value"))
        elif above is not None:
            opened = _List(style, above.level + 1, above.counters)
        else:
            goes_on = each.get(TEXT + "continue-numbering") == "true"
            continues = each.get(TEXT + "continue-list", "")
            opened = _List(
                style, 1, self._numbering.begin_list(style, each.get(XML_ID, ""), continues, goes_on)
            )
        self._lists.append(opened)
        self._undone[each] = [self._lists.pop]

    def _begin_table_part(self, each: etree._Element) -> None:
        row = each.tag == TABLE + "table-row"
        (self._writer.begin_row if row else self._writer.begin_cell)()
        lists, self._lists = self._lists, []
        self._undone[each] = [
            self._writer.end_row if row else self._writer.end_cell,
            lambda: self._back_to(lists),
        ]

    def _back_to(self, lists: list[_List]) -> None:
        self._lists = lists

    def _begin_region(self, each: etree._Element) -> None:
        """What stands apart from the lists around it, and perhaps from the text."""
        hidden = each.get(TEXT + "display") == "none"
        above = self._asides[-1] if self._asides else ""
        self._asides.append("hidden text" if hidden else _ASIDES.get(each.tag, "") or above)
        lists = self._lists
        if each.tag != TEXT + "section":
            self._lists = []
        self._undone[each] = [self._asides.pop, lambda: self._back_to(lists)]


def _note_of(paragraph: etree._Element) -> str | None:
    """The mark of the note whose first paragraph this is; None for a later one."""
    body = paragraph.getparent()
    note = body.getparent() if body is not None else None
    citation = note.find(TEXT + "note-citation") if note is not None else None
    if body is None or citation is None or paragraph.getprevious() is not None:
        return None
    return "".join(map(str, citation.itertext())).strip()[:20]
