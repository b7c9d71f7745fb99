"""Every table, one module a part; importing this module fills `metadata`."""

from salvaguarda.adapters.db.tables import assessments, checklists, drafts, links, people, readings, redlines
from salvaguarda.adapters.db.tables.base import metadata

__all__ = ["assessments", "checklists", "drafts", "links", "metadata", "people", "readings", "redlines"]
