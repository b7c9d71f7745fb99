"""Prompts: what a language model is asked, for everybody to read."""

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, PathParameter

from salvaguarda.domain.access import Act
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_prompts import present_prompt, present_prompt_summary
from salvaguarda.web.schemas.prompts import PromptOut, PromptSummaryOut

Version = Annotated[str, PathParameter(description="Three numbers with dots: 1.0.0")]


class PromptsController(Controller):
    """The prompt versions of this installation."""

    path = "/api/prompts"
    tags = ["Prompts"]

    @get(operation_id="list_prompts", summary="Every prompt version", opt={"act": Act.READ})
    async def list_prompts(self, parts: NamedDependency[Parts]) -> list[PromptSummaryOut]:
        """By id, then newest first; drafts and retired ones too."""
        return [present_prompt_summary(each) for each in parts.prompts.every()]

    @get(
        "/{prompt_id:str}/{version:str}",
        operation_id="get_prompt",
        summary="A prompt version",
        opt={"act": Act.READ},
    )
    async def get_prompt(
        self, prompt_id: FromPath[str], version: Version, parts: NamedDependency[Parts]
    ) -> PromptOut:
        """Its words as a reader sees them, with the places where words of a checklist and a draft come in."""
        return present_prompt(parts.prompts.get(prompt_id, version))
