"""The bytes of an RTF file → control words, bytes of text, and the ends of groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?\d* ?"
    rb"|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\'?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """kind: "{", "}", "word", "byte" (written as hexadecimal) or "text". word: a control word, or the sign of a control symbol."""

    kind: str
    word: str = ""
    number: int | None = None
    text: bytes = b""


_OPEN, _CLOSE = Token("{"), Token("}")


def tokens(content: bytes) -> Iterator[Token]:
    """The tokens in order; binary pictures are jumped over. Linear."""
    place = 0
    while match := _TOKEN.match(content, place):
        place = match.end()
        group = match.lastgroup
        if group in {"word", "number"}:
            word = match["word"].decode("ascii")
            number = int(match["number"]) if match["number"] else None
            if word == "bin":
                place += max(0, number or 0)
            yield Token("word", word, number)
        elif group == "hex":
            yield Token("byte", text=bytes.fromhex(match["hex"].replace(b"\\'", b"").decode("ascii")))
        elif group == "sign":
            yield Token("word", match["sign"].decode("latin-1"))
        elif group == "brace":
            yield _OPEN if match["brace"] == b"{" else _CLOSE
        elif group == "text":
            yield Token("text", text=match["text"])
