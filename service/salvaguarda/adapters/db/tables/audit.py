"""The audit log, hash-chained, and the events that tell browsers what changed. Rows are added, never changed."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

# chain: id of an assessment; 0 is the installation.
audit_entry = Table(
    "audit_entry",
    metadata,
    identity(),
    Column("chain", Integer, nullable=False),
    Column("seq", Integer, nullable=False),  # from 1, without gaps
    moment("at"),
    reference("person_id", "person.id", nullable=True),  # NULL: the service itself, or the command line
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),  # canonical JSON: what was changed
    Column("before", Text, nullable=False),  # canonical JSON; "null" for something new
    Column("after", Text, nullable=False),
    Column("personal", Text),  # canonical JSON of personal values; NULL: none, or erased
    Column("salt", Text),  # goes with `personal`
    Column("personal_sha256", Text),  # of salt and `personal`; stays when they are erased
    Column("previous_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("chain", "seq"),
    Index("ix_audit_entry_person_id", "person_id"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("chain", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    identity(),
    Column("assessment_id", Integer, nullable=False),
    Column("seq", Integer, nullable=False),  # from 1 in each assessment, in the order of commits
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),  # JSON: ids and paths, never words or ratings
    moment("at"),
    reference("person_id", "person.id", nullable=True),
    UniqueConstraint("assessment_id", "seq"),
)

event_head = Table(
    "event_head",
    metadata,
    Column("assessment_id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
)
