"""How large an upload may be, packed and unpacked. Checked before anything is unpacked."""

import re

from salvaguarda.domain.errors import Problem, Unreadable

UPLOAD = 25 * 1024 * 1024  # bytes
UNPACKED_PART = 48 * 1024 * 1024  # bytes of one part of a DOCX; 100,000 words are about 10 MB
UNPACKED = 200 * 1024 * 1024  # bytes of all parts, pictures included
PARTS = 5_000
TAGS = 2_000_000  # of one part; 100,000 words are about 300,000. Each costs up to 150 bytes once parsed
LINES = 60_000  # 100,000 words are about 5,000 lines
ATTRIBUTES = 500  # of one element; the parser's time grows with their square
_LONG_TAG = re.compile(rb"<[^<]{3000,}")
_ATTRIBUTE = re.compile(rb"""=\s?["']""")


def unreadable(name: str, what: str, fix: str) -> Unreadable:
    """The error for a file that cannot be read: what is wrong with it and what to do."""
    where = name or "the file"
    return Unreadable(f"“{where}” cannot be read: {what} {fix}", [Problem(where, what, fix)])


def check_size(size: int, name: str) -> None:
    """Raises Unreadable for an empty file and for one above the limit. size: in bytes."""
    if size == 0:
        raise unreadable(name, "The file is empty.", "Choose the file again; it may not have been saved.")
    if size > UPLOAD:
        raise unreadable(
            name,
            f"The file has {f'{size / 1024 / 1024:.1f}'.removesuffix('.0')} MB; the limit is {UPLOAD // 1024 // 1024} MB.",
            "Remove pictures from it, or paste its text.",
        )


def check_attributes(xml: bytes, name: str) -> None:
    """Raises Unreadable for XML with an element that has far more attributes than any text needs."""
    content = xml.replace(b"\x00", b"") if b"\x00" in xml[:1000] else xml  # UTF-16
    if any(len(_ATTRIBUTE.findall(match[0])) > ATTRIBUTES for match in _LONG_TAG.finditer(content)):
        raise unreadable(
            name,
            f"An element in its XML has more than {ATTRIBUTES} attributes; such files can bring a computer down.",
            "Open it in the program it was written with, save it again, and upload that.",
        )
