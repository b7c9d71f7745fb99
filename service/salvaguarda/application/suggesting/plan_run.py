"""Plan a run: which cells it asks about, whom, and with what; everything that is checked before anything costs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import Cell, NewRun
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.application.suggesting.prepare import Asking
from salvaguarda.domain.errors import Conflict, Invalid, Problem
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import OutputMode
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.prompts import Prompt, PromptStatus, PromptTask


@dataclass(frozen=True, slots=True)
class RunWish:
    """What a person wants asked. provisions, criteria: row paths and criterion ids; None is all.

    skips_known: leave out cells that this prompt was answered for already, or is being asked for, by this model there.
    """

    purpose: Purpose
    endpoint_id: int
    prompt: tuple[str, str]
    provisions: Sequence[str] | None = None
    criteria: Sequence[str] | None = None
    skips_known: bool = True
    budget: Budget = Budget()  # noqa: RUF009  (frozen)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A run as it would be. cells: in the order of asking. skipped: cells left out because they are known."""

    assessment: AssessmentRecord
    sheet: Sheet
    policy: PolicyRecord
    endpoint: EndpointRecord
    asking: Asking
    run: NewRun
    cells: tuple[Cell, ...]
    skipped: int


def plan_run(
    records: Records, sheets: Sheets, prompts: Prompts, assessment_id: int, wish: RunWish
) -> RunPlan:
    """The plan; NotFound (assessment, endpoint, prompt), Invalid when it names rows or criteria that are none of it."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    endpoint = records.endpoints.get(wish.endpoint_id)
    prompt = prompts.get(*wish.prompt)
    check_prompt(prompt, wish.purpose)
    policy = records.policies.get(assessment_id)
    run = new_run(assessment, policy, endpoint, prompt, wish.purpose, wish.budget)
    wanted = _cells(sheet, wish)
    known = records.runs.known_cells(run) if wish.skips_known else set()
    cells = tuple(cell for cell in wanted if cell not in known)
    asking = Asking(endpoint.settings, run.output_mode, prompt)
    return RunPlan(assessment, sheet, policy, endpoint, asking, run, cells, len(wanted) - len(cells))


def new_run(
    assessment: AssessmentRecord,
    policy: PolicyRecord,
    endpoint: EndpointRecord,
    prompt: Prompt,
    purpose: Purpose,
    budget: Budget,
) -> NewRun:
    """What is kept of a run, with everything as it is now. An endpoint that was never tested is planned with the strongest
    mode; it cannot be started.
    """
    settings, probe = endpoint.settings, endpoint.probe
    mode = probe.output_mode if probe is not None else None
    return NewRun(
        assessment_id=assessment.id,
        draft_id=assessment.draft_id,
        purpose=purpose,
        endpoint_id=endpoint.id,
        endpoint_version=endpoint.version,
        endpoint_host=settings.host,
        model=settings.model,
        output_mode=mode or OutputMode.STRICT_SCHEMA,
        prompt_id=prompt.id,
        prompt_version=prompt.version,
        prompt_sha256=prompt.sha256,
        schema_sha256=prompt.schema_sha256,
        checklist_sha256=assessment.checklist_sha256,
        policy_version=policy.version,
        budget=budget,
        currency=None if settings.prices is None else settings.prices.currency,
    )


def check_prompt(prompt: Prompt, purpose: Purpose) -> None:
    """Return when this prompt may be used for it; Conflict otherwise."""
    task = PromptTask.REDRAFT if purpose is Purpose.REDRAFT else PromptTask.SCORE
    if prompt.task is not task:
        raise Conflict(
            f"{prompt.id} {prompt.version} is a prompt for another task. Choose one for {task.value}."
        )
    if prompt.status is PromptStatus.RETIRED:
        raise Conflict(f"{prompt.id} {prompt.version} is retired. Choose a version that is active.")
    if prompt.status is PromptStatus.DRAFT and purpose is not Purpose.EVALUATION:
        raise Conflict(f"{prompt.id} {prompt.version} is a draft: it may be used for evaluation only.")


def _cells(sheet: Sheet, wish: RunWish) -> tuple[Cell, ...]:
    """Criterion by criterion, each over its rows in document order: what is sent then begins with the same words."""
    problems = [
        *_unknown("provisions", "row", wish.provisions, sheet.by_path),
        *_unknown("criteria", "criterion", wish.criteria, sheet.checklist.by_id),
    ]
    if problems:
        raise Invalid(problems[0].what, problems)
    paths = sheet.by_path.keys() if wish.provisions is None else frozenset(wish.provisions)
    criteria = sheet.checklist.by_id.keys() if wish.criteria is None else frozenset(wish.criteria)
    rows = [row for row in sheet.rows if row.path in paths]
    return tuple(
        (row.path, criterion.id)
        for criterion in sheet.checklist.criteria
        if criterion.id in criteria
        for row in rows
        if criterion.id in row.in_scope
    )


def _unknown(where: str, noun: str, wanted: Sequence[str] | None, known: Collection[str]) -> list[Problem]:
    return [
        Problem(f"{where}.{place}", f"There is no {noun} {each!r} in this assessment.", "Leave it out.")
        for place, each in enumerate(wanted or ())
        if each not in known
    ][:20]
