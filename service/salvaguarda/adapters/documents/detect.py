"""Which format a file is in, by its first bytes; formats that are not read say what to do instead."""

import re
from typing import NoReturn

from salvaguarda.adapters.documents.akn import looks_like_akn, read_akn
from salvaguarda.adapters.documents.decoding import decode
from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.adapters.documents.limits import LINES, check_size, unreadable
from salvaguarda.adapters.documents.markdown import looks_like_markdown, read_markdown
from salvaguarda.adapters.documents.text import read_text
from salvaguarda.application.ports.documents import Progress, no_progress
from salvaguarda.domain.reading.lines import Reading, ReadingOptions

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(
    rb"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml[^>]*\?>\s*(?:<!doctype[^>]*>\s*)?<html)", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<akomaNtoso\b", re.IGNORECASE)
_SAVE_AS = "Save it as DOCX or plain text and upload that, or paste the text."
_NOT_YET = (
    (lambda head: head.lstrip()[:5] == b"%PDF-", "PDF files are not read yet."),
    (lambda head: bool(_HTML.match(head)), "HTML pages are not read yet."),
    (lambda head: head.lstrip()[:5] == b"{\\rtf", "RTF files are not read yet."),
    (lambda head: bool(_XML.match(head)), "This is XML, but no Akoma Ntoso."),
)


DEFAULTS = ReadingOptions()


def read_document(
    content: bytes,
    name: str,
    options: ReadingOptions = DEFAULTS,
    *,
    progress: Progress = no_progress,  # noqa: ARG001  (formats with pages call it)
) -> Reading:
    """A file as lines, whatever its name says. Raises Unreadable with what is wrong and what to do.

    progress: called once a page by formats that have pages.
    """
    check_size(len(content), name)
    head = content[:1024].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_OLE):
        _refuse_ole(content, name)
    if head.startswith(_ZIP):
        return read_docx(content, name, options.version)
    if looks_like_akn(content):
        return read_akn(content, name, options.version)
    for matches, what in _NOT_YET:
        if matches(head):
            raise unreadable(name, what, _SAVE_AS)
    return _read_plain(content, name)


def _read_plain(content: bytes, name: str) -> Reading:
    text, warnings = decode(content, name)
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise unreadable(
            name, "The file holds no text.", "Choose the file again; it may not have been saved."
        )
    if text.count("\n") > LINES:
        raise unreadable(name, f"The text has more than {LINES:,} lines.", "Upload one instrument at a time.")
    if looks_like_markdown(text) or name.lower().endswith((".md", ".markdown")):
        return read_markdown(text, warnings)
    return read_text(text, warnings)


def _refuse_ole(content: bytes, name: str) -> NoReturn:
    """The container of old Office files holds either an old .doc or a DOCX locked with a password."""
    if _ENCRYPTED in content:
        raise unreadable(
            name,
            "The document is protected with a password.",
            "Open it in Word, remove the password (File, Info, Protect Document) and upload it again.",
        )
    raise unreadable(
        name,
        "This is an old Word file (.doc).",
        "Open it in Word or LibreOffice, save it as DOCX and upload that.",
    )
