"""A prompt: one immutable version of what a model is asked, with its parts kept apart by role."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PromptStatus(StrEnum):
    """Whether it may be used."""

    DRAFT = "draft"  # in runs for evaluation only
    ACTIVE = "active"
    RETIRED = "retired"  # not any more; what it made stays


class PromptTask(StrEnum):
    """What a prompt is for."""

    SCORE = "score"  # a rating or an abstention, rationale, quotes, missing safeguards
    REDRAFT = "redraft"  # proposed words


@dataclass(frozen=True, slots=True)
class PromptInput:
    """Something that is put into a prompt. untrusted: others wrote it, so it is fenced; true of every input there is."""

    name: str
    description: str
    untrusted: bool


@dataclass(frozen=True, slots=True)
class PromptPart:
    """role: "system" or "user". template: its words with {{ … }} where inputs go."""

    role: str
    template: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt.

    output_schema: JSON Schema of the answer, in the subset of adapters/prompts/schema_rules.py. sha256: of the file, line ends
    as "\\n"; schema_sha256: of the schema file likewise. max_output_tokens: how long an answer may be.
    """

    id: str
    version: str
    task: PromptTask
    status: PromptStatus
    title: str
    description: str
    languages: tuple[str, ...]
    changelog: str
    inputs: tuple[PromptInput, ...]
    parts: tuple[PromptPart, ...]
    output_schema: Mapping[str, Any]
    max_output_tokens: int
    sha256: str
    schema_sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, of one role."""

    role: str
    content: str
