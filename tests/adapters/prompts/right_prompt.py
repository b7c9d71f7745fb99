"""A small prompt that is right, and a folder that holds it."""

from pathlib import Path

from salvaguarda.adapters.prompts.folder import PromptFolder, read_folder

RIGHT = """\
---
format: 1
id: short
version: 1.0.0
task: redraft
title: Short
description: Short.
languages: [en, pt-BR]
output_schema: schemas/short-1.json
max_output_tokens: 500
inputs:
  question: What is asked
  provision: The text
changelog: First.
---
=== system ===
You propose words.

{{ schema }}
=== user ===
<<< criterion >>>
Question: {{ question }}
<<< end criterion >>>

<<< provision >>>
{{ provision }}
<<< end provision >>>

Answer.
"""
SCHEMA = """\
{"type": "object",
 "properties": {
   "abstain": {"type": "boolean"},
   "abstain_reason": {"type": "string"},
   "rationale": {"type": "string"},
   "text": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
 "required": ["abstain", "abstain_reason", "rationale", "text"],
 "additionalProperties": false}
"""


def line_of(words: str, text: str = RIGHT) -> int:
    """The line on which these words stand first."""
    return text[: text.index(words)].count("\n") + 1


def write_folder(folder: Path, text: str = RIGHT, schema: str = SCHEMA, lock: str = "") -> Path:
    """A folder `prompts` with one prompt, short 1.0.0."""
    prompts = folder / "prompts"
    (prompts / "short").mkdir(parents=True, exist_ok=True)
    (prompts / "schemas").mkdir(exist_ok=True)
    (prompts / "short" / "1.0.0.md").write_bytes(text.encode())
    (prompts / "schemas" / "short-1.json").write_bytes(schema.encode())
    (prompts / "prompts.lock").write_text(lock, encoding="utf-8")
    return prompts


def read(folder: Path, text: str = RIGHT, schema: str = SCHEMA, lock: str = "") -> PromptFolder:
    """What is read of such a folder."""
    return read_folder(write_folder(folder, text, schema, lock))


def told(read: PromptFolder) -> list[tuple[str, str]]:
    """(where, what) of every mistake."""
    return [(each.where, each.what) for each in read.problems]
