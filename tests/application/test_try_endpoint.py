"""The test of an endpoint, against real servers: each rung of the ladder, and what is proposed."""

from collections.abc import Callable
from typing import Any

import pytest

from salvaguarda.adapters.models.client import OpenAiClient
from salvaguarda.application.try_endpoint import Trial, try_endpoint
from salvaguarda.domain.suggestions.endpoints import OutputMode, TokenParameter
from tests.adapters.models.asking import endpoint, keys
from tests.models import ModelServer
from tests.scripted import Answer, Request, ScriptedServer, chat, error, ok

GOOD = '{"reason": "noon", "names_a_time": "yes"}'
FORMS = {
    "strict": OutputMode.STRICT_SCHEMA,
    "schema": OutputMode.SCHEMA,
    "json_object": OutputMode.OBJECT,
    "words": OutputMode.PROMPTED,
}


def form_of(body: dict[str, Any]) -> str:
    asked = body.get("response_format", {"type": "words"})
    if asked["type"] != "json_schema":
        return str(asked["type"])
    return "strict" if asked["json_schema"]["strict"] else "schema"


def is_long(body: dict[str, Any]) -> bool:
    return "two hundred" in body["messages"][-1]["content"]


def server_with(
    *forms: str,
    refuses: Callable[[dict[str, Any]], Answer | None] = lambda _: None,
    bad: Answer | None = None,
) -> ScriptedServer:
    """A server that knows these forms and answers `bad` to others (400 unless said); refuses: what it never takes."""

    def answer(request: Request) -> Answer:
        body = request.body
        refused = refuses(body)
        if refused is not None:
            return refused
        if is_long(body):
            return ok("one two three", "length")
        if form_of(body) in forms:
            return ok(GOOD)
        return bad or error(400, "Invalid request", param="response_format")

    return ScriptedServer(answer)


async def tried(server: ScriptedServer, **changed: Any) -> Trial:
    client = OpenAiClient(keys(), ())
    trial = await try_endpoint(client, endpoint(server.base_url, **changed))
    await client.close()
    return trial


def said(trial: Trial, title: str) -> list[tuple[bool, str]]:
    return [(step.works, step.reason) for step in trial.steps if step.title == title]


@pytest.mark.parametrize("form", FORMS)
async def test_the_strongest_form_that_works_is_found(form: str) -> None:
    with server_with("words", form) as server:
        trial = await tried(server)
    assert trial.mode is FORMS[form]
    assert [works for works, _ in said(trial, "Form of the answer")][-1]
    assert len(said(trial, "Form of the answer")) == 1 + list(FORMS).index(form)
    assert all(works for works, _ in said(trial, "Length of the answer"))


@pytest.mark.parametrize(
    "bad",
    [
        error(400, "This response_format type is unavailable now"),
        error(422, "unprocessable"),
        error(500, "failed to parse grammar"),
        error(501, "not implemented"),
        ok("It leaves at noon, so yes."),
        ok("{}"),
        ok(None),
        ok(GOOD[:10], "length"),
        Answer(body=b"<html>"),
    ],
    ids=["deepseek", "422", "grammar", "501", "prose", "other JSON", "empty", "cut", "html"],
)
async def test_a_form_that_is_refused_or_not_kept_to_is_left_for_the_next(bad: Answer) -> None:
    with server_with("words", "json_object", bad=bad) as server:
        assert (await tried(server)).mode is OutputMode.OBJECT


async def test_a_test_asks_four_questions_and_never_more_than_seven() -> None:
    def heedless(body: dict[str, Any]) -> Answer | None:
        return ok("one", usage={"prompt_tokens": 9, "completion_tokens": 900}) if is_long(body) else None

    with server_with("words", "strict") as good, server_with("words", refuses=heedless) as poor:
        assert (await tried(good)).mode is OutputMode.STRICT_SCHEMA
        assert (await tried(poor)).mode is OutputMode.PROMPTED
        assert (len(good.requests), len(poor.requests)) == (4, 7)


async def test_a_server_that_never_answers_as_json_does_not_work() -> None:
    with server_with(bad=ok("At noon.")) as server:
        trial = await tried(server)
    assert trial.mode is None
    assert [works for works, _ in said(trial, "Form of the answer")] == [False] * 4


async def test_no_word_but_made_up_ones_is_sent_and_the_schema_where_it_belongs() -> None:
    with server_with("words") as server:
        await tried(server)
        assert all("ferry" in str(each.body) or is_long(each.body) for each in server.requests)
        for each in (each for each in server.requests if not is_long(each.body)):
            in_words = "JSON Schema" in each.body["messages"][0]["content"]
            assert in_words == (form_of(each.body) in {"json_object", "words"})


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (error(401, "Incorrect API key provided: sk-ab***yz"), "refused access (401)"),
        (error(404, "model 'small' not found"), "The server says: “model 'small' not found”"),
        (error(402, "no credit"), "no credit left"),
        (error(429, "slow down", code="insufficient_quota"), "no credit left"),
        (error(429, "slow down"), "asks to wait"),
        (error(503, "Loading model"), "Loading model"),
        (Answer(307, {"location": "http://127.0.0.1:9/v1"}), "never followed"),
        (Answer(body=b"<html>It works!</html>"), "no answer of a model"),
        (Answer(raw=b""), "connection broke"),
    ],
)
async def test_a_server_that_does_not_answer_is_told_in_one_step(answer: Answer, says: str) -> None:
    with ScriptedServer(answer) as server:
        trial = await tried(server)
        assert len(server.requests) == 1
    assert trial.mode is None
    assert [step.title for step in trial.steps] == ["Connection"]
    assert says in trial.steps[0].reason
    assert "sk-ab" not in trial.steps[0].reason


async def test_a_lasting_failure_ends_the_ladder() -> None:
    def broke(body: dict[str, Any]) -> Answer | None:
        return error(402, "no credit") if form_of(body) != "words" else None

    with server_with("words", refuses=broke) as server:
        trial = await tried(server)
        assert len(server.requests) == 2
    assert trial.mode is None


def unless(name: str) -> Callable[[dict[str, Any]], Answer | None]:
    return lambda body: None if name in body else error(400, f"use {name}", param="max")


def without(name: str) -> Callable[[dict[str, Any]], Answer | None]:
    return lambda body: error(400, f"Unsupported parameter: {name}", param=name) if name in body else None


async def test_the_other_name_of_the_limit_is_proposed_not_taken() -> None:
    with server_with(*FORMS, refuses=without("max_completion_tokens")) as server:
        trial = await tried(server)
        assert trial.mode is None
        assert said(trial, "Length of the answer")[0][0] is False
        assert "takes max_tokens: choose that" in said(trial, "Length of the answer")[0][1]
        assert (
            await tried(server, token_parameter=TokenParameter.MAX_TOKENS)
        ).mode is OutputMode.STRICT_SCHEMA


async def test_a_limit_that_is_passed_over_is_seen() -> None:
    def passes_over(request: Request) -> Answer:
        if not is_long(request.body):
            return ok(GOOD)
        if "max_tokens" in request.body:
            return ok("one two", "length")
        return Answer(body=chat("one " * 500, usage={"prompt_tokens": 9, "completion_tokens": 500}))

    with ScriptedServer(passes_over) as server:
        trial = await tried(server)
        set_right = await tried(server, token_parameter=TokenParameter.MAX_TOKENS)
    assert trial.mode is OutputMode.STRICT_SCHEMA  # it works; whoever pays should know
    works, reason = said(trial, "Length of the answer")[0]
    assert not works
    assert "keeps to max_tokens: choose that" in reason
    assert said(set_right, "Length of the answer") == [(True, "The server keeps to max_tokens.")]


async def test_a_temperature_that_is_refused_is_to_be_left_out() -> None:
    with server_with(*FORMS, refuses=without("temperature")) as server:
        assert (await tried(server)).mode is OutputMode.STRICT_SCHEMA
        trial = await tried(server, temperature=0.0)
    assert trial.mode is None
    assert said(trial, "Temperature") == [
        (False, "The server takes no temperature: leave it empty, save, and test again.")
    ]


async def test_both_refused_are_both_told() -> None:
    def both(body: dict[str, Any]) -> Answer | None:
        return without("temperature")(body) or without("max_completion_tokens")(body)

    with server_with(*FORMS, refuses=both) as server:
        trial = await tried(server, temperature=0.0)
    assert "change both" in trial.steps[-1].reason


async def test_extra_members_that_are_refused_are_to_be_left_out() -> None:
    with server_with(*FORMS, refuses=without("top_k")) as server:
        trial = await tried(server, extra_body={"top_k": 5})
    assert trial.steps[-1].title == "Further members"


async def test_a_request_that_is_refused_whatever_is_changed_proposes_nothing() -> None:
    with server_with(refuses=lambda _: error(400, "no")) as server:
        trial = await tried(server, temperature=0.0, extra_body={"top_k": 5})
    assert [step.title for step in trial.steps] == ["Connection"]


async def test_a_server_that_does_not_count_is_told() -> None:
    with ScriptedServer(Answer(body=chat(GOOD, usage=None))) as server:
        trial = await tried(server)
    works, reason = said(trial, "Counting")[0]
    assert not works
    assert "estimated" in reason


async def test_a_server_that_others_wrote_works_and_finds_no_fault_with_us(model_server: ModelServer) -> None:
    client = OpenAiClient(keys(), ())
    trial = await try_endpoint(client, model_server.settings())
    await client.close()
    assert trial.mode is OutputMode.STRICT_SCHEMA
    assert all(step.works for step in trial.steps)
    assert len(model_server.requests()) == 4
    assert model_server.report().findings == ()


async def test_a_quota_of_that_server_is_no_reason_to_ask_again(model_server: ModelServer) -> None:
    model_server.plan({"type": "fail", "status": 429, "retry_after": 30, "times": 1})
    client = OpenAiClient(keys(), ())
    trial = await try_endpoint(client, model_server.settings())
    await client.close()
    assert trial.mode is None
    assert len(model_server.requests()) == 1
    assert model_server.report().passed
    assert model_server.report().findings == ("gave_up",)  # on purpose: a person is told, and tests again
