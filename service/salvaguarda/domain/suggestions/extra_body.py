"""Further members of a request that an owner may set, and those that are never theirs to set."""

import json
import re
from collections.abc import Iterator, Mapping

from salvaguarda.domain.errors import Invalid, Problem

RESERVED = frozenset(
    {
        # what is asked, and of whom
        "model", "models", "messages", "prompt", "input", "instructions", "n", "best_of", "prediction",
        "fallbacks", "api_base", "base_url", "documents", "chat_template", "echo",
        # the form of the answer
        "response_format", "stream", "stream_options", "modalities", "audio", "grammar", "json_schema",
        "guided_json", "guided_regex", "guided_choice", "guided_grammar", "structured_outputs",
        "regex", "ebnf",
        # how long and how: settings of their own
        "max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens", "n_predict", "temperature",
        # what would let a model act, look things up, or keep what it read
        "tools", "tool_choice", "parallel_tool_calls", "functions", "function_call", "plugins",
        "mcp_servers", "web_search_options", "web_search", "search_parameters", "enable_search", "transforms", "route", "store",
        "background",
    }
)  # fmt: skip
"""Members that `requests.build_body` sets, or that would change what was agreed to be sent."""

LONGEST = 4000
"""Characters of the whole, as JSON."""

_SECRET = re.compile(
    r"(^|[^a-z])(api[-_]?key|authorization|bearer|password|secret|access[-_]?token)", re.IGNORECASE
)


def check_extra_body(extra: Mapping[str, object]) -> None:
    """Return when an owner may send these members; Invalid with every mistake otherwise."""
    problems = list(extra_body_problems(extra))
    if problems:
        raise Invalid(problems[0].what, problems)


def extra_body_problems(extra: Mapping[str, object]) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for name in sorted(set(extra) & RESERVED):
        yield Problem(
            f"extra_body.{name}", f"{name} is set by Salvaguarda and cannot be set here.", "Leave it out."
        )
    for name in sorted(name for name in _names(extra) if _SECRET.search(name)):
        yield Problem(
            "extra_body",
            f"{name[:40]} looks like a key, and this is stored and shown.",
            "Put keys into the environment or the secrets folder, and name them under key_name.",
        )
    yield from _shape_problems(extra)


def _shape_problems(extra: Mapping[str, object]) -> Iterator[Problem]:
    try:
        text = json.dumps(extra, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, TypeError, RecursionError):
        yield Problem("extra_body", "This is not JSON that can be sent.", "Check it.")
        return
    if len(text) > LONGEST:
        yield Problem("extra_body", f"This is longer than {LONGEST} characters.", "Shorten it.")


def _names(extra: Mapping[str, object]) -> Iterator[str]:
    """Names of members, at any depth."""
    waiting: list[object] = [extra]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield from map(str, value)
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value
