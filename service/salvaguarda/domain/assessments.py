"""An assessment: one checklist version applied to one draft, and which of its provisions are rows."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.drafts import DIVISIONS, ChapterRole, Provision, ProvisionKind


class Unit(StrEnum):
    """The level at which a draft is scored; its rows are the provisions of that level, else the nearest above it."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"


WHOLE_TEXT = Provision(path="draft", label="Whole text", kind=ProvisionKind.DRAFT)
"""The row for criteria about the whole draft; stands first, and is no provision that was read."""

_CONTAINERS = frozenset({*DIVISIONS, ProvisionKind.PREAMBLE, ProvisionKind.DRAFT})
_LEVELS = {
    ProvisionKind.ARTICLE: 0,
    ProvisionKind.RECITAL: 0,
    ProvisionKind.CLOSING: 0,
    ProvisionKind.PARAGRAPH: 1,
    ProvisionKind.POINT: 2,
    ProvisionKind.DEFINITION: 2,
    ProvisionKind.SUBPOINT: 3,
}
_NOT_A_UNIT = 9
_DEEPEST = {Unit.ARTICLE: 0, Unit.PARAGRAPH: 1, Unit.POINT: 2}


def rows(provisions: Sequence[Provision], unit: Unit) -> tuple[Provision, ...]:
    """What is scored: the whole text first, then provisions in document order.

    No row is part of another, except options: each of several alternative wordings is a row of its own at every unit,
    after the row that it is an option of, so that each can be scored as if it alone were agreed.

    provisions: in document order, each after its parent. A recital, and the closing of a text, is always one row.
    unit=paragraph: paragraphs, and articles that have none. unit=point: points, with paragraphs and articles that
    have none. Opening and closing words of a provision that was split into rows have no row of
    their own. Where something has no parent of the unit (a paragraph that stands in a chapter or annex without
    an article), it is a row itself. A division is a row only when it has words and nothing in it is a row, as an
    annex in one piece has. What has no words at all is none.
    """
    children = _children(provisions)
    wordy = _with_words(provisions)
    open_paths: set[str] = set()
    found = [WHOLE_TEXT]
    for provision in provisions:
        reached = provision.parent is None or provision.parent in open_paths
        if provision.path not in wordy or not (reached or provision.kind is ProvisionKind.OPTION):
            continue
        below = [child for child in children.get(provision.path, ()) if child.path in wordy]
        opened = reached and _is_opened(provision, below, children, _DEEPEST[unit])
        if opened:
            open_paths.add(provision.path)
        if not opened or _is_option_of_words(provision, below):
            found.append(provision)
    return tuple(found)


def in_scope(criterion: Criterion, row: Provision, role: ChapterRole) -> bool:
    """Whether the checklist itself asks this criterion of this row (somebody may still bring another cell in).

    role: the row's effective role; it does not matter for the whole text.
    """
    if row.kind is ProvisionKind.DRAFT or criterion.whole_draft:
        return criterion.whole_draft and row.kind is ProvisionKind.DRAFT
    return role in criterion.applies_to


def _children(provisions: Sequence[Provision]) -> Mapping[str, Sequence[Provision]]:
    children: dict[str, list[Provision]] = {}
    for provision in provisions:
        if provision.parent is not None:
            children.setdefault(provision.parent, []).append(provision)
    return children


def _with_words(provisions: Sequence[Provision]) -> set[str]:
    """Paths of provisions that have words of their own or in a part of them."""
    wordy: set[str] = set()
    for provision in reversed(provisions):  # parts come before what they are part of
        if provision.text.strip() or provision.closing.strip():
            wordy.add(provision.path)
        if provision.path in wordy and provision.parent is not None:
            wordy.add(provision.parent)
    return wordy


def _is_option_of_words(provision: Provision, below: Sequence[Provision]) -> bool:
    """Whether it is an option of less than whole articles: those hold articles as a division does."""
    whole = any(child.kind is ProvisionKind.ARTICLE or child.kind in _CONTAINERS for child in below)
    return provision.kind is ProvisionKind.OPTION and not whole


def _is_opened(
    provision: Provision,
    below: Sequence[Provision],
    children: Mapping[str, Sequence[Provision]],
    deepest: int,
) -> bool:
    """Whether its parts are the rows: they are of the unit or above it, and it is not one piece by nature."""
    if not below or provision.kind in (ProvisionKind.RECITAL, ProvisionKind.CLOSING):
        return False
    return provision.kind in _CONTAINERS or any(_level(child, children) <= deepest for child in below)


def _level(provision: Provision, children: Mapping[str, Sequence[Provision]]) -> int:
    """How deep a part is; an option is as deep as what it holds, and deeper than any unit when it only has words."""
    while provision.kind is ProvisionKind.OPTION:
        inner = children.get(provision.path, ())
        if not inner:
            return _NOT_A_UNIT
        provision = inner[0]
    return _LEVELS.get(provision.kind, 0)
