"""Which format a file is in, by its content and never by its name, and the reader of each.

The first recogniser that says yes decides; what none of them knows is Markdown or plain text.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from salvaguarda.adapters.documents.akn import looks_like_akn, read_akn
from salvaguarda.adapters.documents.decoding import decode
from salvaguarda.adapters.documents.docx import read_docx
from salvaguarda.adapters.documents.html import looks_like_html, read_html
from salvaguarda.adapters.documents.limits import check_characters, check_lines, check_size, unreadable
from salvaguarda.adapters.documents.markdown import looks_like_markdown, read_markdown
from salvaguarda.adapters.documents.odt import looks_like_flat_odt, looks_like_odt, read_flat_odt, read_odt
from salvaguarda.adapters.documents.pdf import read_pdf
from salvaguarda.adapters.documents.rtf import read_rtf
from salvaguarda.adapters.documents.text import read_text
from salvaguarda.application.ports.documents import Progress, no_progress
from salvaguarda.domain.reading.lines import Reading, ReadingOptions

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEAD = 1024  # bytes in which a PDF may begin
_BLANK = b" \t\r\n\x0b\x0c"
_MARKS = b"\xef\xbb\xbf"
_XML = re.compile(rb"(?:\xff\xfe|\xfe\xff)?<\x00?\?\x00?x\x00?m\x00?l|\x00<\x00\?\x00x", re.IGNORECASE)

DEFAULTS = ReadingOptions()


class _Format(NamedTuple):
    """One format: whether a file is in it, and how it is read."""

    is_it: Callable[[bytes], bool]
    read: Callable[[bytes, str, ReadingOptions, Progress], Reading]


def _begins(content: bytes) -> bytes:
    """The first bytes, without a byte order mark and white space."""
    return content[:_HEAD].removeprefix(_MARKS).lstrip(_BLANK)


# In this order: an ODT is a ZIP archive too, and a page may begin as XML does.
_FORMATS = (
    _Format(lambda content: content.startswith(_OLE), lambda content, name, *_: _refuse_ole(content, name)),
    _Format(looks_like_odt, lambda content, name, options, _: read_odt(content, name, options.version)),
    _Format(
        lambda content: content.startswith(_ZIP),
        lambda content, name, options, _: read_docx(content, name, options.version),
    ),
    _Format(
        lambda content: _begins(content).startswith(b"{\\rtf"),
        lambda content, name, options, _: read_rtf(content, name, options.version),
    ),
    _Format(looks_like_akn, lambda content, name, options, _: read_akn(content, name, options.version)),
    _Format(
        looks_like_flat_odt, lambda content, name, options, _: read_flat_odt(content, name, options.version)
    ),
    _Format(looks_like_html, lambda content, name, options, _: read_html(content, name, options.version)),
    _Format(
        lambda content: b"%PDF-" in content[:_HEAD],  # viewers, too, take bytes before it
        lambda content, name, _, progress: read_pdf(content, name, progress),
    ),
    _Format(
        lambda content: bool(_XML.match(_begins(content))),
        lambda content, name, *_: _refuse_xml(content, name),
    ),
)


def read_document(
    content: bytes,
    name: str,
    options: ReadingOptions = DEFAULTS,
    *,
    progress: Progress = no_progress,
) -> Reading:
    """A file as lines, whatever its name says. Raises Unreadable with what is wrong and what to do.

    progress: called once a page by formats that have pages.
    """
    check_size(len(content), name)
    for each in _FORMATS:
        if each.is_it(content):
            return each.read(content, name, options, progress)
    return _read_plain(content, name)


def _read_plain(content: bytes, name: str) -> Reading:
    text, warnings = decode(content, name)
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise unreadable(
            name, "The file holds no text.", "Choose the file again; it may not have been saved."
        )
    check_characters(len(text), name)
    check_lines(text.count("\n"), name)
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


def _refuse_xml(content: bytes, name: str) -> NoReturn:
    """XML of a kind that is not read."""
    root = re.search(rb"<([A-Za-z_][\w:.-]{0,60})", content[:20_000])
    named = f", and begins with <{root[1].decode('ascii')}>" if root else ""
    raise unreadable(
        name,
        f"This is XML, but no Akoma Ntoso{named}.",
        "Export it as Akoma Ntoso, DOCX, ODT or HTML and upload that, or paste the text.",
    )
