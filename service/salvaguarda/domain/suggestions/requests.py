"""The body of a request to a model: exactly what is sent, and the hash of it."""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode
from salvaguarda.domain.suggestions.extra_body import check_extra_body
from salvaguarda.domain.suggestions.prompts import Message, Prompt

_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME = 64  # of a schema, in OpenAI's interface


def build_body(
    settings: EndpointSettings, mode: OutputMode, prompt: Prompt, messages: Sequence[Message]
) -> dict[str, object]:
    """The body of a request to /chat/completions.

    Model, messages, form of the answer and limits are ours whatever `extra_body` says; Invalid when it tries to say
    them. The schema stands in the system part of every prompt too (adapters/prompts holds that), so in OBJECT and
    PROMPTED, where the server is not given it, the model still is.
    """
    check_extra_body(settings.extra_body)
    body: dict[str, object] = dict(settings.extra_body)
    body["model"] = settings.model
    body["messages"] = [{"role": each.role, "content": each.content} for each in messages]
    answer = _response_format(mode, prompt)
    if answer is not None:
        body["response_format"] = answer
    body[settings.token_parameter.value] = prompt.max_output_tokens
    if settings.temperature is not None:
        body["temperature"] = settings.temperature
    return body


def canonical(body: Mapping[str, object]) -> bytes:
    """A body as bytes that are the same for the same content, whatever the order of its members.

    >>> canonical({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def request_sha256(body: Mapping[str, object]) -> str:
    """The sha256 of `canonical(body)`, in hex: the name of what was sent, on every installation."""
    return sha256(canonical(body)).hexdigest()


def _response_format(mode: OutputMode, prompt: Prompt) -> dict[str, object] | None:
    if mode is OutputMode.PROMPTED:
        return None
    if mode is OutputMode.OBJECT:
        return {"type": "json_object"}
    schema = {
        "name": _NAME.sub("_", prompt.id)[:_LONGEST_NAME],
        "strict": mode is OutputMode.STRICT_SCHEMA,
        "schema": dict(prompt.output_schema),
    }
    return {"type": "json_schema", "json_schema": schema}
