"""`salvaguarda backup`, `restore`, `db upgrade` and `openapi`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from salvaguarda.cli import main
from tests.service import RunningService, run_command, signed_in


def test_backup_of_a_running_service_is_restored_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    copy = str(tmp_path / "all.backup")
    with RunningService(here) as service, service.client() as client:
        signed_in(client).post("/api/instruments", json={"title": "Treaty"})
        made = run_command("backup", copy, folder=here)
        assert made.returncode == 0, made.stderr
    monkeypatch.chdir(there)
    assert CliRunner().invoke(main, ["restore", copy]).exit_code == 0
    again = CliRunner().invoke(main, ["restore", copy])
    assert again.exit_code == 1
    assert "never overwrites" in again.output
    with RunningService(there) as service, service.client() as client:
        signed_in(client, set_up=False)
        assert [each["title"] for each in client.get("/api/instruments").json()] == ["Treaty"]


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def test_backup_of_nothing_is_said(runner: CliRunner) -> None:
    ended = runner.invoke(main, ["backup", "all.backup"])
    assert ended.exit_code == 1
    assert "nothing to back up" in ended.output
    assert not Path("all.backup").exists()


def test_restore_of_what_is_no_backup_is_said(runner: CliRunner) -> None:
    Path("notes.txt").write_text("not a backup")
    ended = runner.invoke(main, ["restore", "notes.txt"])
    assert ended.exit_code == 1
    assert "not a backup" in ended.output


def test_tables_are_upgraded(runner: CliRunner) -> None:
    ended = runner.invoke(main, ["db", "upgrade"])
    assert ended.exit_code == 0
    assert "revision" in ended.output
    assert Path("data/salvaguarda.db").is_file()


def test_interface_file_is_written_and_checked(runner: CliRunner) -> None:
    assert runner.invoke(main, ["openapi", "openapi.json"]).exit_code == 0
    assert runner.invoke(main, ["openapi", "--check", "openapi.json"]).exit_code == 0
    Path("openapi.json").write_text("{}")
    assert runner.invoke(main, ["openapi", "--check", "openapi.json"]).exit_code == 1
    assert Path("openapi.json").read_text() == "{}"


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_every_command_says_what_it_is_for(runner: CliRunner, command: list[str]) -> None:
    ended = runner.invoke(main, [*command, "--help"])
    assert ended.exit_code == 0
    assert len(ended.output.splitlines()) > 4
