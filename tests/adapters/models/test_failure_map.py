"""Every row of the failure map and of the table of exceptions, through the whole client.

pytest-httpx2 stands in below the package `openai` and `httpx2`, so that both are really run.
"""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
import respx
from structlog.testing import capture_logs

from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply
from tests.adapters.models.asking import BODY, KEY, ask, endpoint, failed, keys
from tests.domain.suggestions.test_failures import ROWS
from tests.scripted import chat

BASE = "https://api.example.org/v1"
PROVIDER = endpoint(BASE, locality=Locality.PROVIDER, key_name="HERE")
WORDS = "Words of a confidential draft"

Mock = respx.Router


async def reply_to(mock: Mock, **answer: Any) -> Reply:
    mock.post(f"{BASE}/chat/completions").respond(**answer)
    return await ask(PROVIDER, known=keys(HERE=KEY))


async def failure_of(mock: Mock, error: Exception) -> Failure:
    mock.post(f"{BASE}/chat/completions").mock(side_effect=error)
    return failed(await ask(PROVIDER, known=keys(HERE=KEY)))


@pytest.mark.parametrize(("status", "body", "kind", "code"), ROWS)
async def test_each_refusal_comes_through(
    httpx2_mock: Mock, status: int, body: Any, kind: FailureKind, code: str
) -> None:
    answer = {"json": body} if body is not None else {"content": b"<html>gateway</html>"}
    reply = await reply_to(httpx2_mock, status_code=status, headers={"retry-after": "3600"}, **answer)
    failure = failed(reply)
    assert (failure.kind, failure.code, failure.retry_after) == (kind, code, 3600)
    assert reply.status == status
    assert bool(reply.raw) == (status not in {401, 403})  # where servers quote parts of keys
    assert httpx2_mock.calls.call_count == 1


async def test_truncated_is_a_reply_that_says_so(httpx2_mock: Mock) -> None:
    reply = await reply_to(httpx2_mock, json=chat('{"sco', "length"))
    assert (reply.failure, reply.text, reply.finish_reason) == (None, '{"sco', "length")
    assert reply.request_id == "chatcmpl-1"  # what the answer calls itself, where no header does
    assert reply.usage is not None


async def test_a_filtered_answer_is_a_reply_that_says_so(httpx2_mock: Mock) -> None:
    reply = await reply_to(httpx2_mock, json=chat(None, "content_filter"))
    assert (reply.failure, reply.text, reply.finish_reason) == (None, None, "content_filter")


@pytest.mark.parametrize(
    "text", ["```json\n{}\n```", "Sure! Here it is: {}", '{"score": "9"}', '{"score": 2, "x": 1}', "{"]
)
async def test_what_is_not_the_json_asked_for_is_for_others_to_judge(httpx2_mock: Mock, text: str) -> None:
    reply = await reply_to(httpx2_mock, json=chat(text))
    assert (reply.failure, reply.text) == (None, text)


@pytest.mark.parametrize("content", [None, ""])
async def test_an_answer_without_content_has_no_text(httpx2_mock: Mock, content: str | None) -> None:
    reply = await reply_to(httpx2_mock, json=chat(content))
    assert (reply.failure, reply.text, reply.refusal) == (None, None, None)


async def test_a_refusal_is_a_reply(httpx2_mock: Mock) -> None:
    reply = await reply_to(httpx2_mock, json=chat(None, message={"refusal": "I cannot help."}))
    assert (reply.failure, reply.text, reply.refusal) == (None, None, "I cannot help.")


async def test_parts_of_thinking_are_no_part_of_an_answer(httpx2_mock: Mock) -> None:
    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]},
        {"type": "text", "text": "{}"},
    ]
    reply = await reply_to(
        httpx2_mock, json=chat(None, message={"content": parts, "reasoning_content": "hm"})
    )
    assert reply.text == "{}"


@pytest.mark.parametrize(
    "content",
    [b"<html>It works!</html>", b"", b'{"choices": [', b"\xff\xfe", b"null", b"[]", b'"x"', b"[" * 100_000],
)
async def test_what_is_no_json_is_tried_again(httpx2_mock: Mock, content: bytes) -> None:
    failure = failed(await reply_to(httpx2_mock, content=content))
    assert (failure.kind, failure.code, failure.sent) == (FailureKind.TRANSIENT, "no_json", True)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"choices": None},
        {"choices": []},
        {"choices": [None]},
        {"choices": [{}]},
        {"choices": [{"message": "x"}]},
        {"choices": {"0": 1}},
    ],
)
async def test_an_answer_without_choices_is_tried_again(httpx2_mock: Mock, body: Any) -> None:
    failure = failed(await reply_to(httpx2_mock, json=body))
    assert (failure.kind, failure.code) == (FailureKind.TRANSIENT, "no_choices")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 429, "message": "slow down"}, FailureKind.RATE_LIMITED),
        ({"code": 402, "message": "no credit"}, FailureKind.QUOTA),
        ({"code": 502, "message": "upstream"}, FailureKind.TRANSIENT),
        ({"code": "content_filter"}, FailureKind.FILTERED),
        ({"message": "something"}, FailureKind.TRANSIENT),
    ],
)
async def test_an_error_inside_a_200_is_an_error(httpx2_mock: Mock, error: Any, kind: FailureKind) -> None:
    assert failed(await reply_to(httpx2_mock, json={"error": error})).kind is kind


async def test_an_error_inside_a_choice_is_an_error(httpx2_mock: Mock) -> None:
    # OpenRouter, when the server behind it failed in the middle of an answer
    body = chat('{"reason": "At no', "error")
    body["choices"][0]["error"] = {"code": 502, "message": "upstream"}
    reply = await reply_to(httpx2_mock, json=body)
    assert failed(reply).kind is FailureKind.TRANSIENT
    assert reply.usage is not None  # what was written until then may be paid
    body["choices"][0]["error"] = {"message": "a word of the model's"}
    assert (await reply_to(httpx2_mock, json=body)).text == '{"reason": "At no'


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        (None, None),
        ([], None),
        ({"prompt_tokens": 5}, None),
        ({"prompt_tokens": "5", "completion_tokens": 1}, None),
        ({"prompt_tokens": True, "completion_tokens": 1}, None),
        ({"prompt_tokens": -5, "completion_tokens": 1}, None),
        ({"prompt_tokens": 10**30, "completion_tokens": 1}, None),
        ({"prompt_tokens": 5.5, "completion_tokens": 1}, None),
        ({"prompt_tokens": 5, "completion_tokens": 1}, (5, 1, 0)),
        (
            {"prompt_tokens": 5, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 9}},
            (5, 1, 5),
        ),
        (
            {"prompt_tokens": 5, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": -9}},
            (5, 1, 0),
        ),
        ({"prompt_tokens": 5, "completion_tokens": 1, "prompt_tokens_details": None}, (5, 1, 0)),
    ],
)
async def test_tokens_are_counted_only_when_they_make_sense(
    httpx2_mock: Mock, usage: Any, counted: Any
) -> None:
    found = (await reply_to(httpx2_mock, json=chat("{}", usage=usage))).usage
    assert (None if found is None else (found.input, found.output, found.cached)) == counted


async def test_what_no_database_keeps_is_replaced(httpx2_mock: Mock) -> None:
    body = b'{"model": "a\\u0000b\\u001b[31m", "id": ["x"], "choices": [{"finish_reason": 7, "message": {"content": "x\\u0000y"}}], "system_fingerprint": 7} \0'
    failure = failed(await reply_to(httpx2_mock, content=body))
    assert failure.code == "no_json"
    reply = await reply_to(httpx2_mock, content=body.rstrip(b"\0"))
    assert (reply.text, reply.model, reply.finish_reason, reply.fingerprint) == (
        "x\ufffdy",
        "a\ufffdb[31m",
        "",
        "",
    )


async def test_names_of_servers_are_cut(httpx2_mock: Mock) -> None:
    body = chat("{}", "f" * 1000, model="m" * 1000, system_fingerprint="p" * 1000, service_tier="t" * 1000)
    reply = await reply_to(httpx2_mock, headers={"x-request-id": "r" * 1000}, json=body)
    assert {
        len(each)
        for each in (reply.finish_reason, reply.model, reply.fingerprint, reply.tier, reply.request_id)
    } == {200}


@pytest.mark.parametrize(
    ("error", "kind", "code", "sent"),
    [
        (httpx2.ReadTimeout(WORDS), FailureKind.TRANSIENT, "timeout", True),
        (httpx2.WriteTimeout(WORDS), FailureKind.TRANSIENT, "timeout", True),
        (httpx2.ConnectTimeout(WORDS), FailureKind.TRANSIENT, "unreachable", False),
        (httpx2.PoolTimeout(WORDS), FailureKind.TRANSIENT, "unreachable", False),
        (httpx2.ConnectError(WORDS), FailureKind.TRANSIENT, "unreachable", False),
        (httpx2.ReadError(WORDS), FailureKind.TRANSIENT, "broken", True),
        (httpx2.WriteError(WORDS), FailureKind.TRANSIENT, "broken", True),
        (httpx2.RemoteProtocolError(WORDS), FailureKind.TRANSIENT, "broken", True),
        (ExceptionGroup(WORDS, [OSError(WORDS)]), FailureKind.TRANSIENT, "broken", True),
        (ValueError(WORDS), FailureKind.UNEXPECTED, "unexpected", True),
        (RecursionError(WORDS), FailureKind.UNEXPECTED, "unexpected", True),
    ],
)
async def test_what_breaks_on_the_way_is_told_apart(
    httpx2_mock: Mock, error: Exception, kind: FailureKind, code: str, sent: bool
) -> None:
    # certificates and refused addresses: test_sockets.py and test_network.py
    with capture_logs() as logs:
        failure = await failure_of(httpx2_mock, error)
    assert (failure.kind, failure.code, failure.sent) == (kind, code, sent)
    assert WORDS not in f"{failure}{logs}"
    assert bool(logs) == (kind is FailureKind.UNEXPECTED)


async def test_a_fault_of_the_client_is_told_without_its_words(
    httpx2_mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Callable[..., object]:
        raise KeyError(f"{WORDS} {KEY}")

    monkeypatch.setattr("openai.resources.chat.completions.AsyncCompletions.create", broken)
    with capture_logs() as logs:
        failure = failed(await ask(PROVIDER, BODY, known=keys(HERE=KEY)))
    assert failure.kind is FailureKind.UNEXPECTED
    assert WORDS not in str(logs)
    assert KEY not in f"{logs}{failure}"


async def test_a_fault_in_reading_an_answer_is_an_outcome_too(
    httpx2_mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> Reply:
        raise RecursionError(WORDS)

    monkeypatch.setattr("salvaguarda.adapters.models.client.read_reply", broken)
    with capture_logs() as logs:
        failure = failed(await reply_to(httpx2_mock, json=chat("{}")))
    assert (failure.kind, failure.sent) == (FailureKind.UNEXPECTED, True)
    assert WORDS not in f"{logs}{failure}"
