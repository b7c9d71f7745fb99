"""The lock: which prompt versions are published, and the hashes that they will always have.

`prompts.lock` is YAML with one line a version: `provision-score@1.0.0: {status: active, sha256: …, schema_sha256: …}`. A
file that is not in it is a draft: it may change, and only evaluations use it. Publishing adds the line, retiring changes its
status; the file stays the same, so what was evaluated as a draft is what is published.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from salvaguarda.adapters.marked_yaml import Marked, read_yaml
from salvaguarda.adapters.yaml_mistakes import Wording, note_mistake
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.suggestions.prompts import Prompt, PromptStatus

LOCK_NAME = "prompts.lock"
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+@\d+\.\d+\.\d+$")]


class LockedPrompt(BaseModel):
    """One published version."""

    model_config = ConfigDict(extra="forbid", strict=True)

    status: Literal["active", "retired"]
    sha256: Sha256
    schema_sha256: Sha256


_LINES = TypeAdapter(dict[Key, LockedPrompt])
_WORDING = Wording(
    noun="lock",
    models={(): LockedPrompt},
    shapes={
        "id": "the name and version of a prompt, like `provision-score@1.0.0`",
        "sha256": "64 small hexadecimal digits",
        "schema_sha256": "64 small hexadecimal digits",
    },
    choices={},
)


@dataclass(frozen=True)
class Lock:
    """What the lock says."""

    marked: Marked
    prompts: dict[str, LockedPrompt]

    def status(self, key: str) -> PromptStatus:
        """DRAFT when it is not in the lock."""
        locked = self.prompts.get(key)
        return PromptStatus(locked.status) if locked else PromptStatus.DRAFT

    def mistakes(self, prompt: Prompt, path: str) -> list[Problem]:
        """What a published file no longer keeps. path: of the file, for messages."""
        locked = self.prompts.get(key_of(prompt))
        found: list[Problem] = []
        if locked and locked.sha256 != prompt.sha256:
            what = f"{path} changed after it was published: {prompt.sha256[:12]}… instead of {locked.sha256[:12]}…."
            fix = "Undo the change, and write a new version beside it: suggestions were made with the published words."
            found.append(self._problem(prompt, what, fix))
        if locked and locked.schema_sha256 != prompt.schema_sha256:
            what = f"The schema of {path} changed after it was published."
            fix = "Undo the change, and give the new version of the prompt a schema of its own."
            found.append(self._problem(prompt, what, fix))
        return found

    def missing(self, found: set[str]) -> list[Problem]:
        """Published versions whose file is not there. found: keys of the files that are."""
        fix = (
            "Bring the file back: suggestions were made with it. To stop its use, set its status to retired."
        )
        return [
            Problem(self.marked.where((key,)), f"{key} is published and its file is not there.", fix)
            for key in self.prompts
            if key not in found
        ]

    def _problem(self, prompt: Prompt, what: str, fix: str) -> Problem:
        return Problem(self.marked.where((key_of(prompt),)), what, fix)


def read_lock(text: str, name: str) -> Lock:
    """The lock; mistakes of form are in `marked.problems`."""
    marked = read_yaml(text, name)
    if marked.value is None:
        return Lock(marked, {})
    try:
        return Lock(marked, _LINES.validate_python(marked.value))
    except ValidationError as error:
        for mistake in error.errors(include_url=False):
            note_mistake(mistake, marked, _WORDING)
        return Lock(marked, {})


def key_of(prompt: Prompt) -> str:
    """How the lock names it."""
    return f"{prompt.id}@{prompt.version}"


def line_of(prompt: Prompt) -> str:
    """The line with which it is published."""
    return f"{key_of(prompt)}: {{status: active, sha256: {prompt.sha256}, schema_sha256: {prompt.schema_sha256}}}"
