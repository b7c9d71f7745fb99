"""Questions to a model as runs leave them, without a model: what reveals, decisions and hiding are tested on."""

from typing import Any

from salvaguarda.application.ports.attempts import AttemptEnd, NewAttempt, NewSuggestion
from salvaguarda.application.ports.runs import NewRun
from salvaguarda.application.set_policy import set_policy
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.budget import Budget, reservation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose, RunState
from salvaguarda.domain.suggestions.policy import Consent, Policy, RevealMode
from salvaguarda.domain.suggestions.quotes import to_suggestion
from salvaguarda.domain.suggestions.replies import Reply, Usage
from salvaguarda.domain.suggestions.statements import statement_of
from salvaguarda.domain.suggestions.suggestion import Answer, Suggestion, Uncertainty

PROVIDER = EndpointSettings("Test provider", "https://models.example:8443/v1", "model-1", Locality.PROVIDER)
_HASH = "ab" * 32


def answer(
    rating: Rating | None = Rating.PARTLY,
    rationale: str = "A judge is named.",
    quotes: tuple[tuple[str, str], ...] = (),
) -> Answer:
    """A valid answer; an abstention without a rating."""
    return Answer(
        abstained=rating is None,
        abstain_reason="" if rating else rationale,
        rating=rating,
        rationale=rationale,
        quotes=quotes,
        missing_safeguards=("No time limit.",),
        uncertainty=Uncertainty.LOW if rating else None,
    )


def endpoint_id(records: Any, person_id: int, settings: EndpointSettings = PROVIDER) -> int:
    """The endpoint of these settings, kept when it is first asked for."""
    known = {each.settings.name: each.id for each in records.endpoints.every()}
    return int(known.get(settings.name) or records.endpoints.add(settings, person_id, enabled=True))


def ask(
    records: Any, assessment_id: int, cell: tuple[str, str], by: int, purpose: Purpose = Purpose.REVIEW
) -> tuple[int, int]:
    """A run of one question that waits for its answer; ids of the run and the task."""
    assessment = records.assessments.get(assessment_id)
    run = NewRun(
        assessment_id=assessment_id,
        draft_id=assessment.draft_id,
        purpose=purpose,
        endpoint_id=endpoint_id(records, by),
        endpoint_version=1,
        endpoint_host=PROVIDER.host,
        model=PROVIDER.model,
        output_mode=OutputMode.STRICT_SCHEMA,
        prompt_id="provision-score",
        prompt_version="1.0.0",
        prompt_sha256=_HASH,
        schema_sha256=_HASH,
        checklist_sha256=assessment.checklist_sha256,
        policy_version=1,
        budget=Budget(tokens=1_000_000),
        currency=None,
    )
    run_id = records.runs.add(run, [cell], by)
    (task,) = records.runs.waiting(run_id, (), 1)
    return run_id, task.id


def propose(
    records: Any,
    assessment_id: int,
    cell: tuple[str, str],
    by: int,
    content: Answer | Suggestion,
    purpose: Purpose = Purpose.REVIEW,
) -> None:
    """A question that was answered with this, as the worker leaves it."""
    run_id, task_id = ask(records, assessment_id, cell, by, purpose)
    words = records.drafts.text(records.assessments.get(assessment_id).draft_id, cell[0])
    kept = content if isinstance(content, Suggestion) else to_suggestion(content, words.text, ())
    cost = reservation(1_000, 100, None)
    assert records.runs.reserve(run_id, cost.spending)
    attempt = records.attempts.begin(NewAttempt(task_id, run_id, 1, _HASH, cost))
    raw = f'{{"content": "{kept.rationale}"}}'
    reply = Reply(200, 1.0, text="…", finish_reason="stop", usage=Usage(900, 90), raw=raw)
    records.attempts.end(AttemptEnd(attempt, run_id, reply, cost, cost))
    records.attempts.add_suggestion(
        NewSuggestion(task_id, attempt, run_id, assessment_id, *cell, words.sha256, _HASH, kept)
    )
    records.runs.end_task(task_id, Outcome.ABSTAINED if kept.abstained else Outcome.ANSWERED, "")
    records.runs.set_state(run_id, RunState.FINISHED)


def agree(records: Any, assessment_id: int, person: Person, reveal: RevealMode) -> None:
    """A policy that lets words be sent to PROVIDER, and shows suggestions in this way."""
    policy = Policy(
        Consent.PROVIDER,
        endpoint_id(records, person.id),
        reveal,
        100_000,
        statement_of(Consent.PROVIDER, PROVIDER),
    )
    version = records.policies.get(assessment_id).version
    set_policy(records, assessment_id, version, policy, person)
