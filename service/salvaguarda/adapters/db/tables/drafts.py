"""Instruments, drafts, provisions, the uploaded bytes, and what was there before an edit."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

instrument = Table(
    "instrument",
    metadata,
    identity(),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column(
        "members_only", Boolean, nullable=False, server_default=false()
    ),  # others do not know that it is here
    Column("version", Integer, nullable=False),
    moment("created_at"),
    reference("created_by", "person.id", nullable=True),
)

draft = Table(
    "draft",
    metadata,
    identity(),
    reference("instrument_id", "instrument.id", index=True),
    Column("label", Text, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("date", Date),
    Column("language", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_sha256", Text, nullable=False),
    Column("source_size", Integer, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("provisions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("options", Text, nullable=False, server_default="{}"),  # JSON of how its file was read
    Column("version", Integer, nullable=False),
    moment("created_at"),
    reference("created_by", "person.id"),
)

# Apart from `draft`, so that listing drafts never reads megabytes.
draft_source = Table(
    "draft_source",
    metadata,
    Column("draft_id", Integer, ForeignKey("draft.id", ondelete="RESTRICT"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

provision = Table(
    "provision",
    metadata,
    identity(),
    reference("draft_id", "draft.id"),
    Column("position", Integer, nullable=False),  # document order; 0 is the whole text, path "draft"
    Column("path", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("closing", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("parent", Text),
    Column("role", Text),
    Column("source_first", Integer),
    Column("source_last", Integer),
    Column("full_text", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of full_text
    Column("marks", Text, nullable=False, server_default="[]"),  # JSON list of negotiation marks
    UniqueConstraint("draft_id", "path"),
    UniqueConstraint("draft_id", "position"),
)

# How a person corrected the reading of a draft before it was kept; nothing changes it afterwards.
draft_mend = Table(
    "draft_mend",
    metadata,
    identity(),
    reference("draft_id", "draft.id"),
    Column("position", Integer, nullable=False),  # 0 is the first
    Column("mend", Text, nullable=False),  # JSON object with its "op"
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("draft_id", "position"),
)

# What an instrument or draft looked like before an edit: history stays.
earlier = Table(
    "earlier",
    metadata,
    identity(),
    Column("noun", Text, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # the version that was replaced
    Column("content", Text, nullable=False),  # JSON of the fields as they were
    moment("replaced_at"),
    reference("replaced_by", "person.id"),
    CheckConstraint("noun IN ('instrument', 'draft')", name="noun"),
    Index("uq_earlier_subject", "noun", "subject_id", "version", unique=True),
)
