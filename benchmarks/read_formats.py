"""Read one treaty from a file of each format: against the bare library's own extraction of the same text."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pypdfium2
from docx import Document
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from striprtf.striprtf import rtf_to_text

from benchmarks.measure import Measured, paired, per_call
from salvaguarda.adapters.documents.detect import read_document
from tests.adapters.documents import treaty_files
from tests.treaties import TEXTS

_TIMES = 60  # how often the treaty stands in a file


class Timed(NamedTuple):
    """One format: the file, and what its library does to get the bare words."""

    name: str
    content: bytes
    library: str
    bare: Callable[[bytes], object]


def run() -> list[Measured]:
    """Each format in turn; real files for those that nothing here can write."""
    return [_measured(each) for each in (*_made(), *_real())]


def _measured(each: Timed) -> Measured:
    reading = read_document(each.content, each.name)
    words = sum(len(line.text.split()) for line in reading.lines)
    ours, bare = paired(
        per_call(lambda: read_document(each.content, each.name)), per_call(lambda: each.bare(each.content))
    )
    note = f"{words:,} words, {len(each.content) // 1024:,} KB"
    return Measured(f"read {each.name} ({reading.format})", ours, each.library, bare, note)


def _made() -> list[Timed]:
    source = treaty_files.SOURCE * _TIMES
    return [
        Timed("docx", treaty_files.as_docx(source), "python-docx paragraphs (no numbers)", _docx),
        Timed("odt", treaty_files.as_odt(source), "lxml itertext of content.xml (no numbers)", _odt),
        Timed("rtf", treaty_files.as_rtf(source), "striprtf", _rtf),
        Timed("html", treaty_files.as_html(source), "lxml.html itertext (no numbers)", _html),
        Timed("markdown", treaty_files.as_markdown(source), "markdown-it parse", lambda content: MarkdownIt().parse(content.decode())),
        Timed("text", treaty_files.as_text(source), "splitting into lines", lambda content: content.decode().splitlines()),
    ]  # fmt: skip


def _real() -> list[Timed]:
    found = []
    for pattern, name, library, bare in (
        ("csam-regulation/*.html", "EUR-Lex page", "lxml.html itertext", _html),
        ("social-housing-bill/*.xml", "Akoma Ntoso bill", "lxml itertext", _xml),
        ("paris-agreement/*.pdf", "PDF", "pypdfium2 text of all pages", _pdf),
    ):
        paths = sorted(TEXTS.glob(pattern))
        if paths:
            found.append(Timed(name, paths[0].read_bytes(), library, bare))
    return found


def _docx(content: bytes) -> object:
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def _odt(content: bytes) -> object:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return _xml(archive.read("content.xml"))


def _rtf(content: bytes) -> object:
    return rtf_to_text(content.decode("ascii"))  # type: ignore[no-untyped-call]


def _html(content: bytes) -> object:
    parser = lxml_html.HTMLParser(encoding="utf-8")
    return "".join(map(str, lxml_html.fromstring(content, parser=parser).itertext()))


def _xml(content: bytes) -> object:
    return "".join(map(str, etree.fromstring(content).itertext()))


def _pdf(content: bytes) -> object:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
