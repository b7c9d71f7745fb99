"""Prompts over the wire."""

from typing import Any

import msgspec


class PromptInputOut(msgspec.Struct):
    """Something that is put into a prompt. untrusted: others wrote it, so it stands inside a fence."""

    name: str
    description: str
    untrusted: bool


class PieceOut(msgspec.Struct):
    """Either `text`, which is always the same, or `input`, the name of what is put in; the other one is null.

    fence: the name of the fence in which it stands ("criterion", "provision"); null outside.
    """

    text: str | None
    input: str | None
    fence: str | None


class PromptPartOut(msgspec.Struct):
    """What is sent in one role. role: "system" or "user"."""

    role: str
    pieces: list[PieceOut]


class PromptSummaryOut(msgspec.Struct):
    """A prompt version in a list. task: "score" or "redraft". status: "draft", "active" or "retired"."""

    id: str
    version: str
    task: str
    status: str
    title: str
    description: str
    languages: list[str]
    sha256: str


class PromptOut(PromptSummaryOut):
    """A prompt version whole. output_schema: JSON Schema of the answer. max_output_tokens: how long it may be."""

    changelog: str
    inputs: list[PromptInputOut]
    parts: list[PromptPartOut]
    output_schema: dict[str, Any]
    max_output_tokens: int
    schema_sha256: str
