"""Pydantic's errors → problems with file and line, in words for somebody who is not a programmer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from salvaguarda.adapters.marked_yaml import Loc, Marked

_TYPES = {
    "list_type": ("a list", "Begin each entry with a hyphen: `- …`."),
    "model_type": ("a group of keys", "Put its keys below it, indented, as `key: …`."),
    "dict_type": ("a group of keys", "Put its keys below it, indented, as `key: …`."),
    "bool_type": ("true or false", "Write true or false without quotes."),
    "int_type": ("a whole number", "Write a number without quotes."),
    "float_type": ("a number", "Write a number without quotes."),
}
_END = {"too_short": "least", "too_long": "most"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What messages about one kind of file say.

    noun: what the file is ("checklist"). models: keys on the way to a place → the model of what stands there.
    shapes: key → how its value is written. choices: key → what may stand there, where pydantic does not say it.
    """

    noun: str
    models: Mapping[tuple[str, ...], type[BaseModel]]
    shapes: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]


def nearest(word: object, words: Iterable[str]) -> str:
    """A fix that names the known word most like this one, else all of them."""
    known = list(dict.fromkeys(words))
    close = get_close_matches(str(word), known, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known) or 'none'}."


def place(loc: Loc, value: Any) -> str:
    """Words for where a place is: " in `legality`"; "" at the top of the file."""
    for part in loc[:2]:
        value = value[part] if _holds(value, part) else None
    if len(loc) > 1 and isinstance(loc[1], int):
        name = value.get("id", value.get("rating")) if isinstance(value, dict) else None
        return f" in `{name}`" if isinstance(name, str) else f" in entry {loc[1] + 1} of `{loc[0]}`"
    return f" in `{loc[0]}`" if len(loc) > 1 else ""


def note_mistake(error: ErrorDetails, marked: Marked, wording: Wording) -> None:
    """Add one pydantic error to the problems of the file."""
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    what, fix = _words(error, loc, marked.value, wording)
    marked.refuse(loc, what, fix)


def _words(error: ErrorDetails, loc: Loc, value: Any, wording: Wording) -> tuple[str, str]:
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if not loc:
        return (
            f"This is no {wording.noun}: it must be a group of keys.",
            "Begin with `id: …`, `version: …`, `title: …`.",
        )
    around = place(loc, value)
    kind = error["type"]
    if kind == "missing":
        return f"`{key}` is missing{around}.", f"Add `{key}: …`."
    if kind == "extra_forbidden":
        return f"`{key}` is not a key here{around}.", nearest(key, _known_keys(loc, wording))
    if isinstance(loc[-1], int):
        subject = f"Entry {loc[-1] + 1} of `{key}`{around if len(loc) > 2 else ''}"
        return _wrong_value(error, key, subject, wording)
    return _wrong_value(error, key, f"`{key}`{around}", wording)


def _wrong_value(error: ErrorDetails, key: str, subject: str, wording: Wording) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    if given in (None, "", []) or kind == "string_too_short":
        return f"{subject} is empty.", "Fill it in."
    if kind == "string_type" or (kind == "literal_error" and not isinstance(given, str)):
        return f"{subject} must be text, not {_shown(given)}.", "Put it in quotes."
    if kind in _TYPES:
        noun, fix = _TYPES[kind]
        return f"{subject} must be {noun}, not {_shown(given)}.", fix
    if kind in ("enum", "literal_error"):
        return f"{subject}: {_shown(given)} is not known.", nearest(given, _expected(error, key, wording))
    if kind == "string_pattern_mismatch":
        shape = wording.shapes.get(key, wording.shapes["id"])
        return f"{subject}: {_shown(given)} is not written as it must be.", f"Use {shape}."
    return _beyond_limit(error, subject)


def _beyond_limit(error: ErrorDetails, subject: str) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    if kind in ("too_short", "too_long"):
        limit = error["ctx"]["min_length" if kind == "too_short" else "max_length"]
        return f"{subject} has {len(given)} entries; {limit} is the {_END[kind]}.", ""
    if kind == "string_too_long":
        return f"{subject} has {len(given)} characters.", f"Shorten it to {error['ctx']['max_length']}."
    return f"{subject} {error['msg'].replace('Input should', 'must')}, not {_shown(given)}.", ""


def _expected(error: ErrorDetails, key: str, wording: Wording) -> list[str]:
    if key in wording.choices:
        return [*wording.choices[key]]
    expected = str(error.get("ctx", {}).get("expected", ""))
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]


def _known_keys(loc: Loc, wording: Wording) -> list[str]:
    names = tuple(part for part in loc[:-1] if isinstance(part, str))
    found = wording.models.get(names)
    return list(found.model_fields) if found else []


def _shown(given: object) -> str:
    if isinstance(given, dict):
        return "a group of keys"
    if isinstance(given, list):
        return "a list"
    words = str(given).lower() if isinstance(given, bool) else str(given)
    return f"`{words[:60]}{'…' if len(words) > 60 else ''}`"


def _holds(value: Any, part: object) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)
