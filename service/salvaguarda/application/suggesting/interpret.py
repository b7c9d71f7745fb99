"""What a reply means for its task: a suggestion, another outcome, another attempt, or a blocked run. Pure."""

from dataclasses import dataclass, replace

from salvaguarda.application.suggesting.questions import Question
from salvaguarda.domain.suggestions.answers import InvalidAnswer, read_redraft_answer, read_score_answer
from salvaguarda.domain.suggestions.budget import Cost, settlement, unanswered
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.quotes import to_redraft, to_suggestion
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply
from salvaguarda.domain.suggestions.retries import Ends, Step, after_failure, after_invalid, after_truncated
from salvaguarda.domain.suggestions.suggestion import Suggestion

INTERRUPTED = "The service stopped while the model was answering. It was perhaps paid, so it is asked again only when somebody says so."
UNUSABLE = "The service could not use this answer. Its log says more."
_REFUSED = "The model refused to answer."
_FILTERED = "A content filter of the server stopped the answer."


@dataclass(frozen=True, slots=True)
class Waits:
    """How long we wait by ourselves. second: what stands for a second, shorter in tests. jitter: 0 to 1, by chance."""

    second: float
    jitter: float


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt that ended, and what follows. suggestion: None unless one came."""

    question: Question
    attempt_id: int
    reply: Reply
    cost: Cost
    step: Step
    suggestion: Suggestion | None = None


def interpret(question: Question, attempt_id: int, reply: Reply, waits: Waits) -> Answered:
    """What follows a reply. Never raises for anything that a server may send."""
    cost = settlement(reply, question.request.reserved, question.place.settings.prices)
    step = _without_answer(question, reply, waits)
    if step is not None:
        return Answered(question, attempt_id, reply, cost, step)
    try:
        suggestion = _suggestion(question, reply.text or "")
    except InvalidAnswer as error:
        step = after_invalid(error.path, error.reason, question.task.retry)
        return Answered(question, attempt_id, reply, cost, step)
    outcome = Outcome.ABSTAINED if suggestion.abstained else Outcome.ANSWERED
    return Answered(question, attempt_id, reply, cost, Ends(outcome), suggestion)


def _without_answer(question: Question, reply: Reply, waits: Waits) -> Step | None:
    """What follows when there is no whole answer to read; None when there is one."""
    retry = question.task.retry
    if reply.failure is not None:
        return after_failure(reply.failure, retry, waits.jitter, waits.second)
    if reply.finish_reason == "content_filter":
        return Ends(Outcome.FILTERED, _FILTERED)
    if reply.refusal:
        return Ends(Outcome.REFUSED, _REFUSED)
    if reply.finish_reason == "length":
        return after_truncated(retry, question.request.longest)
    return None


def _suggestion(question: Question, text: str) -> Suggestion:
    if question.place.is_redraft:
        return to_redraft(read_redraft_answer(text), question.flags)
    return to_suggestion(read_score_answer(text, question.place.scale), question.text, question.flags)


def interrupted(question: Question, attempt_id: int) -> Answered:
    """An attempt whose reply will never be known: perhaps paid, and never asked again by itself."""
    reply = failed(INTERRUPTED, code="interrupted")
    cost = unanswered(question.request.reserved, question.place.settings.prices)
    return Answered(question, attempt_id, reply, cost, Ends(Outcome.INTERRUPTED, INTERRUPTED))


def unusable(answered: Answered) -> Answered:
    """The same attempt, without anything of a reply that led to a fault of ours."""
    ends = Ends(Outcome.FAILED, UNUSABLE, fault=True)
    return replace(answered, reply=failed(UNUSABLE), step=ends, suggestion=None)


def failed(reason: str, seconds: float = 0.0, code: str = "") -> Reply:
    """A reply that stands for a fault of ours; the request may have reached the server."""
    return Reply(None, seconds, Failure(FailureKind.UNEXPECTED, reason, code))
