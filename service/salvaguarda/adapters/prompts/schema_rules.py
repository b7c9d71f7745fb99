"""The schema of an answer: a subset of JSON Schema that every server with schemas takes.

Objects are closed and every key is required; what may be absent is null. No bounds, formats, references or defaults: servers
differ on them, so bounds are ours to check (domain/suggestions/answers.py). The order of keys is the order of writing.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from salvaguarda.domain.suggestions.prompts import PromptTask

ALLOWED = frozenset(
    {"type", "properties", "required", "additionalProperties", "items", "enum", "description", "anyOf"}
)
_TYPES = frozenset({"object", "array", "string", "boolean", "null"})
_DEEPEST = 10
KEYS: dict[PromptTask, tuple[str, ...]] = {
    PromptTask.SCORE: (
        "abstain",
        "abstain_reason",
        "quotes",
        "rationale",
        "missing_safeguards",
        "uncertainty",
        "rating",
    ),
    PromptTask.REDRAFT: ("abstain", "abstain_reason", "rationale", "text"),
}
"""What an answer to a prompt of that task holds, in this order: whether to abstain first, the judgement last."""


def read_schema(text: str) -> tuple[dict[str, Any], list[str]]:
    """The schema and what is wrong with it, each a sentence that begins with the place ("quotes.items: …")."""
    try:
        schema = json.loads(text, object_pairs_hook=_once)
    except ValueError as error:
        return {}, [f"It is no JSON: {error}."]
    except RecursionError:
        return {}, [f"It nests deeper than {_DEEPEST} levels."]
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return {}, ["It must describe one object."]
    return schema, [*_mistakes(schema, "")]


def keys_mistake(schema: Mapping[str, Any], task: PromptTask) -> str:
    """What is wrong with the keys of an answer to this task; "" when they are right."""
    found = tuple(schema.get("properties") or ())
    if not found or found == KEYS[task]:
        return ""
    return f"An answer to a {task.value} prompt has the keys {', '.join(KEYS[task])}, in this order."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError("a key stands twice in one object")
    return dict(pairs)


def _mistakes(node: Any, place: str) -> Iterator[str]:
    at = f"{place}: " if place else ""
    if place.count(".") >= _DEEPEST:
        yield f"{at}it nests deeper than {_DEEPEST} levels."
    elif not isinstance(node, dict):
        yield f"{at}it must be a schema."
    else:
        yield from _unknown_words(node, at)
        yield from _kind_mistakes(node, place, at)


def _unknown_words(node: dict[str, Any], at: str) -> Iterator[str]:
    for word in node:
        if word not in ALLOWED:
            yield f"{at}`{word}` is not taken by every server; known here: {', '.join(sorted(ALLOWED))}."


def _kind_mistakes(node: dict[str, Any], place: str, at: str) -> Iterator[str]:
    if "anyOf" in node:
        yield from _choice_mistakes(node, place, at)
    elif not isinstance(node.get("type"), str) or node["type"] not in _TYPES:
        yield f"{at}`type` must be one of {', '.join(sorted(_TYPES))}."
    elif node["type"] == "object":
        yield from _object_mistakes(node, place, at)
    elif node["type"] == "array":
        yield from _mistakes(node.get("items"), _inside(place, "items"))


def _object_mistakes(node: dict[str, Any], place: str, at: str) -> Iterator[str]:
    properties = node.get("properties")
    if not isinstance(properties, dict) or not properties:
        yield f"{at}an object needs `properties`."
        return
    if node.get("additionalProperties") is not False:
        yield f'{at}an object must be closed: `"additionalProperties": false`.'
    if node.get("required") != [*properties]:
        yield f"{at}`required` must list every key, in the order of `properties`; what may be absent is null."
    for name, inner in properties.items():
        yield from _mistakes(inner, _inside(place, name))


def _choice_mistakes(node: dict[str, Any], place: str, at: str) -> Iterator[str]:
    choices = node["anyOf"]
    if not place:
        yield "The whole answer cannot be a choice."
    if not isinstance(choices, list) or len(choices) != 2 or choices[1] != {"type": "null"}:
        yield f'{at}`anyOf` is only for what may be absent: a schema, then {{"type": "null"}}.'
        return
    yield from _mistakes(choices[0], _inside(place, "anyOf"))


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
