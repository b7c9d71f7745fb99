"""One turn of the worker: a single durable transaction that settles replies and begins attempts.

Whatever is to be sent is looked at again here: the run's state, the policy, the endpoint, the budget, and whether exactly
this was asked before. What this transaction has begun may leave; nothing else may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from salvaguarda.application.ports.attempts import AttemptEnd, KnownAnswer, NewAttempt, NewSuggestion
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord
from salvaguarda.application.suggesting.interpret import Answered
from salvaguarda.application.suggesting.permission import why_not_run
from salvaguarda.application.suggesting.questions import Question, Unaskable
from salvaguarda.application.suggesting.steer_run import CANCELLED
from salvaguarda.domain.suggestions.budget import Cost, Spending
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from salvaguarda.domain.suggestions.progress import ENDED
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage
from salvaguarda.domain.suggestions.retries import Again, Blocks, Ends
from salvaguarda.domain.suggestions.suggestion import Suggestion

_NEVER_SENT = Reply(
    None, 0.0, Failure(FailureKind.NOT_ALLOWED, "It was not sent.", code="withdrawn", sent=False)
)
OVER_BUDGET = "Asking this might have gone over the budget of the run."


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be done. withdrawn: what was begun and will not leave, with its attempt's id. alarms: run id → why it is paused. looked_at: runs that may have ended by themselves."""

    answered: Sequence[Answered] = ()
    withdrawn: Sequence[tuple[Question, int]] = ()
    questions: Sequence[Question] = ()
    unaskable: Sequence[Unaskable] = ()
    alarms: Mapping[int, str] = field(default_factory=dict)
    looked_at: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done. begun: what may leave now, with its attempt's id. held: must wait until answers free their budget."""

    begun: tuple[tuple[Question, int], ...]
    held: tuple[Question, ...]


def take_turn(records: Records, turn: Turn) -> Taken:
    """Settle, then begin; all kept or nothing."""
    for each in turn.answered:
        _settle(records, each)
    for question, attempt_id in turn.withdrawn:
        _withdraw(records, question, attempt_id)
    for refused in turn.unaskable:
        _refuse(records, refused)
    for run_id, reason in turn.alarms.items():
        if records.runs.get(run_id).state is RunState.RUNNING:
            records.runs.set_state(run_id, RunState.PAUSED, reason)
    begun, held = _begin_all(records, turn.questions)
    touched = {*(each.question.place.run_id for each in turn.answered), *turn.looked_at}
    touched |= {question.place.run_id for question, _ in turn.withdrawn}
    touched |= {each.place.run_id for each in turn.questions} | {each.run_id for each in turn.unaskable}
    for run_id in sorted(touched):
        finish_if_done(records, run_id)
    return Taken(tuple(begun), tuple(held))


def finish_if_done(records: Records, run_id: int) -> None:
    """A run whose every task has an outcome is finished."""
    if records.runs.is_done(run_id) and records.runs.get(run_id).state not in ENDED:
        records.runs.set_state(run_id, RunState.FINISHED)


def _settle(records: Records, each: Answered) -> None:
    question, step = each.question, each.step
    run_id, task = question.place.run_id, question.task
    end = AttemptEnd(each.attempt_id, run_id, each.reply, question.request.reserved, each.cost)
    if not records.attempts.end(end):
        return  # somebody took it for lost meanwhile
    if isinstance(step, Ends):
        if each.suggestion is not None:
            _keep_suggestion(records, question, each.attempt_id, each.suggestion)
        records.runs.end_task(task.id, step.outcome, step.reason)
        return
    run = records.runs.get(run_id)
    if run.state is RunState.CANCELLED:
        records.runs.end_task(task.id, Outcome.CANCELLED, CANCELLED)
    elif isinstance(step, Again):
        records.runs.put_back(task.id, step.retry, _later(records.now, step.seconds))
    else:
        _block(records, run, step)


def _withdraw(records: Records, question: Question, attempt_id: int) -> None:
    """It never left: it cost nothing, and its task waits as before."""
    end = AttemptEnd(
        attempt_id,
        question.place.run_id,
        _NEVER_SENT,
        question.request.reserved,
        Cost(Usage(0, 0), 0, estimated=False),
    )
    if not records.attempts.end(end):
        return
    if records.runs.get(question.place.run_id).state is RunState.CANCELLED:
        records.runs.end_task(question.task.id, Outcome.CANCELLED, CANCELLED)
    else:
        records.runs.put_back(question.task.id, question.task.retry, None)


def may_still_send(records: Records, questions: Sequence[Question]) -> frozenset[int]:
    """The runs of these questions, one of each, that may send now."""
    return frozenset(question.place.run_id for question in questions if _refusal(records, question) == "")


def _block(records: Records, run: RunRecord, step: Blocks) -> None:
    if run.state is RunState.RUNNING:
        records.runs.set_state(run.id, RunState.BLOCKED, step.reason)


def _refuse(records: Records, refused: Unaskable) -> None:
    if refused.task is not None:
        records.runs.end_task(refused.task.id, Outcome.FAILED, refused.reason)
        return
    _block(records, records.runs.get(refused.run_id), Blocks(refused.reason))


def _begin_all(
    records: Records, questions: Sequence[Question]
) -> tuple[list[tuple[Question, int]], list[Question]]:
    begun: list[tuple[Question, int]] = []
    held: list[Question] = []
    by_run: dict[int, list[Question]] = {}
    for question in questions:
        by_run.setdefault(question.place.run_id, []).append(question)
    for run_id, asked in by_run.items():
        if not _may_send(records, run_id, asked[0]):
            continue
        known = _known(records, asked)
        for question in asked:
            before = known.get(question.request.sha256)
            if before is not None and before.text_sha256 == question.text_sha256:
                _keep_known(records, question, before)
            else:
                _begin(records, question, begun, held)
    return begun, held


def _may_send(records: Records, run_id: int, question: Question) -> bool:
    """Whether the run may send now; it is blocked when policy or endpoint say no."""
    refusal = _refusal(records, question)
    if refusal:
        records.runs.set_state(run_id, RunState.BLOCKED, refusal)
    return refusal == ""


def _refusal(records: Records, question: Question) -> str | None:
    """Why policy or endpoint let nothing of this run be sent, "" when they do; None when it does not run, or when the
    question was made for another version of the endpoint.
    """
    run = records.runs.get(question.place.run_id)
    if run.state is not RunState.RUNNING:
        return None
    endpoint = records.endpoints.get(run.wish.endpoint_id)
    refusal = why_not_run(run.wish, records.policies.get(run.wish.assessment_id).policy, endpoint)
    if not refusal and endpoint.version != question.place.endpoint_version:
        return None
    return refusal


def _known(records: Records, asked: Sequence[Question]) -> Mapping[str, KnownAnswer]:
    wish = asked[0].place.run.wish
    hashes = {question.request.sha256 for question in asked}
    return records.attempts.known(wish.assessment_id, wish.endpoint_id, wish.endpoint_host, hashes)


def _begin(
    records: Records, question: Question, begun: list[tuple[Question, int]], held: list[Question]
) -> None:
    run_id, reserved = question.place.run_id, question.request.reserved
    if not records.runs.reserve(run_id, reserved.spending):
        run = records.runs.get(run_id)
        if run.state is not RunState.RUNNING:
            return
        if run.reserved != Spending():
            held.append(question)
        else:
            records.runs.end_task(question.task.id, Outcome.OVER_BUDGET, OVER_BUDGET)
        return
    attempt = NewAttempt(
        question.task.id, run_id, question.task.attempts + 1, question.request.sha256, reserved
    )
    attempt_id = records.attempts.begin(attempt)
    if attempt_id is None:
        records.runs.release(run_id, reserved.spending)
    else:
        begun.append((question, attempt_id))


def _keep_known(records: Records, question: Question, known: KnownAnswer) -> None:
    """The answer that exactly this had before: it costs nothing."""
    _keep_suggestion(records, question, known.attempt_id, known.content)
    outcome = Outcome.ABSTAINED if known.content.abstained else Outcome.ANSWERED
    records.runs.end_task(question.task.id, outcome, "")


def _keep_suggestion(records: Records, question: Question, attempt_id: int, suggestion: Suggestion) -> None:
    records.attempts.add_suggestion(
        NewSuggestion(
            task_id=question.task.id,
            attempt_id=attempt_id,
            run_id=question.place.run_id,
            assessment_id=question.place.run.wish.assessment_id,
            provision=question.task.provision,
            criterion=question.task.criterion,
            text_sha256=question.text_sha256,
            request_sha256=question.request.sha256,
            content=suggestion,
        )
    )


def _later(now: str, seconds: float) -> str | None:
    """The UTC text of a time after `now`; None when there is nothing to wait for."""
    if seconds <= 0:
        return None
    moment = datetime.fromisoformat(now) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
