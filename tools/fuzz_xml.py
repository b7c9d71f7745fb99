"""Hostile XML that is still well-formed: elements copied, moved, nested, renamed, dropped, filled. The same random gives the same."""

from collections.abc import Sequence
from copy import deepcopy
from random import Random

from lxml import etree

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TABLE, _STYLE, _OFFICE, _DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("text", "table", "style", "office", "drawing")
)


def _named(prefix: str, names: str) -> tuple[str, ...]:
    return tuple(prefix + name for name in names.split())


# What the readers treat in a way of its own; elements of the file itself come in addition.
NAMES = {
    "akn": _named(_AKN, """
        section article paragraph subparagraph point item list intro wrapUp num heading content p quotedStructure quotedText
        authorialNote noteRef ins del table tr td th hcontainer crossHeading attachment component components doc preamble
        recital longTitle placeholder toc tocItem conclusions schedule annex blockList br eol span b i mod formula div
        subsection level clause title chapter definition meta references TLCConcept coverPage preface body
    """),
    "docx": _named(_W, """
        tbl tr tc p r t ins del moveFrom moveTo delText footnoteReference endnoteReference txbxContent sdt sdtContent numPr
        ilvl numId rPr pPr trPr tcPr tblPr pPrChange rPrChange vanish b strike fldSimple hyperlink pict cellDel cellIns tab
        br sym ptab instrText sectPr gridSpan vMerge style basedOn name num abstractNum lvl lvlText numFmt start lvlOverride
        startOverride abstractNumId numStyleLink outlineLvl jc footnote
    """),
    "odt": _named(_TEXT, """
        list list-item list-header p h span note note-body note-citation s tab line-break section numbered-paragraph
        tracked-changes changed-region deletion insertion change change-start change-end table-of-content list-style
        hidden-text list-level-style-number outline-style ruby
    """)
    + _named(_TABLE, "table table-row table-cell covered-table-cell")
    + (_OFFICE + "annotation", _DRAW + "frame", _DRAW + "text-box")
    + _named(_STYLE, "style text-properties header footer"),
}  # fmt: skip
_VALUES = (
    "",
    "-1",
    "0",
    "9",
    "99999999999999999999",
    "true",
    "none",
    "x" * 5_000,
    "%1.%2.%9",
    "i",
    "\u202e",
    "a b",
    "#a",
    "1",
)
_TEXTS = ("(a)", "1.", "Article 1", "“", "”", "[", "]", "Option 1:", " ", "\n", "words " * 2_000, "§ 5", "(i)", "\u0661", "的" * 500, "Annex")  # fmt: skip
_LARGEST_COPY = 500  # elements
_MOST = 150_000  # elements of a file
_STEPS = (1, 3, 12)


def mutated_xml(content: bytes, name: str, random: Random) -> bytes:
    """The XML with some elements changed. name: the format ("akn"). What is no XML comes back as it is."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return content
    elements = [each for each in root.iter(etree.Element) if each is not root]
    if not elements:
        return content
    if random.random() < 0.5:
        _thin_out(elements, random)
    for _ in range(random.choice(_STEPS)):
        elements = [each for each in root.iter(etree.Element) if each is not root]
        if not elements or len(elements) > _MOST:
            break
        _change(elements, name, random)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _thin_out(elements: Sequence[etree._Element], random: Random) -> None:
    """Drop much of a large file, so that what is changed next is a larger part of it."""
    for each in elements:
        parent = each.getparent()
        if parent is not None and len(parent) > 3 and random.random() < 0.6:
            parent.remove(each)


def _change(elements: Sequence[etree._Element], name: str, random: Random) -> None:
    chosen, other = random.choice(elements), random.choice(elements)
    tag = _tag(elements, name, random)
    change = random.choice(
        (_copy, _nest, _move, _drop, _rename, _set_attribute, _fill, _shuffle, _insert, _insert)
    )
    if chosen.getparent() is not None:
        change(chosen, other, tag, random)


def _copy(chosen: etree._Element, _other: etree._Element, _tag: str, random: Random) -> None:
    if sum(1 for _ in chosen.iter()) <= _LARGEST_COPY:
        for _ in range(random.choice((1, 5, 200))):
            chosen.addnext(deepcopy(chosen))


def _nest(chosen: etree._Element, other: etree._Element, tag: str, random: Random) -> None:
    """Stand an element inside of others, up to as deep as parsers allow."""
    tags = random.choice(((tag,), (tag, str(other.tag))))
    for step in range(random.choice((1, 10, 120))):
        outer = etree.Element(tags[step % len(tags)])
        chosen.addprevious(outer)
        outer.append(chosen)
        chosen = outer


def _move(chosen: etree._Element, other: etree._Element, _tag: str, random: Random) -> None:
    if other is not chosen and chosen not in other.iterancestors():
        other.insert(random.randint(0, len(other)), chosen)


def _drop(chosen: etree._Element, _other: etree._Element, _tag: str, _random: Random) -> None:
    parent = chosen.getparent()
    if parent is not None:
        parent.remove(chosen)


def _rename(chosen: etree._Element, _other: etree._Element, tag: str, _random: Random) -> None:
    chosen.tag = tag


def _set_attribute(chosen: etree._Element, other: etree._Element, _tag: str, random: Random) -> None:
    """Give an element an attribute of another one, with its value or a bad one."""
    if keys := [*other.attrib] or [*chosen.attrib]:
        key = random.choice(keys)
        chosen.set(key, other.get(key, "") if random.random() < 0.3 else random.choice(_VALUES))


def _fill(chosen: etree._Element, _other: etree._Element, _tag: str, random: Random) -> None:
    chosen.text, chosen.tail = random.choice(_TEXTS), random.choice(_TEXTS)


def _shuffle(chosen: etree._Element, _other: etree._Element, _tag: str, random: Random) -> None:
    order = [*chosen]
    random.shuffle(order)
    chosen[:] = order


def _insert(chosen: etree._Element, other: etree._Element, tag: str, random: Random) -> None:
    made = etree.Element(tag)
    _fill(made, other, tag, random)
    _set_attribute(made, other, tag, random)
    chosen.insert(random.randint(0, len(chosen)), made)


def _tag(elements: Sequence[etree._Element], name: str, random: Random) -> str:
    return random.choice(NAMES[name]) if random.random() < 0.7 else str(random.choice(elements).tag)
