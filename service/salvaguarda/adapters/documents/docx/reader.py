"""The lines of a DOCX: paragraphs and tables in order, each with its automatic number."""

from collections.abc import Iterator

from lxml import etree

from salvaguarda.adapters.documents.characters import squeezed, without_controls
from salvaguarda.adapters.documents.docx.margins import margin_lines
from salvaguarda.adapters.documents.docx.notes import Notes
from salvaguarda.adapters.documents.docx.numbering import Numbering
from salvaguarda.adapters.documents.docx.package import Package, W
from salvaguarda.adapters.documents.docx.revisions import has_revisions, is_gone, settle
from salvaguarda.adapters.documents.docx.structure import Step, steps_of
from salvaguarda.adapters.documents.docx.styles import Styles, number, value
from salvaguarda.adapters.documents.docx.words import Words, boxes_of, words_of
from salvaguarda.adapters.documents.emphasis import ShownLine, shown_lines
from salvaguarda.adapters.documents.limits import check_lines, check_words
from salvaguarda.adapters.documents.paragraphs import Writer
from salvaguarda.adapters.documents.versions import REASONS, WARNINGS
from salvaguarda.domain.reading.lines import Line, Reading, TextVersion

_LONGEST_HEADING = 200
_LONGEST_SENTENCE_AS_HEADING = 60
_CONTENTS_STYLES = ("toc", "table of contents")


def read_docx(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of a DOCX. version: which text of a file with tracked changes.

    Raises Unreadable when it is damaged, locked, hostile or holds no text.
    """
    package = Package(content, name)
    root = package.document()
    tracked = has_revisions(root)
    settle(root, version)
    body = root.find(W + "body")
    reader = _Reader(package, version, name)
    lines = reader.lines(body) if body is not None else []
    check_words(lines, name)
    tracked = tracked or reader.notes.tracked
    warnings = (WARNINGS[version],) if tracked else ()
    title, language = package.property("title"), package.property("language")
    return Reading(
        "docx", (*margin_lines(package, reader.styles, version), *lines), language, title, warnings, tracked
    )


class _Reader:
    def __init__(self, package: Package, version: TextVersion, name: str) -> None:
        self._name = name
        self._count = 0
        self.styles = Styles(package.part("styles.xml"))
        self.notes = Notes(package, self.styles, version)
        self._numbering = Numbering(package.part("numbering.xml"), self.styles)
        self._reason = REASONS[version]
        self._carried = Words()  # words of paragraphs whose mark this version does not have

    def lines(self, body: etree._Element) -> list[Line]:
        found = self._within(body)
        found += self._shown(self._carried, None, "")
        found += self._asides(self._carried)
        return [*found, *(Line(text, aside="footnote") for text in self.notes.rest())]

    def _within(self, parent: etree._Element) -> list[Line]:
        """Lines of a body or a text box; the cells of a row as lines of all other formats."""
        writer = Writer(self._name)
        turns = {
            Step.ROW: writer.begin_row,
            Step.CELL: writer.begin_cell,
            Step.CELL_END: writer.end_cell,
            Step.ROW_END: writer.end_row,
        }
        for step, element, left_out in steps_of(parent):
            if step is Step.PARAGRAPH:
                found = [*(self._left_out(element) if left_out else self._paragraph(element))]
                self._count += len(found)
                check_lines(self._count, self._name)
                writer.put(found)
            else:
                turns[step]()
        return writer.lines()

    def _left_out(self, paragraph: etree._Element) -> Iterator[Line]:
        """A paragraph of a row or cell that this version does not have."""
        words = words_of(paragraph, self.styles, "")
        if text := _plain(words.text + "".join(words.left_out)):
            yield Line(text, aside=self._reason)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self.styles.default
        words = self._carried.before(words_of(paragraph, self.styles, style))
        mark = properties.find(W + "rPr") if properties is not None else None
        self._carried = Words()
        if hidden := _plain(" ".join(words.hidden)):
            yield Line(hidden, aside="hidden text")
        if is_gone(mark):
            self._carried = Words(words.runs, notes=words.notes)
        else:
            yield from self._shown(words, properties, style)
        yield from self._asides(words, notes=not self._carried.notes)
        for box in boxes_of(paragraph):
            yield from self._within(box)

    def _asides(self, words: Words, notes: bool = True) -> Iterator[Line]:
        if left_out := _plain(" ".join(words.left_out)):
            yield Line(left_out, aside=self._reason)
        if notes:
            yield from (Line(text, aside="footnote") for text in self.notes.take(words.notes))

    def _shown(self, words: Words, properties: etree._Element | None, style: str) -> Iterator[Line]:
        numbered = self._numbering.next_number(properties, style)
        parts = list(shown_lines(words.runs))
        if not parts and numbered is not None and numbered.text:
            parts = [ShownLine("")]
        heading = self._heading(properties, style, " ".join(part.text for part in parts))
        centred = self._centred(properties, style)
        aside = "table of contents" if self._is_contents(style) else ""
        for place, part in enumerate(parts):
            own = numbered.text if numbered is not None and place == 0 else ""
            indent = numbered.level if numbered is not None else 0
            yield Line(part.text, own, heading, indent, part.bold, centred, aside, emphasis=part.emphasis)

    def _heading(self, properties: etree._Element | None, style: str, text: str) -> int | None:
        """The level of a heading; None for sentences in a heading style, which drafters use for their numbers."""
        outline = number(value(properties, "outlineLvl"))
        level = outline + 1 if outline is not None and outline < 9 else self.styles.heading(style)
        sentence = text[-1:] in {*".;:,"} and len(text) > _LONGEST_SENTENCE_AS_HEADING
        return None if sentence or len(text) > _LONGEST_HEADING else level

    def _centred(self, properties: etree._Element | None, style: str) -> bool:
        own = value(properties, "jc")
        return own == "center" if own is not None else self.styles.centred(style)

    def _is_contents(self, style: str) -> bool:
        names = ((value(each, "name") or "").lower() for _, each in self.styles.chain(style))
        return any(name.startswith(_CONTENTS_STYLES) for name in names)


def _plain(text: str) -> str:
    return squeezed(without_controls(text).replace("\n", " "))
