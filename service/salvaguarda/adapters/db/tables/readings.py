"""Readings that wait to be imported or discarded: kept for a day, for the person who made them.

Three tables, because their parts change at different times: saving a mend must not write the whole file again.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Table, Text

from salvaguarda.adapters.db.tables.base import metadata, moment, reference

# Its id is a random word, never used twice: what a forgotten tab sends must not reach somebody else's reading.
reading = Table(
    "reading",
    metadata,
    Column("id", Text, primary_key=True),
    reference("person_id", "person.id", index=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("options", Text, nullable=False),  # JSON of ReadingOptions
    Column("state", Text, nullable=False),  # "waiting" also while it is read: only the process knows that
    Column("problem", Text),  # JSON of why it cannot be read
    Column("mends", Text, nullable=False, server_default="[]"),  # JSON list, each with its time
    Column("version", Integer, nullable=False),
    moment("created_at"),
    moment("kept_until"),
    CheckConstraint("state IN ('waiting', 'ready', 'failed')", name="state"),
    CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="problem"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("size >= 0", name="size"),
)


def _of_reading() -> Column[str]:
    return Column("reading_id", Text, ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True)


reading_source = Table(
    "reading_source",
    metadata,
    _of_reading(),
    Column("content", LargeBinary, nullable=False),
)

# The lines and how they were cut, before any mend.
reading_cut = Table(
    "reading_cut",
    metadata,
    _of_reading(),
    Column("content", Text, nullable=False),  # JSON of DraftReading
)
