"""The subset of JSON Schema for answers."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from salvaguarda.adapters.prompts.folder import prompts_folder
from salvaguarda.adapters.prompts.schema_rules import ALLOWED, KEYS, read_schema
from salvaguarda.adapters.prompts.shelf import built_in_shelf
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.prompts import PromptTask
from salvaguarda.domain.suggestions.suggestion import Uncertainty

SCHEMAS = sorted((prompts_folder() / "schemas").glob("*.json"))


def nodes_of(node: Any) -> list[dict[str, Any]]:
    """A schema and every schema in it; walked by other rules than those that are tested."""
    if isinstance(node, list):
        return [each for part in node for each in nodes_of(part)]
    inner = [node.get("items"), node.get("anyOf"), [*node.get("properties", {}).values()]]
    return [node, *(each for part in inner if part for each in nodes_of(part))]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_of_ours_is_valid_and_keeps_to_the_subset(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    schema, mistakes = read_schema(text)
    Draft202012Validator.check_schema(schema)
    assert mistakes == []
    for node in nodes_of(json.loads(text)):
        assert set(node) <= ALLOWED
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == [*node["properties"]]


def test_every_schema_belongs_to_a_prompt() -> None:
    named = {
        line
        for each in built_in_shelf().every()
        for line in each.source.splitlines()
        if "output_schema" in line
    }
    assert {f"output_schema: schemas/{path.name}" for path in SCHEMAS} == named


def test_the_model_abstains_first_and_rates_last() -> None:
    for keys in KEYS.values():
        assert keys[:2] == ("abstain", "abstain_reason")
    assert KEYS[PromptTask.SCORE][-1] == "rating"
    assert KEYS[PromptTask.REDRAFT][-1] == "text"


def test_ratings_and_uncertainties_are_those_of_the_domain() -> None:
    [schema] = [each.output_schema for each in built_in_shelf().every() if each.task is PromptTask.SCORE]
    properties = schema["properties"]
    assert properties["rating"]["anyOf"][0]["enum"] == [*Rating]
    assert properties["uncertainty"]["anyOf"][0]["enum"] == [*Uncertainty]


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ("{", "It is no JSON"),
        ("[]", "It must describe one object."),
        ('{"type": "object", "type": "object"}', "It is no JSON: a key stands twice"),
        ('{"type": "object"}', "an object needs `properties`."),
        ('{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}', "an object must be closed"),
        ('{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}', "`required` must list every key"),
        ('{"type": "object", "properties": {"a": {"type": "string", "format": "uri"}}, "required": ["a"], "additionalProperties": false}', "a: `format` is not taken by every server"),
        ('{"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "required": ["a"], "additionalProperties": false}', "a: `type` must be one of"),
        ('{"type": "object", "properties": {"a": {"type": "array"}}, "required": ["a"], "additionalProperties": false}', "a.items: it must be a schema."),
        ('{"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "boolean"}]}}, "required": ["a"], "additionalProperties": false}', "a: `anyOf` is only for what may be absent"),
        ('{"type": "object", "anyOf": [{"type": "string"}, {"type": "null"}]}', "The whole answer cannot be a choice."),
        ('{"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"], "additionalProperties": false}', "a: `$ref` is not taken"),
    ],
)  # fmt: skip
def test_what_servers_differ_on_is_refused(wrong: str, mistake: str) -> None:
    assert any(each.startswith(mistake) for each in read_schema(wrong)[1]), read_schema(wrong)[1]


def test_a_schema_that_nests_too_deeply_is_refused() -> None:
    deep = '{"type": "string"}'
    for _ in range(12):
        deep = f'{{"type": "array", "items": {deep}}}'
    schema = f'{{"type": "object", "properties": {{"a": {deep}}}, "required": ["a"], "additionalProperties": false}}'
    assert any("nests deeper" in each for each in read_schema(schema)[1])
