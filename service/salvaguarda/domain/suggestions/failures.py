"""What a server's refusal means, and with it what to do. Never words of a prompt or an answer."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from salvaguarda.domain.suggestions.replies import Failure, FailureKind

QUOTA_CODES = frozenset(
    {
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "billing_hard_limit_reached",
        "billing_not_active",
        "insufficient_balance",
        "insufficient_user_quota",  # one-api and what is made of it
        "exceeded_current_quota_error",  # Moonshot
    }
)
_FILTERED_CODES = frozenset({"content_filter", "content_policy_violation", "responsibleaipolicyviolation"})
_TOO_LONG_CODES = frozenset(
    {"context_length_exceeded", "exceed_context_size_error", "string_above_max_length"}
)
_TOO_LONG_WORDS = re.compile(
    r"context (length|size|window)|maximum context|(prompt|input) is too long|exceeds? the (available )?context|too many (input )?tokens",
    re.IGNORECASE,
)
_FORMAT_WORDS = re.compile(
    r"response[_ ]format|json[_ ]schema|structured[_ ]outputs?|guided[_ ]json|grammar", re.IGNORECASE
)
_PARAMETERS = ("max_completion_tokens", "max_tokens", "temperature")
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_READ_OF_MESSAGE = 400  # characters: a server may quote what it was sent further on
_LONGEST_WAIT = 30 * 24 * 3600.0
_REQUEST_FAULTS = frozenset({400, 404, 405, 413, 415, 422, 500, 501})
_AGAIN = frozenset({408, 409, 425})


def classify(
    status: int, headers: Mapping[str, str], body: object, *, now: datetime | None = None
) -> Failure:
    """The failure that an HTTP answer means. body: its JSON, None when it had none.

    headers: names in lower case. now: aware; only for a Retry-After that is a date from a server without a Date.
    """
    error = ErrorBody(body)
    kind, reason = _judged(status, error)
    return Failure(kind, reason, error.code or str(status), _wait(headers, now), sent=True)


class ErrorBody:
    """What a server says went wrong, in the shapes that are in use (OpenAI, Azure, vLLM, llama.cpp, Ollama, FastAPI)."""

    def __init__(self, body: object) -> None:
        first = body[0] if isinstance(body, list) and body else body  # Gemini: [{"error": {…}}]
        outer: Mapping[str, object] = first if isinstance(first, Mapping) else {}
        error = outer.get("error", outer)
        self._error: Mapping[str, object] = error if isinstance(error, Mapping) else {"message": error}
        self._outer, self._detail = outer, outer.get("detail")

    @property
    def code(self) -> str:
        """Its short code; "" when there is none, or it is no short code."""
        for name in ("code", "type"):
            value = self._error.get(name)
            if isinstance(value, str) and _CODE.fullmatch(value):
                return value
        return ""

    @property
    def codes(self) -> frozenset[str]:
        """Every code and type that it names, in lower case."""
        inner = self._error.get("innererror")
        sources = [self._error, inner if isinstance(inner, Mapping) else {}, self._outer]
        found = [source.get(name) for source in sources for name in ("code", "type", "status")]
        return frozenset(each.lower() for each in found if isinstance(each, str))

    @property
    def number(self) -> int | None:
        """The HTTP status that it names itself, as some proxies do inside an answer that says 200."""
        for name in ("code", "status"):
            value = self._error.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and 400 <= value <= 599:
                return value
        return None

    @property
    def flagged(self) -> bool:
        """Whether a moderation step refused the words (OpenRouter: 403 with its reasons)."""
        metadata = self._error.get("metadata")
        return isinstance(metadata, Mapping) and bool({"flagged_input", "reasons"} & metadata.keys())

    @property
    def message(self) -> str:
        """Its message, "" when there is none. It may quote what was sent: only for tests, which send nobody's words."""
        value = self._error.get("message") or self._detail
        return value if isinstance(value, str) else ""

    @property
    def words(self) -> str:
        """The opening of its message and the parameter that it names: for judging only, never shown."""
        return " ".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        for value in (self._error.get("param"), self._error.get("message"), self._detail_place()):
            if isinstance(value, str):
                yield value[:_READ_OF_MESSAGE]

    def _detail_place(self) -> object:
        """FastAPI's {"detail": [{"loc": ["body", "response_format"], "msg": …}]}."""
        if not isinstance(self._detail, list):
            return self._detail
        places = [each.get("loc") for each in self._detail if isinstance(each, Mapping)]
        steps = [step for place in places if isinstance(place, list) for step in place]
        return " ".join(step for step in steps if isinstance(step, str))


def _judged(status: int, error: ErrorBody) -> tuple[FailureKind, str]:
    if status == 402 or (status in {400, 403, 429} and error.codes & QUOTA_CODES):
        return FailureKind.QUOTA, (
            "The account at this server has no credit left or reached its spending limit. Settle that with the provider, "
            "then resume."
        )
    if error.codes & _FILTERED_CODES or (status == 403 and error.flagged):
        return FailureKind.FILTERED, "The server's content filter refused this text."
    if status == 429:
        return FailureKind.RATE_LIMITED, "The server asks to wait: too many requests for now."
    if status in _REQUEST_FAULTS:
        found = _request_fault(status, error)
        if found is not None:
            return found
    return _by_status(status)


def _request_fault(status: int, error: ErrorBody) -> tuple[FailureKind, str] | None:
    words = error.words
    if status == 413 or error.codes & _TOO_LONG_CODES or _TOO_LONG_WORDS.search(words):
        return FailureKind.TOO_LONG, "This text is longer than the model takes at once."
    if _FORMAT_WORDS.search(words):
        return FailureKind.UNSUPPORTED_FORMAT, (
            "The server does not take the form of answer that its test found. Test the endpoint again."
        )
    if status < 500:
        for name in _PARAMETERS:
            if re.search(rf"\b{name}\b", words):
                return FailureKind.MISCONFIGURED, (
                    f"The server does not take the parameter {name} as it is set. Change the endpoint, then test it again."
                )
    return None


def _by_status(status: int) -> tuple[FailureKind, str]:
    if status in _AGAIN or status >= 500:
        return FailureKind.TRANSIENT, f"The server could not answer just now ({status})."
    if status in {401, 403}:
        return FailureKind.REFUSED_ACCESS, (
            f"The server refused access ({status}). Check the key of this endpoint and what it is allowed to use."
        )
    if status == 404:
        return FailureKind.MISCONFIGURED, (
            "The server knows no such model or address (404). Check both: the address usually ends in /v1."
        )
    if 300 <= status < 400:
        return FailureKind.MISCONFIGURED, (
            f"The server sends on to another address ({status}), which is never followed. Set the address it really has."
        )
    return FailureKind.MISCONFIGURED, f"The server refused the request ({status}). Test the endpoint again."


def _wait(headers: Mapping[str, str], now: datetime | None) -> float | None:
    """Seconds that the server asks to wait, of any size up to 30 days; None when it does not say."""
    in_ms = _seconds(headers.get("retry-after-ms", ""))
    if in_ms is not None:
        return min(in_ms / 1000, _LONGEST_WAIT)
    said = headers.get("retry-after", "")
    seconds = _seconds(said)
    if seconds is None:
        seconds = _until(said, headers.get("date", ""), now)
    return None if seconds is None else min(seconds, _LONGEST_WAIT)


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _until(text: str, date: str, now: datetime | None) -> float | None:
    """From the server's own clock, so that one that is wrong does no harm."""
    until, since = _moment(text), _moment(date) or now
    if until is None or since is None:
        return None
    return max(0.0, (until - since).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
