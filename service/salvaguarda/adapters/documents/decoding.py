"""Bytes of a text file → text."""

from salvaguarda.adapters.documents.limits import unreadable
from salvaguarda.domain.drafts import ReadingWarning

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNTEXT = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])  # control characters but tab and line ends
_MOST_UNTEXT = 0.02
_FEW = 8  # a stray control character makes no binary file
_ALTERNATING = 0.7
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"  # bytes Windows-1252 has no character for
_FALLBACK = ReadingWarning(
    "encoding",
    "The file is not UTF-8; it was read as Windows-1252. Check accented letters, or save it as UTF-8 and upload it again.",
)


def decode(content: bytes, name: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text of a file and a warning where its encoding is a guess. Raises Unreadable for what is no text."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), ()
    if (unmarked := _utf_16_without_mark(content)) is not None:
        return content.decode(unmarked, errors="replace"), ()
    untext = len(content) - len(content.translate(None, _UNTEXT))
    if untext > max(_FEW, _MOST_UNTEXT * len(content)):
        raise unreadable(
            name,
            "The file holds binary data, no text.",
            "Upload a DOCX, PDF, HTML, ODT, RTF, Akoma Ntoso, Markdown or plain text file, or paste the text.",
        )
    try:
        return content.decode(), ()
    except UnicodeDecodeError:
        known = content.translate(None, _UNDEFINED)
        return known.decode("cp1252", errors="replace"), (_FALLBACK,)


def _utf_16_without_mark(content: bytes) -> str | None:
    """UTF-16 of a mostly Latin text, by its zero bytes at every other place; None for anything else."""
    half = len(content) // 2
    if half < _FEW or len(content) % 2:
        return None
    low, high = content[::2].count(0), content[1::2].count(0)
    if high > _ALTERNATING * half and low == 0:
        return "utf-16-le"
    return "utf-16-be" if low > _ALTERNATING * half and high == 0 else None
