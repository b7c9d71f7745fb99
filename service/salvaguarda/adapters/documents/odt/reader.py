"""An OpenDocument text as lines."""

import re

from lxml import etree

from salvaguarda.adapters.documents.archive import Archive, parsed_xml
from salvaguarda.adapters.documents.limits import check_lines, check_words, unreadable
from salvaguarda.adapters.documents.odt.changes import find_changes
from salvaguarda.adapters.documents.odt.names import DC, MIME_TYPES, OFFICE, STYLE
from salvaguarda.adapters.documents.odt.styles import Styles
from salvaguarda.adapters.documents.odt.walker import Walker
from salvaguarda.adapters.documents.versions import WARNINGS
from salvaguarda.domain.reading.lines import Reading, TextVersion

_ZIP = b"PK\x03\x04"
_HEAD = 300  # bytes: the standard wants the type as the first, unpacked part
_FLAT = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--(?:[^-]|-(?!->))*-->)*<office:document\s")
_FURNITURE = tuple(
    STYLE + name
    for name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
)


def looks_like_odt(content: bytes) -> bool:
    """Whether a file is a ZIP archive that says first that it is an OpenDocument text (or an older OpenOffice one)."""
    return content.startswith(_ZIP) and any(mime in content[:_HEAD] for mime in MIME_TYPES)


def looks_like_flat_odt(content: bytes) -> bool:
    """Whether a file is an OpenDocument text in one XML file (.fodt)."""
    return bool(_FLAT.match(content[:4096].removeprefix(b"\xef\xbb\xbf")))


def read_odt(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of an ODT. Raises Unreadable when it is damaged, locked, hostile or holds no text."""
    archive = Archive(content, name, "ODT")
    root = archive.root("content.xml")
    if root is None:
        raise archive.damaged("The file is a ZIP archive but holds no OpenDocument text.")
    styles = archive.root("styles.xml")
    meta = archive.root("meta.xml")
    return _read([each for each in (styles, root) if each is not None], meta, name, version)


def read_flat_odt(content: bytes, name: str, version: TextVersion = TextVersion.PROPOSED) -> Reading:
    """The lines of an OpenDocument text in one XML file. Raises Unreadable, as read_odt does."""
    root = parsed_xml(content, name, "The file")
    return _read([root], root, name, version)


def _read(
    roots: list[etree._Element], meta: etree._Element | None, name: str, version: TextVersion
) -> Reading:
    body = roots[-1].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise unreadable(
            name,
            "It is an OpenDocument file, but no text: perhaps a table or slides.",
            "Save it as a text and upload that.",
        )
    changes = find_changes(body)
    tracked = bool(changes)
    walker = Walker(Styles.of(roots), changes, version, name)
    walker.walk(body)
    for each in roots[0].iter(*_FURNITURE):
        walker.walk(each)
    lines = tuple(walker.lines())
    check_words(lines, name)
    check_lines(len(lines), name)
    warnings = (WARNINGS[version],) if tracked else ()
    return Reading("odt", lines, _said(meta, "language"), _said(meta, "title"), warnings, tracked)


def _said(meta: etree._Element | None, what: str) -> str:
    found = next(meta.iter(DC + what), None) if meta is not None else None
    return (found.text or "").strip()[:300] if found is not None else ""
