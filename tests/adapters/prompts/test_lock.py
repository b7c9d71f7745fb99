"""The lock: what is published stays the same."""

from pathlib import Path

import pytest

from salvaguarda.adapters.prompts.lock import line_of, read_lock
from salvaguarda.adapters.prompts.shelf import open_shelf
from salvaguarda.domain.errors import InvalidPrompt
from salvaguarda.domain.suggestions.prompts import PromptStatus
from tests.adapters.prompts.right_prompt import RIGHT, SCHEMA, read, told, write_folder


def published(folder: Path) -> str:
    [draft] = read(folder / "first").prompts
    return "# comment\n" + line_of(draft) + "\n"


def test_its_line_publishes_a_prompt_and_changes_no_hash(tmp_path: Path) -> None:
    lock = published(tmp_path)
    [draft] = read(tmp_path / "first").prompts
    [prompt] = read(tmp_path, lock=lock).prompts
    assert (draft.status, prompt.status) == (PromptStatus.DRAFT, PromptStatus.ACTIVE)
    assert (draft.sha256, draft.schema_sha256) == (prompt.sha256, prompt.schema_sha256)


def test_a_prompt_is_retired_by_the_lock(tmp_path: Path) -> None:
    [prompt] = read(tmp_path, lock=published(tmp_path).replace("active", "retired")).prompts
    assert prompt.status is PromptStatus.RETIRED


def test_a_published_prompt_that_changed_is_told_with_what_to_do(tmp_path: Path) -> None:
    found = read(tmp_path, RIGHT.replace("Answer.", "Answer now."), lock=published(tmp_path))
    [problem] = found.problems
    assert problem.where == "prompts/prompts.lock:2"
    assert problem.what.startswith("prompts/short/1.0.0.md changed after it was published")
    assert "new version" in problem.fix


def test_a_published_schema_that_changed_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, schema=SCHEMA + "\n", lock=published(tmp_path))
    assert told(found) == [
        ("prompts/prompts.lock:2", "The schema of prompts/short/1.0.0.md changed after it was published.")
    ]


def test_a_published_prompt_that_is_gone_is_told(tmp_path: Path) -> None:
    lock = published(tmp_path) + published(tmp_path).splitlines()[1].replace("1.0.0", "0.9.0") + "\n"
    assert told(read(tmp_path, lock=lock)) == [
        ("prompts/prompts.lock:3", "short@0.9.0 is published and its file is not there.")
    ]


def test_a_changed_prompt_is_not_served(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, RIGHT + "More.\n", lock=published(tmp_path))
    with pytest.raises(InvalidPrompt, match="prompts check"):
        open_shelf(folder)


@pytest.mark.parametrize(
    ("lock", "what"),
    [
        ("short: {status: active}", "`short`"),
        (
            "short@1.0.0: {status: active, sha256: x, schema_sha256: y}",
            "`sha256` in `short@1.0.0`: `x` is not written",
        ),
        ("short@1.0.0: {status: draft}", "`status` in `short@1.0.0`: `draft` is not known."),
        ("short@1.0.0: active", "`short@1.0.0` must be a group of keys"),
        ("- x", "This is no lock"),
        ("a: *", "This is not valid YAML"),
    ],
)
def test_a_lock_with_mistakes_is_told(lock: str, what: str) -> None:
    problems = read_lock(lock, "prompts/prompts.lock").marked.problems
    assert any(each.what.startswith(what) and each.where == "prompts/prompts.lock:1" for each in problems), (
        problems
    )


def test_an_empty_lock_publishes_nothing() -> None:
    lock = read_lock("# nothing yet\n", "prompts.lock")
    assert (lock.marked.problems, lock.status("short@1.0.0")) == ([], PromptStatus.DRAFT)
