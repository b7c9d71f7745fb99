import json
from pathlib import Path

from click.testing import CliRunner

from salvaguarda.cli.checklists import checklists
from tests.adapters.files.right_checklist import RIGHT, line_of


def test_validate_without_files_checks_the_built_in_ones() -> None:
    answer = CliRunner().invoke(checklists, ["validate"])
    assert answer.exit_code == 0
    assert "un-cybercrime-safeguards 1.0.0 is right (17 criteria, 8 red lines, 6 demands)" in answer.output


def test_validate_tells_every_mistake_of_every_file_and_fails(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(RIGHT, encoding="utf-8")
    bad.write_text(RIGHT.replace("title: Narrow", "titel: Narrow"), encoding="utf-8")
    answer = CliRunner().invoke(checklists, ["validate", str(bad), str(good)])
    assert answer.exit_code == 1
    assert f"{bad} has 2 mistakes" in answer.stderr
    assert (
        f"{bad}:{line_of('title: Narrow')}: `titel` is not a key here in `narrow`. Did you mean `title`?"
        in answer.stderr
    )
    assert f"{good}: short 1.2.3 is right" in answer.stdout


def test_validate_tells_when_a_file_is_not_there() -> None:
    answer = CliRunner().invoke(checklists, ["validate", "nowhere.yaml"])
    assert answer.exit_code == 2
    assert "nowhere.yaml" in answer.stderr


def test_list_names_every_built_in_checklist() -> None:
    answer = CliRunner().invoke(checklists, ["list"])
    assert "three-part-test  1.0.0" in answer.output
    assert "un-cybercrime-safeguards  1.0.0" in answer.output


def test_schema_prints_the_schema() -> None:
    assert json.loads(CliRunner().invoke(checklists, ["schema"]).output)["title"] == "Salvaguarda checklist"
