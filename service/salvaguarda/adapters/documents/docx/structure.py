"""Paragraphs, rows and cells in reading order, through tables and content controls."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.revisions import LEFT_OUT, MOVED_AWAY, is_gone

_SKIPPED = {W + "sectPr", MOVED_AWAY}
_PROPERTIES = {W + "tr": W + "trPr", W + "tc": W + "tcPr"}


class Step(StrEnum):
    """What a walk over a body meets."""

    PARAGRAPH = "paragraph"
    ROW = "row"
    CELL = "cell"
    CELL_END = "cell end"
    ROW_END = "row end"


class Met(NamedTuple):
    """One step. left_out: it stands in a row or cell that this version does not have."""

    step: Step
    element: etree._Element
    left_out: bool = False


_BEGINS = {W + "tr": Step.ROW, W + "tc": Step.CELL}
_ENDS = {W + "tr": Step.ROW_END, W + "tc": Step.CELL_END}


def steps_of(parent: etree._Element) -> Iterator[Met]:
    """Each paragraph, and where the rows and cells of tables begin and end.

    Text boxes are left to the paragraph that they hang on.
    """
    waiting = [(parent, iter(parent), False)]
    while waiting:
        element, children, left_out = waiting[-1]
        each = next(children, None)
        if each is None:
            waiting.pop()
            if waiting and element.tag in _ENDS:
                yield Met(_ENDS[str(element.tag)], element)
        elif each.tag == W + "p":
            yield Met(Step.PARAGRAPH, each, left_out)
        elif isinstance(each.tag, str) and each.tag not in _SKIPPED:
            if each.tag in _BEGINS:
                yield Met(_BEGINS[each.tag], each)
            waiting.append((each, iter(each), left_out or _is_left_out(each)))


def _is_left_out(element: etree._Element) -> bool:
    properties = _PROPERTIES.get(str(element.tag))
    return element.tag == LEFT_OUT or (properties is not None and is_gone(element.find(properties)))
