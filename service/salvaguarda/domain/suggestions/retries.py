"""What follows an attempt: its task ends, is asked again later, or the run is blocked. Retries are ours, so each is an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.replies import Failure, FailureKind

MOST_TRANSIENT = 5
"""Retries after failures that pass by themselves."""

_LONGEST_WAIT = 60.0
_LONGEST_PAUSE = 366 * 86_400.0
"""A server that asks for more than a year is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Retry:
    """What earlier attempts of a task came to, since somebody asked for it last.

    transient: failures that pass by themselves. limited: refusals in a row because there were too many requests.
    longer: its answer was cut off, so it is asked with twice the tokens. mistake: where an answer was not of the form that
    was asked for ("quotes.0.quote", "" for the whole); None when none was invalid.
    """

    transient: int = 0
    limited: int = 0
    longer: bool = False
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """The task ends. reason: one sentence, without words of prompt or answer; "" when there is nothing to say.

    fault: it failed, and for no reason that lies in the provision.
    """

    outcome: Outcome
    reason: str = ""
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """It is asked again after `seconds`. pauses: until then nothing else is sent to this endpoint either."""

    retry: Retry
    seconds: float = 0.0
    pauses: bool = False


@dataclass(frozen=True, slots=True)
class Blocks:
    """The run stops until a person resumes it; the task waits. reason: what happened and what to do."""

    reason: str


Step = Ends | Again | Blocks

_BLOCKING = frozenset(
    {
        FailureKind.QUOTA,
        FailureKind.REFUSED_ACCESS,
        FailureKind.MISCONFIGURED,
        FailureKind.UNSUPPORTED_FORMAT,
        FailureKind.NOT_ALLOWED,
    }
)
_ENDINGS: Mapping[FailureKind, tuple[Outcome, bool]] = {
    FailureKind.TOO_LONG: (Outcome.TOO_LONG, False),
    FailureKind.FILTERED: (Outcome.FILTERED, False),
    FailureKind.UNEXPECTED: (Outcome.FAILED, True),
}


def after_failure(failure: Failure, retry: Retry, jitter: float, second: float = 1.0) -> Step:
    """jitter: 0 to 1; a wait is shortened by up to a quarter of it, so that many tasks do not come back at once.

    second: what stands for a second where the server does not say how long to wait (tests take less).
    """
    if failure.kind in _BLOCKING:
        return Blocks(f"{failure.reason} The run waits until somebody resumes it.")
    if failure.kind in _ENDINGS:
        outcome, fault = _ENDINGS[failure.kind]
        return Ends(outcome, failure.reason, fault)
    if failure.kind is FailureKind.RATE_LIMITED:
        asked_for = failure.retry_after
        seconds = _backoff(retry.limited, jitter) * second if asked_for is None else _bounded(asked_for)
        return Again(replace(retry, limited=retry.limited + 1), seconds, pauses=True)
    if retry.transient >= MOST_TRANSIENT:
        tried = f"{failure.reason} It was tried {MOST_TRANSIENT + 1} times."
        return Ends(Outcome.FAILED, tried, fault=True)
    seconds = max(_backoff(retry.transient, jitter) * second, _bounded(failure.retry_after or 0.0))
    return Again(replace(retry, transient=retry.transient + 1, limited=0), seconds)


def after_truncated(retry: Retry, longest: int) -> Step:
    """One more attempt with twice the tokens. longest: the tokens an answer had."""
    if retry.longer:
        return Ends(Outcome.TRUNCATED, f"The answer was cut off after {longest} tokens, twice.")
    return Again(replace(retry, longer=True, limited=0))


def after_invalid(mistake: str, reason: str, retry: Retry) -> Step:
    """One more attempt that says where the mistake was. reason: without words of the answer."""
    if retry.mistake is not None:
        return Ends(Outcome.INVALID, f"The answer was not of the form that was asked for, twice: {reason}")
    return Again(replace(retry, mistake=mistake, limited=0))


def _backoff(failures: int, jitter: float) -> float:
    """1, 2, 4 … 60 seconds, less up to a quarter."""
    return float(min(_LONGEST_WAIT, 2.0 ** min(failures, 10)) * (1 - jitter / 4))


def _bounded(seconds: float) -> float:
    """What a server asks for, as far as it makes sense; nan is 0."""
    return min(seconds, _LONGEST_PAUSE) if seconds > 0 else 0.0
