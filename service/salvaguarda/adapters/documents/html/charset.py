"""Bytes of a page → text: by byte order mark, by what the page declares, else by guess."""

import codecs
import re

from salvaguarda.adapters.documents.decoding import decode
from salvaguarda.domain.drafts import ReadingWarning

_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_LOOKED_AT = 4096  # bytes; browsers look at 1,024, Word's pages begin with more
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What browsers make of labels that promise less than the pages hold (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_BINARY = ("utf-16", "utf-32", "utf-7")  # a page whose declaration could be read is none of these
_LYING = ReadingWarning(
    "encoding",
    "The page is not in the encoding that it declares. Check accented letters.",
)


def page_text(content: bytes, name: str, declared: str = "") -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text of a page and a warning where its encoding is in doubt. declared: what an envelope (MHTML) says of it."""
    if content.startswith(_BOMS):
        return decode(content, name)
    match = _DECLARED.search(content, 0, _LOOKED_AT)
    codec = _codec(declared or (match[1].decode("ascii") if match else ""))
    if not codec:
        return decode(content, name)
    try:
        return content.decode(codec), ()
    except ValueError:  # UnicodeDecodeError is one
        text, warnings = decode(content, name)
        return text, warnings or (_LYING,)


def _codec(label: str) -> str:
    """The Python codec of a label; "" when it is unknown or no encoding of text."""
    try:
        found = codecs.lookup(label) if label else None
    except (LookupError, ValueError):
        return ""
    if found is None or not found._is_text_encoding or found.name.startswith(_BINARY):  # noqa: SLF001
        return ""
    return _WIDER.get(found.name, found.name)
