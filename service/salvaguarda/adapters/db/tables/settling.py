"""Assignments, settled results, and locks while somebody adjudicates."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, UniqueConstraint, text

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

# Who is to score a cell. Rows go when the assignment does; the audit log keeps who assigned what.
assignment = Table(
    "assignment",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    reference("person_id", "person.id"),
    moment("at"),
    reference("assigned_by", "person.id"),
    UniqueConstraint("assessment_id", "provision", "criterion", "person_id"),
    Index("ix_assignment_person_id", "person_id", "assessment_id"),
)

# Every result that a person settled; one that was reopened stays as it was.
settled_result = Table(
    "settled_result",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rating", Text, nullable=False),
    Column("reason", Text, nullable=False),  # "" when all agreed
    Column("basis", Text, nullable=False),  # JSON list of [score id, revision] that it rests on
    reference("chosen_score_id", "score.id", nullable=True),  # NULL: agreed, or a third rating
    moment("at"),
    reference("person_id", "person.id"),
    moment("reopened_at", nullable=True),  # NULL: in force
    reference("reopened_by", "person.id", nullable=True),
    Column("reopened_because", Text, nullable=False, server_default=""),
    CheckConstraint("kind IN ('agreed', 'adjudicated')", name="kind"),
    CheckConstraint("kind = 'agreed' OR length(trim(reason)) >= 3", name="reason"),
    CheckConstraint("rating IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name="rating"),
    CheckConstraint("(reopened_at IS NULL) = (reopened_by IS NULL)", name="reopened"),
    Index(
        "uq_settled_result_in_force",
        "assessment_id",
        "provision",
        "criterion",
        unique=True,
        sqlite_where=text("reopened_at IS NULL"),
        postgresql_where=text("reopened_at IS NULL"),
    ),
    Index("ix_settled_result_cell", "assessment_id", "provision", "criterion"),
)

# While one person decides on a conflict; falls by itself.
adjudication_lock = Table(
    "adjudication_lock",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    reference("person_id", "person.id"),
    moment("until"),
    UniqueConstraint("assessment_id", "provision", "criterion"),
)
