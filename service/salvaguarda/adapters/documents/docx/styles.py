"""Paragraph styles with what they inherit (basedOn)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.revisions import is_gone

_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class NumPr:
    """A numbering property. num, level: None where it does not say; num "0" switches numbering off."""

    num: str | None
    level: int | None


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The w:val of a descendant ("numPr", "numId"); None when it is absent."""
    found = parent
    for name in path:
        found = found.find(W + name) if found is not None else None
    return found.get(W + "val") if found is not None else None


def switched_on(parent: etree._Element | None, name: str) -> bool | None:
    """A toggle property (w:b, w:vanish): None when it is not stated."""
    found = parent.find(W + name) if parent is not None else None
    return None if found is None else found.get(W + "val") not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """An integer attribute; None when absent or no integer."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def num_pr(properties: etree._Element | None) -> NumPr | None:
    """The numbering property of paragraph properties; None when they have none, or had none in this version."""
    found = properties.find(W + "numPr") if properties is not None else None
    return (
        None
        if found is None or is_gone(found)
        else NumPr(value(found, "numId"), number(value(found, "ilvl")))
    )


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {
            each.get(W + "styleId", ""): each for each in (root.iter(W + "style") if root is not None else ())
        }
        self._stated: dict[tuple[str, str], bool | None] = {}
        self.default = next(
            (
                key
                for key, each in self._styles.items()
                if each.get(W + "type") == "paragraph" and each.get(W + "default") in {"1", "true"}
            ),
            "",
        )

    def chain(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        """A style, then what it is based on, and so on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < _DEEPEST_CHAIN:
            seen.add(style)
            yield style, self._styles[style]
            style = value(self._styles[style], "basedOn") or ""

    def properties(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        """Paragraph properties along the chain, nearest first."""
        for key, each in self.chain(style):
            found = each.find(W + "pPr")
            if found is not None:
                yield key, found

    def heading(self, style: str) -> int | None:
        """The heading level (1…) by name or outline level; None for body styles."""
        for _, each in self.chain(style):
            name = value(each, "name") or ""
            if match := _HEADING.match(name):
                return int(match[1])
            if name.lower() == "title":
                return 1
            outline = number(value(each, "pPr", "outlineLvl"))
            if outline is not None:
                return outline + 1 if outline < 9 else None
        return None

    def stated(self, style: str, name: str) -> bool | None:
        """Whether a style switches a toggle of run properties on; None when it does not say."""
        key = style, name
        if key not in self._stated:
            states = (switched_on(each.find(W + "rPr"), name) for _, each in self.chain(style))
            self._stated[key] = next((state for state in states if state is not None), None)
        return self._stated[key]

    def centred(self, style: str) -> bool:
        """Whether the style centres its paragraphs."""
        states = (value(each, "jc") for _, each in self.properties(style))
        return next((state for state in states if state is not None), "") == "center"
