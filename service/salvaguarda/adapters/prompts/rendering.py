"""A prompt and its inputs → messages, in Jinja's sandbox. Imports Jinja: opened only when something is sent."""

import re
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.suggestions.fence import boundary_for, closing, opening
from salvaguarda.domain.suggestions.pieces import FENCE, INPUTS, fences_of
from salvaguarda.domain.suggestions.prompts import Message, Prompt, PromptPart
from salvaguarda.domain.suggestions.visible import visible

_CODE = "fence_{}"
# A prompt is words for a model, no page: nothing is escaped. Values go in as they are, and are never templates.
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_ENVIRONMENT.globals.clear()
_FENCE_LINE = re.compile(f"^{FENCE.pattern}$", re.MULTILINE)


def render(prompt: Prompt, values: Mapping[str, str]) -> tuple[Message, ...]:
    """As `PromptShelf.render`."""
    _check(prompt, values)
    shown = {each.name: visible(values[each.name]) for each in prompt.inputs}
    return tuple(
        Message(part.role, part.template if part.role == "system" else _rendered(part, shown))
        for part in prompt.parts
    )


def inputs_of(part: PromptPart) -> frozenset[str]:
    """The inputs that Jinja itself finds in a part."""
    return frozenset(meta.find_undeclared_variables(_ENVIRONMENT.parse(part.template)))


def _check(prompt: Prompt, values: Mapping[str, str]) -> None:
    name = f"{prompt.id} {prompt.version}"
    problems = [
        Problem(each.name, f"The prompt {name} needs this input.", "Give its words; an empty text is one.")
        for each in prompt.inputs
        if not isinstance(values.get(each.name), str)
    ]
    problems += [
        Problem(each, "No prompt has this input.", f"Known here: {', '.join(INPUTS)}.")
        for each in values
        if each not in INPUTS
    ]
    if problems:
        raise Invalid(f"The inputs are not those of the prompt {name}.", problems)


def _rendered(part: PromptPart, shown: Mapping[str, str]) -> str:
    codes = {
        _CODE.format(fence): boundary_for({name: shown[name] for name in names}, [*shown.values()])
        for fence, names in fences_of(part.template).items()
    }
    return _template(part.template).render({**shown, **codes})


@lru_cache(maxsize=64)
def _template(template: str) -> Template:
    """Lines of fences get their code as one more input; this is done to the prompt's own words, before any value comes in."""
    return _ENVIRONMENT.from_string(_FENCE_LINE.sub(_fence_line, template))


def _fence_line(mark: re.Match[str]) -> str:
    line = closing if mark[1] else opening
    return line(mark[2], "{{ " + _CODE.format(mark[2]) + " }}")
