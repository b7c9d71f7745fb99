"""Styles of an OpenDocument file: bold, struck, centred, hidden, headings by name, and the styles of lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from salvaguarda.adapters.documents.docx.formats import bullet
from salvaguarda.adapters.documents.odt.names import FO, LOEXT, STYLE, TEXT

_DEEPEST_CHAIN = 20
_LEVELS = 10
_PROPERTIES = (STYLE + "text-properties", STYLE + "paragraph-properties")
_HEADINGS = {"title": 1, "subtitle": 2}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. format: "1", "a", "A", "i", "I", "" for none; pattern: "%1%.%2%" where the file has one."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""
    pattern: str = ""


@dataclass(slots=True)
class Styles:
    """All styles of one file by (family, name); list styles by name. outline: the numbers of headings."""

    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    outline: dict[int, ListLevel] = field(default_factory=dict)
    _styles: dict[tuple[str, str], etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[etree._Element]) -> "Styles":
        """The styles in these parts; a later part wins."""
        styles = cls()
        for root in roots:
            for each in root.iter(STYLE + "style", TEXT + "list-style", TEXT + "outline-style"):
                if each.tag == STYLE + "style":
                    styles._styles[each.get(STYLE + "family", ""), each.get(STYLE + "name", "")] = each
                elif each.tag == TEXT + "list-style":
                    styles.lists[each.get(STYLE + "name", "")] = dict(_levels(each))
                else:
                    styles.outline = dict(_levels(each))
        return styles

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST_CHAIN):
            found = self._styles.get((family, name))
            if found is None:
                return
            yield found
            name = found.get(STYLE + "parent-style-name", "")

    def says(self, family: str, name: str, attribute: str) -> str | None:
        """A formatting attribute of a style or of what it is based on; None when none of them states it."""
        for each in self._chain(family, name):
            for properties in _PROPERTIES:
                found = each.find(properties)
                if found is not None and (said := found.get(attribute)) is not None:
                    return str(said)
        return None

    def bold(self, family: str, name: str) -> bool | None:
        """Whether a style is bold; None when it does not say."""
        said = self.says(family, name, FO + "font-weight")
        return None if said is None else said in {"bold", "600", "700", "800", "900"}

    def struck(self, family: str, name: str) -> bool | None:
        """Whether a style strikes its words out; None when it does not say."""
        said = self.says(family, name, STYLE + "text-line-through-style")
        return None if said is None else said != "none"

    def hidden(self, family: str, name: str) -> bool:
        """Whether words of a style are not shown."""
        return self.says(family, name, TEXT + "display") == "none"

    def centred(self, name: str) -> bool:
        """Whether a paragraph style centres its lines."""
        return self.says("paragraph", name, FO + "text-align") == "center"

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style brings along; "" when none."""
        found = (each.get(STYLE + "list-style-name") for each in self._chain("paragraph", name))
        return next((said for said in found if said is not None), "")

    def heading(self, name: str) -> int | None:
        """The heading level by the style's name or outline level; None for body styles."""
        for each in self._chain("paragraph", name):
            key = each.get(STYLE + "name", "").lower().replace("_20_", " ")
            level = each.get(STYLE + "default-outline-level") or key.removeprefix("heading ")
            if level.isdigit() and len(level) < 3:
                return int(level)
            if key in _HEADINGS:
                return _HEADINGS[key]
        return None


def _levels(parent: etree._Element) -> Iterator[tuple[int, ListLevel]]:
    for each in parent:
        level = whole(each.get(TEXT + "level"))
        if not isinstance(each.tag, str) or level is None or not 1 <= level <= _LEVELS:
            continue
        if each.tag == TEXT + "list-level-style-bullet":
            yield level, ListLevel(bullet=bullet(each.get(TEXT + "bullet-char", "•")))
            continue
        yield (
            level,
            ListLevel(
                each.get(STYLE + "num-format", ""),
                each.get(STYLE + "num-prefix", ""),
                each.get(STYLE + "num-suffix", ""),
                _or_one(whole(each.get(TEXT + "start-value"))),
                _or_one(whole(each.get(TEXT + "display-levels"))),
                pattern=each.get(LOEXT + "num-list-format") or each.get(STYLE + "num-list-format") or "",
            ),
        )


def whole(text: str | None) -> int | None:
    """An integer attribute of up to six digits; None when absent or none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= 6 else None


def _or_one(number: int | None) -> int:
    return 1 if number is None else number
