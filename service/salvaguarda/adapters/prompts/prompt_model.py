"""What the front matter of a prompt file may hold, as a pydantic model, and how mistakes in it are said."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from salvaguarda.adapters.yaml_mistakes import Wording
from salvaguarda.domain.suggestions.pieces import INPUTS
from salvaguarda.domain.suggestions.prompts import PromptTask

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
SchemaPath = Annotated[
    str, StringConstraints(pattern=r"^schemas/[a-z0-9]+([-.][a-z0-9]+)*\.json$", max_length=100)
]
InputName = Literal[INPUTS]  # type: ignore[valid-type]  # the names stand in one place, in the domain


class PromptFile(BaseModel):
    """The front matter. It names no model: which one is asked is the endpoint's business."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1]
    id: Id
    version: Version
    task: Annotated[PromptTask, Field(strict=False)]
    title: Line
    description: Text
    languages: Annotated[list[Language], Field(min_length=1, max_length=100)]
    output_schema: SchemaPath
    max_output_tokens: Annotated[int, Field(ge=64, le=32_768)]
    inputs: Annotated[dict[InputName, Line], Field(min_length=1)]
    changelog: Text


WORDING = Wording(
    noun="prompt",
    models={(): PromptFile},
    shapes={
        "id": "small letters, digits and single hyphens, like `provision-score`",
        "version": "three numbers with dots, like 1.0.0",
        "languages": "language tags, like en or pt-BR",
        "output_schema": "the place of a schema, like `schemas/provision-score-1.json`",
    },
    choices=dict.fromkeys(INPUTS, INPUTS) | {"inputs": INPUTS, "task": tuple(PromptTask)},
)
