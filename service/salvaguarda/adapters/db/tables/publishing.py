"""What a team publishes: positions of organisations, and snapshots that were signed."""

from sqlalchemy import CheckConstraint, Column, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

# Every state of an organisation's position on a result; the newest counts.
position = Table(
    "position",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    reference("organisation_id", "organisation.id"),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),  # "": on the verdict, with provision "draft"
    Column("version", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("publicity", Text, nullable=False),
    Column("result", Text, nullable=False),  # the rating or verdict that it is about, as it was
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("assessment_id", "organisation_id", "provision", "criterion", "version"),
    CheckConstraint("stance IN ('support', 'dissent', 'abstain', 'withdrawn')", name="stance"),
    CheckConstraint("publicity IN ('public', 'counted', 'private')", name="publicity"),
    CheckConstraint("stance <> 'dissent' OR length(trim(note)) >= 3", name="note"),
)

# Kept for ever as it was signed.
snapshot = Table(
    "snapshot",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("number", Integer, nullable=False),  # from 1
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("content", Text, nullable=False),  # canonical JSON
    Column("sha256", Text, nullable=False),  # of content
    Column("audit_seq", Integer, nullable=False),  # the newest entry of the assessment's chain then
    Column("audit_sha256", Text, nullable=False),
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("assessment_id", "number"),
)
