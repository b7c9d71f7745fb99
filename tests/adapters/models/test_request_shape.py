"""Bodies of every form against OpenAI's own description of its interface."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from salvaguarda.domain.suggestions.endpoints import OutputMode, TokenParameter
from salvaguarda.domain.suggestions.requests import build_body
from tests.domain.suggestions.asking import MESSAGES, PROMPT, endpoint

SHARED = Path(__file__).parents[4] / "shared" / "openai-openapi" / "openapi.yaml"
DESCRIPTION = Path(os.environ.get("SALVAGUARDA_OPENAI_OPENAPI", SHARED))


@cache
def _validator() -> Draft202012Validator:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(DESCRIPTION.read_text(encoding="utf-8"), Loader=loader)
    schemas = document["components"]["schemas"]
    found: dict[str, Any] = {}
    _collect("CreateChatCompletionRequest", schemas, found)
    return Draft202012Validator(
        {"$ref": "#/components/schemas/CreateChatCompletionRequest", "components": {"schemas": found}}
    )


def _collect(name: str, schemas: dict[str, Any], found: dict[str, Any]) -> None:
    """A schema and those that it names: the whole description holds over a thousand."""
    if name not in found:
        found[name] = schemas[name]
        for inner in _names(schemas[name]):
            _collect(inner, schemas, found)


def _names(value: object) -> list[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        own = [reference.rpartition("/")[2]] if isinstance(reference, str) else []
        return own + [name for each in value.values() for name in _names(each)]
    return [name for each in value for name in _names(each)] if isinstance(value, list) else []


@pytest.fixture
def validator() -> Draft202012Validator:
    if not DESCRIPTION.exists():
        pytest.skip("OpenAI's description is not here: set SALVAGUARDA_OPENAI_OPENAPI to its openapi.yaml")
    return _validator()


@pytest.mark.parametrize("mode", OutputMode)
@pytest.mark.parametrize("parameter", TokenParameter)
@pytest.mark.parametrize("temperature", [None, 0.0, 1.5])
def test_a_body_is_as_the_interface_says(
    validator: Draft202012Validator, mode: OutputMode, parameter: TokenParameter, temperature: float | None
) -> None:
    settings = endpoint(token_parameter=parameter, temperature=temperature, extra_body={"seed": 7})
    validator.validate(build_body(settings, mode, PROMPT, MESSAGES))


@pytest.mark.parametrize(
    "wrong",
    [
        {"model": None},
        {"messages": "hello"},
        {"messages": [{"role": "user"}]},
        {"temperature": 9},
        {"response_format": {"type": "json_schema"}},
        {"max_completion_tokens": "many"},
    ],
)
def test_the_description_would_find_fault(validator: Draft202012Validator, wrong: dict[str, Any]) -> None:
    body = build_body(endpoint(), OutputMode.STRICT_SCHEMA, PROMPT, MESSAGES) | wrong
    assert list(validator.iter_errors(body))
