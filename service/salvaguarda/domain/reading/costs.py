"""What it costs to take a mark for the next of an open list, or for the first of a new one. Lower is likelier."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading.marks import Mark, Sense, Style
from salvaguarda.domain.reading.numbers import Place, follows
from salvaguarda.domain.reading.tree import Node

NO_MARK = 9.0  # from here on a mark is more likely a word of the sentence
_NEVER = 99.0
_BACK = 6.0
_FARTHEST = 10
_HIGHEST_START = 30


@dataclass(slots=True)
class Level:
    """An open list: its last item, how it is marked, and where it stands. holder: the part whose list it is."""

    sense: Sense
    form: str
    parts: int
    indent: int
    node: Node
    holder: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to place a mark: after the item of `levels[:keep + 1]`'s last (continues), or inside it (opens).

    kind: what the part is, where that does not follow from its place.
    """

    cost: float
    sense: Sense
    keep: int
    opens: bool
    kind: ProvisionKind | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes later in the same article. mark: the next mark; option: the next mark of an option.

    at_once: no words stand between here and the next mark.
    """

    mark: Mark | None = None
    option: Mark | None = None
    at_once: bool = False


def continue_cost(sense: Sense, mark: Mark, level: Level) -> float:
    """Of taking a mark for the next item of an open list."""
    if sense.style is not level.sense.style:
        return _NEVER
    if sense.strict and not follows(sense.place, level.sense.place):
        return _NEVER
    cost = 0.0 if mark.form == level.form else 2.0
    if mark.parts != level.parts:
        cost += 4.0
    if sense.style is Style.BULLET:
        return cost + (0.0 if mark.number == level.node.number else 2.0)
    if sense.style is Style.DEFINITION:
        return cost
    return cost + _step_cost(sense.place, level.sense.place)


def open_cost(
    sense: Sense, mark: Mark, levels: Sequence[Level], indent: int | None, ahead: Mark | None
) -> float:
    """Of taking a mark for the first item of a list inside the innermost open part.

    indent: nesting of the mark where the format states it; else None.
    """
    cost = _NEVER if sense.strict else _start_cost(sense, mark, ahead)
    if not levels:
        return cost
    inner = levels[-1]
    announced = is_announced(inner.node)
    option = inner.sense.style is Style.OPTION and not inner.node.children
    deeper = indent is not None and (indent > inner.indent or (option and indent == inner.indent))
    first_in_option = option and sense.style is not Style.OPTION and sense.place == (1, 0)
    if _among(sense, mark, levels) and not (announced or deeper or first_in_option):
        cost += 6.0
    if indent is not None and not (announced or deeper):
        cost += 2.0
    return cost - (0.5 if announced else 0.0) - _roman_by_look_ahead(sense, mark, ahead)


def is_announced(node: Node) -> bool:
    """Whether the words so far ask for a list: they end in a colon or there are none yet."""
    words = node.closings or node.texts
    return not words or words[-1].rstrip(" ]*").endswith((":", "—", "–", "："))


def _among(sense: Sense, mark: Mark, levels: Sequence[Level]) -> bool:
    """Whether an open list is marked in the same way. Options may stand in options: only the innermost part counts."""
    if sense.style is Style.OPTION:
        return levels[-1].sense.style is Style.OPTION
    return any(
        (sense.style, mark.form, mark.parts) == (level.sense.style, level.form, level.parts)
        for level in levels
    )


def _step_cost(place: Place, before: Place) -> float:
    if follows(place, before):
        return 0.0
    if place <= before:
        return _BACK if place == before else _BACK + 0.5
    ahead = place[0] - before[0]
    return 3.0 + ahead / 4 if ahead <= _FARTHEST else NO_MARK


def _start_cost(sense: Sense, mark: Mark, ahead: Mark | None) -> float:
    if sense.style in {Style.BULLET, Style.DEFINITION} or sense.place == (1, 0):
        return 1.0
    if sense.place[0] > _HIGHEST_START and not _goes_on(sense, ahead):
        return NO_MARK + 3
    return 3.0 if mark.parts > 1 or sense.style is Style.OPTION else 5.0


def _goes_on(sense: Sense, ahead: Mark | None) -> bool:
    return ahead is not None and any(
        each.style is sense.style and follows(each.place, sense.place) for each in ahead.senses
    )


def _roman_by_look_ahead(sense: Sense, mark: Mark, ahead: Mark | None) -> float:
    """How much the next mark speaks for (i) as a roman one: (ii) for it, (j) against it."""
    if sense.style not in {Style.LOWER_ROMAN, Style.UPPER_ROMAN} or len(mark.senses) == 1 or ahead is None:
        return 0.0
    if any(each.style is sense.style and each.place == (2, 0) for each in ahead.senses):
        return 3.0
    following = any(
        each.style in {Style.LOWER, Style.UPPER} and each.place == (10, 0) for each in ahead.senses
    )
    return -3.0 if following else 0.0
