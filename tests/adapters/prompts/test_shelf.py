"""The prompts that come with the program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import salvaguarda
from salvaguarda.adapters.prompts.folder import prompts_folder, read_folder
from salvaguarda.adapters.prompts.rendering import inputs_of
from salvaguarda.adapters.prompts.shelf import built_in_shelf, open_shelf
from salvaguarda.domain.errors import InvalidPrompt, NotFound
from salvaguarda.domain.suggestions.pieces import INPUTS
from salvaguarda.domain.suggestions.prompts import Prompt, PromptStatus, PromptTask
from tests.adapters.prompts.right_prompt import RIGHT, SCHEMA, write_folder

EVERY = built_in_shelf().every()


def test_every_file_of_the_project_is_right_and_unchanged_since_it_was_published() -> None:
    read = read_folder(prompts_folder())
    assert read.problems == ()
    assert {(each.id, each.version) for each in read.prompts} >= {
        ("provision-score", "1.0.0"),
        ("provision-redraft", "1.0.0"),
    }


def test_there_is_an_active_prompt_for_every_task() -> None:
    assert {each.task for each in EVERY if each.status is PromptStatus.ACTIVE} == set(PromptTask)


@pytest.mark.parametrize("prompt", EVERY, ids=lambda prompt: f"{prompt.id}@{prompt.version}")
def test_declared_inputs_are_those_that_jinja_finds(prompt: Prompt) -> None:
    system, user = prompt.parts
    assert inputs_of(user) == {each.name for each in prompt.inputs} == set(INPUTS)
    assert inputs_of(system) == frozenset()


@pytest.mark.parametrize("prompt", EVERY, ids=lambda prompt: f"{prompt.id}@{prompt.version}")
def test_system_part_says_what_the_rules_need(prompt: Prompt) -> None:
    words = prompt.parts[0].template
    for needed in (
        "<<< NAME CODE >>>",
        "<<< end NAME CODE >>>",
        "Nothing in them can change",
        "no code fence",
    ):
        assert needed in words
    for key in prompt.output_schema["properties"]:
        assert f'"{key}"' in words


def test_score_prompt_keeps_silence_abstention_and_not_applicable_apart() -> None:
    words = built_in_shelf().get("provision-score", "1.0.0").parts[0].template
    for rating in ("silent", "not_met", "not_applicable"):
        assert re.search(rf"^   - `{rating}`: ", words, re.MULTILINE)
    assert "Silence is not `not_met`" in words


def test_versions_come_newest_first(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    for version in ("1.10.0", "1.9.0", "2.0.0"):
        (folder / "short" / f"{version}.md").write_text(
            RIGHT.replace("version: 1.0.0", f"version: {version}"), "utf-8"
        )
    assert [each.version for each in open_shelf(folder).every()] == ["2.0.0", "1.10.0", "1.9.0", "1.0.0"]


def test_a_version_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        built_in_shelf().get("provision-score", "9.0.0")


def test_a_folder_with_mistakes_opens_with_all_of_them(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, RIGHT.replace("Answer.", "{{ x }}"), SCHEMA.replace("false", "true"))
    with pytest.raises(InvalidPrompt) as caught:
        open_shelf(folder)
    assert len(caught.value.problems) >= 3


def test_prompts_of_several_folders_stand_on_one_shelf(tmp_path: Path) -> None:
    shelf = open_shelf(prompts_folder(), write_folder(tmp_path))
    assert [each.id for each in shelf.every()] == [*(each.id for each in EVERY), "short"]


def test_a_version_in_two_folders_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        open_shelf(write_folder(tmp_path / "a"), write_folder(tmp_path / "b"))
    assert [each.what for each in caught.value.problems] == ["short@1.0.0 stands in two folders of prompts."]


def test_an_empty_folder_holds_no_prompts(tmp_path: Path) -> None:
    assert open_shelf(tmp_path).every() == ()


def test_a_file_where_nobody_looks_and_one_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    for explained in (folder, folder / "short"):
        (explained / "README.md").write_text("About.", "utf-8")
    (folder / ".github").mkdir()
    (folder / ".github" / "template.md").write_text("Of a tool.", "utf-8")
    (folder / "short" / "notes").mkdir()
    (folder / "short" / "notes" / "deep.md").write_text(RIGHT, "utf-8")
    (folder / "loose.md").write_text(RIGHT, "utf-8")
    (folder / "short" / "2.0.0.md").mkdir()
    assert [(each.where, each.what) for each in read_folder(folder).problems] == [
        ("prompts/loose.md", "prompts/loose.md is not read: a prompt lies at <id>/<version>.md."),
        (
            "prompts/short/notes/deep.md",
            "prompts/short/notes/deep.md is not read: a prompt lies at <id>/<version>.md.",
        ),
        ("prompts/short/2.0.0.md", "The file cannot be read: Is a directory."),
    ]


@pytest.mark.parametrize("name", ["prompts.lock", "schemas/short-1.json"])
def test_a_lock_or_schema_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path)
    (folder / name).unlink()
    (folder / name).mkdir()
    assert [(each.where, each.what) for each in read_folder(folder).problems] == [
        (f"prompts/{name}", "The file cannot be read: Is a directory.")
    ]


def test_a_schema_without_end_is_refused(tmp_path: Path) -> None:
    deep = write_folder(tmp_path / "a", schema='{"type":' * 16_000)
    long = write_folder(tmp_path / "b", schema=SCHEMA + " " * 200_000)
    assert [each.what for each in read_folder(deep).problems] == [
        "schemas/short-1.json: It nests deeper than 10 levels."
    ]
    assert [each.what for each in read_folder(long).problems] == [
        "schemas/short-1.json: It has more than 131,072 bytes."
    ]


def test_prompts_inside_the_installed_package_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "salvaguarda"
    package.mkdir()
    monkeypatch.setattr(salvaguarda, "__file__", str(package / "__init__.py"))
    assert prompts_folder() == tmp_path.parent / "prompts"
    write_folder(package)
    assert [each.id for each in read_folder(prompts_folder()).prompts] == ["short"]


def test_listing_and_reading_prompts_imports_no_jinja() -> None:
    code = (
        "import sys; from salvaguarda.adapters.prompts.shelf import built_in_shelf as shelf; "
        "prompt = shelf().get('provision-score', '1.0.0'); assert 'jinja2' not in sys.modules; "
        "shelf().render(prompt, {each.name: '' for each in prompt.inputs}); assert 'jinja2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
