"""A DOCX as lines: paragraphs and tables in order, each with its automatic number."""

from collections.abc import Iterator

from lxml import etree

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.docx.numbering import Numbering
from salvaguarda.adapters.documents.docx.package import Package, W
from salvaguarda.adapters.documents.docx.styles import Styles, number, value
from salvaguarda.adapters.documents.docx.words import Words, boxes_of, has_revisions, is_deleted, words_of
from salvaguarda.adapters.documents.limits import unreadable
from salvaguarda.domain.drafts import ReadingWarning
from salvaguarda.domain.reading.lines import Line, Reading, TextVersion

_LONGEST_HEADING = 200
_LONGEST_SENTENCE_AS_HEADING = 60
_CONTENTS_STYLES = ("toc", "table of contents")
_TRACKED = ReadingWarning(
    "tracked-changes",
    "The file holds tracked changes: it is read as proposed, with insertions and without deletions.",
)


def read_docx(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:  # noqa: ARG001  (issue 3)
    """The lines of a DOCX. Raises Unreadable when it is damaged, locked, hostile or holds no text."""
    package = Package(content, name)
    root = package.document()
    body = root.find(W + "body")
    lines = tuple(_Reader(package).lines(body)) if body is not None else ()
    if not any(line.seen for line in lines):
        raise unreadable(
            name, "The document holds no text, perhaps only pictures.", "Upload a version with text in it."
        )
    warnings = (_TRACKED,) if has_revisions(root) else ()
    return Reading("docx", lines, package.property("language"), package.property("title"), warnings)


class _Reader:
    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.part("styles.xml"))
        self._numbering = Numbering(package.part("numbering.xml"), self._styles)
        self._footnotes = package.part("footnotes.xml")
        self._carried: list[str] = []  # words of paragraphs whose mark was deleted

    def lines(self, body: etree._Element) -> Iterator[Line]:
        for paragraph in _paragraphs(body):
            yield from self._paragraph(paragraph)
        if text := squeezed(without_controls("".join(self._carried))):
            yield Line(text)
        yield from self._notes()

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self._styles.default
        words = words_of(paragraph, self._styles, style)
        if is_deleted(paragraph):
            self._carried.append(words.text)
            return
        words.pieces[:0], self._carried = self._carried, []
        if hidden := squeezed(without_controls(" ".join(words.hidden))):
            yield Line(hidden, aside="hidden text")
        yield from self._shown(words, properties, style)
        for box in boxes_of(paragraph):
            for inner in _paragraphs(box):
                yield from self._paragraph(inner)

    def _shown(self, words: Words, properties: etree._Element | None, style: str) -> Iterator[Line]:
        numbered = self._numbering.next_number(properties, style)
        parts = [squeezed(part) for part in without_controls(words.text).split("\n")]
        parts = [part for part in parts if part]
        if not parts and numbered is not None and numbered.text:
            parts = [""]
        heading = self._heading(properties, style, " ".join(parts))
        bold = bool(words.bold) and all(words.bold)
        centred = self._centred(properties, style)
        aside = "table of contents" if self._is_contents(style) else ""
        for place, part in enumerate(parts):
            own = numbered.text if numbered is not None and place == 0 else ""
            indent = numbered.level if numbered is not None else 0
            yield Line(part, own, heading, indent, bold, centred, aside)

    def _heading(self, properties: etree._Element | None, style: str, text: str) -> int | None:
        """The level of a heading; None for sentences in a heading style, which drafters use for their numbers."""
        outline = number(value(properties, "outlineLvl"))
        level = outline + 1 if outline is not None and outline < 9 else self._styles.heading(style)
        sentence = text[-1:] in {*".;:,"} and len(text) > _LONGEST_SENTENCE_AS_HEADING
        return None if sentence or len(text) > _LONGEST_HEADING else level

    def _centred(self, properties: etree._Element | None, style: str) -> bool:
        own = value(properties, "jc")
        return own == "center" if own is not None else self._styles.centred(style)

    def _is_contents(self, style: str) -> bool:
        names = ((value(each, "name") or "").lower() for _, each in self._styles.chain(style))
        return any(name.startswith(_CONTENTS_STYLES) for name in names)

    def _notes(self) -> Iterator[Line]:
        """Footnotes: kept, set aside, out of the running text."""
        for note in self._footnotes.iter(W + "footnote") if self._footnotes is not None else ():
            texts = (words_of(each, self._styles, "").text for each in note.iter(W + "p"))
            if text := squeezed(without_controls(" ".join(texts))).replace("\n", " "):
                yield Line(text, aside="footnote")


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in reading order, through tables and content controls; text boxes are left to their paragraph."""
    skipped = {W + "sectPr", W + "del", W + "moveFrom"}
    waiting = [iter(parent)]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
        elif each.tag == W + "p":
            yield each
        elif isinstance(each.tag, str) and each.tag not in skipped and not _is_deleted_row(each):
            waiting.append(iter(each))


def _is_deleted_row(each: etree._Element) -> bool:
    return each.tag == W + "tr" and each.find(f"{W}trPr/{W}del") is not None
