"""A PDF opened and its pages read one by one; what cannot be read says why and what to do."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from salvaguarda.adapters.documents.limits import check_characters, unreadable
from salvaguarda.adapters.documents.pdf.glyphs import PageText
from salvaguarda.adapters.documents.pdf.pieces import Page
from salvaguarda.adapters.documents.pdf.strokes import look_at_objects
from salvaguarda.application.ports.documents import Progress
from salvaguarda.domain.errors import Unreadable

PAGES = 2_000


@contextmanager
def opened_pdf(content: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards. Raises Unreadable when it is locked, damaged or too long."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _refusal(error, name) from error
    with closing(document):
        pages = len(document)
        if not pages:
            raise unreadable(
                name, "The PDF has no pages.", "Choose the file again; it may not have been saved."
            )
        if pages > PAGES:
            raise unreadable(
                name, f"The PDF has {pages:,} pages; the limit is {PAGES:,}.", "Upload one text at a time."
            )
        yield document


def _refusal(error: pdfium.PdfiumError, name: str) -> Unreadable:
    if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return unreadable(
            name,
            "The PDF is protected with a password.",
            "Open it, print it to a new PDF or save it without the password, and upload that.",
        )
    return unreadable(
        name,
        "The PDF is damaged or incomplete.",
        "Download it again, or open it in a PDF viewer, print it to a new PDF and upload that.",
    )


def read_pages(document: pdfium.PdfDocument, name: str, progress: Progress) -> list[Page]:
    """All pages; a page that is broken has no rows. Each is closed before the next is opened."""
    total, letters = len(document), 0
    pages = []
    for index in range(total):
        page = _read_page(document, index)
        letters += page.letters
        check_characters(letters, name)
        pages.append(page)
        progress(index + 1, total)
    return pages


def _read_page(document: pdfium.PdfDocument, index: int) -> Page:
    page = Page(index + 1)
    try:
        opened = document[index]
    except pdfium.PdfiumError:
        page.broken = True
        return page
    with closing(opened):
        look_at_objects(opened, page)
        try:
            textpage = opened.get_textpage()
        except pdfium.PdfiumError:
            page.broken = True
            return page
        with closing(textpage):
            PageText(textpage, page.number).read_into(page)
    return page
