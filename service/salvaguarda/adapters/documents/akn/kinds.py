"""What each element of Akoma Ntoso opens in a draft: one table, and the rule for the names that depend on their place.

* A *unit* is what lawyers cite by number: every `article`; a `section` that holds neither article nor section (a UK or
  African act); a `rule`, `regulation` or `clause` that stands in none of these. All are ProvisionKind.ARTICLE, with the
  text's own word. A `section` that holds articles is a division.
* Divisions above the unit are by name; inside a unit the same names are parts of it.
* Below the unit the depth decides, not the name (`paragraph` is the first level in the EU, the second in the UK):
  first level PARAGRAPH, or POINT where it is lettered ("(a)") or called point, item, indent; then POINT, then SUBPOINT.
* An alinea, subparagraph or level without number and heading inside a paragraph is no part of its own: its words are
  the paragraph's. So are list, content, intro and other wrappers.
"""

from dataclasses import dataclass

from lxml import etree

from salvaguarda.adapters.documents.akn.parsing import attribute, local_name
from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind

_K = ProvisionKind
UNITS = frozenset({"article", "section", "rule", "regulation", "clause"})
_DIVISIONS = {
    "book": _K.PART, "tome": _K.PART, "part": _K.PART, "subpart": _K.SECTION,
    "title": _K.TITLE, "subtitle": _K.TITLE, "crossheading": _K.TITLE, "group": _K.TITLE, "groupheading": _K.TITLE,
    "chapter": _K.CHAPTER, "subchapter": _K.SECTION,
    "section": _K.SECTION, "division": _K.SECTION, "subsection": _K.SUBSECTION, "subdivision": _K.SUBSECTION,
}  # fmt: skip
_OF_THEIR_OWN = {
    "schedule": _K.ANNEX, "annex": _K.ANNEX, "appendix": _K.ANNEX, "attachment": _K.ANNEX,
    "recital": _K.RECITAL, "citation": _K.RECITAL, "preamble": _K.PREAMBLE, "longtitle": _K.PREAMBLE,
    "definition": _K.DEFINITION, "conclusions": _K.CLOSING,
}  # fmt: skip
_LISTED = frozenset({
    "subsection", "subclause", "subrule", "paragraph", "subparagraph", "subpara", "clause", "point", "item", "indent", "level",
    "alinea", "list", "sublist", "proviso", "transitional", "subdivision", "division", "title", "part", "chapter", "section",
    "article", "rule", "regulation", "subpart", "subtitle", "subchapter", "hcontainer",
})  # fmt: skip
WRAPPERS = frozenset({"schedules", "annexes", "appendices"})
_ALWAYS_POINTS = frozenset({"point", "item", "indent"})
_ALWAYS_PARAGRAPHS = frozenset({"subsection", "subclause", "subrule"})
_BARE_IS_NONE = frozenset({"alinea", "subparagraph", "subpara", "level", "list", "sublist", "hcontainer"})  # fmt: skip
_OWN_WORDS = frozenset({"book", "tome", "subpart", "subtitle", "subchapter", "division", "subdivision", "section", "rule",
                        "regulation", "clause"})  # fmt: skip
_INSIDE_UNITS = frozenset({_K.ARTICLE, _K.PARAGRAPH, _K.POINT, _K.SUBPOINT, _K.DEFINITION, _K.RECITAL})


@dataclass(slots=True, eq=False)
class Part:
    """An element that opens something. name: of the element; kind, depth: as it will be declared."""

    name: str
    kind: ProvisionKind
    depth: int
    number: str = ""
    heading: str = ""


def name_of(element: etree._Element) -> str:
    """The element's name in lower case; of a generic container (hcontainer name="schedule") the name it gives itself."""
    name = local_name(element).lower()
    if name not in {"hcontainer", "attachment"}:
        return name
    given = attribute(element, "name").lower()
    known = (
        given in _DIVISIONS
        or given in _OF_THEIR_OWN
        or given in UNITS
        or given in _LISTED
        or given in WRAPPERS
    )
    return given if known and name == "hcontainer" else name


def kind_of(
    name: str, number: str, named: bool, parent: Part | None, holds_unit: bool
) -> ProvisionKind | None:
    """What an element opens; None when it only wraps others.

    number: its printed number, "" for none. named: it has a number or a heading. parent: the part it stands in.
    holds_unit: it holds an article or a section outside of quotations.
    """
    if name in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[name]
    within = parent is not None and parent.kind in _INSIDE_UNITS
    if name in UNITS and not within and (not holds_unit or name == "article"):
        return _K.ARTICLE
    if name in _DIVISIONS and not within and not (name == "subsection" and not holds_unit):
        return _DIVISIONS[name]
    if name not in _LISTED or (
        not named and name in _BARE_IS_NONE and (within or name in {"list", "hcontainer"})
    ):
        return None
    return _by_place(name, number, parent)


def _by_place(name: str, number: str, parent: Part | None) -> ProvisionKind:
    inside = parent.kind if parent is not None else None
    if inside in {_K.PARAGRAPH, _K.DEFINITION, _K.RECITAL}:
        return _K.POINT
    if inside in {_K.POINT, _K.SUBPOINT}:
        return _K.SUBPOINT
    bare = number.strip("()[].:–— ")
    lettered = bool(bare) and not bare[0].isdigit() and len(bare) <= 5
    if name in _ALWAYS_POINTS or (lettered and name not in _ALWAYS_PARAGRAPHS):
        return _K.POINT
    return _K.PARAGRAPH


def own_word(name: str, kind: ProvisionKind) -> str:
    """What a text calls an element that its number does not name: "Section" for a unit; "" for the kind's own name."""
    called = name in _OWN_WORDS and (kind is _K.ARTICLE or kind in DIVISIONS)
    return name.capitalize() if called and name != kind.value else ""


def holders(root: etree._Element, quotes: frozenset[str]) -> set[etree._Element]:
    """Elements that hold an article or a section outside of quotations. Each ancestor is looked at once."""
    found: set[etree._Element] = set()
    for element in root.iter("{*}article", "{*}section", "{*}hcontainer"):
        if name_of(element) not in {"article", "section"}:
            continue
        above = element.getparent()
        while above is not None and above not in found and local_name(above) not in quotes:
            found.add(above)
            above = above.getparent()
    return found
