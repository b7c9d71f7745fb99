"""At which level a provision stands: the whole text, a division, an article, a paragraph or a point."""

from enum import StrEnum

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind


class LinkLevel(StrEnum):
    """The level of a link: that of the provisions it joins."""

    WHOLE = "whole"
    DIVISION = "division"
    ARTICLE = "article"  # recitals and closing words too: nothing stands above them
    PARAGRAPH = "paragraph"
    POINT = "point"  # sub-points and definitions too


_LEVELS = {
    ProvisionKind.DRAFT: LinkLevel.WHOLE,
    ProvisionKind.PREAMBLE: LinkLevel.DIVISION,
    **dict.fromkeys(DIVISIONS, LinkLevel.DIVISION),
    ProvisionKind.PARAGRAPH: LinkLevel.PARAGRAPH,
    ProvisionKind.POINT: LinkLevel.POINT,
    ProvisionKind.SUBPOINT: LinkLevel.POINT,
    ProvisionKind.DEFINITION: LinkLevel.POINT,
    ProvisionKind.OPTION: LinkLevel.PARAGRAPH,
}


def level_of(kind: ProvisionKind) -> LinkLevel:
    """The level of a provision of this kind.

    >>> level_of(ProvisionKind.SUBPOINT).value
    'point'
    """
    return _LEVELS.get(kind, LinkLevel.ARTICLE)
