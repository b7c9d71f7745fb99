"""The wheel carries all it needs: front end, checklists, prompts; it serves with no Node on the machine."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.service import RunningService

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "service" / "salvaguarda" / "static" / "index.html"


def run(*command: str | Path, folder: Path) -> None:
    environment = {**os.environ, "SKIP_FRONTEND": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not STATIC.exists():
        pytest.fail("build the front end first: make frontend")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder=ROOT)
    return folder


def test_the_sdist_carries_the_built_front_end(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    assert {"service/salvaguarda/static/index.html", "checklists/schema.json", "prompts/README.md"} <= names
    assert not [name for name in names if "node_modules" in name]


def test_the_installed_wheel_serves_without_node(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = next(built.glob("*.whl"))
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
    assert "salvaguarda/checklists/un-cybercrime-safeguards/1.0.0.yaml" in names
    assert {name.split("/")[0] for name in names} == {
        "salvaguarda",
        wheel.name.split("-py3")[0] + ".dist-info",
    }
    site = tmp_path / "site"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        site,
        wheel,
        folder=tmp_path,
    )
    monkeypatch.setenv("PATH", "/nowhere")
    with RunningService(tmp_path, package=site) as service, httpx.Client(base_url=service.address) as client:
        page = client.get("/instruments/1")
        assert page.status_code == 200
        assert "/assets/" in page.text
        assert client.get("/api/setup").json()["needed"] is True
