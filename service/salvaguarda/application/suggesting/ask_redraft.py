"""Redrafts: one reviewer asks a model for other words of one provision. Shown as a redline, taken over by hand only."""

from collections.abc import Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import Cell, RunRecord
from salvaguarda.application.ports.suggestions import NewReveal
from salvaguarda.application.reveal_suggestion import log_reveal
from salvaguarda.application.save_score import check_cell
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.application.suggesting.log_run import log_run
from salvaguarda.application.suggesting.permission import NOTHING_AGREED, why_not
from salvaguarda.application.suggesting.plan_run import new_run
from salvaguarda.application.suggesting.prepare import Asking, request_for
from salvaguarda.application.suggesting.question import question_values
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person
from salvaguarda.domain.redline import Operation, redline
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import Consent, RevealMode
from salvaguarda.domain.suggestions.progress import ENDED
from salvaguarda.domain.suggestions.prompts import Prompt, PromptStatus, PromptTask
from salvaguarda.domain.suggestions.suggestion import Suggestion

_ATTEMPTS = 2
"""A request may be asked once more, when its answer is cut off or not of the form that was asked for."""


@dataclass(frozen=True, slots=True)
class _Place:
    assessment: AssessmentRecord
    sheet: Sheet
    policy: PolicyRecord
    endpoint: EndpointRecord


@dataclass(frozen=True, slots=True)
class RedraftView:
    """The newest redraft of a cell that its reader asked for. run: None when they asked for none.

    outcome: None while it is being asked. redraft: None unless it came.
    """

    run: RunRecord | None = None
    outcome: Outcome | None = None
    reason: str = ""
    redraft: Suggestion | None = None
    redline: Sequence[Operation] = ()


def ask_redraft(
    records: Records, sheets: Sheets, prompts: Prompts, assessment_id: int, cell: Cell, by: Person
) -> RedraftView:
    """Ask for one. NotFound (assessment, row, criterion), Conflict: before the own rating, when policy or endpoint do not
    allow it, when one is being asked already, or when what reviewers may spend is used up.
    """
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    check_cell(sheet, *cell)
    known = records.runs.redraft(assessment_id, cell, by.id)
    if known is not None and known.state not in ENDED:
        raise Conflict("A redraft of this is being asked for already. Wait for it, or cancel it.")
    own = records.scores.own_cell(assessment_id, *cell, by.id)
    if own is None or own.words.rating is None:
        raise Conflict("Rate this yourself first. Then ask for a redraft.")
    policy = records.policies.get(assessment_id)
    endpoint = _endpoint(records, policy)
    _start(records, prompts, _Place(assessment, sheet, policy, endpoint), cell, by)
    return load_redraft(records, assessment_id, cell, by)


def load_redraft(records: Records, assessment_id: int, cell: Cell, reader: Person) -> RedraftView:
    """The newest redraft of this cell that this reader asked for, without its redline; never anybody else's."""
    records.assessments.get(assessment_id)
    run = records.runs.redraft(assessment_id, cell, reader.id)
    if run is None:
        return RedraftView()
    _, outcome, reason = records.runs.only_task(run.id)
    return RedraftView(run, outcome, reason, records.attempts.suggestion(run.id))


def keep_shown(records: Records, assessment_id: int, cell: Cell, reader: Person) -> bool:
    """Keep that the redraft is shown to its reader, as any suggestion that is; before it is.

    False when it may not be: the own rating was withdrawn since.
    """
    found = records.suggestions.redraft(assessment_id, *cell, reader.id)
    if found is None:
        return False
    own = records.scores.own_cell(assessment_id, *cell, reader.id)
    rating, revision = (None, 0) if own is None else (own.words.rating, own.revision)
    if rating is None and found.mode is RevealMode.BLIND_FIRST:  # withdrawn in another tab a moment ago
        return False
    records.reveals.add(NewReveal((assessment_id, *cell), reader.id, rating, revision, found))
    log_reveal(records, (assessment_id, *cell), reader.id, found)
    return True


def draw(records: Records, view: RedraftView) -> tuple[str, str] | None:
    """The words of the provision and those proposed, between which the redline is drawn; None when there are none."""
    if view.run is None or view.redraft is None or view.redraft.redraft is None:
        return None
    (path, _), _, _ = records.runs.only_task(view.run.id)
    return records.drafts.text(view.run.wish.draft_id, path).text, view.redraft.redraft


def _endpoint(records: Records, policy: PolicyRecord) -> EndpointRecord:
    """The one that is agreed to; with LOCAL the first that may be used."""
    agreed = policy.policy
    if agreed.endpoint_id is not None:
        endpoint = records.endpoints.get(agreed.endpoint_id)
        reason = why_not(agreed, endpoint)
        if reason:
            raise Conflict(reason)
        return endpoint
    if agreed.consent is Consent.NONE:
        raise Conflict(NOTHING_AGREED)
    for endpoint in records.endpoints.every():
        if not why_not(agreed, endpoint):
            return endpoint
    raise Conflict(
        "No endpoint on this machine can be used now. Ask the owner to set one up, test it and switch it on."
    )


def _prompt(prompts: Prompts) -> Prompt:
    for prompt in prompts.every():  # newest first
        if prompt.task is PromptTask.REDRAFT and prompt.status is PromptStatus.ACTIVE:
            return prompt
    raise Conflict("There is no active prompt for redrafts here.")


def _start(records: Records, prompts: Prompts, place: _Place, cell: Cell, by: Person) -> None:
    """Keep a run of one task, with as much of what is left as it may need."""
    asking = Asking(place.endpoint.settings, _mode(place.endpoint), _prompt(prompts))
    words = records.drafts.text(place.assessment.draft_id, cell[0])
    values = question_values(place.sheet, words, cell[1])
    needed = request_for(prompts, asking, values).reserved.spending.tokens
    records.runs.hold_redrafts(place.assessment.id)
    left = place.policy.policy.request_tokens - records.runs.redraft_tokens(place.assessment.id)
    if left < needed:
        raise Conflict(
            f"A redraft of this may take up to {needed:,} tokens, and of what reviewers of this assessment may spend "
            f"{max(0, left):,} are left. Whoever opened the assessment can allow more in its policy."
        )
    budget = Budget(tokens=min(left, _ATTEMPTS * needed))
    run = new_run(place.assessment, place.policy, place.endpoint, asking.prompt, Purpose.REDRAFT, budget)
    run_id = records.runs.add(run, [cell], by.id)
    log_run(records, "ask for redraft", run_id, by.id, questions=1)


def _mode(endpoint: EndpointRecord) -> OutputMode:
    """The way of answering that its test found; `why_not` has seen to it that there is one."""
    assert endpoint.probe is not None
    assert endpoint.probe.output_mode is not None
    return endpoint.probe.output_mode


def drawn(words: tuple[str, str] | None) -> Sequence[Operation]:
    """The redline. Slow for long texts: to be run off the event loop."""
    return () if words is None else redline(*words)
