"""How an element looks: its own style, simple rules of the page's style sheet, and class names of EUR-Lex and Word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from salvaguarda.adapters.documents.html.tree import Element

_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?")
_MOST_RULES = 5_000
_KEPT = frozenset({
    "display", "visibility", "mso-hide", "font-weight", "font", "text-align", "text-decoration", "text-decoration-line",
    "margin-left", "padding-left", "white-space", "list-style-type", "list-style", "mso-list", "mso-element",
})  # fmt: skip
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,4})?)\s*(pt|px|em|rem|cm|mm|in|%)?\s*$")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_LEVELED = re.compile(r"(?:manualheading|heading|titlelevel)(\d)")
_INDENTED = re.compile(
    r"(?:(?:manualnumpar|numpar)(?P<number>\d)|(?:point|tiret|text|listdash|listnumber|listbullet)(?P<level>\d))"
)
_MSO_LEVEL = re.compile(r"\blevel(\d)")
# Styles of the Official Journal (with and without "oj-") and of the Commission's templates that are headings.
_HEADING_CLASSES = {
    "doc-ti": 1, "ti-section-1": 2, "ti-section-2": 2, "ti-grseq-1": 3, "ti-art": 4, "sti-art": 4, "ti-annotation": 5,
    "parttitle": 1, "titletitle": 1, "chaptertitle": 2, "sectiontitle": 3, "titrearticle": 4, "annexetitre": 1,
    "exposdesmotifstitre": 1, "fichefinanciretitre": 1, "msotitle": 1,
}  # fmt: skip
_TITLE_PAGE = ("typedudocument", "titreobjet", "statut", "intrteee", "rfrenceinstitutionnelle", "hd-ti")
_BOLD = re.compile(r"\b(?:bold|bolder|[6-9]00)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for words at one place of the page.

    aside: why the words are no text of the draft; "" where they are. column: left margin in points, where only that
    tells the nesting. step: lists and rows with marks that the words stand in.
    """

    bold: bool = False
    struck: bool = False
    centred: bool = False
    heading: int | None = None
    indent: int = 0
    column: float = 0.0
    quoted: bool = False
    preformatted: bool = False
    aside: str = ""


Style = Mapping[str, str]


def parse_style(text: str) -> dict[str, str]:
    """Declarations ("font-weight: bold; …") that reading needs."""
    found = {}
    for declaration in text.split(";"):
        key, _, value = declaration.partition(":")
        if (name := key.strip().lower()) in _KEPT:
            found[name] = value.replace("!important", "").strip().lower()
    return found


class Sheet:
    """The simple rules ("p.Title", ".hidden", "h3") of a page's own style sheets; everything else is left out."""

    def __init__(self, text: str) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for chunk in text.replace("<!--", "").replace("-->", "").split("}", _MOST_RULES)[:_MOST_RULES]:
            head, _, body = chunk.rpartition("{")
            if "@media" in head or not (declared := parse_style(body)):
                continue
            for selector in head.split(",")[:100]:
                if match := _SELECTOR.fullmatch(selector.strip().lower()):
                    self._rules.setdefault((match["tag"] or "", match["name"] or ""), {}).update(declared)

    def style_of(self, element: Element) -> Style:
        """All declarations that hold for an element, its own last."""
        style: dict[str, str] = {}
        if self._rules:
            for name in ("", *element.classes[:20]):
                style.update(self._rules.get(("", name), {}) if name else {})
                style.update(self._rules.get((element.tag, name), {}))
        if own := element.get("style"):
            style.update(parse_style(own))
        return style


def looks(element: Element, style: Style, above: Look) -> Look:
    """The look of an element's words, as it follows from what is above and what the element says itself."""
    look = above
    if element.tag in {"b", "strong", "s", "strike", "center", "pre", "listing", "xmp", "th"}:
        look = _by_tag(element.tag, look)
    if style:
        look = _by_style(style, look)
    if (align := element.get("align").lower()) and element.tag not in {"table", "img"}:
        look = replace(look, centred=align == "center")
    if element.classes:
        look = _by_classes(element, look)
    return look


def _by_tag(tag: str, look: Look) -> Look:
    return replace(
        look,
        bold=look.bold or tag in {"b", "strong", "th"},
        struck=look.struck or tag in {"s", "strike"},
        centred=look.centred or tag == "center",
        preformatted=look.preformatted or tag in {"pre", "listing", "xmp"},
    )


def _by_style(style: Style, look: Look) -> Look:
    weight = style.get("font-weight", "")
    bold = bool(_BOLD.search(weight)) if weight and weight != "inherit" else look.bold
    struck = look.struck or "line-through" in style.get("text-decoration", "") + style.get(
        "text-decoration-line", ""
    )
    align = style.get("text-align", "")
    centred = align == "center" if align and align != "inherit" else look.centred
    space = style.get("white-space", "")
    return replace(
        look,
        bold=bold,
        struck=struck,
        centred=centred,
        preformatted=space in {"pre", "pre-wrap", "pre-line"} if space else look.preformatted,
        column=max(
            0.0, look.column + points(style.get("margin-left", "")) + points(style.get("padding-left", ""))
        ),
        aside=look.aside or ("hidden text" if hides(style) else ""),
    )


def hides(style: Style) -> bool:
    """Whether the words are not shown."""
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def points(length: str) -> float:
    """A length in points; 0 for what is none."""
    match = _LENGTH.match(length)
    return float(match[1]) * _POINTS.get(match[2] or "px", 0.0) if match else 0.0


def _by_classes(element: Element, look: Look) -> Look:
    for name in element.classes[:20]:
        bare = name.removeprefix("oj-")
        level = _LEVELED.fullmatch(bare)
        if level is not None or bare in _HEADING_CLASSES:
            look = replace(look, heading=int(level[1]) if level else _HEADING_CLASSES[bare])
        elif bare.startswith(_TITLE_PAGE):
            look = replace(look, bold=True, centred=True)
        elif indented := _INDENTED.fullmatch(bare):
            # "NumPar2" stands at the margin of "Point1": the first level of numbered paragraphs is the text itself
            steps = int(indented["number"]) - 1 if indented["number"] else int(indented["level"])
            look = replace(look, indent=look.indent + max(0, steps))
    return look


def list_level(style: Style) -> int | None:
    """The level (0…) of a paragraph in one of Word's lists; None outside of lists."""
    match = _MSO_LEVEL.search(style.get("mso-list", ""))
    return int(match[1]) - 1 if match else None
