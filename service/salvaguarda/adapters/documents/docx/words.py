"""The words of a paragraph; fields, links and content controls read through; what its version leaves out kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.revisions import LEFT_OUT, MOVED_AWAY
from salvaguarda.adapters.documents.docx.styles import Styles, switched_on, value
from salvaguarda.adapters.documents.emphasis import Run

NoteKey = tuple[str, str]  # "footnote" or "endnote", and its id

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SKIPPED = {
    MOVED_AWAY, W + "pPr", W + "rPr", W + "sdtPr", W + "rt", W + "txbxContent", *_REFERENCES, W + "instrText", W + "delText",
    W + "delInstrText", W + "pict", _COMPATIBILITY + "Fallback",
}  # fmt: skip
_SIGNS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "ptab": "\t",
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """The runs of a paragraph. hidden: text Word does not show; left_out: text of the other version; notes: referred to."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[NoteKey] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words that are shown, line breaks as newlines."""
        return "".join(run.text for run in self.runs)

    def before(self, following: "Words") -> "Words":
        """The shown words and notes with those of the next paragraph: the mark between the two is not there."""
        runs, notes = self.runs + following.runs, self.notes + following.notes
        return Words(runs, following.hidden, following.left_out, notes)


def words_of(paragraph: etree._Element, styles: Styles, style: str) -> Words:
    """The words of one paragraph. style: its paragraph style, for what it says of bold, struck and hidden."""
    words = Words()
    for run, left_out in _runs(paragraph):
        references = [each for each in run if each.tag in _REFERENCES]
        text = "" if any(each.get(W + "customMarkFollows") for each in references) else "".join(_signs(run))
        if left_out:
            words.left_out.append(text)
            continue
        words.notes += [(_REFERENCES[str(each.tag)], each.get(W + "id", "")) for each in references]
        if not text:
            continue
        look = _Look(run, styles, style)
        if look.on("vanish"):
            words.hidden.append(text)
        else:
            words.runs.append(Run(text, look.on("b"), look.on("strike") or look.on("dstrike")))
    return words


class _Look:
    """How a run looks: its own property first, then its character style's, then its paragraph style's."""

    def __init__(self, run: etree._Element, styles: Styles, style: str) -> None:
        self._properties = run.find(W + "rPr")
        self._styles = styles
        self._chain = [named for named in (value(self._properties, "rStyle"), style) if named]

    def on(self, name: str) -> bool:
        own = switched_on(self._properties, name)
        if own is not None:
            return own
        states = (self._styles.stated(each, name) for each in self._chain)
        return next((state for state in states if state is not None), False)


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


def _runs(parent: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Runs in order, through everything that only wraps them, and whether this version leaves them out."""
    waiting = [(iter(parent), False)]
    while waiting:
        children, left_out = waiting[-1]
        each = next(children, None)
        if each is None:
            waiting.pop()
        elif each.tag in {W + "r", _MATH + "r"}:
            yield each, left_out
        elif isinstance(each.tag, str) and each.tag not in _SKIPPED:
            waiting.append((iter(each), left_out or each.tag == LEFT_OUT))


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
            yield _SIGNS[str(each.tag)]
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
