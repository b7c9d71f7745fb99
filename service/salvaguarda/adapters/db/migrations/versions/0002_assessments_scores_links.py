"""Assessments, scores, alignments and links"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

# History stays (design.md 2.6): the database itself refuses to change a kept state, and to delete what has states.
KEPT_STATES = ('assessment_revision', 'score_revision', 'link_revision')
NEVER_DELETED = ('assessment', 'score', 'alignment', 'link')


def upgrade() -> None:
    """Bring the tables to this state."""
    op.create_table('alignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('old_draft_id', sa.Integer(), nullable=False),
    sa.Column('new_draft_id', sa.Integer(), nullable=False),
    sa.Column('engine_version', sa.Text(), nullable=False),
    sa.Column('computed_at', sa.Text(), nullable=False),
    sa.CheckConstraint('old_draft_id <> new_draft_id', name=op.f('ck_alignment_pair')),
    sa.ForeignKeyConstraint(['new_draft_id'], ['draft.id'], name=op.f('fk_alignment_new_draft_id_draft'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['old_draft_id'], ['draft.id'], name=op.f('fk_alignment_old_draft_id_draft'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alignment')),
    sa.UniqueConstraint('old_draft_id', 'new_draft_id', name=op.f('uq_alignment_old_draft_id_new_draft_id'))
    )
    with op.batch_alter_table('alignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alignment_new_draft_id'), ['new_draft_id'], unique=False)

    op.create_table('assessment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('checklist_row', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.CheckConstraint("unit IN ('article', 'paragraph', 'point')", name=op.f('ck_assessment_unit')),
    sa.ForeignKeyConstraint(['checklist_row'], ['checklist.id'], name=op.f('fk_assessment_checklist_row_checklist'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_assessment_created_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_assessment_draft_id_draft'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment')),
    sa.UniqueConstraint('id', 'draft_id', name=op.f('uq_assessment_id_draft_id'))
    )
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assessment_draft_id'), ['draft_id'], unique=False)

    op.create_table('assessment_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('blind', sa.Boolean(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_assessment_revision_assessment_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assessment_revision_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment_revision')),
    sa.UniqueConstraint('assessment_id', 'version', name=op.f('uq_assessment_revision_assessment_id_version'))
    )
    op.create_table('link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('alignment_id', sa.Integer(), nullable=False),
    sa.Column('old', sa.Text(), nullable=False),
    sa.Column('new', sa.Text(), nullable=False),
    sa.Column('relation', sa.Text(), nullable=False),
    sa.Column('similarity', sa.Float(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('in_force', sa.Boolean(), nullable=False),
    sa.Column('corrected_by', sa.Integer(), nullable=True),
    sa.CheckConstraint("relation IN ('same', 'renumbered', 'amended', 'moved', 'split', 'merged', 'new', 'deleted')", name=op.f('ck_link_relation')),
    sa.CheckConstraint('similarity BETWEEN 0 AND 1', name=op.f('ck_link_similarity')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_link_version')),
    sa.ForeignKeyConstraint(['alignment_id'], ['alignment.id'], name=op.f('fk_link_alignment_id_alignment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['corrected_by'], ['person.id'], name=op.f('fk_link_corrected_by_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link'))
    )
    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_link_alignment_id'), ['alignment_id'], unique=False)

    op.create_table('score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('provision', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('rating', sa.Text(), nullable=True),
    sa.Column('rationale', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('recommendation', sa.Text(), nullable=True),
    sa.Column('recommendation_text', sa.Text(), nullable=False),
    sa.Column('text_sha256', sa.Text(), nullable=False),
    sa.Column('checklist_sha256', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('carried_score_id', sa.Integer(), nullable=True),
    sa.Column('carried_revision', sa.Integer(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('updated_at', sa.Text(), nullable=False),
    sa.CheckConstraint("rating IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_score_rating')),
    sa.CheckConstraint("recommendation IN ('keep', 'amend', 'delete', 'add')", name=op.f('ck_score_recommendation')),
    sa.CheckConstraint('(carried_score_id IS NULL) = (carried_revision IS NULL)', name=op.f('ck_score_carried')),
    sa.CheckConstraint('length(text_sha256) = 64 AND length(checklist_sha256) = 64', name=op.f('ck_score_hashes')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_score_revision')),
    sa.ForeignKeyConstraint(['assessment_id', 'draft_id'], ['assessment.id', 'assessment.draft_id'], name=op.f('fk_score_assessment_id_draft_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['carried_score_id'], ['score.id'], name=op.f('fk_score_carried_score_id_score'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['draft_id', 'provision'], ['provision.draft_id', 'provision.path'], name=op.f('fk_score_draft_id_provision_provision'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_score_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score')),
    sa.UniqueConstraint('assessment_id', 'provision', 'criterion', 'person_id', name=op.f('uq_score_assessment_id_provision_criterion_person_id'))
    )
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_score_ratings', ['assessment_id', 'provision', 'criterion', 'person_id', 'rating', 'carried_revision', 'confirmed'], unique=False)

    op.create_table('link_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('old', sa.Text(), nullable=False),
    sa.Column('new', sa.Text(), nullable=False),
    sa.Column('relation', sa.Text(), nullable=False),
    sa.Column('similarity', sa.Float(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('in_force', sa.Boolean(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("relation IN ('same', 'renumbered', 'amended', 'moved', 'split', 'merged', 'new', 'deleted')", name=op.f('ck_link_revision_relation')),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_link_revision_link_id_link'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_link_revision_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link_revision')),
    sa.UniqueConstraint('link_id', 'version', name=op.f('uq_link_revision_link_id_version'))
    )
    op.create_table('score_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('score_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('rating', sa.Text(), nullable=True),
    sa.Column('rationale', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('recommendation', sa.Text(), nullable=True),
    sa.Column('recommendation_text', sa.Text(), nullable=False),
    sa.Column('text_sha256', sa.Text(), nullable=False),
    sa.Column('checklist_sha256', sa.Text(), nullable=False),
    sa.Column('carried_score_id', sa.Integer(), nullable=True),
    sa.Column('carried_revision', sa.Integer(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("rating IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_score_revision_rating')),
    sa.CheckConstraint("recommendation IN ('keep', 'amend', 'delete', 'add')", name=op.f('ck_score_revision_recommendation')),
    sa.CheckConstraint('(carried_score_id IS NULL) = (carried_revision IS NULL)', name=op.f('ck_score_revision_carried')),
    sa.ForeignKeyConstraint(['carried_score_id'], ['score.id'], name=op.f('fk_score_revision_carried_score_id_score'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_score_revision_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['score_id'], ['score.id'], name=op.f('fk_score_revision_score_id_score'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_revision')),
    sa.UniqueConstraint('score_id', 'revision', name=op.f('uq_score_revision_score_id_revision'))
    )

    for table in KEPT_STATES:
        _refuse(table, 'UPDATE')
    for table in (*KEPT_STATES, *NEVER_DELETED):
        _refuse(table, 'DELETE')


def _refuse(table: str, act: str) -> None:
    name = f'keep_{table}_from_{act.lower()}'
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'history stays: {table}'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history stays: %', TG_TABLE_NAME USING ERRCODE = '23000'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION history_stays()")


def downgrade() -> None:
    """Bring them back."""
    op.drop_table('score_revision')
    op.drop_table('link_revision')
    op.drop_table('score')
    op.drop_table('link')
    op.drop_table('assessment_revision')
    op.drop_table('assessment')
    op.drop_table('alignment')
    if op.get_bind().dialect.name != 'sqlite':
        op.execute("DROP FUNCTION IF EXISTS history_stays()")
