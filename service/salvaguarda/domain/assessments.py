"""An assessment: one checklist version applied to one draft, and which of its provisions are rows."""

from enum import StrEnum


class Unit(StrEnum):
    """The level at which a draft is scored; its rows are the provisions of that level, else the nearest above it."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
