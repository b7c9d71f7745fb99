"""Published checklist versions; rows are added, never changed."""

from sqlalchemy import CheckConstraint, Column, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

checklist = Table(
    "checklist",
    metadata,
    identity(),
    Column("checklist_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("criteria", Integer, nullable=False),
    Column("red_lines", Integer, nullable=False),
    Column("source", Text, nullable=False),
    moment("created_at"),
    reference("created_by", "person.id", nullable=True),  # nobody: built in
    UniqueConstraint("checklist_id", "version"),
    CheckConstraint("origin IN ('built-in', 'uploaded')", name="origin"),
)
