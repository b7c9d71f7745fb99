"""pydantic's and Litestar's validation errors in plain words, all at once."""

import re
from typing import Any

from litestar._signature.types import ExtendedMsgSpecValidationError
from litestar.exceptions import HTTPException

from salvaguarda.web.schemas.problems import MistakeOut

# pydantic error type → what is wrong, and what to do; {…} are the error's own values.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("This is missing.", "Fill it in."),
    "extra_forbidden": ("This is not known here.", "Remove it, or check how it is spelled."),
    "string_type": ("This must be a text.", ""),
    "int_type": ("This must be a whole number.", ""),
    "int_parsing": ("This must be a whole number.", ""),
    "bool_type": ("This must be true or false.", ""),
    "bool_parsing": ("This must be true or false.", ""),
    "list_type": ("This must be a list.", ""),
    "dict_type": ("This must be an object of names and values.", ""),
    "model_type": ("This must be an object of names and values.", ""),
    "model_attributes_type": ("This must be an object of names and values.", ""),
    "string_too_short": ("This is too short: at least {min_length} characters.", "Make it longer."),
    "string_too_long": ("This is too long: at most {max_length} characters.", "Shorten it."),
    "too_long": ("These are too many: at most {max_length}.", "Leave some out."),
    "too_short": ("These are too few: at least {min_length}.", "Add some."),
    "enum": ("This must be {expected}.", "Choose one of these."),
    "literal_error": ("This must be {expected}.", "Choose one of these."),
    "greater_than_equal": ("This must be {ge} or more.", ""),
    "less_than_equal": ("This must be {le} or less.", ""),
    "date_from_datetime_parsing": ("This is not a date.", "Write it like 2024-08-08."),
    "date_parsing": ("This is not a date.", "Write it like 2024-08-08."),
    "date_type": ("This is not a date.", "Write it like 2024-08-08."),
    "string_pattern_mismatch": ("This does not have the right form.", "Look at the example."),
    "json_invalid": ("This is not JSON.", "Check its commas, quotes and brackets."),
}
_PATTERNS = {
    "email": ("This is not an e-mail address.", "Write it like ana@example.org."),
    "key_name": (
        "This is no name of a key.",
        "Write at most 40 capital letters, digits and _, like MISTRAL. The key itself never goes here.",
    ),
    "currency": ("This is no currency.", "Write its three letters, like EUR."),
    **dict.fromkeys(
        ("input", "output", "cached_input"), ("This is no price.", 'Write digits and a point, like "0.40".')
    ),
    "language": ("This is not a language code.", "Write it like en, es or pt-BR."),
    "text_sha256": ("This is not a sha256.", "Send the hash that came with the text."),
}


def is_wrong_body(error: HTTPException) -> bool:
    """Whether a field of the body is wrong. Litestar takes that for a fault of ours when the field has the name of something
    that is injected into routes ("roles", "person")."""
    return isinstance(error.__cause__, ExtendedMsgSpecValidationError)


def mistakes_of(error: HTTPException) -> list[MistakeOut]:
    """One mistake per wrong field, in the order of the fields."""
    cause = error.__cause__
    if isinstance(cause, ExtendedMsgSpecValidationError):
        return [mistake_in(each) for each in cause.errors]
    extra = error.extra if isinstance(error.extra, list) else []
    return [_from_message(each) for each in extra if isinstance(each, dict)]


def mistake_in(error: Any) -> MistakeOut:
    """One pydantic error (a dictionary with type, loc, msg, ctx) in plain words."""
    place = [str(part) for part in error["loc"]]
    if place and place[0] == "data":
        place = place[1:]
    name = place[-1] if place else ""
    what, fix = _WORDS.get(error["type"], (_sentence(error["msg"]), ""))
    if error["type"] == "string_pattern_mismatch":
        what, fix = _PATTERNS.get(name, (what, fix))
    context = {
        key: value for key, value in (error.get("ctx") or {}).items() if isinstance(value, str | int | float)
    }
    return MistakeOut(".".join(place), _filled(what, context), fix)


def _filled(words: str, context: dict[str, Any]) -> str:
    try:
        return words.format(**context)
    except (KeyError, IndexError):
        return words


def _sentence(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].upper() + message[1:] + ("" if message.endswith(".") else ".")


def _from_message(extra: dict[str, Any]) -> MistakeOut:
    """Litestar's own short form, for parameters of the address and for bodies that are not objects."""
    message = str(extra.get("message", ""))
    if message == "'data'":  # Litestar's words for no body at all
        return MistakeOut("", "The body is missing.", "Send what this address expects as JSON.")
    where = "" if extra.get("key") == "data" else str(extra.get("key", ""))
    if re.match(r"(?i)expected `(int|float)`", message):
        return MistakeOut(where, "This must be a number.", "")
    if re.match(r"(?i)missing required|object missing", message):
        return MistakeOut(where, "This is missing.", "Fill it in.")
    if re.match(r"(?i)(expected `object`|input should be a valid dictionary)", message):
        return MistakeOut(where, "This must be an object of names and values.", "")
    return MistakeOut(where, _sentence(message) if message else "This is wrong.", "")
