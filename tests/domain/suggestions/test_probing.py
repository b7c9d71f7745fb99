"""What answers to a test mean."""

import json
from typing import Any

import pytest

from salvaguarda.domain.suggestions.endpoints import OutputMode, TokenParameter
from salvaguarda.domain.suggestions.probing import (
    SHORT,
    fits,
    judge_counting,
    judge_form,
    judge_limit,
    judge_model,
    judge_temperature,
    keeps_limit,
    said_by,
    without_fence,
)
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage
from tests.domain.suggestions.asking import ENDPOINT, endpoint

GOOD = '{"reason": "noon", "names_a_time": "yes"}'
STRICT = OutputMode.STRICT_SCHEMA
MAX = TokenParameter.MAX_TOKENS


def reply(text: str | None = GOOD, **more: Any) -> Reply:
    return Reply(status=200, seconds=0.1, text=text, **more)


def refused(kind: FailureKind, status: int = 400, message: str = "") -> Reply:
    raw = json.dumps({"error": {"message": message}})
    return Reply(status=status, seconds=0.1, failure=Failure(kind, "Refused."), raw=raw)


@pytest.mark.parametrize("text", [GOOD, f"```json\n{GOOD}\n```", f"  ```\n{GOOD}\n```\n"])
def test_an_answer_fits_with_or_without_a_fence(text: str) -> None:
    assert fits(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "{}", "[]", "null", f"Sure: {GOOD}", f"```\n```\n{GOOD}\n```\n```", "```", "[" * 100_000,
        '{"reason": "noon", "names_a_time": "maybe"}',
        '{"reason": 7, "names_a_time": "yes"}',
        '{"reason": "noon", "names_a_time": ["yes"]}',
        '{"reason": "noon", "names_a_time": "yes", "more": 1}',
    ],
)  # fmt: skip
def test_what_does_not_keep_to_the_schema_does_not_fit(text: str) -> None:
    assert not fits(text)


def test_only_one_fence_is_taken_off() -> None:
    assert without_fence("```\n```\nx\n```\n```") == "```\nx\n```"
    assert without_fence("x") == "x"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (refused(FailureKind.UNSUPPORTED_FORMAT), "Refused."),
        (reply(None, refusal="No."), "refuses"),
        (reply("{", finish_reason="length"), "cut off"),
        (reply("At noon."), "does not keep to it"),
        (reply(None), "does not keep to it"),
    ],
)
def test_a_form_that_does_not_work_says_why(answer: Reply, says: str) -> None:
    found = judge_form(STRICT, answer)
    assert not found.works
    assert says in found.reason


def test_a_form_that_works_is_taken() -> None:
    assert judge_form(STRICT, reply()).works


@pytest.mark.parametrize(
    ("answer", "keeps"),
    [
        (reply(finish_reason="length"), True),
        (reply(usage=Usage(5, SHORT + 1)), False),
        (reply(usage=Usage(5, SHORT)), None),
        (reply("x" * 1000), False),
        (reply("x"), None),
        (refused(FailureKind.MISCONFIGURED), False),
        (refused(FailureKind.RATE_LIMITED, 429), None),
        (Reply(None, 120, Failure(FailureKind.TRANSIENT, "Slow.", "timeout")), False),
    ],
)
def test_the_limit_of_an_answer_is_seen_from_what_came(answer: Reply, keeps: bool | None) -> None:
    assert keeps_limit(answer) is keeps


@pytest.mark.parametrize(
    ("keeps", "other_keeps", "works", "says"),
    [
        (True, None, True, "keeps to max_tokens"),
        (None, None, True, "could not be seen"),
        (False, True, False, "max_completion_tokens: choose that"),
        (False, False, False, "Set a limit at the server"),
        (False, None, False, "Set a limit at the server"),
    ],
)
def test_the_other_name_of_the_limit_is_proposed_when_it_works(
    keeps: bool | None, other_keeps: bool | None, works: bool, says: str
) -> None:
    found = judge_limit(MAX, keeps, other_keeps)
    assert found.works == works
    assert says in found.reason


def test_a_temperature_is_proposed_and_never_set() -> None:
    assert "0.5" in judge_temperature(endpoint(temperature=0.5), None).reason
    assert "takes one" in judge_temperature(ENDPOINT, reply()).reason
    assert "takes none" in judge_temperature(ENDPOINT, refused(FailureKind.MISCONFIGURED)).reason
    assert "could not be seen" in judge_temperature(ENDPOINT, refused(FailureKind.TRANSIENT)).reason


def test_counting_and_naming_are_told() -> None:
    assert judge_counting(ENDPOINT, reply(usage=Usage(5, 6))).works
    assert "estimated" in judge_counting(ENDPOINT, reply()).reason
    assert "small answered." in judge_model(ENDPOINT, reply(model="small")).reason
    assert "small-0711 answered when small" in judge_model(ENDPOINT, reply(model="small-0711")).reason
    assert "does not say" in judge_model(ENDPOINT, reply()).reason


def test_the_server_s_words_are_shown_to_the_owner() -> None:
    assert said_by(refused(FailureKind.MISCONFIGURED, 404, "model 'x' not found,\n try pulling it")) == (
        " The server says: “model 'x' not found,  try pulling it”"
    )
    assert said_by(refused(FailureKind.MISCONFIGURED)) == ""
    assert len(said_by(refused(FailureKind.MISCONFIGURED, 400, "x" * 5000))) < 250
    assert said_by(Reply(status=502, seconds=0, raw="<html>")) == ""
