"""The body of a request: ours, whatever an owner or a draft says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.errors import Invalid
from salvaguarda.domain.suggestions.endpoints import OutputMode, TokenParameter
from salvaguarda.domain.suggestions.extra_body import LONGEST, RESERVED
from salvaguarda.domain.suggestions.prompts import Message
from salvaguarda.domain.suggestions.requests import build_body, canonical, request_sha256
from tests.domain.suggestions.asking import ENDPOINT, MESSAGES, PROMPT, endpoint

STRICT = OutputMode.STRICT_SCHEMA


def test_a_body_holds_what_is_needed_and_nothing_else() -> None:
    assert build_body(ENDPOINT, STRICT, PROMPT, MESSAGES) == {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Judge."},
            {"role": "user", "content": "Article 1. Each Party shall act."},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "provision-score", "strict": True, "schema": PROMPT.output_schema},
        },
        "max_completion_tokens": 700,
    }


def test_what_the_owner_set_is_sent() -> None:
    set_ = endpoint(
        token_parameter=TokenParameter.MAX_TOKENS, temperature=0.0, extra_body={"top_p": 0.5, "seed": 7}
    )
    body = build_body(set_, STRICT, PROMPT, MESSAGES)
    assert (body["max_tokens"], body["temperature"], body["top_p"], body["seed"]) == (700, 0.0, 0.5, 7)
    assert "max_completion_tokens" not in body


def test_a_schema_that_is_not_strict_says_so() -> None:
    answer: Any = build_body(ENDPOINT, OutputMode.SCHEMA, PROMPT, MESSAGES)["response_format"]
    assert answer["json_schema"]["strict"] is False


@pytest.mark.parametrize(
    ("mode", "form"), [(OutputMode.OBJECT, {"type": "json_object"}), (OutputMode.PROMPTED, None)]
)
def test_a_server_without_schemas_is_not_given_one(mode: OutputMode, form: object) -> None:
    body = build_body(ENDPOINT, mode, PROMPT, MESSAGES)
    assert body.get("response_format") == form
    assert body["messages"] == build_body(ENDPOINT, STRICT, PROMPT, MESSAGES)["messages"]


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_extra_members_cannot_say_what_is_asked_of_whom_and_how(name: str) -> None:
    with pytest.raises(Invalid, match=name) as caught:
        build_body(endpoint(extra_body={name: "x"}), STRICT, PROMPT, MESSAGES)
    assert caught.value.problems[0].where == f"extra_body.{name}"


@pytest.mark.parametrize("name", ["model", "messages", "response_format", "stream", "n", "tools"])
def test_the_contract_s_members_are_among_them(name: str) -> None:
    assert name in RESERVED


@pytest.mark.parametrize(
    "extra",
    [
        {"api_key": "x"},
        {"provider": {"headers": [{"Authorization": "x"}]}},
        {"a": [[[[[[[[[[{"b": {"my-secret": "x"}}]]]]]]]]]]},
    ],
)
def test_keys_do_not_go_into_extra_members(extra: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="looks like a key"):
        build_body(endpoint(extra_body=extra), STRICT, PROMPT, MESSAGES)


def test_extra_members_that_are_no_json_are_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    for extra in ({"a": float("nan")}, {"a": object()}, deep, {"a": "\ud800"}, {"a": "x" * LONGEST}):
        with pytest.raises(Invalid, match=r"JSON that can be sent|longer than"):
            build_body(endpoint(extra_body=extra), STRICT, PROMPT, MESSAGES)


def test_the_hash_does_not_depend_on_the_order_of_members() -> None:
    body = build_body(endpoint(extra_body={"seed": 7, "top_p": 0.5}), STRICT, PROMPT, MESSAGES)
    turned = dict(reversed(body.items()))
    assert canonical(body) == canonical(turned)
    assert request_sha256(body) == request_sha256(turned)
    assert len(request_sha256(body)) == 64


def test_the_hash_depends_on_every_word() -> None:
    body = build_body(ENDPOINT, STRICT, PROMPT, MESSAGES)
    other = build_body(ENDPOINT, STRICT, PROMPT, (MESSAGES[0], Message("user", "Article 2.")))
    assert request_sha256(body) != request_sha256(other)


def test_the_hash_of_a_known_body_is_known() -> None:
    # the name of what was sent must be the same on every installation and in every version
    body = {"model": "m", "messages": [{"role": "user", "content": "é\u2028"}], "temperature": 0.5}
    assert canonical(body) == (
        '{"messages":[{"content":"é\u2028","role":"user"}],"model":"m","temperature":0.5}'.encode()
    )
    assert request_sha256(body) == "c20ce54c14b38800e0f2bae14a9bdc0f28c80942d9152a8f5e412d6d97d4800a"


@given(st.text())
def test_no_words_change_anything_but_their_own_place(words: str) -> None:
    mode = STRICT
    plain: Any = build_body(ENDPOINT, mode, PROMPT, (MESSAGES[0], Message("user", "x")))
    hostile: Any = build_body(ENDPOINT, mode, PROMPT, (MESSAGES[0], Message("user", words)))
    assert hostile["messages"][1] == {"role": "user", "content": words}
    hostile["messages"][1]["content"] = "x"
    assert hostile == plain
