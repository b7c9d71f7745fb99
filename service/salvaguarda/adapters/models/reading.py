"""A server's answer, read without trusting it: sizes, types and characters are checked before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from salvaguarda.domain.suggestions.failures import ErrorBody, classify
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage

MOST_KEPT = 64 * 1024
"""Bytes of a body that are kept."""

_LONGEST_NAME = 200
_MOST_TOKENS = 100_000_000  # of one answer; a server that says more counts nonsense


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back. headers: names in lower case. body: at most as much as was read, without any key."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    at: datetime


def read_reply(answer: HttpAnswer) -> Reply:
    """The reply in an answer, whatever the server sent."""
    body = _json(answer.body)
    failure = _failure(answer, body)
    facts: dict[str, Any] = {"status": answer.status, "seconds": answer.seconds, "raw": _raw(answer)}
    facts["request_id"] = _name(answer.headers.get("x-request-id"))
    if isinstance(body, dict):
        facts |= _facts(body, facts["request_id"])
    if failure is not None:
        return Reply(failure=failure, **facts)
    choice = _choice(body)
    message = _mapping(choice.get("message"))
    return Reply(
        text=_content(message.get("content")),
        refusal=_words(message.get("refusal")),
        finish_reason=_name(choice.get("finish_reason")),
        **facts,
    )


def _raw(answer: HttpAnswer) -> str:
    """Nothing of a refusal of access: some servers quote a part of the key."""
    if answer.status in {401, 403}:
        return ""
    return kept_text(answer.body[:MOST_KEPT].decode("utf-8", errors="ignore"))


def kept_text(text: str) -> str:
    """A text that every database keeps: without NUL and lone surrogates."""
    return text.replace("\0", "\ufffd").encode("utf-8", errors="replace").decode()


def _json(body: bytes) -> Any:
    """None when it is no JSON. msgspec refuses what is no UTF-8 and what is nested too deep."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _failure(answer: HttpAnswer, body: Any) -> Failure | None:
    if not 200 <= answer.status < 300:
        return classify(answer.status, answer.headers, body, now=answer.at)
    if not isinstance(body, dict):
        return Failure(
            FailureKind.TRANSIENT,
            "The server answered with something that is no answer of a model. Does its address end in /v1?",
            "no_json",
        )
    choice = _choice(body)
    holder = choice or body  # some proxies say 200 and put the error inside, or into a choice that it cut off
    if holder.get("error") is not None:
        number = ErrorBody(holder).number
        inner = classify(number or 400, answer.headers, holder, now=answer.at)
        if number is not None or inner.kind is not FailureKind.MISCONFIGURED:
            return inner
    if choice:
        return None
    return Failure(FailureKind.TRANSIENT, "The server's answer holds no choice of the model.", "no_choices")


def _facts(body: Mapping[str, Any], request_id: str) -> dict[str, Any]:
    return {
        "usage": _usage(_mapping(body.get("usage"))),
        "model": _name(body.get("model")),
        "fingerprint": _name(body.get("system_fingerprint")),
        "tier": _name(body.get("service_tier")),
        "request_id": request_id or _name(body.get("id")),
    }


def _choice(body: Any) -> Mapping[str, Any]:
    choices = body.get("choices") if isinstance(body, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    choice = _mapping(first)
    return choice if isinstance(choice.get("message"), dict) else {}


def _content(value: Any) -> str | None:
    """Some servers send a list of parts; those that are text are the answer (others are thinking)."""
    if isinstance(value, list):
        parts = [_mapping(each) for each in value]
        value = "".join(
            part["text"] for part in parts if part.get("type") == "text" and isinstance(part.get("text"), str)
        )
    return _words(value)


def _words(value: Any) -> str | None:
    return kept_text(value) if isinstance(value, str) and value else None


def _usage(counted: Mapping[str, Any]) -> Usage | None:
    """None unless both numbers are there and make sense."""
    input_, output = _tokens(counted.get("prompt_tokens")), _tokens(counted.get("completion_tokens"))
    if input_ is None or output is None:
        return None
    cached = _tokens(_mapping(counted.get("prompt_tokens_details")).get("cached_tokens"))
    return Usage(input_, output, min(cached or 0, input_))


def _tokens(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= _MOST_TOKENS else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    """A short name that a server gives; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return "".join(each for each in kept_text(value[:_LONGEST_NAME]) if each.isprintable())
