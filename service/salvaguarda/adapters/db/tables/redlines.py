"""Redlines that were drawn. Each can be drawn again from the texts, so rows give way to newer ones."""

from sqlalchemy import Boolean, CheckConstraint, Column, PrimaryKeyConstraint, Table, Text

from salvaguarda.adapters.db.tables.base import metadata, moment

redline = Table(
    "redline",
    metadata,
    Column("old_sha256", Text, nullable=False),
    Column("new_sha256", Text, nullable=False),
    Column("references_sha256", Text, nullable=False),  # "" where no cross-reference was only renumbered
    Column("engine_version", Text, nullable=False),
    Column("operations", Text, nullable=False),  # JSON list of [sign, text, note]
    Column("substance", Boolean, nullable=False),
    moment("drawn_at"),
    PrimaryKeyConstraint("old_sha256", "new_sha256", "references_sha256"),
    CheckConstraint("length(old_sha256) = 64 AND length(new_sha256) = 64", name="hashes"),
)
