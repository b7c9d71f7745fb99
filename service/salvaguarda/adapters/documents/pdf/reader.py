"""PDF → lines: pages are read, stripped of what decorates them, put in reading order and joined into paragraphs."""

from collections.abc import Sequence

from salvaguarda.adapters.documents.limits import check_lines
from salvaguarda.adapters.documents.pdf.columns import in_reading_order
from salvaguarda.adapters.documents.pdf.layout import Layout, indents
from salvaguarda.adapters.documents.pdf.margins import take_line_numbers
from salvaguarda.adapters.documents.pdf.notes import each_note, marks_of, take_notes
from salvaguarda.adapters.documents.pdf.opening import opened_pdf, read_pages
from salvaguarda.adapters.documents.pdf.paragraphs import paragraphs
from salvaguarda.adapters.documents.pdf.pieces import Page, Row, typical_size
from salvaguarda.adapters.documents.pdf.running import take_running
from salvaguarda.adapters.documents.pdf.trouble import check_readable, warnings_of
from salvaguarda.adapters.documents.pdf.words import Marks, Vocabulary, as_text, styled
from salvaguarda.application.ports.documents import Progress, no_progress
from salvaguarda.domain.reading.lines import Line, Reading

_LARGE = 1.12  # of the size of the text: a heading
_MOST_LARGE = 0.15  # of all rows; more is text
_LONGEST_HEADING = 250


def read_pdf(content: bytes, name: str, progress: Progress = no_progress) -> Reading:
    """A PDF as lines with their pages. progress: called after each page with how many are read, and of how many.

    Running heads, feet, page and line numbers and footnotes are set aside, each with its reason.
    Raises Unreadable for a file that is locked, damaged, too long, or a scan without text.
    """
    with opened_pdf(content, name) as document:
        facts = document.get_metadata_dict(skip_empty=True)
        pages = read_pages(document, name, progress)
    check_readable(pages, name)
    decoration = [*take_running(pages), *take_line_numbers(pages)]
    decoration += [
        Line(text, aside="turned text", page=page.number) for page in pages for text in page.turned if text
    ]
    lines = [*_lines(pages), *decoration]
    check_lines(len(lines), name)
    return Reading("pdf", tuple(lines), title=facts.get("Title", "").strip(), warnings=warnings_of(pages))


def _lines(pages: Sequence[Page]) -> list[Line]:
    body = typical_size(row for page in pages for row in page.rows)
    notes: dict[int, list[Row]] = {}
    for page in pages:
        page.rows = in_reading_order(page.rows)
        notes[page.number] = take_notes(page, body, bool(notes.get(page.number - 1)))
    rows = [row for page in pages for row in page.rows]
    vocabulary = Vocabulary([*rows, *(row for found in notes.values() for row in found)])
    marks = {number: marks_of(found) for number, found in notes.items()}
    text = _paragraph_lines(rows, vocabulary, marks, _Headings(rows, body))
    return _with_notes(text, notes, vocabulary)


class _Headings:
    """Which font sizes are those of headings: the largest is level 1."""

    def __init__(self, rows: Sequence[Row], body: float) -> None:
        large = [row for row in rows if row.size >= _LARGE * body]
        sizes = sorted({round(row.size) for row in large}, reverse=True) if body else []
        self._levels = {size: min(6, level) for level, size in enumerate(sizes, 1)}
        self._clear = bool(large) and len(large) <= max(4, _MOST_LARGE * len(rows)) and len(sizes) <= 6
        self._least = _LARGE * body

    def level(self, paragraph: Sequence[Row], text: str) -> int | None:
        sizes = [row.size for row in paragraph]
        if not self._clear or min(sizes) < self._least or len(text) > _LONGEST_HEADING:
            return None
        return self._levels[round(max(sizes))]


def _paragraph_lines(
    rows: Sequence[Row], vocabulary: Vocabulary, marks: Marks, headings: _Headings
) -> list[Line]:
    layout = Layout(rows)
    found = paragraphs(rows, layout)
    centred = [all(layout.is_centred(row) for row in paragraph) for paragraph in found]
    lefts = [
        (each[0].left - each[0].edges[0], not middle and len(rows) > 1)
        for each, middle in zip(found, centred, strict=True)
    ]
    lines = []
    for paragraph, middle, indent in zip(found, centred, indents(lefts), strict=True):
        text, emphasis = as_text(styled(paragraph, vocabulary, marks))
        bold = all(row.bold for row in paragraph)
        level = headings.level(paragraph, text)
        lines.append(
            Line(
                text,
                heading=level,
                indent=indent,
                bold=bold,
                centred=middle,
                emphasis=emphasis,
                page=paragraph[0].page,
            )
        )
    return [line for line in lines if line.text]


def _with_notes(text: Sequence[Line], notes: dict[int, list[Row]], vocabulary: Vocabulary) -> list[Line]:
    """The footnotes of a page after the last paragraph that begins on it or before."""
    rows = [row for found in notes.values() for row in found]
    if not rows:
        return list(text)
    layout = Layout(rows)
    waiting = []
    for paragraph in (each for note in each_note(rows) for each in paragraphs(note, layout)):
        words, emphasis = as_text(styled(paragraph, vocabulary, {}))
        waiting.append(Line(words, aside="footnote", emphasis=emphasis, page=paragraph[0].page))
    merged = sorted(
        [(line.page or 0, 0, place, line) for place, line in enumerate(text)]
        + [(line.page or 0, 1, place, line) for place, line in enumerate(waiting)],
        key=lambda each: each[:3],
    )
    return [line for *_, line in merged]
