"""Threads about cells, their comments, and who is mentioned in one."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

thread = Table(
    "thread",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("version", Integer, nullable=False),
    moment("opened_at"),
    reference("opened_by", "person.id"),
    moment("resolved_at", nullable=True),
    reference("resolved_by", "person.id", nullable=True),
    CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved"),
    Index("ix_thread_cell", "assessment_id", "provision", "criterion"),
)

# Nothing changes a comment.
comment = Table(
    "comment",
    metadata,
    identity(),
    reference("thread_id", "thread.id"),
    Column("number", Integer, nullable=False),  # from 1
    Column("body", Text, nullable=False),
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("thread_id", "number"),
)

mention = Table(
    "mention",
    metadata,
    identity(),
    reference("comment_id", "comment.id"),
    reference("person_id", "person.id", index=True),
    moment("seen_at", nullable=True),
    UniqueConstraint("comment_id", "person_id"),
)
