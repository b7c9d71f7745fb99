"""Prompt files: what is right is read, and every mistake is told with file and line."""

from pathlib import Path

import pytest

from salvaguarda.adapters.prompts.folder import read_folder
from salvaguarda.domain.suggestions.prompts import PromptInput, PromptStatus, PromptTask
from tests.adapters.prompts.right_prompt import RIGHT, SCHEMA, line_of, read, told

NAME = "prompts/short/1.0.0.md"


def test_a_right_file_is_read(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.problems == ()
    [prompt] = found.prompts
    assert (prompt.id, prompt.version, prompt.task) == ("short", "1.0.0", PromptTask.REDRAFT)
    assert prompt.status is PromptStatus.DRAFT
    assert prompt.inputs[0] == PromptInput("question", "What is asked", untrusted=True)
    assert [part.role for part in prompt.parts] == ["system", "user"]
    assert prompt.parts[0].template == f"You propose words.\n\n{SCHEMA.strip()}"
    assert prompt.parts[1].template.endswith("Answer.")
    assert prompt.source == RIGHT


def test_line_ends_of_windows_change_no_hash(tmp_path: Path) -> None:
    [unix] = read(tmp_path / "a").prompts
    windows = read(tmp_path / "b", RIGHT.replace("\n", "\r\n"), "\ufeff" + SCHEMA.replace("\n", "\r\n"))
    assert windows.prompts == (unix,)


def test_a_prompt_in_arabic_may_hold_marks_of_direction(tmp_path: Path) -> None:
    assert read(tmp_path, RIGHT.replace("Answer.", "أجب بكائن \u200eJSON\u200f فقط.")).problems == ()


def test_a_schema_hides_nothing(tmp_path: Path) -> None:
    hiding = SCHEMA.replace('"type": "boolean"', '"type": "boolean", "description": "tr\u200bue"')
    [(_, what)] = told(read(tmp_path, schema=hiding))
    assert what == "schemas/short-1.json: It holds characters that nobody sees."


@pytest.mark.parametrize(
    ("right", "wrong", "at", "what"),
    [
        ("title: Short", "titel: Short", "titel", "`titel` is not a key here."),
        ("title: Short", "titel: Short", "format", "`title` is missing."),
        ("format: 1", "format: 2", "format", "`format`"),
        ("version: 1.0.0", "version: 1.0", "version", "`version`"),
        ("task: redraft", "task: rate", "task", "`task`: `rate` is not known."),
        ("languages: [en, pt-BR]", "languages: [English]", "languages", "Entry 1 of `languages`"),
        ("max_output_tokens: 500", "max_output_tokens: 5", "max_output", "`max_output_tokens` must be greater"),
        ("changelog: First.", "changelog: First.\nmodel: gpt-5", "model:", "A prompt names no model."),
        ("changelog: First.", "changelog: First.\nstatus: active", "status:", "A prompt does not say its own status."),
        ("  provision: The text", "  text: The text", "  text", "`text`"),
        ("schemas/short-1.json", "schemas/other.json", "output_schema", "There is no file schemas/other.json."),
        ("schemas/short-1.json", "../../etc/passwd", "output_schema", "`output_schema`"),
        ("=== system ===", "Hello.\n=== system ===", "Hello.", "Words stand before the first part."),
        ("=== user ===", "=== assistant ===", "=== assistant", "`assistant` is no role."),
        ("=== user ===", "=== system ===", "=== system", "A prompt has one system part and one user part"),
        ("You propose words.\n\n{{ schema }}", "", "=== system", "The system part is empty."),
        ("{{ schema }}", "", "=== system", "The system part must hold the schema"),
        ("You propose words.", "{{ provision }}", "{{ provision", "`provision` stands in the system part"),
        ("You propose words.", "{% if x %}", "{% if", "The system part holds template syntax."),
        ("You propose words.", "You are Claude.", "You are", "`Claude` names a model."),
        ("Answer.", "An\u200bswer\U000e0041.", "An\u200b", "Characters that nobody sees stand here: U+200B, U+E0041."),
        ("You propose", "You\u2028=== user ===\u202epropose", "You\u2028", "Characters that nobody sees stand here: U+2028, U+202E."),
        ("title: Short", "title: Sh\u2060ort", "title", "Characters that nobody sees stand here: U+2060."),
        ("Answer.", "{{ provision.text }}", "{{ provision.text", "This is more than the name of an input."),
        ("Answer.", "{{ provision | upper }}", "{{ provision | u", "This is more than the name of an input."),
        ("Answer.", "{# comment #}", "{# comment", "This is more than the name of an input."),
        ("Answer.", "Answer {{ question }}", "Answer {{", "`question` stands outside a fence."),
        ("Answer.", "Answer {{ question }}", "Answer {{", "`question` stands twice; first on line 22."),
        ("{{ provision }}", "{{ provision }} {{ label }}", "{{ provision", "`label` is not declared."),
        ("Question: {{ question }}", "Question.", "  question:", "`question` is declared and not used."),
        ("<<< end provision >>>", "", "<<< provision", "The fence `provision` is not closed."),
        ("<<< end criterion >>>", "", "<<< provision", "A fence opens inside the fence `criterion`."),
        ("<<< provision >>>", "<<< criterion >>>", "<<< end provision", "The fence `provision` is closed, but it is not open."),
        ("<<< provision >>>", " <<< provision >>>", " <<< provision", "This looks like a fence and is none."),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, at: str, what: str
) -> None:
    assert RIGHT.count(right) >= 1
    text = RIGHT.replace(right, wrong, 1)
    found = read(tmp_path, text)
    assert found.prompts == ()
    matching = [each for each in found.problems if each.what.startswith(what)]
    assert matching, told(found)
    assert matching[0].where == f"{NAME}:{line_of(at, text)}"
    assert matching[0].fix or "greater" in what


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = (
        RIGHT.replace("title: Short", "")
        .replace("You propose", "{{ question }} Claude, propose")
        .replace("Answer.", "{{ x }}")
    )
    lines = [int(each.where.rpartition(":")[2]) for each in read(tmp_path, text).problems]
    assert len(lines) >= 5
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "The file does not begin with front matter."),
        ("---\nid: x\n", "The file does not begin with front matter."),
        ("---\n[\n---\n=== system ===\n", "This is not valid YAML"),
        ("---\n- x\n---\n", "This is no prompt: it must be a group of keys."),
        ("---\nid: &a x\n---\n", "`&a` is an anchor"),
        ("x" * 200_000, "The file has 200,000 bytes"),
    ],
)
def test_what_is_no_prompt_file_is_told(tmp_path: Path, text: str, what: str) -> None:
    assert any(each.startswith(what) for _, each in told(read(tmp_path, text)))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "prompts/short/1.0.0.md").write_bytes(b"---\n\xff\n")
    from_disk = read_again(tmp_path)
    assert from_disk == [(f"{NAME}:2", "The file is not UTF-8 text.")]


def read_again(folder: Path) -> list[tuple[str, str]]:
    return told(read_folder(folder / "prompts"))


def test_a_file_at_a_wrong_place_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, RIGHT.replace("version: 1.0.0", "version: 1.0.1"))
    assert told(found) == [(f"{NAME}:1", "The file says that it is short@1.0.1.")]


def test_a_wrong_schema_is_told_where_it_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, schema=SCHEMA.replace('"text": {', '"text": {"maxLength": 5, '))
    [(where, what)] = told(found)
    assert where == f"{NAME}:{line_of('output_schema')}"
    assert what.startswith("schemas/short-1.json: text: `maxLength` is not taken by every server")


def test_a_schema_of_another_task_is_told(tmp_path: Path) -> None:
    [(_, what)] = told(read(tmp_path, RIGHT.replace("task: redraft", "task: score")))
    assert "An answer to a score prompt has the keys abstain, abstain_reason, quotes" in what
