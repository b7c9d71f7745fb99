"""Alignments and links. A link's states are kept one by one in `link_revision`, which nothing ever changes."""

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

_RELATIONS = "relation IN ('same', 'renumbered', 'amended', 'moved', 'split', 'merged', 'new', 'deleted')"

alignment = Table(
    "alignment",
    metadata,
    identity(),
    reference("old_draft_id", "draft.id"),
    reference("new_draft_id", "draft.id", index=True),
    Column("engine_version", Text, nullable=False),
    moment("computed_at"),
    UniqueConstraint("old_draft_id", "new_draft_id"),
    CheckConstraint("old_draft_id <> new_draft_id", name="pair"),
)

link = Table(
    "link",
    metadata,
    identity(),
    reference("alignment_id", "alignment.id", index=True),
    Column("old", Text, nullable=False),  # JSON list of paths
    Column("new", Text, nullable=False),  # JSON list of paths
    Column("relation", Text, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("in_force", Boolean, nullable=False),  # false: retired, kept for its history
    reference("corrected_by", "person.id", nullable=True),  # NULL: computed
    CheckConstraint(_RELATIONS, name="relation"),
    CheckConstraint("similarity BETWEEN 0 AND 1", name="similarity"),
    CheckConstraint("version >= 1", name="version"),
)

link_revision = Table(
    "link_revision",
    metadata,
    identity(),
    reference("link_id", "link.id"),
    Column("version", Integer, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("in_force", Boolean, nullable=False),
    moment("at"),
    reference("person_id", "person.id", nullable=True),  # NULL: computed
    UniqueConstraint("link_id", "version"),
    CheckConstraint(_RELATIONS, name="relation"),
)
