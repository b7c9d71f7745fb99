"""Runs, their tasks and attempts, and what came of them. A suggestion is never a score: nothing here is read by a matrix."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from salvaguarda.adapters.db.tables.base import identity, metadata, moment, reference

_RATING = "IN ('met', 'partly', 'not_met', 'silent', 'not_applicable')"
_OUTCOMES = (
    "outcome IN ('answered', 'abstained', 'refused', 'filtered', 'truncated', 'invalid', 'too_long', 'failed', "
    "'interrupted', 'cancelled', 'over_budget')"
)
_MODES = "('json_schema_strict', 'json_schema', 'json_object', 'prompted')"

suggestion_run = Table(
    "suggestion_run",
    metadata,
    identity(),
    Column("assessment_id", Integer, nullable=False),
    Column("draft_id", Integer, nullable=False),  # of the assessment
    Column("purpose", Text, nullable=False),
    reference("endpoint_id", "endpoint.id"),
    Column("endpoint_version", Integer, nullable=False),
    Column("endpoint_host", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("output_mode", Text, nullable=False),
    Column("prompt_id", Text, nullable=False),
    Column("prompt_version", Text, nullable=False),
    Column("prompt_sha256", Text, nullable=False),
    Column("schema_sha256", Text, nullable=False),
    Column("checklist_sha256", Text, nullable=False),
    Column("policy_version", Integer, nullable=False),  # under which it was started
    Column("budget_tokens", BigInteger),  # NULL: not limited by tokens
    Column("budget_micro", BigInteger),  # millionths of the currency; NULL: not limited by money
    Column("currency", Text),  # NULL without prices
    # What its attempts cost, and what is set aside for those that are being answered: sums over `suggestion_attempt`.
    Column("spent_tokens", BigInteger, nullable=False),
    Column("spent_micro", BigInteger, nullable=False),
    Column(
        "spent_estimated", Boolean, nullable=False
    ),  # some of it is ours, because the server did not count
    Column("reserved_tokens", BigInteger, nullable=False),
    Column("reserved_micro", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),  # why it is blocked or paused; ""
    Column("version", Integer, nullable=False),
    moment("created_at"),
    moment("started_at", nullable=True),
    moment("finished_at", nullable=True),
    reference("created_by", "person.id"),
    UniqueConstraint("id", "assessment_id"),
    UniqueConstraint("id", "draft_id"),
    ForeignKeyConstraint(
        ["assessment_id", "draft_id"], ["assessment.id", "assessment.draft_id"], ondelete="RESTRICT"
    ),
    Index("ix_suggestion_run_assessment_id", "assessment_id"),
    CheckConstraint("purpose IN ('review', 'evaluation', 'redraft')", name="purpose"),
    CheckConstraint("state IN ('running', 'paused', 'blocked', 'cancelled', 'finished')", name="state"),
    CheckConstraint(f"output_mode IN {_MODES}", name="output_mode"),
    CheckConstraint("budget_tokens IS NOT NULL OR budget_micro IS NOT NULL", name="budget"),
    CheckConstraint("budget_tokens >= 0 AND budget_micro >= 0", name="budgets"),
    CheckConstraint("spent_tokens >= 0 AND spent_micro >= 0", name="spent"),
    CheckConstraint("reserved_tokens >= 0 AND reserved_micro >= 0", name="reserved"),
    CheckConstraint("length(prompt_sha256) = 64 AND length(schema_sha256) = 64", name="hashes"),
)

# One question: one cell of one run. The only rows of a run that change.
suggestion_task = Table(
    "suggestion_task",
    metadata,
    identity(),
    Column("run_id", Integer, nullable=False),
    Column("draft_id", Integer, nullable=False),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("position", Integer, nullable=False),  # in the order of asking
    Column("outcome", Text),  # NULL: not ended
    Column("reason", Text, nullable=False),  # of its outcome, one sentence
    Column("attempts", Integer, nullable=False),
    Column("retry", Text, nullable=False),  # JSON of what its attempts came to; "" before the first
    moment("next_at", nullable=True),  # not to be asked again before
    UniqueConstraint("run_id", "provision", "criterion"),
    Index("ix_suggestion_task_waiting", "run_id", "outcome", "position"),
    Index(
        "ix_suggestion_task_next_at",
        "run_id",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    ForeignKeyConstraint(
        ["run_id", "draft_id"], ["suggestion_run.id", "suggestion_run.draft_id"], ondelete="RESTRICT"
    ),
    ForeignKeyConstraint(
        ["draft_id", "provision"], ["provision.draft_id", "provision.path"], ondelete="RESTRICT"
    ),
    CheckConstraint(_OUTCOMES, name="outcome"),
    CheckConstraint("attempts >= 0", name="attempts"),
)

# Written before a request leaves (ended_at NULL), ended once, then never changed. What it cost is counted from here.
suggestion_attempt = Table(
    "suggestion_attempt",
    metadata,
    identity(),
    reference("task_id", "suggestion_task.id"),
    Column("run_id", Integer, nullable=False),  # of the task: sums over a run
    Column("number", Integer, nullable=False),
    Column("request_sha256", Text, nullable=False),
    moment("begun_at"),
    moment("ended_at", nullable=True),
    Column("status", Integer),  # HTTP
    Column("failure", Text),  # FailureKind; NULL: a reply came
    Column("failure_code", Text, nullable=False),
    Column("retry_after", Float),
    Column("finish_reason", Text, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("estimated", Boolean, nullable=False),  # the tokens are ours; before it ended, an upper bound
    Column("cost_micro", BigInteger, nullable=False),
    Column("seconds", Float),
    Column("response_model", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("request_id", Text, nullable=False),
    Column("raw", Text, nullable=False),  # the body that came back; as hidden as a suggestion
    UniqueConstraint("task_id", "number"),
    Index("ix_suggestion_attempt_run_id", "run_id"),
    Index(
        "ix_suggestion_attempt_open",
        "run_id",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    CheckConstraint("length(request_sha256) = 64", name="hashes"),
)

suggestion = Table(
    "suggestion",
    metadata,
    identity(),
    reference("task_id", "suggestion_task.id"),
    reference("attempt_id", "suggestion_attempt.id"),  # of an earlier task when it was known already
    Column("run_id", Integer, nullable=False),
    Column("assessment_id", Integer, nullable=False),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("rating", Text),
    Column("abstained", Boolean, nullable=False),
    Column("acceptable", Boolean, nullable=False),  # it rates, and every quote is there
    Column("content", Text, nullable=False),  # JSON of Suggestion
    moment("created_at"),
    UniqueConstraint("task_id"),
    ForeignKeyConstraint(
        ["run_id", "assessment_id"],
        ["suggestion_run.id", "suggestion_run.assessment_id"],
        ondelete="RESTRICT",
    ),
    Index("ix_suggestion_cell", "assessment_id", "provision", "criterion"),
    Index("ix_suggestion_request", "request_sha256"),
    CheckConstraint(f"rating {_RATING}", name="rating"),
    CheckConstraint("NOT (abstained AND rating IS NOT NULL)", name="abstained"),
    CheckConstraint("NOT (acceptable AND rating IS NULL)", name="acceptable"),
    CheckConstraint("length(text_sha256) = 64 AND length(request_sha256) = 64", name="hashes"),
)

# What one reviewer saw, when, and after which own rating. Keeps all it needs, so that an export can carry it.
reveal = Table(
    "reveal",
    metadata,
    identity(),
    reference("suggestion_id", "suggestion.id", nullable=True),  # NULL: came with an import
    Column("assessment_id", Integer, nullable=False),
    Column("draft_id", Integer, nullable=False),
    Column("provision", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    reference("person_id", "person.id", index=True),
    moment("at"),
    Column(
        "purpose", Text, nullable=False, default="review"
    ),  # of its run; those for evaluation are never shown
    Column("mode", Text, nullable=False),
    Column("rating_before", Text),  # the own rating then
    Column("score_revision_before", Integer, nullable=False),  # 0: there was no score
    Column("model", Text, nullable=False),
    Column("endpoint_name", Text, nullable=False),
    Column("endpoint_host", Text, nullable=False),
    Column("prompt_id", Text, nullable=False),
    Column("prompt_version", Text, nullable=False),
    Column("prompt_sha256", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("checklist_sha256", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("seen", Text, nullable=False),  # JSON of Suggestion, as it was shown
    Column("seen_sha256", Text, nullable=False),
    UniqueConstraint("suggestion_id", "person_id"),
    UniqueConstraint("id", "person_id"),  # lets a decision refer to both at once
    Index("ix_reveal_cell", "assessment_id", "provision", "criterion", "person_id"),
    # Once a reviewer has seen a suggestion of a cell, that one stays theirs.
    Index(
        "uq_reveal_cell_for_review",
        "assessment_id",
        "provision",
        "criterion",
        "person_id",
        unique=True,
        sqlite_where=text("purpose = 'review'"),
        postgresql_where=text("purpose = 'review'"),
    ),
    ForeignKeyConstraint(
        ["assessment_id", "draft_id"], ["assessment.id", "assessment.draft_id"], ondelete="RESTRICT"
    ),
    ForeignKeyConstraint(
        ["draft_id", "provision"], ["provision.draft_id", "provision.path"], ondelete="RESTRICT"
    ),
    CheckConstraint("purpose IN ('review', 'redraft')", name="purpose"),
    CheckConstraint("mode IN ('blind_first', 'on_request')", name="mode"),
    CheckConstraint(f"rating_before {_RATING}", name="rating_before"),
    # Own judgement first (design.md 2.2).
    CheckConstraint("mode <> 'blind_first' OR rating_before IS NOT NULL", name="blind_first"),
    CheckConstraint("length(seen_sha256) = 64 AND length(request_sha256) = 64", name="hashes"),
)

# What a reviewer did with what was revealed. Another decision on the same reveal is another row; the newest counts.
decision = Table(
    "decision",
    metadata,
    identity(),
    Column("reveal_id", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # from 1
    Column("action", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("rating_before", Text),
    Column("rating_after", Text),
    reference("score_id", "score.id", nullable=True),  # NULL: rejected before there was a score
    Column(
        "score_revision", Integer, nullable=False
    ),  # written by it, or kept when it rejects; 0 without a score
    moment("at"),
    Column("person_id", Integer, nullable=False),  # only people decide: the one it was shown to
    UniqueConstraint("reveal_id", "number"),
    ForeignKeyConstraint(["reveal_id", "person_id"], ["reveal.id", "reveal.person_id"], ondelete="RESTRICT"),
    CheckConstraint("action IN ('accept', 'edit', 'reject')", name="action"),
    CheckConstraint("length(trim(reason)) >= 3", name="reason"),
    CheckConstraint(f"rating_before {_RATING}", name="rating_before"),
    CheckConstraint(f"rating_after {_RATING}", name="rating_after"),
    CheckConstraint("action = 'reject' OR (score_id IS NOT NULL AND rating_after IS NOT NULL)", name="score"),
    CheckConstraint("number >= 1", name="number"),
)

# That the figures of an evaluation were shown to somebody who had rated cells of it. Over a few cells they tell what was
# suggested, so what that person says of those cells afterwards is no reference any more. Another row only after they scored.
evaluation_shown = Table(
    "evaluation_shown",
    metadata,
    identity(),
    reference("assessment_id", "assessment.id"),
    reference("person_id", "person.id"),
    moment("at"),
    Index("ix_evaluation_shown_assessment_id", "assessment_id", "person_id", "at"),
)
