"""A page saved with its pictures in one file (MHTML, ".mht", or ".doc" from some systems): the page taken out."""

import binascii
import quopri
import re

from salvaguarda.adapters.documents.limits import unreadable

_HEAD = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{0,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*){1,60}")
_KIND = re.compile(rb"^content-type:\s*([a-z0-9/+.-]{3,60})", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"""boundary\s{0,9}=\s{0,9}(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}"?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CODING = re.compile(rb"^content-transfer-encoding:\s*([a-z0-9-]{3,30})", re.IGNORECASE | re.MULTILINE)
_STARTS = re.compile(
    rb"\s{0,200}(?:mime-version|from|content-type|message-id|subject|date|x-[a-z-]{1,30}|snapshot-content-location):",
    re.IGNORECASE,
)
_DEEPEST = 3
_MOST_PARTS = 2_000


def is_envelope(content: bytes) -> bool:
    """Whether a file is a mail-like envelope around other files."""
    if not _STARTS.match(content):
        return False
    head = _HEAD.match(content[:65_536])
    return head is not None and b"mime-version" in head[0].lower() and b"content-type" in head[0].lower()


def opened_envelope(content: bytes, name: str) -> tuple[bytes, str]:
    """The page inside and the charset its envelope states ("" when none). Raises Unreadable when there is none."""
    parts = [content]
    for _ in range(_DEEPEST):
        inside: list[bytes] = []
        for part in parts:
            head, body = _split(part)
            kind = (
                found[1].lower()
                if (found := _KIND.search(head))
                else b"text/html"
                if part is content
                else b""
            )
            if kind in {b"text/html", b"application/xhtml+xml"}:
                charset = _CHARSET.search(head)
                return _decoded(head, body), charset[1].decode("ascii") if charset else ""
            if kind.startswith(b"multipart/") and (boundary := _BOUNDARY.search(head)):
                inside += body.split(b"--" + (boundary[1] or boundary[2]), _MOST_PARTS)[1:_MOST_PARTS]
        parts = inside
    raise unreadable(
        name, "It is a web archive without a page in it.", "Open it, save it as DOCX and upload that."
    )


def _split(part: bytes) -> tuple[bytes, bytes]:
    """Head and body of a part."""
    part = part.lstrip(b"\r\n")
    ends = [place for blank in (b"\r\n\r\n", b"\n\n") if (place := part.find(blank)) >= 0]
    end = min(ends, default=len(part))
    return part[:end].replace(b"\r\n", b"\n").replace(b"\n ", b" ").replace(b"\n\t", b" "), part[end:]


def _decoded(head: bytes, body: bytes) -> bytes:
    coding = found[1].lower() if (found := _CODING.search(head)) else b""
    if coding == b"quoted-printable":
        return quopri.decodestring(body.strip(b"\r\n"))
    if coding == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return body
