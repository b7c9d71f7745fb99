"""Paragraphs in reading order, through tables and content controls."""

from collections.abc import Iterator

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.revisions import LEFT_OUT, MOVED_AWAY, is_gone

_SKIPPED = {W + "sectPr", MOVED_AWAY}
_PROPERTIES = {W + "tr": W + "trPr", W + "tc": W + "tcPr"}


def paragraphs_of(parent: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Each paragraph, and whether it stands in a row or cell that this version does not have.

    Text boxes are left to the paragraph that they hang on.
    """
    waiting = [(iter(parent), False)]
    while waiting:
        children, left_out = waiting[-1]
        each = next(children, None)
        if each is None:
            waiting.pop()
        elif each.tag == W + "p":
            yield each, left_out
        elif isinstance(each.tag, str) and each.tag not in _SKIPPED:
            waiting.append((iter(each), left_out or _is_left_out(each)))


def _is_left_out(element: etree._Element) -> bool:
    properties = _PROPERTIES.get(str(element.tag))
    return element.tag == LEFT_OUT or (properties is not None and is_gone(element.find(properties)))
