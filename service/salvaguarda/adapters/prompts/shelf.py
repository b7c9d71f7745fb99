"""The prompts of this installation: listed and read without Jinja, which is opened when a prompt is first sent."""

import importlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from salvaguarda.adapters.prompts.folder import prompts_folder, read_folders
from salvaguarda.domain.errors import InvalidPrompt, NotFound
from salvaguarda.domain.suggestions.prompts import Message, Prompt

_RENDERING = "salvaguarda.adapters.prompts.rendering"


class PromptShelf:
    """Fulfils `application.ports.prompts.Prompts`."""

    def __init__(self, prompts: Iterable[Prompt]) -> None:
        self._prompts = tuple(prompts)
        self._by_key = {(each.id, each.version): each for each in self._prompts}

    def every(self) -> tuple[Prompt, ...]:
        """All versions, by id and then newest first."""
        return self._prompts

    def get(self, prompt_id: str, version: str) -> Prompt:
        """That version; NotFound when there is none."""
        found = self._by_key.get((prompt_id, version))
        if found is None:
            raise NotFound("prompt", f"{prompt_id} {version}")
        return found

    def render(self, prompt: Prompt, values: Mapping[str, str]) -> tuple[Message, ...]:
        """As `Prompts.render`."""
        rendering = importlib.import_module(_RENDERING)
        return cast("tuple[Message, ...]", rendering.render(prompt, values))


@cache
def built_in_shelf() -> PromptShelf:
    """The prompts of the installation; read once a process."""
    return open_shelf(prompts_folder())


def shelf_with(own: Path | None) -> PromptShelf:
    """The prompts of the program, and those in a folder of one's own; InvalidPrompt with every mistake."""
    return built_in_shelf() if own is None else open_shelf(prompts_folder(), own)


def open_shelf(*folders: Path) -> PromptShelf:
    """The prompts of these folders; InvalidPrompt with every mistake in them."""
    read = read_folders(folders)
    if read.problems:
        raise InvalidPrompt(
            "The prompts have mistakes. Correct them; `salvaguarda prompts check` names them again.",
            read.problems,
        )
    return PromptShelf(read.prompts)
