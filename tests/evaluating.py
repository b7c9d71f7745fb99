"""Runs that ended, for tests of evaluations: kept through the same records that the worker writes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salvaguarda.application.ports.attempts import AttemptEnd, NewAttempt, NewSuggestion
from salvaguarda.application.ports.runs import NewRun
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.budget import Budget, Cost
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.replies import Reply, Usage
from salvaguarda.domain.suggestions.suggestion import QuoteState, SuggestedQuote
from tests.showing import PROMPT_HASH, suggestion

Cell = tuple[str, str]
Answer = Rating | Outcome
"""A rating; or an outcome without one, ABSTAINED too."""


@dataclass(frozen=True)
class Run:
    """What is asked with, and how. quotes: states of the quotes that each rating comes with."""

    prompt_version: str = "1.0.0"
    purpose: Purpose = Purpose.EVALUATION
    model: str = "model-1"
    seconds: float = 2.0
    quotes: Sequence[QuoteState] = ()
    currency: str | None = None
    micro: int = 0


def add_endpoint(records: Any, person_id: int, name: str = "Test server") -> int:
    """Its id."""
    settings = EndpointSettings(name, "https://models.example/v1", "model-1", Locality.PROVIDER)
    added: int = records.endpoints.add(settings, person_id, enabled=True)
    return added


def ask(
    records: Any,
    assessment_id: int,
    by: int,
    endpoint_id: int,
    answers: Mapping[Cell, Answer],
    run: Run | None = None,
) -> int:
    """A run whose tasks all ended, 900 + 90 tokens each; its id. records: SqlRecords."""
    kept = run or Run()
    run_id: int = records.runs.add(_new_run(records, assessment_id, endpoint_id, kept), list(answers), by)
    for task in records.runs.waiting(run_id, (), len(answers)):
        cell = task.provision, task.criterion
        _end(records, assessment_id, run_id, task.id, cell, answers[cell], kept)
    return run_id


def _new_run(records: Any, assessment_id: int, endpoint_id: int, run: Run) -> NewRun:
    assessment = records.assessments.get(assessment_id)
    return NewRun(
        assessment_id=assessment_id,
        draft_id=assessment.draft_id,
        purpose=run.purpose,
        endpoint_id=endpoint_id,
        endpoint_version=1,
        endpoint_host="models.example",
        model=run.model,
        output_mode=OutputMode.STRICT_SCHEMA,
        prompt_id="provision-score",
        prompt_version=run.prompt_version,
        prompt_sha256=PROMPT_HASH,
        schema_sha256=PROMPT_HASH,
        checklist_sha256=assessment.checklist_sha256,
        policy_version=1,
        budget=Budget(tokens=10_000_000),
        currency=run.currency,
    )


def _end(
    records: Any, assessment_id: int, run_id: int, task_id: int, cell: Cell, answer: Answer, run: Run
) -> None:
    if answer not in (Outcome.CANCELLED, Outcome.OVER_BUDGET):  # those were never sent
        cost = Cost(Usage(900, 90, 400), run.micro, estimated=False)
        assert records.runs.reserve(run_id, cost.spending)
        attempt = records.attempts.begin(NewAttempt(task_id, run_id, 1, PROMPT_HASH, cost))
        if answer is not Outcome.INTERRUPTED:  # its end was never kept
            reply = Reply(200, run.seconds, text="…", finish_reason="stop", usage=cost.usage)
            records.attempts.end(AttemptEnd(attempt, run_id, reply, cost, cost))
    rating = answer if isinstance(answer, Rating) else None
    if rating is not None or answer is Outcome.ABSTAINED:
        quotes = tuple(SuggestedQuote("words", "why", state, None) for state in run.quotes)
        content = suggestion(rating, abstained=rating is None, quotes=quotes if rating else ())
        words = records.drafts.text(records.assessments.get(assessment_id).draft_id, cell[0])
        new = NewSuggestion(
            task_id, attempt, run_id, assessment_id, *cell, words.sha256, PROMPT_HASH, content
        )
        records.attempts.add_suggestion(new)
    outcome = Outcome.ANSWERED if isinstance(answer, Rating) else answer
    records.runs.end_task(task_id, outcome, "" if isinstance(answer, Rating) else "It came to this.")
