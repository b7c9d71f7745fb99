"""Prompts for the wire."""

from salvaguarda.domain.suggestions.pieces import pieces_of
from salvaguarda.domain.suggestions.prompts import Prompt, PromptPart
from salvaguarda.web.schemas.prompts import (
    PieceOut,
    PromptInputOut,
    PromptOut,
    PromptPartOut,
    PromptSummaryOut,
)


def present_prompt_summary(prompt: Prompt) -> PromptSummaryOut:
    """A version in a list."""
    return PromptSummaryOut(
        id=prompt.id,
        version=prompt.version,
        task=prompt.task.value,
        status=prompt.status.value,
        title=prompt.title,
        description=prompt.description,
        languages=list(prompt.languages),
        sha256=prompt.sha256,
    )


def present_prompt(prompt: Prompt) -> PromptOut:
    """A version whole."""
    return PromptOut(
        id=prompt.id,
        version=prompt.version,
        task=prompt.task.value,
        status=prompt.status.value,
        title=prompt.title,
        description=prompt.description,
        languages=list(prompt.languages),
        sha256=prompt.sha256,
        changelog=prompt.changelog,
        inputs=[PromptInputOut(each.name, each.description, each.untrusted) for each in prompt.inputs],
        parts=[_part(each) for each in prompt.parts],
        output_schema=dict(prompt.output_schema),
        max_output_tokens=prompt.max_output_tokens,
        schema_sha256=prompt.schema_sha256,
    )


def _part(part: PromptPart) -> PromptPartOut:
    """A system part has no inputs, so it is one piece as it is."""
    if part.role == "system":
        return PromptPartOut(part.role, [PieceOut(part.template, None, None)])
    pieces = [PieceOut(each.text, each.input, each.fence or None) for each in pieces_of(part.template)]
    return PromptPartOut(part.role, pieces)
