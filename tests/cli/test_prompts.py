"""`salvaguarda prompts`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salvaguarda.bootstrap import open_database
from salvaguarda.cli import main
from salvaguarda.settings import read_settings
from tests.adapters.prompts.right_prompt import RIGHT, line_of, write_folder
from tests.assessing import make_in


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["prompts", *words])


def test_check_without_a_folder_checks_the_built_in_ones() -> None:
    answer = run("check")
    assert answer.exit_code == 0
    assert (
        "provision-score 1.0.0 is read (active, 9 inputs, answers of at most 3,000 tokens)." in answer.output
    )
    assert answer.output.endswith("Everything is right, and no published prompt changed.\n")


def test_check_prints_the_line_that_publishes_a_draft(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    answer = run("check", str(folder))
    assert "It is a draft." in answer.output
    [line] = [each.strip() for each in answer.output.splitlines() if "sha256:" in each]
    write_folder(tmp_path, lock=line + "\n")
    assert "(active, 2 inputs" in run("check", str(folder)).output


def test_check_fails_when_a_published_prompt_changed_and_says_what_to_do(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    [line] = [each.strip() for each in run("check", str(folder)).output.splitlines() if "sha256:" in each]
    write_folder(tmp_path, RIGHT.replace("Answer.", "Answer well."), lock=line + "\n")
    answer = run("check", str(folder))
    assert answer.exit_code == 1
    assert "prompts/prompts.lock:1: prompts/short/1.0.0.md changed after it was published" in answer.stderr
    assert "Undo the change, and write a new version beside it" in answer.stderr


def test_check_tells_every_mistake_with_its_line(tmp_path: Path) -> None:
    wrong = RIGHT.replace("title:", "titel:").replace("Answer.", "{{ x }}")
    answer = run("check", str(write_folder(tmp_path, wrong)))
    assert answer.exit_code == 1
    assert (
        f"prompts/short/1.0.0.md:{line_of('titel', wrong)}: `titel` is not a key here. Did you mean `title`?"
        in answer.stderr
    )
    assert f"prompts/short/1.0.0.md:{line_of('{{ x }}', wrong)}: `x` is not declared." in answer.stderr


def test_check_of_a_folder_without_prompts_fails(tmp_path: Path) -> None:
    answer = run("check", str(tmp_path))
    assert answer.exit_code == 1
    assert "There is no prompt" in answer.stderr


def test_list_names_every_prompt() -> None:
    assert "provision-score  1.0.0  active  Rate one provision by one criterion" in run("list").output


def test_show_prints_a_prompt_as_it_is_written() -> None:
    answer = run("show", "provision-score", "1.0.0")
    assert "=== system ===\nYou help a team" in answer.output
    assert "<<< provision >>>\nLabel: {{ label }}" in answer.output
    assert run("show", "provision-score", "0.0.1").exit_code == 1


def test_prompts_of_ones_own_stand_beside_those_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALVAGUARDA_PROMPTS_FOLDER", str(write_folder(tmp_path)))
    assert "short  1.0.0  draft  Short" in run("list").output
    assert "provision-score  1.0.0  active" in run("list").output
    assert "short 1.0.0 is read" in run("check").output
    assert run("show", "short", "1.0.0").exit_code == 0


def test_a_wrong_folder_of_ones_own_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_PROMPTS_FOLDER", str(tmp_path / "nowhere"))
    answer = run("list")
    assert answer.exit_code == 1
    assert f"{tmp_path / 'nowhere'}: There is no such folder of prompts." in answer.stderr


@pytest.fixture
def assessment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """An assessment in a data folder of its own."""
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(tmp_path / "here"))
    monkeypatch.delenv("SALVAGUARDA_DATABASE_URL", raising=False)
    database = open_database(read_settings())
    try:
        return make_in(database).old
    finally:
        database.close()


def test_show_prints_exactly_what_would_be_sent(assessment: int) -> None:
    cell = ("--assessment", str(assessment), "--provision", "art_3", "--criterion", "legality")
    answer = run("show", "provision-score", "1.0.0", *cell)
    assert answer.exit_code == 0, answer.output
    assert "Title: Legality" in answer.output
    assert "Label: Art. 3" in answer.output
    assert "{{" not in answer.output
    assert answer.output.count("<<< end provision ") == 1
    assert answer.stderr == ""


def test_show_needs_all_three_of_a_cell(assessment: int) -> None:
    answer = run("show", "provision-score", "1.0.0", "--assessment", str(assessment))
    assert answer.exit_code == 2
    assert "Name all three" in answer.stderr


def test_show_tells_what_is_not_there(assessment: int) -> None:
    for path, criterion in (("art_99", "legality"), ("art_3", "nothing")):
        cell = ("--assessment", str(assessment), "--provision", path, "--criterion", criterion)
        answer = run("show", "provision-score", "1.0.0", *cell)
        assert answer.exit_code == 1
        assert "There is no" in answer.stderr
