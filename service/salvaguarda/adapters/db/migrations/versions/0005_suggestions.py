"""Endpoints, policies, runs, suggestions, reveals, decisions"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_FIXED = ('endpoint_revision', 'endpoint_probe', 'suggestion_policy', 'suggestion', 'reveal', 'decision', 'evaluation_shown')


def upgrade() -> None:
    """Bring the tables to this state."""
    op.create_table('endpoint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('settings', sa.Text(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_endpoint_created_by_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint')),
    sa.UniqueConstraint('name', name=op.f('uq_endpoint_name'))
    )
    op.create_table('endpoint_probe',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('endpoint_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('output_mode', sa.Text(), nullable=True),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("output_mode IN ('json_schema_strict', 'json_schema', 'json_object', 'prompted')", name=op.f('ck_endpoint_probe_output_mode')),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_endpoint_probe_endpoint_id_endpoint'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_endpoint_probe_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint_probe'))
    )
    with op.batch_alter_table('endpoint_probe', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_endpoint_probe_endpoint_id'), ['endpoint_id'], unique=False)

    op.create_table('endpoint_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('endpoint_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('settings', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_endpoint_revision_endpoint_id_endpoint'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_endpoint_revision_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endpoint_revision')),
    sa.UniqueConstraint('endpoint_id', 'version', name=op.f('uq_endpoint_revision_endpoint_id_version'))
    )
    op.create_table('suggestion_policy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('consent', sa.Text(), nullable=False),
    sa.Column('endpoint_id', sa.Integer(), nullable=True),
    sa.Column('reveal', sa.Text(), nullable=False),
    sa.Column('request_tokens', sa.Integer(), nullable=False),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(consent = 'provider') = (endpoint_id IS NOT NULL)", name=op.f('ck_suggestion_policy_endpoint')),
    sa.CheckConstraint("consent IN ('none', 'local', 'provider')", name=op.f('ck_suggestion_policy_consent')),
    sa.CheckConstraint("reveal IN ('blind_first', 'on_request')", name=op.f('ck_suggestion_policy_reveal')),
    sa.CheckConstraint('request_tokens >= 0', name=op.f('ck_suggestion_policy_request_tokens')),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_suggestion_policy_assessment_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_suggestion_policy_endpoint_id_endpoint'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_suggestion_policy_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_policy')),
    sa.UniqueConstraint('assessment_id', 'version', name=op.f('uq_suggestion_policy_assessment_id_version'))
    )
    op.create_table('suggestion_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('endpoint_id', sa.Integer(), nullable=False),
    sa.Column('endpoint_version', sa.Integer(), nullable=False),
    sa.Column('endpoint_host', sa.Text(), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('output_mode', sa.Text(), nullable=False),
    sa.Column('prompt_id', sa.Text(), nullable=False),
    sa.Column('prompt_version', sa.Text(), nullable=False),
    sa.Column('prompt_sha256', sa.Text(), nullable=False),
    sa.Column('schema_sha256', sa.Text(), nullable=False),
    sa.Column('checklist_sha256', sa.Text(), nullable=False),
    sa.Column('policy_version', sa.Integer(), nullable=False),
    sa.Column('budget_tokens', sa.BigInteger(), nullable=True),
    sa.Column('budget_micro', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=True),
    sa.Column('spent_tokens', sa.BigInteger(), nullable=False),
    sa.Column('spent_micro', sa.BigInteger(), nullable=False),
    sa.Column('spent_estimated', sa.Boolean(), nullable=False),
    sa.Column('reserved_tokens', sa.BigInteger(), nullable=False),
    sa.Column('reserved_micro', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('started_at', sa.Text(), nullable=True),
    sa.Column('finished_at', sa.Text(), nullable=True),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.CheckConstraint("output_mode IN ('json_schema_strict', 'json_schema', 'json_object', 'prompted')", name=op.f('ck_suggestion_run_output_mode')),
    sa.CheckConstraint("purpose IN ('review', 'evaluation', 'redraft')", name=op.f('ck_suggestion_run_purpose')),
    sa.CheckConstraint("state IN ('running', 'paused', 'blocked', 'cancelled', 'finished')", name=op.f('ck_suggestion_run_state')),
    sa.CheckConstraint('budget_tokens >= 0 AND budget_micro >= 0', name=op.f('ck_suggestion_run_budgets')),
    sa.CheckConstraint('reserved_tokens >= 0 AND reserved_micro >= 0', name=op.f('ck_suggestion_run_reserved')),
    sa.CheckConstraint('spent_tokens >= 0 AND spent_micro >= 0', name=op.f('ck_suggestion_run_spent')),
    sa.CheckConstraint('budget_tokens IS NOT NULL OR budget_micro IS NOT NULL', name=op.f('ck_suggestion_run_budget')),
    sa.CheckConstraint('length(prompt_sha256) = 64 AND length(schema_sha256) = 64', name=op.f('ck_suggestion_run_hashes')),
    sa.ForeignKeyConstraint(['assessment_id', 'draft_id'], ['assessment.id', 'assessment.draft_id'], name=op.f('fk_suggestion_run_assessment_id_draft_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_suggestion_run_created_by_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['endpoint_id'], ['endpoint.id'], name=op.f('fk_suggestion_run_endpoint_id_endpoint'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_run')),
    sa.UniqueConstraint('id', 'assessment_id', name=op.f('uq_suggestion_run_id_assessment_id')),
    sa.UniqueConstraint('id', 'draft_id', name=op.f('uq_suggestion_run_id_draft_id'))
    )
    with op.batch_alter_table('suggestion_run', schema=None) as batch_op:
        batch_op.create_index('ix_suggestion_run_assessment_id', ['assessment_id'], unique=False)

    op.create_table('suggestion_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('provision', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('retry', sa.Text(), nullable=False),
    sa.Column('next_at', sa.Text(), nullable=True),
    sa.CheckConstraint("outcome IN ('answered', 'abstained', 'refused', 'filtered', 'truncated', 'invalid', 'too_long', 'failed', 'interrupted', 'cancelled', 'over_budget')", name=op.f('ck_suggestion_task_outcome')),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_suggestion_task_attempts')),
    sa.ForeignKeyConstraint(['draft_id', 'provision'], ['provision.draft_id', 'provision.path'], name=op.f('fk_suggestion_task_draft_id_provision_provision'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['run_id', 'draft_id'], ['suggestion_run.id', 'suggestion_run.draft_id'], name=op.f('fk_suggestion_task_run_id_draft_id_suggestion_run'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_task')),
    sa.UniqueConstraint('run_id', 'provision', 'criterion', name=op.f('uq_suggestion_task_run_id_provision_criterion'))
    )
    with op.batch_alter_table('suggestion_task', schema=None) as batch_op:
        batch_op.create_index('ix_suggestion_task_next_at', ['run_id', 'next_at'], unique=False, sqlite_where=sa.text('next_at IS NOT NULL'), postgresql_where=sa.text('next_at IS NOT NULL'))
        batch_op.create_index('ix_suggestion_task_waiting', ['run_id', 'outcome', 'position'], unique=False)

    op.create_table('suggestion_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('request_sha256', sa.Text(), nullable=False),
    sa.Column('begun_at', sa.Text(), nullable=False),
    sa.Column('ended_at', sa.Text(), nullable=True),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('failure', sa.Text(), nullable=True),
    sa.Column('failure_code', sa.Text(), nullable=False),
    sa.Column('retry_after', sa.Float(), nullable=True),
    sa.Column('finish_reason', sa.Text(), nullable=False),
    sa.Column('input_tokens', sa.Integer(), nullable=False),
    sa.Column('output_tokens', sa.Integer(), nullable=False),
    sa.Column('cached_tokens', sa.Integer(), nullable=False),
    sa.Column('estimated', sa.Boolean(), nullable=False),
    sa.Column('cost_micro', sa.BigInteger(), nullable=False),
    sa.Column('seconds', sa.Float(), nullable=True),
    sa.Column('response_model', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('tier', sa.Text(), nullable=False),
    sa.Column('request_id', sa.Text(), nullable=False),
    sa.Column('raw', sa.Text(), nullable=False),
    sa.CheckConstraint('length(request_sha256) = 64', name=op.f('ck_suggestion_attempt_hashes')),
    sa.ForeignKeyConstraint(['task_id'], ['suggestion_task.id'], name=op.f('fk_suggestion_attempt_task_id_suggestion_task'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_attempt')),
    sa.UniqueConstraint('task_id', 'number', name=op.f('uq_suggestion_attempt_task_id_number'))
    )
    with op.batch_alter_table('suggestion_attempt', schema=None) as batch_op:
        batch_op.create_index('ix_suggestion_attempt_open', ['run_id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_suggestion_attempt_run_id', ['run_id'], unique=False)

    op.create_table('suggestion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('provision', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('text_sha256', sa.Text(), nullable=False),
    sa.Column('request_sha256', sa.Text(), nullable=False),
    sa.Column('rating', sa.Text(), nullable=True),
    sa.Column('abstained', sa.Boolean(), nullable=False),
    sa.Column('acceptable', sa.Boolean(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.CheckConstraint("rating IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_suggestion_rating')),
    sa.CheckConstraint('NOT (abstained AND rating IS NOT NULL)', name=op.f('ck_suggestion_abstained')),
    sa.CheckConstraint('NOT (acceptable AND rating IS NULL)', name=op.f('ck_suggestion_acceptable')),
    sa.CheckConstraint('length(text_sha256) = 64 AND length(request_sha256) = 64', name=op.f('ck_suggestion_hashes')),
    sa.ForeignKeyConstraint(['attempt_id'], ['suggestion_attempt.id'], name=op.f('fk_suggestion_attempt_id_suggestion_attempt'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['run_id', 'assessment_id'], ['suggestion_run.id', 'suggestion_run.assessment_id'], name=op.f('fk_suggestion_run_id_assessment_id_suggestion_run'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['task_id'], ['suggestion_task.id'], name=op.f('fk_suggestion_task_id_suggestion_task'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion')),
    sa.UniqueConstraint('task_id', name=op.f('uq_suggestion_task_id'))
    )
    with op.batch_alter_table('suggestion', schema=None) as batch_op:
        batch_op.create_index('ix_suggestion_cell', ['assessment_id', 'provision', 'criterion'], unique=False)
        batch_op.create_index('ix_suggestion_request', ['request_sha256'], unique=False)

    op.create_table('reveal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('suggestion_id', sa.Integer(), nullable=True),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('provision', sa.Text(), nullable=False),
    sa.Column('criterion', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('mode', sa.Text(), nullable=False),
    sa.Column('rating_before', sa.Text(), nullable=True),
    sa.Column('score_revision_before', sa.Integer(), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('endpoint_name', sa.Text(), nullable=False),
    sa.Column('endpoint_host', sa.Text(), nullable=False),
    sa.Column('prompt_id', sa.Text(), nullable=False),
    sa.Column('prompt_version', sa.Text(), nullable=False),
    sa.Column('prompt_sha256', sa.Text(), nullable=False),
    sa.Column('request_sha256', sa.Text(), nullable=False),
    sa.Column('checklist_sha256', sa.Text(), nullable=False),
    sa.Column('text_sha256', sa.Text(), nullable=False),
    sa.Column('seen', sa.Text(), nullable=False),
    sa.Column('seen_sha256', sa.Text(), nullable=False),
    sa.CheckConstraint("mode <> 'blind_first' OR rating_before IS NOT NULL", name=op.f('ck_reveal_blind_first')),
    sa.CheckConstraint("purpose IN ('review', 'redraft')", name=op.f('ck_reveal_purpose')),
    sa.CheckConstraint("mode IN ('blind_first', 'on_request')", name=op.f('ck_reveal_mode')),
    sa.CheckConstraint("rating_before IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_reveal_rating_before')),
    sa.CheckConstraint('length(seen_sha256) = 64 AND length(request_sha256) = 64', name=op.f('ck_reveal_hashes')),
    sa.ForeignKeyConstraint(['assessment_id', 'draft_id'], ['assessment.id', 'assessment.draft_id'], name=op.f('fk_reveal_assessment_id_draft_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['draft_id', 'provision'], ['provision.draft_id', 'provision.path'], name=op.f('fk_reveal_draft_id_provision_provision'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reveal_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestion.id'], name=op.f('fk_reveal_suggestion_id_suggestion'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal')),
    sa.UniqueConstraint('suggestion_id', 'person_id', name=op.f('uq_reveal_suggestion_id_person_id')),
    sa.UniqueConstraint('id', 'person_id', name=op.f('uq_reveal_id_person_id'))
    )
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.create_index('ix_reveal_cell', ['assessment_id', 'provision', 'criterion', 'person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_reveal_cell_for_review', ['assessment_id', 'provision', 'criterion', 'person_id'], unique=True,
                              sqlite_where=sa.text("purpose = 'review'"), postgresql_where=sa.text("purpose = 'review'"))

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reveal_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('rating_before', sa.Text(), nullable=True),
    sa.Column('rating_after', sa.Text(), nullable=True),
    sa.Column('score_id', sa.Integer(), nullable=True),
    sa.Column('score_revision', sa.Integer(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("action = 'reject' OR (score_id IS NOT NULL AND rating_after IS NOT NULL)", name=op.f('ck_decision_score')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_decision_number')),
    sa.CheckConstraint("action IN ('accept', 'edit', 'reject')", name=op.f('ck_decision_action')),
    sa.CheckConstraint("rating_after IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_decision_rating_after')),
    sa.CheckConstraint("rating_before IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')", name=op.f('ck_decision_rating_before')),
    sa.CheckConstraint('length(trim(reason)) >= 3', name=op.f('ck_decision_reason')),
    sa.ForeignKeyConstraint(['reveal_id', 'person_id'], ['reveal.id', 'reveal.person_id'], name=op.f('fk_decision_reveal_id_person_id_reveal'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['score_id'], ['score.id'], name=op.f('fk_decision_score_id_score'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('reveal_id', 'number', name=op.f('uq_decision_reveal_id_number'))
    )
    op.create_table('evaluation_shown',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_evaluation_shown_assessment_id_assessment'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_evaluation_shown_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_shown'))
    )
    with op.batch_alter_table('evaluation_shown', schema=None) as batch_op:
        batch_op.create_index('ix_evaluation_shown_assessment_id', ['assessment_id', 'person_id', 'at'], unique=False)

    # ### end Alembic commands ###

    # History stays (design.md 2.6): what was proposed, seen and decided never changes.
    for table in _FIXED:
        for act in ('UPDATE', 'DELETE'):
            _refuse(table, act)
    _refuse('suggestion_attempt', 'DELETE')
    _refuse('suggestion_attempt', 'UPDATE', 'OLD.ended_at IS NOT NULL')


def _refuse(table: str, act: str, when: str = '') -> None:
    name = f'keep_{table}_from_{act.lower()}'
    condition = f'WHEN ({when})' if when else ''
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'history stays: {table}'); END"
        )
        return
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION history_stays()"
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_table('evaluation_shown')
    op.drop_table('decision')
    op.drop_table('reveal')
    op.drop_table('suggestion')
    op.drop_table('suggestion_attempt')
    op.drop_table('suggestion_task')
    op.drop_table('suggestion_run')
    op.drop_table('suggestion_policy')
    op.drop_table('endpoint_probe')
    op.drop_table('endpoint_revision')
    op.drop_table('endpoint')
