"""The parts of a DOCX file by what they are for."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from salvaguarda.adapters.documents.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# "Strict" documents use another namespace for the same names.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"


class Package:
    """One DOCX. Raises Unreadable, never anything else."""

    def __init__(self, content: bytes, name: str) -> None:
        self._archive = Archive(content, name, "DOCX", {_STRICT: _TRANSITIONAL})
        self._main = self._main_path()

    def document(self) -> etree._Element:
        """The root of the main part."""
        root = self._archive.root(self._main)
        if root is None:
            raise self._archive.damaged("The file is a ZIP archive but holds no Word document.")
        return root

    def part(self, file: str) -> etree._Element | None:
        """The root of a part beside the main one ("styles.xml"); None when there is none."""
        return self._archive.root(join(dirname(self._main), file))

    def numbered_parts(self, kind: str) -> Iterator[etree._Element]:
        """The roots of the parts of one kind that a document may have several of ("header1.xml"), in order."""
        named = re.compile(rf"{re.escape(join(dirname(self._main), kind))}\d{{0,4}}\.xml")
        for path in sorted(path for path in self._archive.paths if named.fullmatch(path)):
            root = self._archive.root(path)
            if root is not None:
                yield root

    def property(self, name: str) -> str:
        """A core property ("title", "language"); "" when the file does not say."""
        root = self._archive.root("docProps/core.xml")
        found = root.find(f"{_DC}{name}") if root is not None else None
        return (found.text or "").strip() if found is not None else ""

    def _main_path(self) -> str:
        root = self._archive.root("_rels/.rels")
        for each in root.iter(_RELATIONSHIPS) if root is not None else ():
            if each.get("Type", "").endswith("/officeDocument"):
                return normpath(each.get("Target", "").lstrip("/"))
        return "word/document.xml"
