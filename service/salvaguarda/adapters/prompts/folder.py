"""The folder of prompts: every version with its schema, and the lock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import salvaguarda
from salvaguarda.adapters.prompts.lock import LOCK_NAME, Lock, key_of, read_lock
from salvaguarda.adapters.prompts.prompt_files import load_prompt
from salvaguarda.domain.errors import InvalidPrompt, Problem
from salvaguarda.domain.suggestions.prompts import Prompt


@dataclass(frozen=True, slots=True)
class PromptFolder:
    """What was read. prompts: the right ones, by id and then newest first. problems: every mistake, with file and line."""

    prompts: tuple[Prompt, ...]
    problems: tuple[Problem, ...]


def prompts_folder() -> Path:
    """Where the prompts are: inside the installed package, else beside `service/` in a checkout."""
    package = Path(salvaguarda.__file__).parent
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parents[1] / "prompts"


def read_folders(folders: Sequence[Path]) -> PromptFolder:
    """Several folders as one; a version that stands in two of them is a mistake."""
    read = [read_folder(each) for each in folders]
    prompts: dict[str, Prompt] = {}
    problems = [problem for each in read for problem in each.problems]
    for prompt in (prompt for each in read for prompt in each.prompts):
        if prompts.setdefault(key_of(prompt), prompt) is not prompt:
            what = f"{key_of(prompt)} stands in two folders of prompts."
            problems.append(Problem(f"{prompt.id}/{prompt.version}.md", what, "Give yours another id."))
    return PromptFolder(tuple(sorted(prompts.values(), key=_newest_first)), tuple(problems))


def read_folder(folder: Path) -> PromptFolder:
    """All prompt versions of a folder: <id>/<version>.md."""
    folder = folder.resolve()  # for its name in messages
    if not folder.is_dir():
        problem = Problem(str(folder), "There is no such folder of prompts.", "Make it, or correct its name.")
        return PromptFolder((), (problem,))
    problems = [*_strays(folder)]
    try:
        lock = read_lock(
            _text(folder / LOCK_NAME, f"{folder.name}/{LOCK_NAME}"), f"{folder.name}/{LOCK_NAME}"
        )
    except InvalidPrompt as error:  # without it, published prompts would pass for drafts
        return PromptFolder((), (*error.problems, *problems))
    problems += lock.marked.problems
    prompts: list[Prompt] = []
    found: set[str] = set()
    for path in (each for each in _markdown(folder) if each.parent.parent == folder):
        found.add(f"{path.parent.name}@{path.stem}")
        try:
            prompts.append(_read(folder, path, lock))
        except InvalidPrompt as error:
            problems += error.problems
    for prompt in prompts:
        problems += lock.mistakes(prompt, f"{folder.name}/{prompt.id}/{prompt.version}.md")
    problems += lock.missing(found)
    return PromptFolder(tuple(sorted(prompts, key=_newest_first)), tuple(problems))


def _markdown(folder: Path) -> Iterator[Path]:
    """Markdown files that could be meant as prompts: not those that explain, nor what tools keep in hidden places."""
    for path in sorted(folder.rglob("*.md")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.name != "README.md" and not hidden:
            yield path


def _strays(folder: Path) -> Iterator[Problem]:
    """Markdown files where nobody looks for prompts."""
    for path in _markdown(folder):
        if path.parent.parent != folder:
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            what = f"{name} is not read: a prompt lies at <id>/<version>.md."
            yield Problem(name, what, "Move it there, or remove it.")


def _text(path: Path, name: str) -> str:
    """Of the lock; "" when there is none."""
    return _bytes(path, name).decode("utf-8-sig", errors="replace") if path.exists() else ""


def _newest_first(prompt: Prompt) -> tuple[str, list[int]]:
    return prompt.id, [-int(part) for part in prompt.version.split(".")]


def _read(folder: Path, path: Path, lock: Lock) -> Prompt:
    name = f"{folder.name}/{path.parent.name}/{path.name}"
    status = lock.status(f"{path.parent.name}@{path.stem}")

    def schema(below: str) -> bytes | None:
        file = folder / below
        return _bytes(file, f"{folder.name}/{below}") if file.exists() else None

    prompt = load_prompt(_bytes(path, name), name, schema, status)
    if (prompt.id, prompt.version) != (path.parent.name, path.stem):
        what = f"The file says that it is {key_of(prompt)}."
        fix = f"Its place is {prompt.id}/{prompt.version}.md; or correct `id` and `version`."
        raise InvalidPrompt(what, [Problem(f"{name}:1", what, fix)])
    return prompt


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = Problem(name, f"The file cannot be read: {error.strerror}.", "Check your rights.")
        raise InvalidPrompt(f"{name} cannot be read.", [problem]) from error
