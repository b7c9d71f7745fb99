"""`salvaguarda serve`: starting, stopping, and what it says when it cannot."""

import json
import signal
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salvaguarda.cli import main
from tests.service import RunningService, signed_in


def test_service_stops_in_order_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with RunningService(tmp_path) as service:
        with service.client() as client:
            signed_in(client)
            assert client.post("/api/instruments", json={"title": "Treaty"}).status_code == 201
            client.post("/api/readings", json={"text": "Article 1\nA confidential provision."})
            client.get("/api/comparisons/1/2", params={"checklist": "confidential"})
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(20) == 0
    kept = {path.name for path in (tmp_path / "data").iterdir()}
    assert kept == {"salvaguarda.db"}, "the last connection empties the WAL"
    log_is_clean(service.log)
    with RunningService(tmp_path) as service, service.client() as client:
        signed_in(client, set_up=False)
        assert [each["title"] for each in client.get("/api/instruments").json()] == ["Treaty"]


def log_is_clean(log: str) -> None:
    """Routes and request ids, no text and no secret."""
    answered = [line for line in map(json.loads, log.splitlines()) if line["event"] == "answered"]
    assert {line["route"] for line in answered} >= {"/api/setup", "/api/readings"}
    assert all(line["request"] for line in answered)
    assert "confidential" not in log
    assert "battery" not in log


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Serve":
    monkeypatch.chdir(tmp_path)
    return Serve()


class Serve:
    """`salvaguarda serve` that cannot start, in this process."""

    def __call__(self, port: str = "0", **settings: str) -> str:
        variables = {f"SALVAGUARDA_{name.upper()}": value for name, value in settings.items()}
        ended: Result = CliRunner().invoke(main, ["serve", "--port", port], env=variables)
        assert ended.exit_code == 1, ended.output
        assert isinstance(ended.exception, SystemExit), "a message, no trace"
        return ended.output


def test_taken_port_is_said(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port}" in serve(port)


def test_data_folder_that_cannot_be_written_is_said(serve: Serve) -> None:
    said = serve(data_folder="/proc/salvaguarda")
    assert "data folder /proc/salvaguarda cannot be written" in said
    assert "SALVAGUARDA_DATA_FOLDER" in said


def test_file_in_the_way_of_the_data_folder_is_said(serve: Serve) -> None:
    Path("data").write_text("a file")
    assert "cannot be written" in serve()


def test_wrong_settings_are_said_all_at_once(serve: Serve) -> None:
    said = serve(public_url="example.org", database_url="mysql://x/y")
    assert "SALVAGUARDA_PUBLIC_URL" in said
    assert "SALVAGUARDA_DATABASE_URL" in said


def test_database_that_is_away_is_said(serve: Serve) -> None:
    assert "cannot be reached" in serve(database_url="postgresql://nobody@/nothing?host=/nonexistent")


def test_damaged_database_is_said(serve: Serve) -> None:
    Path("data").mkdir()
    Path("data/salvaguarda.db").write_bytes(b"this is no database " * 500)
    assert "Restore the last backup" in serve()
