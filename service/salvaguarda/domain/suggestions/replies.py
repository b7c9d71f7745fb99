"""What a server sent back, in our own words: no class of any client library leaves the adapter."""

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """Why there is no usable reply, and with it what to do."""

    RATE_LIMITED = "rate_limited"  # 429 that is no billing matter: the endpoint pauses, the task waits
    QUOTA = "quota"  # 429 with a billing code, 402: the run is blocked
    REFUSED_ACCESS = "refused_access"  # 401, 403: blocked
    MISCONFIGURED = "misconfigured"  # 404, 3xx, other 4xx: blocked
    UNSUPPORTED_FORMAT = "unsupported_format"  # the output mode is not taken: blocked, to be tested again
    TOO_LONG = "too_long"  # the context is too small for this text: the task ends
    FILTERED = "filtered"  # the server's filter refused the prompt: the task ends
    TRANSIENT = "transient"  # time-out, connection, 408, 409, 5xx, no JSON at all: tried again, later
    NOT_ALLOWED = (
        "not_allowed"  # the address is not one that this endpoint may reach: blocked, nothing was sent
    )
    UNEXPECTED = "unexpected"  # a fault of ours: the task ends


@dataclass(frozen=True, slots=True)
class Failure:
    """kind: what to do. code: the server's own short code, "" when none. reason: one sentence for people, never with
    words of a prompt or an answer. retry_after: seconds the server asks for, None when it does not say.
    sent: whether the request may have reached the server (and may be paid).
    """

    kind: FailureKind
    reason: str
    code: str = ""
    retry_after: float | None = None
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the server counted them. cached: the part of input that was cheaper."""

    input: int
    output: int
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """One request's end. Either failure is set, or text / refusal with a finish_reason.

    text: the answer as it came, None when the message had no content. status: HTTP status, None without one.
    usage: None when the server does not count. model, fingerprint, tier, request_id: what the server says of itself.
    raw: the body that came back, at most 64 kB, "" of a refusal of access. seconds: from sending to the whole answer.
    """

    status: int | None
    seconds: float
    failure: Failure | None = None
    text: str | None = None
    refusal: str | None = None
    finish_reason: str = ""
    usage: Usage | None = None
    model: str = ""
    fingerprint: str = ""
    tier: str = ""
    request_id: str = ""
    raw: str = ""
