"""The prompts of this installation."""

from collections.abc import Mapping
from typing import Protocol

from salvaguarda.domain.suggestions.prompts import Message, Prompt


class Prompts(Protocol):
    """Read from `prompts/` once, checked against their lock. Fulfilled by `adapters.prompts.shelf.PromptShelf`."""

    def every(self) -> tuple[Prompt, ...]:
        """All versions, by id and then newest first."""
        ...

    def get(self, prompt_id: str, version: str) -> Prompt:
        """That version; NotFound when there is none."""
        ...

    def render(self, prompt: Prompt, values: Mapping[str, str]) -> tuple[Message, ...]:
        """What is sent: trusted inputs in place, untrusted ones fenced, nothing evaluated twice.

        values: input name → words, exactly the declared inputs; without the boundary, which is made here. Invalid when they are not.
        """
        ...
