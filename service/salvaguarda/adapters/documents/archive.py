"""The parts of a ZIP archive, unpacked only after their sizes were checked, parsed without any outside reference."""

import lzma
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

from lxml import etree

from salvaguarda.adapters.documents.limits import (
    PARTS,
    TAGS,
    UNPACKED,
    UNPACKED_PART,
    check_attributes,
    unreadable,
)

_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, lzma.LZMAError,
)  # fmt: skip
_NONE: Mapping[bytes, bytes] = MappingProxyType({})
_SAVE_AGAIN = "Open it in the program it was written with, save it again, and upload that."


class Archive:
    """The parts of one archive. Raises Unreadable, never anything else.

    format: what it is called in messages ("ODT"). renamed: other names of namespaces → those that its reader knows.
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        format: str,  # noqa: A002
        renamed: Mapping[bytes, bytes] = _NONE,
    ) -> None:
        self._name, self._format, self._renamed = name, format, renamed
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise self.damaged(f"The {format} is damaged or was not uploaded completely.") from error
        self._check_sizes()

    @property
    def paths(self) -> list[str]:
        """The paths of all parts."""
        return self._zip.namelist()

    def damaged(self, what: str) -> Exception:
        """The error for a file that is broken; what: the reason, as a sentence."""
        return unreadable(self._name, what, _SAVE_AGAIN)

    def part(self, path: str) -> bytes | None:
        """The bytes of a part; None when there is none."""
        try:
            if self._zip.getinfo(path).file_size > UNPACKED_PART:
                raise self._bomb()
            return self._zip.read(path)
        except KeyError:
            return None
        except _BROKEN as error:
            raise self.damaged(f"The {self._format} is damaged or was not uploaded completely.") from error

    def root(self, path: str) -> etree._Element | None:
        """The root element of a part; None when there is none."""
        content = self.part(path)
        if content is None:
            return None
        for other, known in self._renamed.items():
            content = content.replace(other, known)
        return parsed_xml(content, self._name, f"Its part “{path}”")

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
            f"The {self._format} is far larger unpacked than it looks; such files can bring a computer down.",
            "Copy its text into a new document and upload that.",
        )


def parsed_xml(content: bytes, name: str, what: str) -> etree._Element:
    """The root element of XML. what: how the error names it. Raises Unreadable: malformed, entities, too many tags."""
    if content.count(b"<") > TAGS:
        raise unreadable(name, f"{what} has more than {TAGS:,} tags.", "Upload one instrument at a time.")
    check_attributes(content, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(name, f"{what} is no valid XML.", _SAVE_AGAIN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(name, f"{what} declares entities, which can hide other files.", _SAVE_AGAIN)
    return root
