"""Tracked changes settled before anything is read, so that the rest of the reader knows one text only.

What the wanted version leaves out is renamed to LEFT_OUT (words) or MOVED_AWAY (they stand elsewhere), what it keeps to KEPT;
so are the marks of paragraphs, rows, cells and numbers. ISO/IEC 29500-1 §17.13.5.
"""

from collections.abc import Iterator

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.domain.reading.lines import TextVersion

LEFT_OUT, MOVED_AWAY, KEPT = W + "del", W + "moveFrom", W + "kept"
GONE = (LEFT_OUT, MOVED_AWAY)
_DELETIONS, _INSERTIONS = (W + "del", W + "cellDel"), (W + "ins", W + "cellIns")
_MOVES_AWAY, _MOVES_HERE = W + "moveFrom", W + "moveTo"
_CHANGES = (*_DELETIONS, *_INSERTIONS, _MOVES_AWAY, _MOVES_HERE)
_LASTING = {W + "rPr", W + "sectPr", *_CHANGES}  # stays when the properties of before come back


def has_revisions(root: etree._Element | None) -> bool:
    """Whether a part holds tracked changes of words, rows or numbers; changes of looks alone do not count."""
    if root is None:
        return False
    return next(root.iter(*_CHANGES), None) is not None or any(
        _numbers_differ(change) for change in root.iter(W + "pPrChange")
    )


def settle(root: etree._Element, version: TextVersion) -> None:
    """Turn a part into the wanted version, in place."""
    earlier = version is TextVersion.EARLIER
    names = {
        **dict.fromkeys(_DELETIONS, KEPT if earlier else LEFT_OUT),
        **dict.fromkeys(_INSERTIONS, LEFT_OUT if earlier else KEPT),
        _MOVES_AWAY: KEPT if earlier else MOVED_AWAY,
        _MOVES_HERE: MOVED_AWAY if earlier else KEPT,
    }
    if earlier:
        _bring_back_properties(root)
    for words in list(_deleted_words(root)):
        words.tag = W + "t"
    for change in [*root.iter(*_CHANGES)]:
        change.tag = names[str(change.tag)]


def _deleted_words(root: etree._Element) -> Iterator[etree._Element]:
    """Elements with words of deletions; those that stand outside of one are no text. One pass, however deep they nest."""
    inside = 0
    watched = (W + "del", _MOVES_AWAY, W + "delText")
    for event, each in etree.iterwalk(root, events=("start", "end"), tag=watched):
        if each.tag != W + "delText":
            inside += 1 if event == "start" else -1
        elif inside and event == "start":
            yield each


def is_gone(properties: etree._Element | None) -> bool:
    """Whether properties (of a paragraph's mark, a row, a cell, a number) say that this version does not have it."""
    return properties is not None and any(properties.find(name) is not None for name in GONE)


def _bring_back_properties(root: etree._Element) -> None:
    """Properties of paragraphs and runs as they were before tracked changes of them."""
    for kind in ("pPr", "rPr"):
        for change in [*root.iter(f"{W}{kind}Change")]:
            present, before = change.getparent(), change.find(W + kind)
            if present is None or present.tag != W + kind:
                continue
            for each in [*present]:
                if each.tag not in _LASTING:
                    present.remove(each)
            present[:0] = [
                each for each in (before if before is not None else ()) if each.tag not in _LASTING
            ]


def _numbers_differ(change: etree._Element) -> bool:
    present, before = change.getparent(), change.find(W + "pPr")
    return list(_numbering(present)) != list(_numbering(before))


def _numbering(properties: etree._Element | None) -> Iterator[str]:
    for path in ("pStyle", "numPr/numId", "numPr/ilvl"):
        found = (
            properties.find("/".join(W + step for step in path.split("/")))
            if properties is not None
            else None
        )
        yield str(found.get(W + "val")) if found is not None else ""
