"""A UK bill by the elements of its Akoma Ntoso: sections, subsections, paragraphs and sub-paragraphs of its body."""

from collections.abc import Iterator

from lxml import etree

from benchmarks.truths.parts import ARTICLE, PARAGRAPH, POINT, Part, bare

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_LEVELS = {
    "section": ARTICLE,
    "subsection": PARAGRAPH,
    "paragraph": POINT,
    "subparagraph": POINT,
    "level": POINT,
}
_QUOTED = {f"{_AKN}quotedStructure", f"{_AKN}quotedText", f"{_AKN}embeddedStructure"}


def bill_parts(content: bytes) -> Iterator[Part]:
    """What is numbered in the sections of the body; structure that is quoted for another act is none of the bill's own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    body = etree.fromstring(content, parser).find(f".//{_AKN}body")
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [] if body is None else [(body, ())]
    while waiting:
        element, chain = waiting.pop()
        if element.tag in _QUOTED:
            continue
        level = _LEVELS.get(str(element.tag).removeprefix(_AKN))
        number = element.find(f"{_AKN}num")
        if level is not None and number is not None and (chain or level is ARTICLE):
            chain = (*chain, bare("".join(str(text) for text in number.itertext())) or "~1")
            yield Part(level, chain)
        waiting += [(child, chain) for child in reversed(element)]
