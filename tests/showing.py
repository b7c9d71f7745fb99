"""Suggestions as reviewers were shown them, kept as if a run had made them; for what is built on reveals and decisions."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import insert

from salvaguarda.adapters.db.records.suggestion_json import suggestion_text
from salvaguarda.adapters.db.tables.suggestions import decision, reveal
from salvaguarda.application.ports.attempts import AttemptEnd, NewAttempt, NewSuggestion
from salvaguarda.application.ports.runs import NewRun
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.domain.evidence import quote_at
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.budget import Budget, reservation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction
from salvaguarda.domain.suggestions.replies import Reply, Usage
from salvaguarda.domain.suggestions.suggestion import QuoteState, SuggestedQuote, Suggestion

PROMPT_HASH = sha256(b"prompt").hexdigest()


@dataclass(frozen=True)
class Shown:
    """A reveal as it is kept: its id, and the moment."""

    id: int
    at: str


def suggestion(
    rating: Rating | None = Rating.PARTLY, rationale: str = "A judge is named.", **more: Any
) -> Suggestion:
    """A suggestion without quotes; see `quoting`."""
    fields: dict[str, Any] = {
        "rating": rating,
        "abstained": False,
        "abstain_reason": "",
        "rationale": rationale,
        "quotes": (),
        "missing_safeguards": (),
        "uncertainty": None,
        "redraft": None,
        "flags": (),
    }
    return Suggestion(**fields | more)


def quoting(words: str, text: str) -> SuggestedQuote:
    """Words of a text as a suggestion quotes them."""
    start = text.index(words)
    return SuggestedQuote(words, "It says so.", QuoteState.EXACT, quote_at(text, start, start + len(words)))


def show(
    records: Any,
    assessment_id: int,
    cell: tuple[str, str],
    person_id: int,
    seen: Suggestion | None = None,
    **columns: Any,
) -> Shown:
    """Keep that a person was shown a suggestion after the own rating that is kept now. records: SqlRecords.

    columns: of the table, in place of the usual ones (model, endpoint_host, prompt_id …).
    """
    path, criterion = cell
    assessment = records.assessments.get(assessment_id)
    own = records.scores.own_cell(assessment_id, path, criterion, person_id)
    kept = suggestion_text(seen or suggestion())
    values = {
        "suggestion_id": None,
        "assessment_id": assessment_id,
        "draft_id": assessment.draft_id,
        "provision": path,
        "criterion": criterion,
        "person_id": person_id,
        "at": records.now,
        "purpose": "review" if seen is None or seen.redraft is None else "redraft",
        "mode": "blind_first" if own and own.words.rating else "on_request",
        "rating_before": own and own.words.rating,
        "score_revision_before": own.revision if own else 0,
        "model": "model-1",
        "endpoint_name": "Test server",
        "endpoint_host": "models.example:8443",
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "prompt_sha256": PROMPT_HASH,
        "request_sha256": sha256(f"{cell}".encode()).hexdigest(),
        "checklist_sha256": assessment.checklist_sha256,
        "text_sha256": records.drafts.text(assessment.draft_id, path).sha256,
        "seen": kept,
        "seen_sha256": sha256(kept.encode()).hexdigest(),
        **columns,
    }
    added = records.connection.execute(insert(reveal).returning(reveal.c.id), values)
    return Shown(added.scalar_one(), values["at"])


def decide(
    records: Any,
    shown: Shown,
    person_id: int,
    action: DecisionAction,
    reason: str,
    *,
    before: Rating | None,
    score: ScoreRecord | None,
    number: int = 1,
) -> None:
    """Keep a decision. score: as it is after it, written by it or (when it rejects) kept; None when there is none."""
    values = {
        "reveal_id": shown.id,
        "number": number,
        "action": action.value,
        "reason": reason,
        "rating_before": before,
        "rating_after": score.words.rating if score else None,
        "score_id": score.id if score else None,
        "score_revision": score.revision if score else 0,
        "at": records.now,
        "person_id": person_id,
    }
    records.connection.execute(insert(decision), values)


def propose(records: Any, assessment_id: int, cell: tuple[str, str], by: int, content: Suggestion) -> None:
    """Keep a suggestion that nobody was shown yet, with its run, as the worker leaves it. records: SqlRecords."""
    assessment = records.assessments.get(assessment_id)
    words = records.drafts.text(assessment.draft_id, cell[0])
    settings = EndpointSettings("Test server", "https://models.example:8443/v1", "model-1", Locality.PROVIDER)
    hashes = dict.fromkeys(("prompt_sha256", "schema_sha256"), PROMPT_HASH)
    run = NewRun(
        assessment_id=assessment_id,
        draft_id=assessment.draft_id,
        purpose=Purpose.REVIEW,
        endpoint_id=records.endpoints.add(settings, by, enabled=True),
        endpoint_version=1,
        endpoint_host=settings.host,
        model=settings.model,
        output_mode=OutputMode.STRICT_SCHEMA,
        prompt_id="provision-score",
        prompt_version="1.0.0",
        checklist_sha256=assessment.checklist_sha256,
        policy_version=1,
        budget=Budget(tokens=1_000_000),
        currency=None,
        **hashes,
    )
    run_id = records.runs.add(run, [cell], by)
    (task,) = records.runs.waiting(run_id, (), 1)
    cost = reservation(1_000, 100, None)
    assert records.runs.reserve(run_id, cost.spending)
    attempt = records.attempts.begin(NewAttempt(task.id, run_id, 1, PROMPT_HASH, cost))
    raw = f'{{"content": "{content.rationale}"}}'
    reply = Reply(200, 1.0, text="…", finish_reason="stop", usage=Usage(900, 90), raw=raw)
    records.attempts.end(AttemptEnd(attempt, run_id, reply, cost, cost))
    records.attempts.add_suggestion(
        NewSuggestion(task.id, attempt, run_id, assessment_id, *cell, words.sha256, PROMPT_HASH, content)
    )
    records.runs.end_task(task.id, Outcome.ABSTAINED if content.abstained else Outcome.ANSWERED, "")
