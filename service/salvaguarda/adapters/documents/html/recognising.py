"""Whether a file is a page: by its doctype, its html element, tags at its beginning, or an envelope around it."""

import re

from salvaguarda.adapters.documents.html.envelope import is_envelope

_HEAD = 65_536  # bytes; comments and a prolog may stand before the first tag
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BEFORE = re.compile(rb"(?:\s+|<!--(?:[^-]|-(?!->))*-->|<\?[^>]{0,500}\?>)*")
_PAGE = re.compile(rb"<!doctype\s+html\b|<html[\s>:]", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"<(?:head|body|title|meta|style|div|p|h[1-6]|table|section|article|main|span|ol|ul|dl|center|font|b|strong|em|i|a|br|hr)"
    rb"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    rb"</(?:p|div|h[1-6]|li|td|span|body|a|b|strong|em|i|center|font)>|<(?:p|br|li)\s?/?>", re.IGNORECASE
)
_FEWEST_CLOSED = 2


def looks_like_html(content: bytes) -> bool:
    """Whether a file is an HTML page, a fragment of one, XHTML or MHTML. Markdown with some tags in it is none."""
    head = content[:_HEAD]
    if head.startswith(_MARKS[1:]):
        head = head.replace(b"\x00", b"")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if is_envelope(head):
        return True
    start = _BEFORE.match(head)
    rest = head[start.end() if start else 0 :]
    if _PAGE.match(rest):
        return True
    return bool(_FRAGMENT.match(rest)) and len(_CLOSED.findall(rest)) >= _FEWEST_CLOSED
