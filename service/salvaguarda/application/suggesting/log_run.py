"""What the audit log and the events say of runs."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.suggestions.outcomes import Purpose

TOLD = 20
"""How often the progress of one run is told at most: when another twentieth of its questions was answered."""


def log_run(
    records: Records, act: str, run_id: int, person_id: int | None, questions: int | None = None
) -> None:
    """Log what became of a run, and tell it. person_id: None when it ended, or was stopped, by itself.

    questions: how many are asked, for a run that starts. A redraft is the affair of whoever asked for it: it is logged as
    theirs and not told.
    """
    run = records.runs.get(run_id)
    wish = run.wish
    after: dict[str, object] = {"state": run.state}
    if questions is not None:
        after |= {
            "questions": questions,
            "endpoint": wish.endpoint_id,
            "model": wish.model,
            "prompt": f"{wish.prompt_id}@{wish.prompt_version}",
            "budget_tokens": wish.budget.tokens,
        }
    subject = {"run": run.id} | _whose(records, run)
    records.log.add(NewEntry(act, person_id, subject, None, after, wish.assessment_id))
    tell_run(records, run, person_id)


def tell_run(records: Records, run: RunRecord, person_id: int | None = None) -> None:
    """Tell that a run changed; not of a redraft, which would tell who rated what."""
    if run.wish.purpose is not Purpose.REDRAFT:
        records.events.add(run.wish.assessment_id, EventKind.RUN_CHANGED, person_id, run=run.id)


def tell_progress(records: Records, run_id: int, settled: int) -> None:
    """Tell that a run went on, when it came far enough since. settled: questions of it that ended just now."""
    run = records.runs.get(run_id)
    counts = records.runs.standing(run).counts
    every = sum(counts.values())
    ended = every - counts.get(None, 0)
    if every and (ended - settled) * TOLD // every < ended * TOLD // every:
        tell_run(records, run)


def _whose(records: Records, run: RunRecord) -> dict[str, object]:
    if run.wish.purpose is not Purpose.REDRAFT:
        return {}
    (path, criterion), _, _ = records.runs.only_task(run.id)
    return {"provision": path, "criterion": criterion, "person": run.created_by.id}
