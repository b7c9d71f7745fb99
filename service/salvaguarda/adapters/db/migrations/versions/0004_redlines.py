"""Redlines that were drawn"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this state."""
    op.create_table(
        "redline",
        sa.Column("old_sha256", sa.Text(), nullable=False),
        sa.Column("new_sha256", sa.Text(), nullable=False),
        sa.Column("references_sha256", sa.Text(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("operations", sa.Text(), nullable=False),
        sa.Column("substance", sa.Boolean(), nullable=False),
        sa.Column("drawn_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(old_sha256) = 64 AND length(new_sha256) = 64", name=op.f("ck_redline_hashes")
        ),
        sa.PrimaryKeyConstraint("old_sha256", "new_sha256", "references_sha256", name=op.f("pk_redline")),
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_table("redline")
