"""Every row of the failure map, from bodies as servers send them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from salvaguarda.domain.suggestions.failures import QUOTA_CODES, classify
from salvaguarda.domain.suggestions.replies import FailureKind

OPENAI_429 = {"error": {"message": "Rate limit reached", "type": "requests", "code": "rate_limit_exceeded"}}
CONTEXT = {"error": {"message": "…", "code": "context_length_exceeded", "param": "messages"}}
VLLM_CONTEXT = {
    "object": "error",
    "message": "This model's maximum context length is 4096 tokens.",
    "code": 400,
}
LLAMA_CONTEXT = {
    "error": {"code": 500, "message": "the request exceeds the available context size", "type": "x"}
}
AZURE_FILTER = {
    "error": {
        "message": "The response was filtered",
        "param": "prompt",
        "code": "content_filter",
        "innererror": {"code": "ResponsibleAIPolicyViolation"},
    }
}
OPENROUTER_FLAGGED = {
    "error": {"code": 403, "message": "…", "metadata": {"reasons": ["violence"], "flagged_input": "…"}}
}
DEEPSEEK_FORM = {
    "error": {"message": "This response_format type is unavailable now", "type": "invalid_request_error"}
}
OPENAI_FORM = {"error": {"message": "Unsupported", "param": "response_format", "code": None}}
FASTAPI_FORM = {"detail": [{"loc": ["body", "response_format", "type"], "msg": "unexpected value"}]}
GRAMMAR = {"error": {"code": 500, "message": "failed to parse grammar", "type": "server_error"}}
TOKENS = {"error": {"message": "Unsupported parameter: 'max_tokens'", "param": "max_tokens"}}
HEAT = {
    "error": {"message": "Only the default is supported", "param": "temperature", "code": "unsupported_value"}
}
NO_MODEL = {"error": {"message": "model 'x' not found", "code": "model_not_found"}}

GEMINI = [{"error": {"code": 429, "message": "Resource exhausted", "status": "RESOURCE_EXHAUSTED"}}]
GEMINI_CONTEXT = {
    "error": {"code": 400, "message": "The input token count exceeds the maximum context length"}
}
ONE_API = {"error": "the quota of this user is used up", "code": "insufficient_user_quota"}

ROWS: list[tuple[int, Any, FailureKind, str]] = [
    (429, OPENAI_429, FailureKind.RATE_LIMITED, "rate_limit_exceeded"),
    (429, None, FailureKind.RATE_LIMITED, "429"),
    (429, {"error": {"metadata": {"reasons": ["busy"]}}}, FailureKind.RATE_LIMITED, "429"),
    (402, None, FailureKind.QUOTA, "402"),
    (401, {"error": {"code": "invalid_api_key"}}, FailureKind.REFUSED_ACCESS, "invalid_api_key"),
    (403, None, FailureKind.REFUSED_ACCESS, "403"),
    (403, OPENROUTER_FLAGGED, FailureKind.FILTERED, "403"),
    (404, NO_MODEL, FailureKind.MISCONFIGURED, "model_not_found"),
    (405, None, FailureKind.MISCONFIGURED, "405"),
    (301, None, FailureKind.MISCONFIGURED, "301"),
    (307, None, FailureKind.MISCONFIGURED, "307"),
    (400, {"error": {"message": "bad"}}, FailureKind.MISCONFIGURED, "400"),
    (400, TOKENS, FailureKind.MISCONFIGURED, "400"),
    (400, HEAT, FailureKind.MISCONFIGURED, "unsupported_value"),
    (400, DEEPSEEK_FORM, FailureKind.UNSUPPORTED_FORMAT, "invalid_request_error"),
    (400, OPENAI_FORM, FailureKind.UNSUPPORTED_FORMAT, "400"),
    (422, FASTAPI_FORM, FailureKind.UNSUPPORTED_FORMAT, "422"),
    (500, GRAMMAR, FailureKind.UNSUPPORTED_FORMAT, "server_error"),
    (400, CONTEXT, FailureKind.TOO_LONG, "context_length_exceeded"),
    (400, VLLM_CONTEXT, FailureKind.TOO_LONG, "400"),
    (500, LLAMA_CONTEXT, FailureKind.TOO_LONG, "x"),
    (413, None, FailureKind.TOO_LONG, "413"),
    (400, AZURE_FILTER, FailureKind.FILTERED, "content_filter"),
    (429, GEMINI, FailureKind.RATE_LIMITED, "429"),
    (400, [GEMINI_CONTEXT], FailureKind.TOO_LONG, "400"),
    (403, ONE_API, FailureKind.QUOTA, "403"),
    (408, None, FailureKind.TRANSIENT, "408"),
    (409, None, FailureKind.TRANSIENT, "409"),
    (500, None, FailureKind.TRANSIENT, "500"),
    (500, {"error": {"message": "temperature of the rack"}}, FailureKind.TRANSIENT, "500"),
    (502, None, FailureKind.TRANSIENT, "502"),
    (
        503,
        {"error": {"message": "Loading model", "type": "unavailable_error"}},
        FailureKind.TRANSIENT,
        "unavailable_error",
    ),
    (529, None, FailureKind.TRANSIENT, "529"),
]


@pytest.mark.parametrize(("status", "body", "kind", "code"), ROWS)
def test_each_refusal_is_what_it_is(status: int, body: Any, kind: FailureKind, code: str) -> None:
    failure = classify(status, {}, body)
    assert (failure.kind, failure.code) == (kind, code)
    assert failure.sent
    assert failure.reason.endswith(".")


@pytest.mark.parametrize("code", sorted(QUOTA_CODES))
@pytest.mark.parametrize("place", ["code", "type"])
def test_a_429_about_money_is_no_rate_limit(code: str, place: str) -> None:
    assert classify(429, {"retry-after": "1"}, {"error": {place: code}}).kind is FailureKind.QUOTA


def test_a_refused_parameter_is_named() -> None:
    assert "max_tokens" in classify(400, {}, TOKENS).reason
    assert "temperature" in classify(400, {}, HEAT).reason


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        7,
        {"error": None},
        {"error": []},
        {"error": {"code": ["x"], "metadata": 3, "innererror": "x"}},
    ],
)
def test_bodies_without_sense_are_judged_by_their_status(body: Any) -> None:
    assert classify(400, {}, body).kind is FailureKind.MISCONFIGURED
    assert classify(500, {}, body).kind is FailureKind.TRANSIENT


def test_what_is_nested_without_end_is_judged_by_its_status() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    body = {"detail": [{"loc": [deep, {"a": deep}, 7, "body"]}]}
    assert classify(422, {}, body).kind is FailureKind.MISCONFIGURED


def test_no_words_of_the_server_come_into_a_reason_or_code() -> None:
    secret = "Article 7 of the confidential draft"
    for status in (400, 401, 402, 403, 404, 413, 422, 429, 500, 503):
        for words in (
            secret,
            f"temperature: {secret}",
            f"response_format {secret}",
            f"context length {secret}",
        ):
            body = {
                "error": {"message": words, "code": secret, "type": secret, "param": secret},
                "detail": secret,
            }
            failure = classify(status, {"retry-after": secret}, body)
            assert "confidential" not in f"{failure.reason}{failure.code}"


def test_what_a_server_quotes_far_on_in_its_message_is_not_read() -> None:
    quoted = {"error": {"message": "Bad input: " + "x" * 500 + " response_format, maximum context length"}}
    assert classify(400, {}, quoted).kind is FailureKind.MISCONFIGURED


NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "100000"}, 100_000),  # of any size: the package openai gives up beyond 120
        ({"retry-after": "99999999999"}, 30 * 24 * 3600),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "7", "retry-after-ms": "250"}, 0.25),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}, 30),
        ({"retry-after": "Tue, 24 Nov 2026 11:00:00 GMT"}, 0),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 -0000"}, 30),
        ({"retry-after": "Tue, 24 Nov 2026 12:00:30 +99999999999999999999"}, None),
        ({"retry-after": "Tue, 24 Nov 99999999999999999999 12:00:30 GMT"}, None),
        ({"retry-after": "Mon, 01 Jan 0001 00:00:00 +2359", "date": "Fri, 31 Dec 9999 23:59:59 -2359"}, 0),
        # a server whose clock is an hour ahead says so in Date
        ({"retry-after": "Tue, 24 Nov 2026 13:00:30 GMT", "date": "Tue, 24 Nov 2026 13:00:00 GMT"}, 30),
    ],
)
def test_the_time_to_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert classify(429, headers, None, now=NOW).retry_after == seconds


def test_a_date_to_wait_for_means_nothing_without_a_clock() -> None:
    assert classify(429, {"retry-after": "Tue, 24 Nov 2026 12:00:30 GMT"}, None).retry_after is None
