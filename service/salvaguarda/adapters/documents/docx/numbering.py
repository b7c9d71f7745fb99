"""Word's automatic numbering, counted as Word counts.

Counters live in the abstract numbering, so that lists which share one go on counting. Sources: ISO/IEC 29500-1 §17.9;
[MS-OI29500] 2.1.260 (lvlRestart: the named level or any higher one).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from salvaguarda.adapters.documents.docx.formats import bullet, formatted
from salvaguarda.adapters.documents.docx.package import W
from salvaguarda.adapters.documents.docx.styles import NumPr, Styles, num_pr, number, switched_on, value

_LEVELS = 9
_DEEPEST_LINK = 5
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. text: "%1.%2"; restart: None = after any higher level, 0 = never, n = after level n or higher."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True)
class Num:
    """One w:num: its abstract numbering, replaced levels, and starts that hold from its first use on."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The automatic number of a paragraph and its level (0…)."""

    text: str
    level: int


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level]
    link: str  # numStyleLink: the list style that holds the levels; "" when it holds them itself
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Numbers paragraphs in document order; each call counts on."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[str, Num] = {}
        self._started: set[tuple[str, int]] = set()
        for each in root.iter(W + "abstractNum") if root is not None else ():
            levels = dict(_levels(each))
            self._abstracts[each.get(W + "abstractNumId", "")] = _Abstract(
                levels, value(each, "numStyleLink") or ""
            )
        for each in root.iter(W + "num") if root is not None else ():
            self._nums[each.get(W + "numId", "")] = _num(each)

    def next_number(self, properties: etree._Element | None, style: str) -> Numbered | None:
        """The number of the next paragraph; None when it has none."""
        place = self._place(num_pr(properties), style)
        if place is None:
            return None
        key, level = place
        num = self._nums[key]
        abstract = self._abstract(num)
        if abstract is None or not 0 <= level < _LEVELS:
            return None
        self._count(key, num, abstract, level)
        return Numbered(self._text(num, abstract, level), level)

    def _place(self, direct: NumPr | None, style: str) -> tuple[str, int] | None:
        """List and level: the paragraph's own property first, then those of its style and what that is based on."""
        if direct is not None and direct.num is not None:
            return (direct.num, direct.level or 0) if direct.num in self._nums else None
        passed: list[str] = []
        level = direct.level if direct is not None else None
        for key, properties in self._styles.properties(style):
            passed.append(key)
            found = num_pr(properties)
            if found is None:
                continue
            level = found.level if level is None else level
            if found.num is not None:
                return self._style_place(found.num, level, [style, *passed])
        return None

    def _style_place(self, key: str, level: int | None, styles: list[str]) -> tuple[str, int] | None:
        if key not in self._nums:
            return None  # "0" switches it off
        if level is not None:
            return key, level
        levels = self._all_levels(self._nums[key])
        for style in styles:
            for index, each in levels.items():
                if each.paragraph_style == style:
                    return key, index
        return key, 0

    def _abstract(self, num: Num) -> _Abstract | None:
        """The abstract numbering, through links to list styles."""
        abstract = self._abstracts.get(num.abstract)
        for _ in range(_DEEPEST_LINK):
            if abstract is None or not abstract.link or abstract.levels:
                break
            properties = next((each for _, each in self._styles.properties(abstract.link)), None)
            found = num_pr(properties)
            linked = self._nums.get(found.num) if found is not None and found.num is not None else None
            abstract = self._abstracts.get(linked.abstract) if linked is not None else None
        return abstract

    def _all_levels(self, num: Num) -> dict[int, Level]:
        abstract = self._abstract(num)
        return {**(abstract.levels if abstract is not None else {}), **num.levels}

    def _start(self, num: Num, abstract: _Abstract, level: int) -> int:
        own = num.starts.get(level)
        return own if own is not None else self._level(num, abstract, level).start

    @staticmethod
    def _level(num: Num, abstract: _Abstract, level: int) -> Level:
        return num.levels.get(level) or abstract.levels.get(level) or Level()

    def _count(self, key: str, num: Num, abstract: _Abstract, level: int) -> None:
        first_use = (key, level) not in self._started
        self._started.add((key, level))
        if level not in abstract.counters or (first_use and level in num.starts):
            abstract.counters[level] = self._start(num, abstract, level)
        else:
            abstract.counters[level] += 1
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(num, abstract, deeper).restart
            if restart is None or level < restart:
                abstract.counters.pop(deeper, None)

    def _text(self, num: Num, abstract: _Abstract, level: int) -> str:
        shown = self._level(num, abstract, level)
        if shown.style == "bullet":
            return bullet(shown.text)

        def counter(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            count = abstract.counters.get(index, self._start(num, abstract, index))
            style = self._level(num, abstract, index).style
            return formatted(count, "decimal" if shown.legal and style != "none" else style)

        return (
            _PLACE.sub(counter, shown.text).strip() if shown.style != "none" or "%" not in shown.text else ""
        )


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for each in parent.findall(W + "lvl"):
        index = number(each.get(W + "ilvl"))
        if index is not None:
            yield index, _read_level(each)


def _read_level(each: etree._Element) -> Level:
    start = number(value(each, "start"))
    return Level(
        style=value(each, "numFmt") or "decimal",
        text=value(each, "lvlText") or "",
        start=0 if start is None else start,
        restart=number(value(each, "lvlRestart")),
        legal=bool(switched_on(each, "isLgl")),
        paragraph_style=value(each, "pStyle") or "",
    )


def _num(each: etree._Element) -> Num:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in each.findall(W + "lvlOverride"):
        index = number(override.get(W + "ilvl"))
        start = number(value(override, "startOverride"))
        if index is None:
            continue
        if start is not None:
            starts[index] = start
        replaced = override.find(W + "lvl")
        if replaced is not None:
            levels[index] = _read_level(replaced)
    return Num(value(each, "abstractNumId") or "", levels, starts)
