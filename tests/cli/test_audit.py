"""`salvaguarda audit`: verified and exported from the command line, on a record that was made by real work."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from salvaguarda.adapters.db.database import Database
from salvaguarda.cli import main
from tests.assessing import make_world


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Path:
    """A data folder with an assessment in it (the file of `sqlite_url`)."""
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", str(tmp_path))
    database = Database(sqlite_url)
    database.write_here(make_world)
    database.close()
    return tmp_path


def test_verify_prints_heads_that_prove_the_record_later(folder: Path) -> None:
    first = CliRunner().invoke(main, ["audit", "verify"])
    assert first.exit_code == 0, first.output
    assert "The record is whole: " in first.output
    head = next(line for line in first.output.splitlines() if line.startswith("1:"))
    assert CliRunner().invoke(main, ["audit", "verify", "--head", head]).exit_code == 0
    other = CliRunner().invoke(main, ["audit", "verify", "--head", f"1:1:{'0' * 64}"])
    assert other.exit_code == 1
    assert "assessment 1, entry 1: is another one now: it was noted" in other.output
    assert "is no head" in CliRunner().invoke(main, ["audit", "verify", "--head", "nonsense"]).output


def test_verify_fails_when_the_database_was_changed(folder: Path) -> None:
    base = sqlite3.connect(folder / "salvaguarda.db")
    base.execute("UPDATE assessment SET title = 'Another title' WHERE id = 1")
    base.commit()
    base.close()
    found = CliRunner().invoke(main, ["audit", "verify"])
    assert found.exit_code == 1
    assert "assessment 1: settings is not what its newest revision says" in found.output
    assert "NOT whole" in found.output


def test_exported_file_can_be_proved_without_the_program(folder: Path) -> None:
    target = folder / "record.jsonl"
    assert CliRunner().invoke(main, ["audit", "export", str(target)]).exit_code == 0
    previous: dict[int, str] = {}
    lines = [json.loads(line) for line in target.read_text().splitlines()]
    assert {line["act"] for line in lines} >= {"publish checklist", "open assessment"}
    for line in lines:
        sha256 = line.pop("sha256")
        said = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(said.encode()).hexdigest() == sha256
        assert line["previous"] == previous.get(line["chain"], "0" * 64)
        previous[line["chain"]] = sha256
    assert "exists already" in CliRunner().invoke(main, ["audit", "export", str(target)]).output
