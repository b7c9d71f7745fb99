"""Start a run: keep it with all its tasks. Nothing is rendered or sent here; the worker does that."""

from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.log_run import log_run
from salvaguarda.application.suggesting.permission import why_not
from salvaguarda.application.suggesting.plan_run import RunPlan, RunWish, plan_run
from salvaguarda.application.suggesting.show_runs import RunView, view_of
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Invalid, Problem
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import EndpointSettings


def start_run(
    records: Records, sheets: Sheets, prompts: Prompts, assessment_id: int, wish: RunWish, by: Person
) -> RunView:
    """Keep the run; it is asked as soon as the worker looks.

    Forbidden, NotFound, Invalid (no budget, rows or criteria that are none), Conflict (policy, endpoint or prompt do not
    allow it, or everything was asked already).
    """
    require_role(records, assessment_id, by.id, Act.STEER_RUNS)
    plan = plan_run(records, sheets, prompts, assessment_id, wish)
    check_budget(wish.budget, plan.endpoint.settings)
    check_allowed(plan)
    if not plan.cells:
        raise Conflict(_nothing_to_ask(plan.skipped))
    run_id = records.runs.add(plan.run, plan.cells, by.id)
    log_run(records, "start run", run_id, by.id, len(plan.cells))
    return view_of(records, records.runs.get(run_id), by)


def check_allowed(plan: RunPlan) -> None:
    """Return when policy and endpoint allow it; Conflict that says what to do otherwise."""
    reason = why_not(plan.policy.policy, plan.endpoint)
    if reason:
        raise Conflict(reason)


def check_budget(budget: Budget, settings: EndpointSettings) -> None:
    """Return when the budget limits something, in units that are counted; Invalid otherwise."""
    if budget.micro is not None and settings.prices is None:
        problem = Problem(
            "budget_money",
            f"The endpoint “{settings.name}” has no prices, so money cannot be counted.",
            "Set a budget of tokens, or ask the owner to set prices.",
        )
        raise Invalid(problem.what, [problem])
    if budget.tokens is None and budget.micro is None:
        problem = Problem("budget_tokens", "A run needs a budget.", "Say how many tokens, or how much money.")
        raise Invalid(problem.what, [problem])


def _nothing_to_ask(skipped: int) -> str:
    if skipped:
        return (
            f"Each of the {skipped} chosen cells was answered already, or is being asked. "
            "Choose others, or ask them again on purpose."
        )
    return "None of the chosen criteria is asked of the chosen provisions. Choose others."
