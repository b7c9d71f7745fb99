"""The words of a paragraph as proposed: insertions in, deletions out; fields, links and content controls read through."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.styles import Styles, switched_on

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = {W + "del", W + "moveFrom"}
_SKIPPED = {
    *_DELETED, W + "pPr", W + "rPr", W + "sdtPr", W + "rt", W + "txbxContent", W + "footnoteReference",
    W + "endnoteReference", W + "instrText", W + "delText", W + "pict", _COMPATIBILITY + "Fallback",
}  # fmt: skip
_SIGNS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "ptab": "\t",
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """Pieces of a paragraph. hidden: text Word does not show; bold: whether each piece with words is."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words that are shown, line breaks as newlines."""
        return "".join(self.pieces)


def words_of(paragraph: etree._Element, styles: Styles, style: str) -> Words:
    """The words of one paragraph. style: its paragraph style, for bold and hidden by style."""
    words = Words()
    bold_by_style, hidden_by_style = styles.toggled(style, "b"), styles.toggled(style, "vanish")
    for run in _runs(paragraph):
        properties = run.find(W + "rPr")
        text = "".join(_signs(run))
        if not text:
            continue
        hidden = switched_on(properties, "vanish")
        if hidden_by_style if hidden is None else hidden:
            words.hidden.append(text)
            continue
        words.pieces.append(text)
        if text.strip():
            bold = switched_on(properties, "b")
            words.bold.append(bold_by_style if bold is None else bold)
    return words


def is_deleted(paragraph: etree._Element) -> bool:
    """Whether the paragraph's mark is deleted: what is left of it joins the next paragraph, and it has no number."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(name) is not None for name in _DELETED)


def has_revisions(root: etree._Element) -> bool:
    """Whether the document holds tracked changes of text."""
    return next(root.iter(W + "ins", *_DELETED), None) is not None


def boxes_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, once each (Word stores them twice for old readers).

    A box inside a box is left to its own paragraph: boxes nested sixty deep would be read 2 to the sixtieth times.
    """
    waiting = [iter(paragraph)]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
        elif each.tag == W + "txbxContent":
            yield each
        elif each.tag != _COMPATIBILITY + "Fallback":
            waiting.append(iter(each))


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    """Runs in order, through everything that only wraps them."""
    waiting = [iter(parent)]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
        elif each.tag in {W + "r", _MATH + "r"}:
            yield each
        elif isinstance(each.tag, str) and each.tag not in _SKIPPED:
            waiting.append(iter(each))


def _signs(run: etree._Element) -> Iterator[str]:
    waiting = [iter(run)]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
        elif each.tag in {W + "t", _MATH + "t"}:
            yield each.text or ""
        elif each.tag == W + "br" and each.get(W + "type") in {"page", "column"}:
            yield " "
        elif each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag == W + "sym":
            yield _symbol(each.get(W + "char", ""))
        elif isinstance(each.tag, str) and each.tag not in _SKIPPED:
            waiting.append(iter(each))


def _symbol(code: str) -> str:
    """A sign of a symbol font: its character where it has one, else a bullet."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xF000 <= point <= 0xF0FF or point > 0x10FFFF or 0xD800 <= point < 0xE000 else chr(point)
