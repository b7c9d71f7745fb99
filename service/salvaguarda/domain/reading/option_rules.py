"""Where options and what stands inside of them go, beyond what holds for every list.

Drafts number inside an option as if the others were not there: paragraph 3 holds "Option 1: … 3bis. …" and then
"Option 2: … 3bis. …"; or "Option 1" stands between paragraphs 1 and 2 and holds paragraphs 2 and 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.costs import Ahead, Choice, Level, is_announced
from salvaguarda.domain.reading.marks import Mark, Sense, Style
from salvaguarda.domain.reading.numbers import follows, place_of
from salvaguarda.domain.reading.tree import Node

_CERTAIN = -0.5
_BY_INDENT = 0.5


@dataclass(frozen=True, slots=True)
class Stand:
    """A mark to be placed. levels: open parts, outermost first; indent: None where the format states no nesting."""

    levels: tuple[Level, ...]
    mark: Mark
    text: str
    indent: int | None
    ahead: Ahead


def stands(stand: Stand) -> Iterator[Choice]:
    """The ways to place a mark that options make possible, with what they cost."""
    for sense in stand.mark.senses:
        if sense.style is Style.OPTION:
            yield from _beside_a_paragraph(stand, sense)
            yield from _by_nesting(stand, sense)
        elif sense.style is Style.DECIMAL:
            yield from _inserted_in_option(stand, sense)
            yield from _numbering_goes_on(stand, sense)


def _beside_a_paragraph(stand: Stand, sense: Sense) -> Iterator[Choice]:
    """ "Option 1:" after paragraph 1, then "2.": the option holds paragraph 2, it is no part of paragraph 1."""
    bare = not stand.text.strip("[] ") or stand.text.lstrip("[ ").lower().startswith("(para")
    coming = stand.ahead.mark
    if not bare or coming is None or not stand.ahead.at_once or sense.place != (1, 0):
        return
    for index, level in enumerate(stand.levels):
        deeper = stand.indent is not None and stand.indent > level.indent
        if level.sense.style is Style.DECIMAL and not deeper and _next_whole(coming, level):
            yield Choice(_CERTAIN, sense, index - 1, opens=True)


def _by_nesting(stand: Stand, sense: Sense) -> Iterator[Choice]:
    """A first option stands in the part that it is indented under, unless the innermost one asks for it."""
    if (
        stand.indent is None
        or sense.place != (1, 0)
        or not stand.levels
        or is_announced(stand.levels[-1].node)
    ):
        return
    under = [index for index, level in enumerate(stand.levels) if level.indent < stand.indent]
    keep = under[-1] if under else -1
    if keep < len(stand.levels) - 1 and all(level.sense.style is not Style.OPTION for level in stand.levels):
        yield Choice(_BY_INDENT, sense, keep, opens=True)


def _next_whole(coming: Mark, level: Level) -> bool:
    return any(
        each.style is Style.DECIMAL and each.place == (level.sense.place[0] + 1, 0) for each in coming.senses
    )


def _inserted_in_option(stand: Stand, sense: Sense) -> Iterator[Choice]:
    """ "3bis." after an option of paragraph 3 stands in that option when the options go on, or when another has one too."""
    if sense.place[1] == 0 and stand.mark.parts == 1:
        return
    for index, level in enumerate(stand.levels[:-1]):
        option = stand.levels[index + 1]
        same = level.sense.style is Style.DECIMAL and level.sense.place[0] == sense.place[0]
        if not same or option.sense.style is not Style.OPTION:
            continue
        if _goes_on(option, stand.ahead.option) or _repeats(level.node, stand.mark):
            yield Choice(_CERTAIN, sense, index + 1, opens=True, kind=level.node.kind)
        elif stand.mark.parts > 1 or (
            stand.indent is not None and stand.indent >= option.indent > level.indent
        ):
            yield Choice(_BY_INDENT, sense, index + 1, opens=True, kind=level.node.kind)


def _goes_on(option: Level, coming: Mark | None) -> bool:
    return coming is not None and any(follows(each.place, option.sense.place) for each in coming.senses)


def _repeats(holder: Node, mark: Mark) -> bool:
    earlier = holder.children[:-1]
    return any(
        child.number == mark.number
        for option in earlier
        if option.kind is ProvisionKind.OPTION
        for child in option.children
    )


def _numbering_goes_on(stand: Stand, sense: Sense) -> Iterator[Choice]:
    """A number after the options that began among numbered paragraphs: "4." where each option ended with 3."""
    for index, level in enumerate(stand.levels[:-1]):
        inner = stand.levels[index + 1]
        if level.sense.style is not Style.OPTION or inner.sense.style is not Style.DECIMAL:
            continue
        first = _first_of_several(level)
        if (
            first is None
            or _goes_on(level, stand.ahead.option)
            or not follows(sense.place, inner.sense.place)
        ):
            continue
        numbers = [place_of(child.number) for child in first.children if child.number]
        whole = bool(numbers) and numbers[0] is not None and numbers[0][0] > 1 and numbers[0][1] == 0
        outside = any(
            outer.sense.style is Style.DECIMAL and follows(sense.place, outer.sense.place)
            for outer in stand.levels[:index]
        )
        if whole and not outside and numbers[-1] == inner.sense.place:
            yield Choice(_CERTAIN, sense, index - 1, opens=True)


def _first_of_several(option: Level) -> Node | None:
    """The first of several options of the same holder; None when this is the only one."""
    options = [child for child in option.holder.children if child.kind is ProvisionKind.OPTION]
    return options[0] if len(options) > 1 else None
