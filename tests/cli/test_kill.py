"""kill -9 during a storm of score writes loses no acknowledged score."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from salvaguarda.adapters.db.database import Database
from tests.postgresql import PrivateCluster
from tests.service import RunningService, signed_in

ARTICLES = 40
WRITERS = 4
ACKNOWLEDGED_BEFORE_KILL = 300
TEXT = "Chapter I\nProcedural measures\n" + "\n".join(
    f"Article {number}\nEach State Party shall adopt measure {number}." for number in range(1, ARTICLES + 1)
)
CHECKLIST = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0"}


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Empty for SQLite in the data folder."""
    if request.param == "sqlite":
        return ""
    cluster: PrivateCluster = request.getfixturevalue("cluster")
    cluster.drop("killed")
    return cluster.make("killed")


def assessment_of(client: httpx.Client) -> int:
    body: dict[str, Any] = {"title": "Treaty"}
    instrument = client.post("/api/instruments", json=body).json()["id"]
    body = {"text": TEXT, "draft": {"label": "First", "roles": {"chp_I": "procedure"}}}
    draft = client.post(f"/api/instruments/{instrument}/drafts", json=body).json()["id"]
    answer = client.post(f"/api/drafts/{draft}/assessments", json=CHECKLIST)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


class Storm:
    """Writers that save score after score until the service is gone. acknowledged: cell → last answered rationale."""

    def __init__(self, service: RunningService, client: httpx.Client, assessment: int) -> None:
        self._service, self._client, self._assessment = service, client, assessment
        self.acknowledged: dict[tuple[str, str], int] = {}
        self._count = 0

    def write(self, writer: int) -> None:
        cells = [
            (f"art_{number}", criterion)
            for number in range(1 + writer, ARTICLES + 1, WRITERS)
            for criterion in ("legality", "necessity", "proportionality")
        ]
        with httpx.Client(
            base_url=self._service.address,
            cookies=self._client.cookies,
            headers=self._client.headers,
            timeout=30,
        ) as client:
            hashes = {
                path: client.get(f"/api/assessments/{self._assessment}/provisions/{path}").json()["sha256"]
                for path, _ in cells
            }
            for revision in range(1000):
                for path, criterion in cells:
                    try:
                        self._save(client, (path, criterion), revision, hashes[path])
                    except httpx.TransportError:
                        return

    def _save(self, client: httpx.Client, cell: tuple[str, str], revision: int, sha256: str) -> None:
        body = {"rating": "partly", "rationale": f"{revision + 1}", "text_sha256": sha256}
        headers = {"if-match": f'"{revision}"'} if revision else {"if-none-match": "*"}
        place = f"/api/assessments/{self._assessment}/scores/{cell[0]}/{cell[1]}"
        answer = client.put(place, json=body, headers=headers)
        assert answer.is_success, answer.text
        self.acknowledged[cell] = revision + 1
        self._count += 1
        if self._count >= ACKNOWLEDGED_BEFORE_KILL:
            self._service.process.kill()  # SIGKILL, in the middle of what the other writers are doing


def test_no_acknowledged_score_is_lost(tmp_path: Path, database_url: str) -> None:
    with RunningService(tmp_path, database_url=database_url) as service, service.client() as client:
        assessment = assessment_of(signed_in(client))
        storm = Storm(service, client, assessment)
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(storm.write, range(WRITERS)))
    url = database_url or f"sqlite:///{tmp_path / 'data' / 'salvaguarda.db'}"
    database = Database(url, patience=2)
    kept = database.read_here(lambda records: records.scores.visible(assessment, None))
    database.close()
    revisions = {(score.provision, score.criterion): score.revision for score in kept}
    assert len(storm.acknowledged) > 100
    lost = {cell for cell, revision in storm.acknowledged.items() if revisions.get(cell, 0) < revision}
    assert lost == set()
    assert all(score.words.rationale == str(score.revision) for score in kept), "each save is whole"
