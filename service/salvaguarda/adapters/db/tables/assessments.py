"""Assessments and scores. A score's states are kept one by one in `score_revision`, which nothing ever changes."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

_RATINGS = "rating IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')"
_ACTIONS = "recommendation IN ('keep', 'amend', 'delete', 'add')"

assessment = Table(
    "assessment",
    metadata,
    identity(),
    reference("draft_id", "draft.id", index=True),
    reference("checklist_row", "checklist.id"),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("access", Text, nullable=False, server_default="installation"),  # whose it is: team, installation
    Column(
        "needed", Integer, nullable=False, server_default="1"
    ),  # independent reviewers a cell needs, 1 to 3
    Column("names", Text, nullable=False, server_default="shown"),  # shown, until_settled, pseudonyms
    Column("version", Integer, nullable=False),
    moment("created_at"),
    reference("created_by", "person.id"),
    CheckConstraint("unit IN ('article', 'paragraph', 'point')", name="unit"),
    CheckConstraint("access IN ('team', 'installation')", name="access"),
    CheckConstraint("needed BETWEEN 1 AND 3", name="needed"),
    CheckConstraint("names IN ('shown', 'until_settled', 'pseudonyms')", name="names"),
    UniqueConstraint("id", "draft_id"),  # lets a score refer to both at once
)

# Every state of the settings a person may change, the first and the present one included.
assessment_revision = Table(
    "assessment_revision",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("access", Text, nullable=False, server_default="installation"),  # whose it is: team, installation
    Column(
        "needed", Integer, nullable=False, server_default="1"
    ),  # independent reviewers a cell needs, 1 to 3
    Column("names", Text, nullable=False, server_default="shown"),  # shown, until_settled, pseudonyms
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("assessment_id", "version"),
)

score = Table(
    "score",
    metadata,
    identity(),
    Column("assessment_id", Integer, nullable=False),
    Column("draft_id", Integer, nullable=False),  # of the assessment; binds the provision to its draft
    Column("provision", Text, nullable=False),  # its path
    Column("criterion", Text, nullable=False),
    reference("person_id", "person.id", index=True),  # only people score
    Column("rating", Text),  # NULL: notes only, or withdrawn
    Column("rationale", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON list of quotes
    Column("recommendation", Text),
    Column("recommendation_text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("checklist_sha256", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    reference("carried_score_id", "score.id", nullable=True),
    Column("carried_revision", Integer),
    Column("confirmed", Boolean, nullable=False),
    moment("updated_at"),
    UniqueConstraint("assessment_id", "provision", "criterion", "person_id"),
    ForeignKeyConstraint(
        ["assessment_id", "draft_id"], ["assessment.id", "assessment.draft_id"], ondelete="RESTRICT"
    ),
    ForeignKeyConstraint(
        ["draft_id", "provision"], ["provision.draft_id", "provision.path"], ondelete="RESTRICT"
    ),
    # Everything a matrix reads of a score, so that it never touches the long texts beside it.
    Index(
        "ix_score_ratings",
        "assessment_id",
        "provision",
        "criterion",
        "person_id",
        "rating",
        "carried_revision",
        "confirmed",
    ),
    CheckConstraint(_RATINGS, name="rating"),
    CheckConstraint(_ACTIONS, name="recommendation"),
    CheckConstraint("revision >= 1", name="revision"),
    CheckConstraint("(carried_score_id IS NULL) = (carried_revision IS NULL)", name="carried"),
    CheckConstraint("length(text_sha256) = 64 AND length(checklist_sha256) = 64", name="hashes"),
)

score_revision = Table(
    "score_revision",
    metadata,
    identity(),
    reference("score_id", "score.id"),
    Column("revision", Integer, nullable=False),
    Column("rating", Text),
    Column("rationale", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("recommendation", Text),
    Column("recommendation_text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("checklist_sha256", Text, nullable=False),
    reference("carried_score_id", "score.id", nullable=True),
    Column("carried_revision", Integer),
    Column("confirmed", Boolean, nullable=False),
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("score_id", "revision"),
    CheckConstraint(_RATINGS, name="rating"),
    CheckConstraint(_ACTIONS, name="recommendation"),
    CheckConstraint("(carried_score_id IS NULL) = (carried_revision IS NULL)", name="carried"),
)
