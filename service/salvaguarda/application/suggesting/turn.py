"""One turn of the worker: a single durable transaction that settles replies and begins attempts.

Whatever is to be sent is looked at again here: the run's state, the policy, the endpoint, the budget, and whether exactly
this was asked before. What this transaction has begun may leave; nothing else may.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from salvaguarda.application.ports.attempts import AttemptEnd, NewAttempt, NewSuggestion
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord
from salvaguarda.application.suggesting.interpret import Answered
from salvaguarda.application.suggesting.log_run import log_run, tell_progress
from salvaguarda.application.suggesting.permission import why_not_run
from salvaguarda.application.suggesting.questions import Place, Question, Unaskable
from salvaguarda.application.suggesting.steer_run import CANCELLED
from salvaguarda.domain.suggestions.budget import Cost, Spending
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from salvaguarda.domain.suggestions.progress import ENDED
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage
from salvaguarda.domain.suggestions.retries import Again, Ends
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
    _settle(records, turn.answered)
    _withdraw(records, turn.withdrawn)
    for refused in turn.unaskable:
        _refuse(records, refused)
    for run_id, reason in turn.alarms.items():
        _stop(records, records.runs.get(run_id), RunState.PAUSED, reason)
    for run_id, ended in Counter(each.question.place.run_id for each in turn.answered).items():
        tell_progress(records, run_id, ended)
    begun, held = _begin_all(records, turn.questions)
    touched = {*(each.question.place.run_id for each in turn.answered), *turn.looked_at}
    touched |= {question.place.run_id for question, _ in turn.withdrawn}
    touched |= {each.place.run_id for each in turn.questions} | {each.run_id for each in turn.unaskable}
    for run_id in sorted(touched):
        finish_if_done(records, run_id)
    return Taken(tuple(begun), tuple(held))


def finish_if_done(records: Records, run_id: int) -> None:
    """A run whose every task has an outcome is finished."""
    while (run := records.runs.get(run_id)).state not in ENDED and records.runs.is_done(run_id):
        if records.runs.set_state(run_id, RunState.FINISHED, version=run.version):
            log_run(records, "end run", run_id, None)
            return


def _stop(records: Records, run: RunRecord, state: RunState, reason: str) -> None:
    """Unless somebody steered it meanwhile: what a person says counts."""
    if run.state is RunState.RUNNING and records.runs.set_state(run.id, state, reason, run.version):
        log_run(records, "stop run", run.id, None)


def _settle(records: Records, answered: Sequence[Answered]) -> None:
    """What somebody took for lost meanwhile stays as it is."""
    ends = [
        AttemptEnd(
            each.attempt_id, each.question.place.run_id, each.reply, each.question.request.reserved, each.cost
        )
        for each in answered
    ]
    settled = records.attempts.end_all(ends) if ends else frozenset()
    first = [each for each in answered if each.attempt_id in settled]
    records.attempts.add_suggestions(
        [
            _suggestion(each.question, each.attempt_id, each.suggestion)
            for each in first
            if each.suggestion is not None
        ]
    )
    records.runs.end_tasks(
        [
            (each.question.task.id, each.step.outcome, each.step.reason)
            for each in first
            if isinstance(each.step, Ends)
        ]
    )
    for each in first:
        _put_back(records, each)


def _put_back(records: Records, each: Answered) -> None:
    """Let the task wait when it has not ended; a cancelled run has no time for that."""
    task, step = each.question.task, each.step
    if isinstance(step, Ends):
        return
    run = records.runs.get(each.question.place.run_id)
    if run.state is RunState.CANCELLED:
        records.runs.end_task(task.id, Outcome.CANCELLED, CANCELLED)
    elif isinstance(step, Again):
        records.runs.put_back(task.id, step.retry, _later(records.now, step.seconds))
    else:
        _stop(records, run, RunState.BLOCKED, step.reason)


def _withdraw(records: Records, withdrawn: Sequence[tuple[Question, int]]) -> None:
    """They never left: they cost nothing, and their tasks wait as before."""
    nothing = Cost(Usage(0, 0), 0, estimated=False)
    for question, attempt_id in withdrawn:
        run_id, task = question.place.run_id, question.task
        end = AttemptEnd(attempt_id, run_id, _NEVER_SENT, question.request.reserved, nothing)
        if not records.attempts.end(end):
            continue
        if records.runs.get(run_id).state is RunState.CANCELLED:
            records.runs.end_task(task.id, Outcome.CANCELLED, CANCELLED)
        else:
            records.runs.put_back(task.id, task.retry, None)


def may_still_send(records: Records, places: Sequence[Place]) -> frozenset[tuple[int, int]]:
    """The keys of those that may send now."""
    return frozenset(place.key for place in places if _refusal(records, place) == "")


def _refuse(records: Records, refused: Unaskable) -> None:
    if refused.task is not None:
        records.runs.end_task(refused.task.id, Outcome.FAILED, refused.reason)
        return
    _stop(records, records.runs.get(refused.run_id), RunState.BLOCKED, refused.reason)


def _begin_all(
    records: Records, questions: Sequence[Question]
) -> tuple[list[tuple[Question, int]], list[Question]]:
    begun: list[tuple[Question, int]] = []
    held: list[Question] = []
    by_place: dict[tuple[int, int], list[Question]] = {}
    for question in questions:
        by_place.setdefault(question.place.key, []).append(question)
    for asked in by_place.values():
        if _may_send(records, asked[0].place):
            new = _without_known(records, asked)
            if not _begin(records, new, begun):
                for question in new:  # not all fit into the budget: one by one
                    if not _begin(records, [question], begun):
                        _refuse_or_hold(records, question, held)
    return begun, held


def _may_send(records: Records, place: Place) -> bool:
    """Whether the run may send now; it is blocked when policy or endpoint say no."""
    refusal = _refusal(records, place)
    if refusal:
        _stop(records, records.runs.get(place.run_id), RunState.BLOCKED, refusal)
    return refusal == ""


def _refusal(records: Records, place: Place) -> str | None:
    """Why policy or endpoint let nothing of this run be sent, "" when they do; None when it does not run, or when the
    question was made for another version of the endpoint.
    """
    run = records.runs.get(place.run_id)
    if run.state is not RunState.RUNNING:
        return None
    endpoint = records.endpoints.get(run.wish.endpoint_id)
    refusal = why_not_run(run.wish, records.policies.get(run.wish.assessment_id).policy, endpoint)
    if not refusal and endpoint.version != place.endpoint_version:
        return None
    return refusal


def _without_known(records: Records, asked: Sequence[Question]) -> list[Question]:
    """The questions that were not answered before; for the others that answer is kept, and costs nothing."""
    wish = asked[0].place.run.wish
    hashes = {question.request.sha256 for question in asked}
    known = records.attempts.known(wish.assessment_id, wish.endpoint_id, wish.endpoint_host, hashes)
    new = []
    for question in asked:
        before = known.get(question.request.sha256)
        if before is None or before.text_sha256 != question.text_sha256:
            new.append(question)
            continue
        outcome = Outcome.ABSTAINED if before.content.abstained else Outcome.ANSWERED
        if records.runs.end_task(question.task.id, outcome, ""):
            records.attempts.add_suggestion(_suggestion(question, before.attempt_id, before.content))
    return new


def _begin(records: Records, questions: Sequence[Question], begun: list[tuple[Question, int]]) -> bool:
    """Begin these questions of one run; False when the budget does not allow all of them, or the run does not run."""
    if not questions:
        return True
    run_id = questions[0].place.run_id
    reserved = _sum(questions)
    if not records.runs.reserve(run_id, reserved):
        return False
    attempts = [
        NewAttempt(
            question.task.id,
            run_id,
            question.task.attempts + 1,
            question.request.sha256,
            question.request.reserved,
        )
        for question in questions
    ]
    ids = records.attempts.begin_all(attempts)
    begun += [(question, ids[question.task.id]) for question in questions if question.task.id in ids]
    lost = [question for question in questions if question.task.id not in ids]
    if lost:  # begun or ended by somebody else meanwhile
        records.runs.release(run_id, _sum(lost))
    return True


def _refuse_or_hold(records: Records, question: Question, held: list[Question]) -> None:
    """What does not fit waits for what is being answered; when that is nothing, it will never fit."""
    run = records.runs.get(question.place.run_id)
    if run.state is not RunState.RUNNING:
        return
    if run.reserved != Spending():
        held.append(question)
    else:
        records.runs.end_task(question.task.id, Outcome.OVER_BUDGET, OVER_BUDGET)


def _sum(questions: Sequence[Question]) -> Spending:
    return sum((question.request.reserved.spending for question in questions), Spending())


def _suggestion(question: Question, attempt_id: int, suggestion: Suggestion) -> NewSuggestion:
    return NewSuggestion(
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


def _later(now: str, seconds: float) -> str | None:
    """The UTC text of a time after `now`; None when there is nothing to wait for."""
    if seconds <= 0:
        return None
    moment = datetime.fromisoformat(now) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
