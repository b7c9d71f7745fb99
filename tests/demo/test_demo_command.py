"""The demo runs on this machine only, keeps to its own folder, and destroys nothing else."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from salvaguarda.adapters.db.database import Database
from salvaguarda.bootstrap import open_database
from salvaguarda.cli import main
from salvaguarda.cli.demo import demo_settings, load_into, remove_demo
from salvaguarda.domain.errors import Conflict, Invalid
from salvaguarda.settings import Settings


@pytest.fixture
def settings_of_the_demo(demo_folder: Path) -> Settings:
    return demo_settings(0, demo_folder)


@pytest.fixture
def real_installation(tmp_path: Path) -> Settings:
    """A data folder in which somebody has done the set-up."""
    settings = demo_settings(0, tmp_path / "work")
    database = open_database(settings)
    database.write_here(lambda records: records.people.add("ana@example.org", "Ana", "!", is_owner=True))
    database.close()
    return settings


def people_in(settings: Settings) -> int:
    database = Database(settings.storage_url)
    try:
        return len(database.read_here(lambda records: records.people.every()))
    finally:
        database.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "example.org"])
def test_a_host_beyond_this_machine_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_HOST", host)
    with pytest.raises(Invalid) as caught:
        demo_settings(None, None)
    assert "must be 127.0.0.1" in caught.value.problems[0].what


def test_the_command_says_so_and_starts_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SALVAGUARDA_HOST", "0.0.0.0")
    answer = CliRunner().invoke(main, ["demo", "--data-folder", str(tmp_path / "demo")])
    assert answer.exit_code == 1
    assert "SALVAGUARDA_HOST: Demo mode signs people in without a password" in answer.output
    assert not (tmp_path / "demo").exists()


def test_real_databases_and_proxies_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_DATABASE_URL", "postgresql://localhost/work")
    monkeypatch.setenv("SALVAGUARDA_PUBLIC_URL", "https://salvaguarda.example.org")
    monkeypatch.setenv("SALVAGUARDA_TRUSTED_PROXIES", "10.0.0.1")
    monkeypatch.setenv("SALVAGUARDA_DATA_FOLDER", "/srv/work")
    settings = demo_settings(None, None)
    assert settings.demo
    assert settings.storage_url == "sqlite:////srv/work/demo/salvaguarda.db"
    assert (settings.public_url, settings.trusted_proxies) == ("", "")


def test_fresh_removes_the_demo(settings_of_the_demo: Settings) -> None:
    remove_demo(settings_of_the_demo)
    assert list(settings_of_the_demo.data_folder.glob("salvaguarda.db*")) == []


def test_fresh_on_an_empty_folder_is_fine(tmp_path: Path) -> None:
    remove_demo(demo_settings(0, tmp_path / "demo"))
    assert not (tmp_path / "demo").exists()


def test_fresh_leaves_a_real_installation_alone(real_installation: Settings) -> None:
    with pytest.raises(Conflict, match="nothing was removed"):
        remove_demo(real_installation)
    assert people_in(real_installation) == 1


def test_the_demo_is_not_loaded_into_a_real_installation(real_installation: Settings) -> None:
    database = Database(real_installation.storage_url)
    with pytest.raises(Conflict, match="not the demo"):
        load_into(database)
    database.close()
    assert people_in(real_installation) == 1


def test_a_second_start_keeps_what_is_there(settings_of_the_demo: Settings) -> None:
    database = Database(settings_of_the_demo.storage_url)
    before = database.read_here(lambda records: records.scores.own(3, 1))
    load_into(database)
    assert database.read_here(lambda records: records.scores.own(3, 1)) == before
    database.close()


@pytest.fixture(scope="module")
def amina(loaded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """`salvaguarda demo` as a process, with Amina signed in."""
    folder = tmp_path_factory.mktemp("running")
    shutil.copy(loaded_sqlite, folder / "salvaguarda.db")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SALVAGUARDA_")}
    command = [sys.executable, "-m", "salvaguarda", "demo", "--port", "0", "--data-folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().removeprefix("The demo is at ").strip()
            with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
                people = client.get("/api/setup").json()["demo_people"]
                person = next(each["id"] for each in people if each["display_name"].startswith("Amina"))
                assert client.post("/api/session/demo", json={"person_id": person}).status_code in {200, 201}
                yield client
        finally:
            running.send_signal(signal.SIGTERM)


def test_the_running_demo_signs_in_with_one_click(amina: httpx.Client) -> None:
    (instrument,) = amina.get("/api/instruments").json()
    assert instrument["synthetic"]
    assert [draft["articles"] for draft in instrument["drafts"]] == [38, 39, 38]


def test_the_running_demo_asks_its_waiting_run(amina: httpx.Client) -> None:
    with amina.stream("GET", "/api/runs/2/events") as events:
        for _ in events.iter_lines():  # it ends with the run
            pass
    run = amina.get("/api/runs/2").json()
    offered = amina.get("/api/assessments/3/suggestions/art_31").json()
    assert (run["state"], run["ended"], run["tasks"]) == ("finished", 32, 32)
    assert {name: each for name, each in run["outcomes"].items() if each} == {"suggested": 31, "refused": 1}
    assert {each["criterion"]: each["state"] for each in offered if each["state"] != "none"} == {
        "legality": "ready",
        "necessity": "ready",
        "encryption-and-security": "revealed",
    }
