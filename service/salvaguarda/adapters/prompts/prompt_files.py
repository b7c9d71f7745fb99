"""One prompt file with the schema it names → a Prompt, or every mistake in it at once, each with file and line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from salvaguarda.adapters.marked_yaml import ENOUGH, Marked, read_yaml
from salvaguarda.adapters.prompts.prompt_model import WORDING, PromptFile
from salvaguarda.adapters.prompts.prompt_parts import parts_of, split
from salvaguarda.adapters.prompts.schema_rules import keys_mistake, read_schema
from salvaguarda.adapters.yaml_mistakes import note_mistake
from salvaguarda.domain.errors import InvalidPrompt, Problem
from salvaguarda.domain.suggestions.prompts import Prompt, PromptInput, PromptStatus
from salvaguarda.domain.suggestions.visible import DIRECTION_MARKS, hidden

MAX_BYTES = 128 * 1024  # about ten times the longest prompt we know

_TOO_LONG = f"It has more than {MAX_BYTES:,} bytes."

_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")

ReadSchema = Callable[[str], bytes | None]
"""A path below the folder of prompts → the content of that file; None when there is none."""


@dataclass(frozen=True, slots=True)
class _Schema:
    text: str
    schema: dict[str, Any]
    sha256: str


def load_prompt(content: bytes, name: str, read: ReadSchema, status: PromptStatus) -> Prompt:
    """The prompt in a file.

    name: what to call the file in messages. status: as the lock says; no file says it of itself.
    Raises InvalidPrompt with one Problem per mistake, `where` being "name:line".
    """
    text = _plain(content, name)
    front, lines, first = _front_matter(text, name)
    marked = read_yaml("\n" + front, name)  # so that its lines are those of the file
    marked.problems += _unseen(text, name)
    file = _validate(marked)
    schema = _schema_of(file, marked, read)
    parts = parts_of(split(lines, first, marked), marked, schema.text)
    if file is None or marked.problems:
        raise invalid(name, marked.problems)
    return Prompt(
        id=file.id,
        version=file.version,
        task=file.task,
        status=status,
        title=file.title,
        description=file.description,
        languages=tuple(file.languages),
        changelog=file.changelog,
        inputs=tuple(PromptInput(each, words, untrusted=True) for each, words in file.inputs.items()),
        parts=parts,
        output_schema=schema.schema,
        max_output_tokens=file.max_output_tokens,
        sha256=sha256(text.encode()).hexdigest(),
        schema_sha256=schema.sha256,
        source=text,
    )


def invalid(name: str, problems: list[Problem]) -> InvalidPrompt:
    """The error for these mistakes, in the order of their lines."""
    unique = sorted(dict.fromkeys(problems), key=lambda problem: (_line(problem), problem.what))
    count = "a mistake" if len(unique) == 1 else f"{len(unique)} mistakes"
    return InvalidPrompt(f"{name} has {count}. Correct it and try again.", unique[:ENOUGH])


def _line(problem: Problem) -> int:
    tail = problem.where.rpartition(":")[2]
    return int(tail) if tail.isdigit() else 0


def _plain(content: bytes, name: str) -> str:
    """The text with line ends as "\\n", so that its hash is the same wherever it was checked out."""
    if len(content) > MAX_BYTES:
        what = f"The file has {len(content):,} bytes; {MAX_BYTES:,} are allowed."
        raise invalid(name, [Problem(name, what, "Shorten it.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(f"{name}:{line}", "The file is not UTF-8 text.", "Save it as UTF-8 and try again.")
        raise invalid(name, [problem]) from error
    return text.replace("\r\n", "\n")


def _unseen(text: str, name: str) -> Iterator[Problem]:
    """A prompt is what its readers see: hidden words, and line breaks that only some programs know, would be sent too.

    The plain marks of direction may stand: prompts in Arabic need them beside Latin words.
    """
    for number, line in enumerate(text.split("\n"), 1):
        unseen = hidden(line) | set(_BREAKS.findall(line))
        found = sorted(each for each in unseen if not DIRECTION_MARKS.match(each))
        if found:
            what = f"Characters that nobody sees stand here: {', '.join(f'U+{ord(each):04X}' for each in found[:5])}."
            yield Problem(f"{name}:{number}", what, "Remove them: a prompt is what its readers see.")


def _front_matter(text: str, name: str) -> tuple[str, list[str], int]:
    """The YAML between the two lines "---", the lines below, and which line of the file is the first of these."""
    found = re.match(r"---\n(.*?)^---\n", text, re.DOTALL | re.MULTILINE)
    if found is None:
        what = "The file does not begin with front matter."
        raise invalid(
            name, [Problem(f"{name}:1", what, "Begin with a line `---`, its keys, and a line `---`.")]
        )
    return found[1], text[found.end() :].split("\n"), found[0].count("\n") + 1


def _validate(marked: Marked) -> PromptFile | None:
    if marked.value is None and marked.problems:
        return None
    try:
        return PromptFile.model_validate(marked.value)
    except ValidationError as error:
        for mistake in error.errors(include_url=False)[:ENOUGH]:
            _note(mistake, marked)
        return None


def _note(mistake: Any, marked: Marked) -> None:
    if mistake["type"] == "extra_forbidden" and mistake["loc"] == ("model",):
        fix = "Remove it: which model is asked is the endpoint's business, so that prompts can be compared."
        marked.refuse(("model",), "A prompt names no model.", fix)
    elif mistake["type"] == "extra_forbidden" and mistake["loc"] == ("status",):
        fix = "Remove it: `prompts.lock` says it, so that a file stays the same when it is published or retired."
        marked.refuse(("status",), "A prompt does not say its own status.", fix)
    else:
        note_mistake(mistake, marked, WORDING)


def _schema_of(file: PromptFile | None, marked: Marked, read: ReadSchema) -> _Schema:
    """The schema that the front matter names; mistakes are noted where it is named."""
    content = read(file.output_schema) if file else b""
    if file is None or content is None:
        if file:
            fix = "Write it, or correct the path; it begins at the folder of prompts."
            marked.refuse(("output_schema",), f"There is no file {file.output_schema}.", fix)
        return _Schema("", {}, "")
    text = content[: MAX_BYTES + 1].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    schema, mistakes = read_schema(text) if len(content) <= MAX_BYTES else ({}, [_TOO_LONG])
    mistakes += [each for each in (keys_mistake(schema, file.task),) if each]
    mistakes += ["It holds characters that nobody sees."] if hidden(text) else []
    for mistake in mistakes:
        marked.refuse(("output_schema",), f"{file.output_schema}: {mistake}", "Correct the schema.")
    return _Schema(text, schema, sha256(text.encode()).hexdigest())
