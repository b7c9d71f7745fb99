"""`salvaguarda export` and `salvaguarda import`, on real files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import open_database
from salvaguarda.cli import main
from salvaguarda.domain.scores import Rating
from salvaguarda.settings import read_settings
from tests.assessing import make_in, rate, sheets


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(folder))
    monkeypatch.delenv("SALVAGUARDA_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def assessment() -> int:
    """A scored assessment in the data folder."""
    database: Database = open_database(read_settings())
    try:
        world = make_in(database)
        cell = ("art_3", "legality")
        database.write_here(
            lambda records: rate(records, sheets(), world.old, cell, world.ben, Rating.MET, "Said.")
        )
    finally:
        database.close()
    return world.old


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_export_lists_assessments_without_arguments(assessment: int) -> None:
    listed = run("export")
    assert listed.exit_code == 0, listed.output
    assert "1  Model Convention: First draft: First reading" in listed.output


@pytest.mark.parametrize("extension", ["xlsx", "csv", "json"])
def test_export_writes_the_format_of_the_files_name(assessment: int, tmp_path: Path, extension: str) -> None:
    file = tmp_path / f"out.{extension}"
    done = run("export", str(assessment), str(file))
    assert done.exit_code == 0, done.output
    starts = {"xlsx": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{"}
    assert file.read_bytes().startswith(starts[extension])


def test_export_does_not_overwrite_a_file(assessment: int, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("precious")
    done = run("export", str(assessment), str(file))
    assert (done.exit_code, file.read_text()) == (1, "precious")
    assert "Name a new file" in done.output


def test_export_says_what_cannot_be_written(assessment: int, tmp_path: Path) -> None:
    done = run("export", str(assessment), str(tmp_path / "none" / "out.csv"))
    assert done.exit_code == 1
    assert "Choose another place" in done.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_half_an_export_is_not_kept(assessment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_open = Path.open

    def open_full(path: Path, mode: str = "r") -> object:
        kept_open(path, mode).close()
        return kept_open(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", open_full)
    done = run("export", str(assessment), str(tmp_path / "out.csv"))
    assert (done.exit_code, "No space left" in done.output) == (1, True)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("arguments", [("99", "out.csv"), ("1", "out.pdf"), ("1", "out")])
def test_export_says_what_is_wrong(
    assessment: int, tmp_path: Path, arguments: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", *arguments)
    assert done.exit_code == 1
    assert not (tmp_path / arguments[1]).exists()


def test_import_brings_everything_into_an_empty_installation(
    assessment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, again = tmp_path / "out.json", tmp_path / "again.json"
    assert run("export", str(assessment), str(file)).exit_code == 0
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(tmp_path / "elsewhere"))
    done = run("import", str(file))
    assert done.exit_code == 0, done.output
    assert done.output == "Model Convention: 2 drafts, 2 assessments, 1 score brought in.\n"
    assert run("export", "1", str(again)).exit_code == 0
    assert len(without_record(again)) == pytest.approx(len(without_record(file)), abs=100)


def without_record(file: Path) -> str:
    """The audit log in a file is of the installation that wrote it: here another one begins with the import."""
    values = json.loads(file.read_text())
    for assessment in values["assessments"]:
        assert assessment["team"].pop("record")
    return json.dumps(values)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format": "salvaguarda-export", "schema": 1}'])
def test_import_of_a_wrong_file_names_the_mistake(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "wrong.json"
    file.write_bytes(content)
    done = run("import", str(file))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert len(done.output.splitlines()) >= 2
