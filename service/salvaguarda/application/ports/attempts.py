"""Attempts: requests to a model, kept before they leave; and the suggestions that came of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.suggestions.budget import Cost
from salvaguarda.domain.suggestions.replies import Reply
from salvaguarda.domain.suggestions.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """number: counts the attempts of its task from 1. request_sha256: of exactly what is sent. reserved: its upper bound."""

    task_id: int
    run_id: int
    number: int
    request_sha256: str
    reserved: Cost


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that has not ended."""

    attempt_id: int
    task_id: int
    run_id: int
    reserved: Cost


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How an attempt ended, and what is counted for it."""

    attempt_id: int
    run_id: int
    reply: Reply
    reserved: Cost
    cost: Cost


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What came of a task. attempt_id: of an earlier task when the same had been asked before."""

    task_id: int
    attempt_id: int
    run_id: int
    assessment_id: int
    provision: str
    criterion: str
    text_sha256: str
    request_sha256: str
    content: Suggestion


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What exactly this request was answered with before. text_sha256: of the stored words it was about."""

    attempt_id: int
    text_sha256: str
    content: Suggestion


@dataclass(frozen=True, slots=True)
class Pace:
    """seconds: from sending to the whole answer. output_tokens: of one answer."""

    seconds: float
    output_tokens: float


class Attempts(Protocol):
    """Every request to a model; none leaves before it is kept here."""

    def begin(self, attempt: NewAttempt) -> int | None:
        """As `begin_all`, one; its id, None when its task ended or was begun meanwhile."""
        ...

    def begin_all(self, attempts: Sequence[NewAttempt]) -> Mapping[int, int]:
        """Keep them before their requests leave; task id → attempt id, without tasks that ended or were begun by somebody
        else meanwhile.
        """
        ...

    def end(self, end: AttemptEnd) -> bool:
        """As `end_all`, one; False when it had ended already."""
        ...

    def end_all(self, ends: Sequence[AttemptEnd]) -> frozenset[int]:
        """Keep how they ended, once, and settle what was set aside for them; the ids of those that had not ended already."""
        ...

    def open(self) -> tuple[OpenAttempt, ...]:
        """Every attempt that has not ended, oldest first."""
        ...

    def known(
        self, assessment_id: int, endpoint_id: int, endpoint_host: str, hashes: Collection[str]
    ) -> Mapping[str, KnownAnswer]:
        """Request hash → the answer that this assessment already has from there."""
        ...

    def add_suggestion(self, suggestion: NewSuggestion) -> None:
        """Keep what came of a task."""
        ...

    def add_suggestions(self, suggestions: Sequence[NewSuggestion]) -> None:
        """Keep what came of tasks."""
        ...

    def suggestion(self, run_id: int) -> Suggestion | None:
        """The suggestion of a run of one task; None when none came of it."""
        ...

    def pace(self, endpoint_id: int) -> Pace | None:
        """How the last answers of this endpoint were on average; None when there is none yet."""
        ...
