"""Every table, one module a part; importing this module fills `metadata`."""

from salvaguarda.adapters.db.tables import (
    assessments,
    checklists,
    drafts,
    endpoints,
    links,
    people,
    readings,
    redlines,
    suggestions,
)
from salvaguarda.adapters.db.tables.base import metadata

__all__ = [
    "assessments",
    "checklists",
    "drafts",
    "endpoints",
    "links",
    "metadata",
    "people",
    "readings",
    "redlines",
    "suggestions",
]
