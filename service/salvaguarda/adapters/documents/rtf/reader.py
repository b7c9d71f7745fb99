"""An RTF file as lines, in one pass over its tokens."""

import re
from copy import copy

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.limits import check_lines, check_words, unreadable
from salvaguarda.adapters.documents.paragraphs import Block, Writer
from salvaguarda.adapters.documents.rtf.state import State, Tables
from salvaguarda.adapters.documents.rtf.tokens import Token, tokens
from salvaguarda.adapters.documents.rtf.words import (
    ASIDES,
    NUMBERS,
    PARAGRAPH_ENDS,
    SIGNS,
    STARRED,
    UNREAD,
    code_page,
    code_page_of_charset,
)
from salvaguarda.adapters.documents.versions import WARNINGS
from salvaguarda.domain.reading.lines import Line, Reading, TextVersion

_GROUPS = 600_000  # 100,000 words of Word's are about 200,000
_DEPTH = 2_000  # groups inside one another
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_rtf(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of an RTF file. Raises Unreadable when it is hostile or holds no text."""
    if content.count(b"{") > _GROUPS:
        raise unreadable(
            name, f"The RTF has more than {_GROUPS:,} groups.", "Save it as DOCX and upload that."
        )
    reader = _Reader(name, version)
    for token in tokens(content):
        reader.take(token)
    lines = reader.finished()
    check_words(lines, name)
    check_lines(len(lines), name)
    warnings = (WARNINGS[version],) if reader.tracked else ()
    return Reading(
        "rtf", tuple(lines), "", squeezed(without_controls(reader.title)), warnings, reader.tracked
    )


class _Reader:
    """Takes tokens. tracked: the file holds insertions or deletions."""

    def __init__(self, name: str, version: TextVersion) -> None:
        self._name = name
        self._earlier = version is TextVersion.EARLIER
        self._state = State()
        self._above: list[State] = []
        self._tables = Tables()
        self._writer = Writer(name)
        self._bytes = bytearray()  # of characters that may take several
        self._pending: list[str] = []  # words of one look, until another look begins
        self._skip = 0  # characters that only repeat one in Unicode
        self._number = ""
        self._notes = 0
        self._in_row = False
        self.tracked = False
        self.title = ""
        self._writer.begin(Block())

    def take(self, token: Token) -> None:
        """The next token."""
        if token.kind == "{":
            self._open()
        elif token.kind == "}":
            self._close()
        elif token.kind == "word":
            self._word(token.word, token.number)
        else:
            self._take_bytes(token)

    def finished(self) -> list[Line]:
        """All lines, once the file has ended."""
        self._flush()
        while self._above:
            self._close()
        self._end_paragraph()
        self._end_row()
        return self._writer.lines()

    def _open(self) -> None:
        self._flush()
        if len(self._above) >= _DEPTH:
            raise unreadable(
                self._name,
                f"The RTF has more than {_DEPTH:,} groups inside one another.",
                "Save it as DOCX and upload that.",
            )
        self._above.append(self._state)
        self._state = copy(self._state)
        self._state.starred = self._state.opened = False
        self._skip = 0

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if self._state.opened:
            self._end_paragraph(last=True)
        if self._above:
            self._state = self._above.pop()

    def _take_bytes(self, token: Token) -> None:
        text = token.text
        if self._skip:
            passed = min(self._skip, len(text))
            self._skip -= passed
            text = text[passed:]
        self._bytes += text

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._decode()
            if self._state.target:
                self._pending.append(chr(number & 0xFFFF))
            self._skip = self._state.fallback
            return
        if self._skip and word in SIGNS:
            self._skip -= 1
            return
        if word in SIGNS:
            self._decode()
            self._pending.append(SIGNS[word])
            return
        self._flush()
        if word == "*":
            self._state.starred = True
        elif not self._group(word, number):
            self._formatting(word, number)

    def _group(self, word: str, number: int | None) -> bool:
        """Words that say what a group is for; False for all others."""
        state = self._state
        starred, state.starred = state.starred, False
        if word in NUMBERS:
            state.target = "number" if state.target == "text" else state.target
        elif word in UNREAD or (starred and word not in STARRED):
            state.target = ""
        elif word == "shptxt" or word == "title":
            state.target = "text" if word == "shptxt" else "title"
        elif word in {"fonttbl", "stylesheet"}:
            state.target = {"fonttbl": "fonts", "stylesheet": "styles"}[word]
        elif word in ASIDES and state.target == "text" and not state.opened:
            self._open_aside(ASIDES[word])
        else:
            return self._table(word, number)
        return True

    def _open_aside(self, reason: str) -> None:
        state = self._state
        state.aside, state.opened = reason, True
        state.plain()
        state.new_paragraph()
        self._notes += reason == "footnote"
        note = str(self._notes) if reason == "footnote" else ""
        self._writer.begin(Block(aside=reason, number=lambda: note))

    def _table(self, word: str, number: int | None) -> bool:
        """Entries of the tables of fonts and styles."""
        target, tables = self._state.target, self._tables
        if word == "ansicpg" and number is not None:
            tables.page = code_page(number)
        elif target == "fonts" and word == "f":
            tables.font = number or 0
        elif target == "fonts" and word == "fcharset":
            tables.fonts[tables.font] = code_page_of_charset(number or 0)
        elif target == "styles" and word == "s":
            tables.style, tables.style_name = number or 0, ""
        elif target == "styles" and word == "outlinelevel" and number is not None and 0 <= number < 9:
            tables.headings[tables.style] = number + 1
        else:
            return target in {"fonts", "styles"}
        return True

    def _formatting(self, word: str, number: int | None) -> None:
        state = self._state
        if not state.target or state.toggle(word, number):
            self.tracked = self.tracked or (bool(state.target) and (state.inserted or state.deleted))
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in {"cell", "row"}:
            self._end_cell(last=word == "row")
        elif word == "plain":
            state.plain()
        elif word == "pard":
            state.new_paragraph()
        elif word == "uc":
            state.fallback = max(0, min(number or 0, 10))
        elif word == "f":
            state.font = number or 0
        else:
            self._paragraph_formatting(word, number)

    def _paragraph_formatting(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "s":
            state.heading = self._tables.headings.get(number or 0)
        elif word == "outlinelevel":
            state.heading = number + 1 if number is not None and 0 <= number < 9 else None
        elif word in {"qc", "ql", "qr", "qj"}:
            state.centred = word == "qc"
        elif word == "ls":
            state.in_list = number != 0
        elif word == "ilvl":
            state.level = max(0, min(number or 0, 8))
        elif word == "intbl":
            state.in_table = True

    def _decode(self) -> None:
        if self._bytes:
            if self._state.target:
                page = self._tables.fonts.get(self._state.font, "") or self._tables.page
                self._pending.append(self._bytes.decode(page, "replace"))
            self._bytes.clear()

    def _flush(self) -> None:
        """Give the words so far to what they are for."""
        self._decode()
        if not self._pending:
            return
        text = "".join(self._pending).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._pending.clear()
        state = self._state
        if state.target == "text":
            self._put(text)
        elif state.target == "number":
            self._number = (self._number + text)[:60]
        elif state.target == "title":
            self.title = (self.title + text)[:300]
        elif state.target == "styles":
            self._name_style(text)

    def _name_style(self, text: str) -> None:
        tables = self._tables
        tables.style_name = (tables.style_name + text)[:100]
        if match := _HEADING.match(tables.style_name.strip()):
            tables.headings.setdefault(tables.style, int(match[1]))

    def _put(self, text: str) -> None:
        state = self._state
        if state.in_table and not self._in_row and not state.aside:
            self._begin_row()
        if state.hidden:
            self._writer.other(text, "hidden text")
        elif state.deleted and not self._earlier:
            self._writer.other(text, "deleted text")
        elif state.inserted and self._earlier:
            self._writer.other(text, "inserted text")
        else:
            self._writer.words(text, state.bold, state.struck)

    def _end_paragraph(self, last: bool = False) -> None:
        state = self._state
        if not (state.in_table or state.aside):
            self._end_row()
        block = self._writer.open_block
        if block is not None and not block.aside:
            number, self._number = squeezed(self._number), ""
            block.heading, block.centred = state.heading, state.centred
            block.indent = state.level if state.in_list else 0
            if number:
                block.number = lambda: number
        joins = (state.deleted and not self._earlier) or (state.inserted and self._earlier)
        self._writer.end(joins_next=joins)
        if not last:
            self._writer.begin(Block(aside=state.aside))

    def _begin_row(self) -> None:
        self._in_row = True
        self._writer.in_new_row()

    def _end_cell(self, last: bool) -> None:
        if self._state.aside:
            self._end_paragraph()
            return
        if not self._in_row:
            self._begin_row()
        self._state.in_table = True
        self._end_paragraph()
        self._writer.next_cell()
        if last:
            self._end_row()

    def _end_row(self) -> None:
        if self._in_row:
            self._in_row = False
            self._writer.end_open_row()
