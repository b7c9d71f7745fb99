"""Attempts and the suggestions that came of them, in SQL."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from salvaguarda.adapters.db.records.run_statements import SETTLE, attempt, run, task
from salvaguarda.adapters.db.records.suggestion_json import suggestion_of, suggestion_text
from salvaguarda.adapters.db.tables.suggestions import suggestion
from salvaguarda.application.ports.attempts import (
    AttemptEnd,
    KnownAnswer,
    NewAttempt,
    NewSuggestion,
    OpenAttempt,
    Pace,
)
from salvaguarda.domain.suggestions.budget import Cost, Spending
from salvaguarda.domain.suggestions.replies import Usage
from salvaguarda.domain.suggestions.suggestion import Suggestion

_LAST = 100
"""Answers that tell how long one takes."""

# Locked, so that a task is begun and an attempt ended once, whoever else tries (PostgreSQL; SQLite has one writer).
_WAITING = (
    select(task.c.id, task.c.attempts)
    .where(task.c.id.in_(bindparam("tasks", expanding=True)), task.c.outcome.is_(None))
    .with_for_update()
)
_STILL_OPEN = (
    select(attempt.c.id)
    .where(attempt.c.id.in_(bindparam("attempts", expanding=True)), attempt.c.ended_at.is_(None))
    .with_for_update()
)
_COUNT = update(task).where(task.c.id == bindparam("task")).values(attempts=task.c.attempts + 1, next_at=None)
_BEGIN = insert(attempt).returning(attempt.c.task_id, attempt.c.id)
_END = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "ended_at",
                "status",
                "failure",
                "failure_code",
                "retry_after",
                "finish_reason",
                "input_tokens",
                "output_tokens",
                "cached_tokens",
                "estimated",
                "cost_micro",
                "seconds",
                "response_model",
                "fingerprint",
                "tier",
                "request_id",
                "raw",
            )
        }
    )
)
_OPEN = (
    select(
        attempt.c.id,
        attempt.c.task_id,
        attempt.c.run_id,
        attempt.c.input_tokens,
        attempt.c.output_tokens,
        attempt.c.cost_micro,
    )
    .where(attempt.c.ended_at.is_(None))
    .order_by(attempt.c.id)
)
_KNOWN = (
    select(
        suggestion.c.request_sha256,
        suggestion.c.attempt_id,
        suggestion.c.text_sha256,
        suggestion.c.content,
    )
    .join_from(suggestion, run, run.c.id == suggestion.c.run_id)
    .where(
        suggestion.c.request_sha256.in_(bindparam("hashes", expanding=True)),
        suggestion.c.assessment_id == bindparam("assessment"),
        run.c.endpoint_id == bindparam("endpoint"),
        run.c.endpoint_host == bindparam("host"),
    )
    .order_by(suggestion.c.id)
)
_ADD_SUGGESTION = insert(suggestion)
_SUGGESTION = select(suggestion.c.content).where(suggestion.c.run_id == bindparam("run")).limit(1)
_ANSWERED = (
    select(attempt.c.seconds, attempt.c.output_tokens)
    .join_from(attempt, run, run.c.id == attempt.c.run_id)
    .where(
        and_(
            run.c.endpoint_id == bindparam("endpoint"),
            attempt.c.ended_at.is_not(None),
            attempt.c.failure.is_(None),
        )
    )
    .order_by(attempt.c.id.desc())
    .limit(_LAST)
    .subquery()
)
_PACE = select(func.avg(_ANSWERED.c.seconds), func.avg(_ANSWERED.c.output_tokens))


class SqlAttempts:
    """Fulfils application.ports.attempts.Attempts."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def begin(self, attempt: NewAttempt) -> int | None:
        """As `begin_all`, one; its id, None when its task ended or was begun meanwhile."""
        return self.begin_all([attempt]).get(attempt.task_id)

    def begin_all(self, attempts: Sequence[NewAttempt]) -> Mapping[int, int]:
        """Keep them before their requests leave; task id → attempt id, without tasks that ended or were begun by somebody
        else meanwhile.
        """
        tasks = [attempt.task_id for attempt in attempts]
        counted = {row.id: row.attempts for row in self._connection.execute(_WAITING, {"tasks": tasks})}
        begun = [each for each in attempts if counted.get(each.task_id) == each.number - 1]
        if not begun:
            return {}
        self._connection.execute(_COUNT, [{"task": each.task_id} for each in begun])
        rows = self._connection.execute(_BEGIN, [self._begun(each) for each in begun])
        return {row.task_id: row.id for row in rows}

    def _begun(self, attempt: NewAttempt) -> dict[str, Any]:
        reserved = attempt.reserved
        return {
            "task_id": attempt.task_id,
            "run_id": attempt.run_id,
            "number": attempt.number,
            "request_sha256": attempt.request_sha256,
            "begun_at": self._now,
            "input_tokens": reserved.usage.input,
            "output_tokens": reserved.usage.output,
            "cached_tokens": 0,
            "estimated": True,
            "cost_micro": reserved.micro,
            **dict.fromkeys(_UNKNOWN, ""),
        }

    def end(self, end: AttemptEnd) -> bool:
        """As `end_all`, one; False when it had ended already."""
        return bool(self.end_all([end]))

    def end_all(self, ends: Sequence[AttemptEnd]) -> frozenset[int]:
        """Keep how they ended, once, and settle what was set aside for them; the ids of those that had not ended already."""
        ids = [end.attempt_id for end in ends]
        still_open = frozenset(self._connection.execute(_STILL_OPEN, {"attempts": ids}).scalars())
        ended = [end for end in ends if end.attempt_id in still_open]
        if ended:
            self._connection.execute(_END, [self._ended(end) for end in ended])
        for run_id in {end.run_id for end in ended}:
            self._settle(run_id, [end for end in ended if end.run_id == run_id])
        return still_open

    def _settle(self, run_id: int, ends: Sequence[AttemptEnd]) -> None:
        spent = sum((end.cost.spending for end in ends), Spending())
        reserved = sum((end.reserved.spending for end in ends), Spending())
        values = {
            "run": run_id,
            "spent": spent.tokens,
            "spent_money": spent.micro,
            "by_estimate": any(end.cost.estimated for end in ends),
            "tokens": reserved.tokens,
            "micro": reserved.micro,
        }
        self._connection.execute(SETTLE, values)

    def _ended(self, end: AttemptEnd) -> dict[str, Any]:
        reply, usage = end.reply, end.cost.usage
        failure = reply.failure
        return {
            "attempt": end.attempt_id,
            "new_ended_at": self._now,
            "new_status": reply.status,
            "new_failure": None if failure is None else failure.kind.value,
            "new_failure_code": "" if failure is None else failure.code,
            "new_retry_after": None if failure is None else failure.retry_after,
            "new_finish_reason": _clean(reply.finish_reason),
            "new_input_tokens": usage.input,
            "new_output_tokens": usage.output,
            "new_cached_tokens": usage.cached,
            "new_estimated": end.cost.estimated,
            "new_cost_micro": end.cost.micro,
            "new_seconds": reply.seconds,
            "new_response_model": _clean(reply.model),
            "new_fingerprint": _clean(reply.fingerprint),
            "new_tier": _clean(reply.tier),
            "new_request_id": _clean(reply.request_id),
            "new_raw": _clean(reply.raw),
        }

    def open(self) -> tuple[OpenAttempt, ...]:
        """Every attempt that has not ended, oldest first."""
        return tuple(
            OpenAttempt(row.id, row.task_id, row.run_id, _reserved(row))
            for row in self._connection.execute(_OPEN)
        )

    def known(
        self, assessment_id: int, endpoint_id: int, endpoint_host: str, hashes: Collection[str]
    ) -> Mapping[str, KnownAnswer]:
        """Request hash → the answer that this assessment already has from there."""
        values = {
            "assessment": assessment_id,
            "endpoint": endpoint_id,
            "host": endpoint_host,
            "hashes": list(hashes),
        }
        return {
            row.request_sha256: KnownAnswer(row.attempt_id, row.text_sha256, suggestion_of(row.content))
            for row in self._connection.execute(_KNOWN, values)
        }

    def add_suggestion(self, suggestion: NewSuggestion) -> None:
        """Keep what came of a task."""
        self.add_suggestions([suggestion])

    def add_suggestions(self, suggestions: Sequence[NewSuggestion]) -> None:
        """Keep what came of tasks."""
        if suggestions:
            self._connection.execute(_ADD_SUGGESTION, [self._suggested(each) for each in suggestions])

    def _suggested(self, suggestion: NewSuggestion) -> dict[str, Any]:
        content = suggestion.content
        return {
            "task_id": suggestion.task_id,
            "attempt_id": suggestion.attempt_id,
            "run_id": suggestion.run_id,
            "assessment_id": suggestion.assessment_id,
            "provision": suggestion.provision,
            "criterion": suggestion.criterion,
            "text_sha256": suggestion.text_sha256,
            "request_sha256": suggestion.request_sha256,
            "rating": None if content.rating is None else content.rating.value,
            "abstained": content.abstained,
            "acceptable": content.acceptable,
            "content": suggestion_text(content),
            "created_at": self._now,
        }

    def suggestion(self, run_id: int) -> Suggestion | None:
        """The suggestion of a run of one task; None when none came of it."""
        text = self._connection.execute(_SUGGESTION, {"run": run_id}).scalar_one_or_none()
        return None if text is None else suggestion_of(text)

    def pace(self, endpoint_id: int) -> Pace | None:
        """How the last answers of this endpoint were on average; None when there is none yet."""
        seconds, tokens = self._connection.execute(_PACE, {"endpoint": endpoint_id}).one()
        return None if seconds is None else Pace(float(seconds), float(tokens))


_UNKNOWN = (
    "failure_code",
    "finish_reason",
    "response_model",
    "fingerprint",
    "tier",
    "request_id",
    "raw",
)


def _reserved(row: Any) -> Cost:
    return Cost(Usage(row.input_tokens, row.output_tokens), row.cost_micro, estimated=True)


def _clean(text: str) -> str:
    """What a server says, as both databases can keep it: without NUL and halves of characters."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
