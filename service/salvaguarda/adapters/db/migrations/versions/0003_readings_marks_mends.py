"""Pending readings, negotiation marks, mends of drafts"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this state."""
    op.create_table('reading',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('options', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.Column('mends', sa.Text(), server_default='[]', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('kept_until', sa.Text(), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f('ck_reading_state')),
    sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name=op.f('ck_reading_problem')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_reading_version')),
    sa.CheckConstraint('size >= 0', name=op.f('ck_reading_size')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reading_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading'))
    )
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_person_id'), ['person_id'], unique=False)

    op.create_table('reading_source',
    sa.Column('reading_id', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['reading_id'], ['reading.id'], name=op.f('fk_reading_source_reading_id_reading'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('reading_id', name=op.f('pk_reading_source'))
    )
    op.create_table('reading_cut',
    sa.Column('reading_id', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['reading_id'], ['reading.id'], name=op.f('fk_reading_cut_reading_id_reading'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('reading_id', name=op.f('pk_reading_cut'))
    )
    op.create_table('draft_mend',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('mend', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_mend_draft_id_draft'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_mend_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_mend')),
    sa.UniqueConstraint('draft_id', 'position', name=op.f('uq_draft_mend_draft_id_position'))
    )
    # Not in batches: SQLite adds columns in place, and rebuilding `provision` would take minutes with many drafts.
    op.add_column('draft', sa.Column('options', sa.Text(), server_default='{}', nullable=False))
    op.add_column('provision', sa.Column('marks', sa.Text(), server_default='[]', nullable=False))

    # History stays (design.md 2.6).
    for act in ('UPDATE', 'DELETE'):
        _refuse('draft_mend', act)


def _refuse(table: str, act: str) -> None:
    name = f'keep_{table}_from_{act.lower()}'
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'history stays: {table}'); END"
        )
        return
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION history_stays()")


def downgrade() -> None:
    """Bring them back."""
    op.drop_column('provision', 'marks')
    op.drop_column('draft', 'options')
    op.drop_table('draft_mend')
    op.drop_table('reading_cut')
    op.drop_table('reading_source')
    op.drop_table('reading')
