"""Signs that a text wants to steer a model, or hides something. They warn a reviewer; nothing is blocked by them.

No such list is complete: the fence, the closed form of the answer and the person who decides protect; flags only point.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

import regex

from salvaguarda.domain.suggestions.instructions import instructs
from salvaguarda.domain.suggestions.pieces import DRAFT_INPUTS
from salvaguarda.domain.suggestions.suggestion import Flag
from salvaguarda.domain.suggestions.visible import DIRECTION, DIRECTION_MARKS, TAGS, hidden, visible

_ROLES = "system|user|assistant|developer|tool"
_ROLE_MARKER = re.compile(
    rf"<\|[^\n|<>]{{1,40}}\|>"  # ChatML, Llama 3, Phi, Harmony, Cohere, DeepSeek
    r"|\[/?(inst|system_prompt|available_tools|tool_calls?|tool_results)\]|<</?sys>>"  # Llama 2, Mistral
    r"|</?(start|end)_of_turn>|</?s>|<(bos|eos|pad)>"  # Gemma and tokenizers
    rf"|</?({_ROLES}|human|instructions?|prompt|think|thinking|tool_call|function_calls?|provision|criterion)( [^<>\n]{{0,60}})?/?>"
    rf"|^#{{1,6}} ?({_ROLES}|human|instructions?|response|prompt) ?:"  # Alpaca, Vicuna
    r"|^(system|assistant|human|developer|ai assistant|系统|系統|助手)( message| prompt)? ?:"
    rf"|^={{2,}} ?({_ROLES}) ?={{2,}}|<<<dotprompt:"  # files of prompts
    rf"|[\"']role[\"'] ?: ?[\"']({_ROLES})[\"']",
    re.MULTILINE,
)
_TEMPLATE = re.compile(r"\{\{|\{%|%\}|\{#|<%|%>|\$\{[^}\n]{1,80}\}")
_RULE = "[-=*#~_]"
_BOUNDARY = re.compile(
    r"<<<|>>>|```|\"\"\"|\b[0-9a-f]{24,}\b"
    rf"|^{_RULE}{{2,}} ?(begin|start|end|fin|ende|конец|结束)\b[^\n]{{0,60}}{_RULE}{{2,}}$"
    r"|^end of (the )?(provision|block|input|user input|context|document|draft text)\b[^\n]{0,20}$",
    re.MULTILINE,
)
_STACKED = regex.compile(r"(\p{M}{30})\p{M}+")
"""More marks on a letter than any language has: to put them in order takes time in proportion to their square."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_UNREMARKABLE = frozenset("\u00ad\ufeff")
"""Left out of what is sent, but ordinary: a hyphen that shows only at the end of a line, the mark at the start of a file."""
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese, Javanese: U+200B parts their words."""


@lru_cache(maxsize=1024)  # a run asks for each provision once a criterion
def flags_of(text: str) -> tuple[Flag, ...]:
    """Why a reviewer should look twice at this text as it is stored, in the order of Flag; empty for nearly every text."""
    shown = _STACKED.sub(r"\1", visible(text))
    lines = unicodedata.normalize("NFKC", shown).casefold()
    gone = hidden(text)
    found: dict[Flag, Callable[[], bool]] = {
        Flag.INVISIBLE: lambda: _hides(text, gone),
        Flag.DIRECTION: lambda: _turns(text, gone),
        Flag.TAGS: lambda: TAGS.search(text) is not None,
        Flag.INSTRUCTION: lambda: instructs(shown),
        Flag.ROLE_MARKER: lambda: _ROLE_MARKER.search(lines) is not None,
        Flag.TEMPLATE: lambda: _TEMPLATE.search(lines) is not None,
        Flag.BOUNDARY: lambda: _BOUNDARY.search(lines) is not None,
    }
    return tuple(flag for flag, holds in found.items() if holds())


def flags_of_values(values: Mapping[str, str]) -> tuple[Flag, ...]:
    """As `flags_of`, of everything in the inputs of a prompt that a draft brings (input name → words as stored)."""
    return flags_of("\n".join(values[name] for name in DRAFT_INPUTS))


def _hides(text: str, gone: frozenset[str]) -> bool:
    """Whether something else than direction and tags is hidden."""
    ordinary = _UNREMARKABLE | {"\u200b"} if _WITHOUT_SPACES.search(text) else _UNREMARKABLE
    return any(
        not (each in ordinary or TAGS.match(each) or DIRECTION.match(each) or DIRECTION_MARKS.match(each))
        for each in gone
    )


def _turns(text: str, gone: frozenset[str]) -> bool:
    """Whether it turns the reading direction in a way that its language does not need."""
    if any(DIRECTION.match(each) for each in gone):
        return True
    marked = any(DIRECTION_MARKS.match(each) for each in gone)
    return marked and not any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)
