"""People and their sessions."""

from sqlalchemy import Boolean, Column, Index, Table, Text, UniqueConstraint, text

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

person = Table(
    "person",
    metadata,
    identity(),
    Column("email", Text, nullable=False),  # lower case
    Column("display_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_owner", Boolean, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    moment("created_at"),
    moment("erased_at", nullable=True),  # their name and e-mail are gone then
    UniqueConstraint("email"),
    # One owner, however many set-up requests arrive at the same moment.
    Index(
        "uq_person_owner",
        "is_owner",
        unique=True,
        sqlite_where=text("is_owner"),
        postgresql_where=text("is_owner"),
    ),
)

session = Table(
    "session",
    metadata,
    identity(),
    Column("key_sha256", Text, nullable=False),  # the key itself is only in the person's browser
    reference("person_id", "person.id", index=True),
    Column("csrf_token", Text, nullable=False),
    moment("created_at"),
    moment("extended_at"),
    moment("expires_at"),
    Column("method", Text, nullable=False, server_default="password"),  # how they signed in
    Column("agent", Text, nullable=False, server_default=""),  # browser and system, in short
    Column("address", Text, nullable=False, server_default=""),  # of the network, cut short
    UniqueConstraint("key_sha256"),
)
