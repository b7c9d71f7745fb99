"""Estimate a run: how many questions, tokens, how much money and time. Nothing is kept or sent.

Rendering thousands of prompts takes seconds, so one question of each criterion is rendered, and how much longer the others
are is computed from the words that differ. The upper bound stays one: what differs is counted as long as it can be.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salvaguarda.application.ports.attempts import Pace
from salvaguarda.application.ports.drafts import ProvisionText
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.plan_run import RunPlan, RunWish, plan_run
from salvaguarda.application.suggesting.prepare import request_for
from salvaguarda.application.suggesting.question import criterion_values, row_values
from salvaguarda.domain.access import Act
from salvaguarda.domain.matrix import Row
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Cost, Spending, estimate, reservation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.flags import flags_of_values
from salvaguarda.domain.suggestions.policy import Consent
from salvaguarda.domain.suggestions.progress import seconds_left
from salvaguarda.domain.suggestions.statements import statement_of
from salvaguarda.domain.suggestions.suggestion import Flag

_LONG = 100
_VARYING = ("label", "heading", "context", "provision")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan with the words of its rows, and how the endpoint answered before."""

    plan: RunPlan
    words: Mapping[str, ProvisionText]
    pace: Pace | None


@dataclass(frozen=True, slots=True)
class RunEstimate:
    """likely: our estimate; most: the upper bound when each question is asked once. seconds: None when unknown.

    flagged: rows in document order, with why a reviewer should look twice. statement: what leaves the machine.
    """

    tasks: int
    skipped: int
    likely: Spending
    likely_input: int
    most: Spending
    currency: str | None
    seconds: float | None
    flagged: tuple[tuple[Row, tuple[Flag, ...]], ...]
    statement: str


def load_estimate(
    records: Records, sheets: Sheets, prompts: Prompts, assessment_id: int, wish: RunWish, by: Person
) -> Loaded:
    """What an estimate is computed from; Forbidden, NotFound, Invalid and Conflict as when the run is planned."""
    require_role(records, assessment_id, by.id, Act.STEER_RUNS)
    plan = plan_run(records, sheets, prompts, assessment_id, wish)
    paths = {path for path, _ in plan.cells}
    texts = records.drafts.texts(plan.assessment.draft_id) if paths else {}
    words = {path: text for path, text in texts.items() if path in paths}
    return Loaded(plan, words, records.attempts.pace(wish.endpoint_id))


def compute_estimate(prompts: Prompts, loaded: Loaded) -> RunEstimate:
    """The estimate. Pure, and slow for a whole draft: to be run off the event loop."""
    plan, pace = loaded.plan, loaded.pace
    settings, prompt = plan.asking.settings, plan.asking.prompt
    sizes = list(_sizes(prompts, loaded))
    written = prompt.max_output_tokens // 2 if pace is None else round(pace.output_tokens)
    likely = [estimate(size, written, settings.prices) for size in sizes]
    most = [reservation(size, prompt.max_output_tokens, settings.prices) for size in sizes]
    return RunEstimate(
        tasks=len(plan.cells),
        skipped=plan.skipped,
        likely=_sum(likely),
        likely_input=sum(cost.usage.input for cost in likely),
        most=_sum(most),
        currency=plan.run.currency,
        seconds=seconds_left(len(sizes), None if pace is None else pace.seconds, settings.concurrency),
        flagged=_flagged(loaded),
        statement=_statement(plan),
    )


def _sizes(prompts: Prompts, loaded: Loaded) -> Iterable[int]:
    """Bytes of each question, never less than they are."""
    plan = loaded.plan
    short = {"language": plan.sheet.checklist.language, **dict.fromkeys(_VARYING, "x")}
    slopes: dict[str, int] = {}
    bases: dict[str, int] = {}
    rows = {path: plan.sheet.by_path[path] for path in loaded.words}
    lengths = {path: _lengths(row, loaded.words[path].text) for path, row in rows.items()}
    for path, criterion in plan.cells:
        if criterion not in bases:
            values = {**criterion_values(plan.sheet.checklist.by_id[criterion]), **short}
            bases[criterion] = request_for(prompts, plan.asking, values).size
            slopes = slopes or _slopes(prompts, plan, values, bases[criterion])
        longer = (slopes[name] * max(0, lengths[path][name] - 1) for name in _VARYING)
        yield bases[criterion] + sum(longer)


def _slopes(prompts: Prompts, plan: RunPlan, values: Mapping[str, str], base: int) -> dict[str, int]:
    """Input → how often its words stand in a question."""
    longer = {name: {**values, name: "x" * (_LONG + 1)} for name in _VARYING}
    return {
        name: -(-(request_for(prompts, plan.asking, each).size - base) // _LONG)
        for name, each in longer.items()
    }


def _lengths(row: Row, text: str) -> dict[str, int]:
    """Input → bytes of its words as they stand in a request."""
    words = row_values(row, text).items()
    return {name: len(json.dumps(each, ensure_ascii=False).encode()) - 2 for name, each in words}


def _flagged(loaded: Loaded) -> tuple[tuple[Row, tuple[Flag, ...]], ...]:
    rows = [row for row in loaded.plan.sheet.rows if row.path in loaded.words]
    found = ((row, flags_of_values(row_values(row, loaded.words[row.path].text))) for row in rows)
    return tuple((row, flags) for row, flags in found if flags)


def _statement(plan: RunPlan) -> str:
    settings: EndpointSettings = plan.endpoint.settings
    agreed = plan.policy.policy
    named = agreed.consent is Consent.PROVIDER and agreed.endpoint_id == plan.endpoint.id
    if settings.locality is Locality.LOCAL and not named:
        return statement_of(Consent.LOCAL)
    return statement_of(Consent.PROVIDER, settings)


def _sum(costs: Iterable[Cost]) -> Spending:
    return sum((cost.spending for cost in costs), Spending())
