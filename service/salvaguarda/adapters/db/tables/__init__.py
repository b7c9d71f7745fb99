"""Every table, one module a part; importing this module fills `metadata`."""

from salvaguarda.adapters.db.tables import checklists, drafts, people
from salvaguarda.adapters.db.tables.base import metadata

__all__ = ["checklists", "drafts", "metadata", "people"]
