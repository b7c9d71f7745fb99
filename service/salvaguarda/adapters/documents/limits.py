"""How large an upload may be, packed and unpacked. Checked before anything is unpacked."""

import re
from collections.abc import Iterable

from salvaguarda.domain.errors import Problem, Unreadable
from salvaguarda.domain.reading.lines import Line

UPLOAD = 25 * 1024 * 1024  # bytes
UNPACKED_PART = 48 * 1024 * 1024  # bytes of one part of a DOCX; 100,000 words are about 10 MB
UNPACKED = 200 * 1024 * 1024  # bytes of all parts, pictures included
PARTS = 5_000
TAGS = 2_000_000  # of one part; 100,000 words are about 300,000. Each costs up to 150 bytes once parsed
CHARACTERS = 6_000_000  # of text; 100,000 words are about 600,000
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


def check_lines(count: int, name: str) -> None:
    """Raises Unreadable for a text of more lines than are read; readers ask as soon as they can know."""
    if count > LINES:
        raise unreadable(name, f"The text has more than {LINES:,} lines.", "Upload one instrument at a time.")


def check_characters(count: int, name: str) -> None:
    """Raises Unreadable for a text longer than any draft."""
    if count > CHARACTERS:
        raise unreadable(
            name, f"The text has more than {CHARACTERS:,} characters.", "Upload one instrument at a time."
        )


def check_words(lines: Iterable[Line], name: str) -> None:
    """Raises Unreadable for a file in which nothing is text of a draft."""
    if not any(line.seen and not line.aside for line in lines):
        raise unreadable(
            name, "The file holds no text, perhaps only pictures.", "Upload a version with text in it."
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
