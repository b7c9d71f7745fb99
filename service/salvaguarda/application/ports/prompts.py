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
        """What is sent: a message for each part, every input inside its fence, nothing evaluated twice.

        values: input name → words as they are stored. An input that the prompt declares must be there, and none that
        `domain.suggestions.pieces.INPUTS` does not know; those that it does not declare are not sent. Invalid otherwise.
        """
        ...
