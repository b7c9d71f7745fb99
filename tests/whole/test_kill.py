"""kill -9 in a storm of score writes loses no acknowledged score, on either database."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.client import PASSWORD, person_in
from tests.postgresql import PrivateCluster
from tests.service_process import Service, running_service

TEXT = "\n\n".join(
    f"Article {number}\n\nMeasure {number}\n\nEach Party shall adopt measure {number}."
    for number in range(1, 41)
)
WRITERS = 8
ENOUGH = 150
Scores = dict[tuple[str, str], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return {}
    cluster: PrivateCluster = request.getfixturevalue("cluster")
    return {"SALVAGUARDA_DATABASE_URL": cluster.make("killed")}


@contextmanager
def owner_of(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=30) as client:
        answer = client.post("/api/setup", json=person_in("ana"))
        client.headers["x-csrf-token"] = answer.raise_for_status().json()["csrf_token"]
        yield client


def assessment_in(client: httpx.Client) -> dict[str, Any]:
    instrument = client.post("/api/instruments", json={"title": "Storm"}).json()
    body = {"text": TEXT, "name": "storm.txt", "draft": {"label": "First"}}
    draft = client.post(f"/api/instruments/{instrument['id']}/drafts", json=body).json()
    wanted = {"checklist_id": "three-part-test", "checklist_version": "1.0.0"}
    key = client.post(f"/api/drafts/{draft['id']}/assessments", json=wanted).json()["id"]
    workbench: dict[str, Any] = client.get(f"/api/assessments/{key}/workbench").json()
    return workbench


def cells_of(workbench: dict[str, Any]) -> list[tuple[str, str]]:
    criteria = [each["id"] for each in workbench["checklist"]["criteria"] if not each["whole_draft"]]
    return [(row["path"], key) for row in workbench["rows"] if row["path"] != "draft" for key in criteria]


def storm(service: Service, client: httpx.Client, workbench: dict[str, Any]) -> Scores:
    """Rationales of the scores that were acknowledged before the service was killed in the middle of the writing."""
    key = workbench["assessment"]["id"]
    cells = cells_of(workbench)
    paths = {path for path, _ in cells}
    hashes = {
        path: client.get(f"/api/assessments/{key}/provisions/{path}").json()["sha256"] for path in paths
    }
    acknowledged: Scores = {}
    enough = threading.Event()

    def write(cell: tuple[str, str]) -> None:
        path, criterion = cell
        rationale = f"{path} × {criterion}, said once"
        body = {"rating": "partly", "rationale": rationale, "text_sha256": hashes[path]}
        try:
            answer = client.put(
                f"/api/assessments/{key}/scores/{path}/{criterion}", json=body, headers={"if-none-match": "*"}
            )
        except httpx.TransportError:
            return
        if answer.status_code in {200, 201}:
            acknowledged[cell] = rationale
        if len(acknowledged) >= ENOUGH or len(acknowledged) >= len(cells) // 2:
            enough.set()

    with ThreadPoolExecutor(WRITERS) as writers:
        pending = [writers.submit(write, cell) for cell in cells]
        assert enough.wait(60)
        service.kill()
        for each in pending:
            each.result()
    return acknowledged


def kept_in(client: httpx.Client, workbench: dict[str, Any], acknowledged: Scores) -> Scores:
    key = workbench["assessment"]["id"]
    cells = {
        cell: client.get(f"/api/assessments/{key}/cells/{cell[0]}/{cell[1]}").json() for cell in acknowledged
    }
    return {cell: found["own"]["rationale"] for cell, found in cells.items() if found["own"]}


def test_no_acknowledged_score_is_lost(tmp_path: Path, environment: dict[str, str]) -> None:
    with running_service(tmp_path / "data", environment=environment) as service, owner_of(service) as client:
        workbench = assessment_in(client)
        acknowledged = storm(service, client, workbench)
        assert len(acknowledged) < len(cells_of(workbench)), "the kill came too late to prove anything"
    with (
        running_service(tmp_path / "data", environment=environment) as again,
        httpx.Client(base_url=again.address, timeout=30) as client,
    ):
        signed_in = client.post("/api/session", json={"email": "ana@example.org", "password": PASSWORD})
        signed_in.raise_for_status()
        assert kept_in(client, workbench, acknowledged) == acknowledged
