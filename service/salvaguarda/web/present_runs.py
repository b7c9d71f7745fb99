"""Runs, estimates and redrafts for the wire."""

from collections.abc import Iterable

from salvaguarda.application.ports.runs import EndedTask, RunRecord
from salvaguarda.application.sheets import Sheet
from salvaguarda.application.suggesting.ask_redraft import RedraftView
from salvaguarda.application.suggesting.estimate_run import RunEstimate
from salvaguarda.application.suggesting.show_runs import RunView
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import amount_of
from salvaguarda.domain.suggestions.progress import shown_outcomes
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.runs import EstimateOut, FlaggedOut, OutcomesOut, RedraftOut, RunOut, TaskOut


def present_run(view: RunView, reader: Person | None) -> RunOut:
    """A run; for nobody in particular (reader None) without any person."""
    run, standing = view.run, view.standing
    wish, budget, currency = run.wish, run.wish.budget, run.wish.currency
    waiting = standing.counts.get(None, 0)
    tasks = sum(standing.counts.values())
    return RunOut(
        id=run.id,
        assessment_id=wish.assessment_id,
        version=run.version,
        purpose=wish.purpose.value,
        state=run.state.value,
        reason=run.reason,
        endpoint_id=wish.endpoint_id,
        endpoint_name=run.endpoint_name,
        endpoint_host=wish.endpoint_host,
        model=wish.model,
        output_mode=wish.output_mode.value,
        prompt_id=wish.prompt_id,
        prompt_version=wish.prompt_version,
        tasks=tasks,
        ended=tasks - waiting,
        asked=standing.asked,
        outcomes=OutcomesOut(**shown_outcomes(standing.counts)),
        spent_tokens=run.spent.tokens,
        spent_money=_money(run.spent.micro, currency),
        estimated_spending=run.estimated,
        budget_tokens=budget.tokens,
        budget_money=_money(budget.micro, currency),
        currency=currency,
        seconds_left=None if view.seconds_left is None else round(view.seconds_left, 1),
        resumes_at=standing.resumes_at,
        created_at=run.created_at,
        created_by=None if reader is None else present_person(run.created_by, reader),
        started_at=run.started_at,
        finished_at=run.finished_at,
        may_steer=view.may_steer,
    )


@present_current.register
def _current_run(current: RunRecord, reader: Person | None) -> object:  # noqa: ARG001  (it names no person)
    """What a 412 shows of a run: where it stands; the page loads the rest."""
    return {
        "id": current.id,
        "version": current.version,
        "state": current.state.value,
        "reason": current.reason,
    }


def present_estimate(estimate: RunEstimate) -> EstimateOut:
    """An estimate."""
    currency = estimate.currency
    return EstimateOut(
        tasks=estimate.tasks,
        skipped=estimate.skipped,
        input_tokens=estimate.likely_input,
        output_tokens=estimate.likely.tokens - estimate.likely_input,
        most_tokens=estimate.most.tokens,
        money=_money(estimate.likely.micro, currency),
        most_money=_money(estimate.most.micro, currency),
        currency=currency,
        seconds=None if estimate.seconds is None else round(estimate.seconds, 1),
        flagged=[
            FlaggedOut(row.path, row.label, [flag.value for flag in flags]) for row, flags in estimate.flagged
        ],
        statement=estimate.statement,
    )


def present_tasks(sheet: Sheet, tasks: Iterable[EndedTask]) -> list[TaskOut]:
    """Ended tasks with the names of their rows and criteria."""
    rows, criteria = sheet.by_path, sheet.checklist.by_id
    return [
        TaskOut(
            provision=task.provision,
            label=rows[task.provision].label if task.provision in rows else task.provision,
            criterion=task.criterion,
            code=criteria[task.criterion].code if task.criterion in criteria else "",
            outcome=task.outcome.value,
            reason=task.reason,
            attempts=task.attempts,
        )
        for task in tasks
    ]


def present_redraft(view: RedraftView) -> RedraftOut:
    """A redraft as its own reader sees it."""
    run, redraft = view.run, view.redraft
    if run is None:
        return RedraftOut("none")
    came = redraft is not None
    state = "asking" if view.outcome is None else "ready" if came else "failed"
    return RedraftOut(
        state=state,
        run_id=run.id,
        outcome=None if view.outcome is None else view.outcome.value,
        reason=(redraft.abstain_reason if redraft is not None else view.reason) or run.reason or None,
        text=None if redraft is None else redraft.redraft,
        rationale=None if redraft is None else redraft.rationale,
        redline=[(each.sign, each.text, each.note) for each in view.redline],
        model=run.wish.model,
        endpoint_name=run.endpoint_name,
        endpoint_host=run.wish.endpoint_host,
        prompt_id=run.wish.prompt_id,
        prompt_version=run.wish.prompt_version,
    )


def _money(micro: int | None, currency: str | None) -> str | None:
    return None if micro is None or currency is None else amount_of(micro)
