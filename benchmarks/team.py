"""Twenty reviewers score one assessment for a minute, on SQLite and on PostgreSQL: against one reviewer alone.

Each looks at a row, thinks for about a second, and rates one of its cells; two people rate every cell, so that there is
agreement and conflict. Every rating that was acknowledged is looked for afterwards; one lost or one error fails it.
"""

import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured
from benchmarks.service_process import Connection
from benchmarks.texts import treaty_text
from tests.postgresql import PrivateCluster
from tests.service import RunningService

PEOPLE = 20
SECONDS = 60.0
ALONE_SECONDS = 20.0
THINK = 1.0
"""Seconds between two ratings of one person, on average."""
KEPT_OPEN = 3.0
"""Seconds after which an idle connection is opened anew."""
PASSWORD = "correct horse battery"
RATINGS = ("met", "partly", "not_met", "silent")


@dataclass
class Reviewer:
    """One person at their browser. written: what was acknowledged. took: seconds of each save and each look."""

    connection: Connection
    cells: list[tuple[str, str]]
    dice: random.Random
    written: dict[tuple[str, str], str] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    asked_at: float = 0.0

    def work(self, assessment: int, until: float, think: float) -> None:
        """Score cell after cell until then."""
        while time.monotonic() < until and self.cells:
            path, criterion = self.cells.pop()
            base = f"/api/assessments/{assessment}"
            view = self._timed(self.looks, "GET", f"{base}/provisions/{path}")
            time.sleep(self.dice.expovariate(1 / think) if think else 0)
            rating = self.dice.choice(RATINGS)
            body = {"rating": rating, "rationale": "Words are weak here.", "text_sha256": view["sha256"]}
            self._timed(self.saves, "PUT", f"{base}/scores/{path}/{criterion}", body, if_none_match="*")
            self.written[path, criterion] = rating

    def _timed(self, times: list[float], method: str, path: str, body: object = None, **headers: str) -> Any:
        start = time.perf_counter()
        if start - self.asked_at > KEPT_OPEN:  # as a browser would: the service closes what is not used
            self.connection.http.close()
        answer = self.connection.json(method, path, body, **headers)
        self.asked_at = time.perf_counter()
        times.append(self.asked_at - start)
        return answer

    def lost(self, assessment: int) -> int:
        """Acknowledged ratings that are not there."""
        self.connection.http.close()
        bench = self.connection.json("GET", f"/api/assessments/{assessment}/workbench")
        kept = {(row["path"], key): rating for row in bench["rows"] for key, rating in row["rated"].items()}
        return sum(kept.get(cell) != rating for cell, rating in self.written.items())


def _signed_in(address: str, name: str) -> Connection:
    connection = Connection(address)
    answer, content = connection.ask(
        "POST", "/api/session", {"email": f"{name}@example.org", "password": PASSWORD}
    )
    cookie = (answer.getheader("set-cookie") or "").split(";")[0]
    connection.headers |= {"cookie": cookie, "x-csrf-token": json.loads(content)["csrf_token"]}
    return connection


def _assessment(owner: Connection) -> dict[str, Any]:
    instrument = owner.json("POST", "/api/instruments", {"title": "Generated"})
    draft = {"label": "First", "language": "en"}
    text = {"text": treaty_text(400), "name": "generated.md", "draft": draft}
    stored = owner.json("POST", f"/api/instruments/{instrument['id']}/drafts", text)
    wanted = {
        "checklist_id": "un-cybercrime-safeguards",
        "checklist_version": "1.0.0",
        "unit": "article",
        "needed": 2,
    }
    assessment = owner.json("POST", f"/api/drafts/{stored['id']}/assessments", wanted)
    bench: dict[str, Any] = owner.json("GET", f"/api/assessments/{assessment['id']}/workbench")
    return bench


def _shares(bench: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Everybody's cells: each cell goes to two people."""
    cells = [
        (row["path"], criterion["id"])
        for row in bench["rows"][1:]
        for criterion in bench["checklist"]["criteria"]
        if not criterion["whole_draft"]
    ]
    random.Random(5).shuffle(cells)
    pairs = [cells[start :: PEOPLE // 2] for start in range(PEOPLE // 2)]
    return [list(pairs[place // 2]) for place in range(PEOPLE)]


@contextmanager
def _team(database_url: str) -> Iterator[tuple[int, list[Reviewer]]]:
    with (
        tempfile.TemporaryDirectory() as name,
        RunningService(Path(name), log_level="error", database_url=database_url) as service,
    ):
        owner = Connection(service.address)
        owner.set_up()
        for place in range(PEOPLE):
            person = {
                "email": f"reviewer{place}@example.org",
                "display_name": f"Reviewer {place}",
                "password": PASSWORD,
            }
            owner.json("POST", "/api/people", person)
        bench = _assessment(owner)
        reviewers = [
            Reviewer(_signed_in(service.address, f"reviewer{place}"), cells, random.Random(place))
            for place, cells in enumerate(_shares(bench))
        ]
        yield bench["assessment"]["id"], reviewers


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _measured(database: str, database_url: str = "") -> list[Measured]:
    with _team(database_url) as (assessment, reviewers):
        alone = reviewers[0]
        alone.work(assessment, time.monotonic() + ALONE_SECONDS, 0.2)
        one_save, one_look = _p95(alone.saves), _p95(alone.looks)
        alone.saves.clear()
        alone.looks.clear()
        until = time.monotonic() + SECONDS
        with ThreadPoolExecutor(PEOPLE) as threads:
            list(threads.map(lambda each: each.work(assessment, until, THINK), reviewers))
        saves = [taken for each in reviewers for taken in each.saves]
        looks = [taken for each in reviewers for taken in each.looks]
        lost = sum(each.lost(assessment) for each in reviewers)
        if lost:
            raise RuntimeError(f"{lost} acknowledged ratings are not there ({database})")
        note = f"p95; {len(saves)} ratings in {SECONDS:.0f} s, none lost, no error"
        return [
            Measured(
                f"{PEOPLE} reviewers, a rating saved, {database}",
                _p95(saves),
                "one reviewer alone",
                one_save,
                note,
            ),
            Measured(
                f"{PEOPLE} reviewers, a row opened, {database}",
                _p95(looks),
                "one reviewer alone",
                one_look,
                "p95",
            ),
        ]


def run() -> list[Measured]:
    """SQLite, then PostgreSQL."""
    with ExitStack() as stack:
        cluster = stack.enter_context(PrivateCluster())
        return [
            *_measured("SQLite"),
            *_measured("PostgreSQL", database_url=cluster.make("team")),
        ]
