"""Every table, one module a part; importing this module fills `metadata`."""

from salvaguarda.adapters.db.tables import (
    accounts,
    assessments,
    audit,
    checklists,
    discussions,
    drafts,
    endpoints,
    links,
    people,
    publishing,
    readings,
    redlines,
    settling,
    suggestions,
    teams,
)
from salvaguarda.adapters.db.tables.base import metadata

__all__ = [
    "accounts",
    "assessments",
    "audit",
    "checklists",
    "discussions",
    "drafts",
    "endpoints",
    "links",
    "metadata",
    "people",
    "publishing",
    "readings",
    "redlines",
    "settling",
    "suggestions",
    "teams",
]
