"""Endpoints of language models, and what may be sent to them. No key is ever kept here."""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

_MODES = "('json_schema_strict', 'json_schema', 'json_object', 'prompted')"

endpoint = Table(
    "endpoint",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("settings", Text, nullable=False),  # JSON of EndpointSettings
    moment("created_at"),
    reference("created_by", "person.id"),
    UniqueConstraint("name"),
)

# Every state, the first and the present one included.
endpoint_revision = Table(
    "endpoint_revision",
    metadata,
    identity(),
    reference("endpoint_id", "endpoint.id"),
    Column("version", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("settings", Text, nullable=False),
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("endpoint_id", "version"),
)

# What a test of one version found; the newest counts.
endpoint_probe = Table(
    "endpoint_probe",
    metadata,
    identity(),
    reference("endpoint_id", "endpoint.id", index=True),
    Column("version", Integer, nullable=False),  # of the endpoint
    Column("output_mode", Text),  # NULL: it does not work
    Column("report", Text, nullable=False),  # JSON list of steps
    moment("at"),
    reference("person_id", "person.id"),
    CheckConstraint(f"output_mode IN {_MODES}", name="output_mode"),
)

# Every state of an assessment's policy; without a row it is "none".
suggestion_policy = Table(
    "suggestion_policy",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    Column("version", Integer, nullable=False),
    Column("consent", Text, nullable=False),
    reference("endpoint_id", "endpoint.id", nullable=True),
    Column("reveal", Text, nullable=False),
    Column("request_tokens", Integer, nullable=False),
    Column("statement", Text, nullable=False),  # the sentence that was agreed to
    moment("at"),
    reference("person_id", "person.id"),
    UniqueConstraint("assessment_id", "version"),
    CheckConstraint("consent IN ('none', 'local', 'provider')", name="consent"),
    CheckConstraint("reveal IN ('blind_first', 'on_request')", name="reveal"),
    CheckConstraint("(consent = 'provider') = (endpoint_id IS NOT NULL)", name="endpoint"),
    CheckConstraint("request_tokens >= 0", name="request_tokens"),
)
