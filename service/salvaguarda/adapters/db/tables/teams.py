"""Organisations, who belongs to them, who is a member of an assessment, and invitations."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

organisation = Table(
    "organisation",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    moment("created_at"),
    reference("created_by", "person.id"),
    UniqueConstraint("name"),
)

# Which organisation a person belongs to: one, or none.
affiliation = Table(
    "affiliation",
    metadata,
    identity(),
    reference("person_id", "person.id"),
    reference("organisation_id", "organisation.id", index=True),
    Column("speaks", Boolean, nullable=False),  # may state the organisation's positions
    moment("since"),
    reference("added_by", "person.id"),
    UniqueConstraint("person_id"),
)

# One row for a person and an assessment, kept when they leave.
member = Table(
    "member",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    reference("person_id", "person.id", index=True),
    Column("roles", Text, nullable=False),  # sorted, one blank between: "owner reviewer"
    Column("pseudonym", Text, nullable=False),  # "Reviewer 47": random, so that it tells nothing
    Column("version", Integer, nullable=False),
    moment("since"),
    reference("added_by", "person.id"),
    moment("left_at", nullable=True),  # NULL: a member now
    Column("scores_kept", Text),  # NULL: nobody left
    UniqueConstraint("assessment_id", "person_id"),
    UniqueConstraint("assessment_id", "pseudonym"),
    CheckConstraint("scores_kept IN ('name', 'pseudonym', 'withdrawn')", name="scores_kept"),
    CheckConstraint("left_at IS NULL OR scores_kept IS NOT NULL", name="left"),
)

# The key itself is only in the link.
invitation = Table(
    "invitation",
    metadata,
    identity(),
    Column("key_sha256", Text, nullable=False),
    Column("email", Text, nullable=False),  # "": whoever has the link
    reference("organisation_id", "organisation.id", nullable=True),
    reference("assessment_id", "assessment.id", nullable=True),
    Column("roles", Text, nullable=False),  # "" without an assessment
    moment("created_at"),
    reference("created_by", "person.id"),
    moment("expires_at"),
    moment("used_at", nullable=True),
    reference("used_by", "person.id", nullable=True),
    moment("withdrawn_at", nullable=True),
    UniqueConstraint("key_sha256"),
    CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used"),
    Index("ix_invitation_assessment_id", "assessment_id"),
)
