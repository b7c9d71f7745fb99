"""A question made into exactly what is sent, with its hash and the most it can cost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.domain.suggestions.budget import Cost, reservation
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode
from salvaguarda.domain.suggestions.prompts import Message, Prompt
from salvaguarda.domain.suggestions.requests import build_body, canonical
from salvaguarda.domain.suggestions.retries import Retry

_PATH = re.compile(r"[A-Za-z0-9_.]{1,80}")


@dataclass(frozen=True, slots=True)
class Request:
    """body: what is sent. sha256: of it. size: its bytes. reserved: the most it can cost. longest: tokens of an answer."""

    body: Mapping[str, object]
    sha256: str
    size: int
    reserved: Cost
    longest: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask, and with which prompt."""

    settings: EndpointSettings
    mode: OutputMode
    prompt: Prompt


def request_for(
    prompts: Prompts, asking: Asking, values: Mapping[str, str], retry: Retry | None = None
) -> Request:
    """The request for these inputs of the prompt. retry: what earlier attempts came to.

    After an answer that was cut off it may be twice as long; after one of another form than asked for, the place of the
    mistake is said, and nothing else of that answer.
    """
    tried = retry or Retry()
    prompt = asking.prompt
    if tried.longer:
        prompt = replace(prompt, max_output_tokens=2 * prompt.max_output_tokens)
    messages: Sequence[Message] = prompts.render(prompt, values)
    if tried.mistake is not None:
        messages = _with_mistake(messages, tried.mistake)
    body = build_body(asking.settings, asking.mode, prompt, messages)
    sent = canonical(body)
    return Request(
        body=body,
        sha256=sha256(sent).hexdigest(),
        size=len(sent),
        reserved=reservation(len(sent), prompt.max_output_tokens, asking.settings.prices),
        longest=prompt.max_output_tokens,
    )


def _with_mistake(messages: Sequence[Message], path: str) -> tuple[Message, ...]:
    """The messages, the last of them with a note. In the same message, because some models refuse two of one role."""
    place = f"at {path}" if _PATH.fullmatch(path) else "as a whole"
    last = messages[-1]
    note = (
        f"\n\nAn earlier answer to this could not be used: {place} it was not of the form that is asked for. "
        "Answer with exactly one JSON object of that form."
    )
    return (*messages[:-1], replace(last, content=last.content + note))
