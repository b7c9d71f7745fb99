"""The parts of a DOCX file, unpacked only after their sizes were checked, parsed without any outside reference."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from salvaguarda.adapters.documents.limits import (
    PARTS,
    TAGS,
    UNPACKED,
    UNPACKED_PART,
    check_attributes,
    unreadable,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# "Strict" documents use another namespace for the same names.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, lzma.LZMAError,
)  # fmt: skip
_SAVE_AGAIN = "Open it in Word or LibreOffice, save it as DOCX again, and upload that."


class Package:
    """The parts of one DOCX by what they are for. Raises Unreadable, never anything else."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged("The DOCX is damaged or was not uploaded completely.") from error
        self._check_sizes()
        self._main = self._main_path()

    def document(self) -> etree._Element:
        """The root of the main part."""
        root = self._parsed(self._main)
        if root is None:
            raise self._damaged("The file is a ZIP archive but holds no Word document.")
        return root

    def part(self, file: str) -> etree._Element | None:
        """The root of a part beside the main one ("styles.xml"); None when there is none."""
        return self._parsed(join(dirname(self._main), file))

    def numbered_parts(self, kind: str) -> Iterator[etree._Element]:
        """The roots of the parts of one kind that a document may have several of ("header1.xml"), in order."""
        folder = dirname(self._main)
        named = re.compile(rf"{re.escape(join(folder, kind))}\d{{0,4}}\.xml")
        for name in sorted(name for name in self._zip.namelist() if named.fullmatch(name)):
            root = self._parsed(name)
            if root is not None:
                yield root

    def property(self, name: str) -> str:
        """A core property ("title", "language"); "" when the file does not say."""
        root = self._parsed("docProps/core.xml")
        found = root.find(f"{_DC}{name}") if root is not None else None
        return (found.text or "").strip() if found is not None else ""

    def _damaged(self, what: str) -> Exception:
        return unreadable(self._name, what, _SAVE_AGAIN)

    def _check_sizes(self) -> None:
        parts = self._zip.infolist()
        if any(part.flag_bits & 0x1 for part in parts):
            raise unreadable(
                self._name,
                "The file is protected with a password.",
                "Remove the password and upload it again.",
            )
        if sum(part.file_size for part in parts) > UNPACKED or len(parts) > PARTS:
            raise self._bomb()

    def _bomb(self) -> Exception:
        return unreadable(
            self._name,
            "The DOCX is far larger unpacked than it looks; such files can bring a computer down.",
            "Copy its text into a new document and upload that.",
        )

    def _main_path(self) -> str:
        root = self._parsed("_rels/.rels")
        for each in root.iter(_RELATIONSHIPS) if root is not None else ():
            if each.get("Type", "").endswith("/officeDocument"):
                return normpath(each.get("Target", "").lstrip("/"))
        return "word/document.xml"

    def _parsed(self, path: str) -> etree._Element | None:
        try:
            if self._zip.getinfo(path).file_size > UNPACKED_PART:
                raise self._bomb()
            content = self._zip.read(path).replace(_STRICT, _TRANSITIONAL)
        except KeyError:
            return None
        except _BROKEN as error:
            raise self._damaged("The DOCX is damaged or was not uploaded completely.") from error
        if content.count(b"<") > TAGS:
            raise self._bomb()
        return self._root(content, path)

    def _root(self, content: bytes, path: str) -> etree._Element:
        check_attributes(content, self._name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(f"Its part “{path}” is no valid XML.") from error
        if _declares_type(root):
            raise self._damaged(f"Its part “{path}” declares entities, which no Word document does.")
        return root


def _declares_type(root: etree._Element) -> bool:
    """Whether there is a DOCTYPE: the only place where entities can be declared."""
    return root.getroottree().docinfo.internalDTD is not None
