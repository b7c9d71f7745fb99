"""How people sign in beside a password, and what programs may do for them. No secret is kept in the clear that could be hashed."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

# Who somebody is at a provider of OpenID Connect.
external_identity = Table(
    "external_identity",
    metadata,
    identity(),
    reference("person_id", "person.id", index=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    moment("created_at"),
    UniqueConstraint("issuer", "subject"),
)

# A sign-in that is under way: to a provider and back, a second factor, a passkey.
pending_sign_in = Table(
    "pending_sign_in",
    metadata,
    identity(),
    Column("key_sha256", Text, nullable=False),  # the key itself is only in the browser
    Column("purpose", Text, nullable=False),
    reference("person_id", "person.id", nullable=True),
    Column("content", Text, nullable=False),  # JSON
    moment("created_at"),
    moment("expires_at"),
    UniqueConstraint("key_sha256"),
)

totp = Table(
    "totp",
    metadata,
    identity(),
    reference("person_id", "person.id"),
    Column("secret", Text, nullable=False),  # sealed with the key of this installation
    moment("created_at"),
    moment("confirmed_at", nullable=True),  # NULL: being set up
    Column("last_step", Integer, nullable=False),  # a code is used once
    UniqueConstraint("person_id"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    identity(),
    reference("person_id", "person.id", index=True),
    Column("code_sha256", Text, nullable=False),
    moment("used_at", nullable=True),
    UniqueConstraint("person_id", "code_sha256"),
)

passkey = Table(
    "passkey",
    metadata,
    identity(),
    reference("person_id", "person.id", index=True),
    Column("credential_id", Text, nullable=False),  # base64url
    Column("public_key", Text, nullable=False),  # base64url
    Column("sign_count", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("backed_up", Boolean, nullable=False),
    moment("created_at"),
    moment("used_at", nullable=True),
    UniqueConstraint("credential_id"),
)

reset_link = Table(
    "reset_link",
    metadata,
    identity(),
    Column("key_sha256", Text, nullable=False),
    reference("person_id", "person.id", index=True),
    reference("created_by", "person.id", nullable=True),  # NULL: asked for by e-mail
    moment("created_at"),
    moment("expires_at"),
    moment("used_at", nullable=True),
    UniqueConstraint("key_sha256"),
)

api_token = Table(
    "api_token",
    metadata,
    identity(),
    reference("person_id", "person.id", index=True),  # whose it is
    Column("personal", Boolean, nullable=False),  # False: a program's; reads only, and is nobody who scores
    Column("name", Text, nullable=False),
    Column("key_sha256", Text, nullable=False),
    Column("hint", Text, nullable=False),  # its last four characters
    Column("scopes", Text, nullable=False),  # sorted, one blank between
    moment("created_at"),
    moment("expires_at"),
    moment("used_at", nullable=True),
    moment("revoked_at", nullable=True),
    UniqueConstraint("key_sha256"),
)

# Failed attempts to sign in; forgotten after an hour.
sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    identity(),
    Column("account_sha256", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("ix_sign_in_failure_account", "account_sha256", "network", "at"),
    Index("ix_sign_in_failure_network", "network", "at"),
    Index("ix_sign_in_failure_at", "at"),
)

# Browsers that somebody signed in with: nobody elsewhere can keep them from doing so again.
known_browser = Table(
    "known_browser",
    metadata,
    identity(),
    Column("key_sha256", Text, nullable=False),
    reference("person_id", "person.id", index=True),
    moment("created_at"),
    moment("used_at"),
    UniqueConstraint("key_sha256", "person_id"),
)
