"""Queue as many tasks as 400 rows × 17 criteria, over HTTP; and read the screens while a run writes.

No checklist asks every criterion of every row, so the draft is longer: about 6,800 cells are in scope.

The baseline of queueing is inserting as many rows of the same shape with sqlite3, durably, in one transaction. The baseline of
reading is the same read while nothing is asked.
"""

import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, seconds
from benchmarks.service_process import Connection, with_assessment
from benchmarks.suggest import add_endpoint
from tests.journal_server import JournalServer

READS = 100
ARTICLES = 567


def run() -> list[Measured]:
    """Queueing three times; then the workbench, a cell and the matrix, idle and during a run."""
    with JournalServer(0.05) as server, with_assessment(ARTICLES) as (folder, _, owner, workbench):
        assessment = workbench["assessment"]["id"]
        endpoint = add_endpoint(folder, assessment, server, 4)
        queued, tasks = _queued(owner, assessment, endpoint)
        rows = [
            Measured(
                f"{tasks:,} tasks queued over HTTP",
                queued,
                "as many rows inserted with sqlite3, one durable transaction",
                statistics.median(_inserted(tasks) for _ in range(3)),
            )
        ]
        places = {
            "workbench": f"/api/assessments/{assessment}/workbench",
            "a provision": f"/api/assessments/{assessment}/provisions/art_7",
            "list of instruments": "/api/instruments",
        }
        idle = {name: _read(owner, place) for name, place in places.items()}
        running = _start(owner, assessment, endpoint, "review")
        while owner.json("GET", f"/api/runs/{running['id']}")["ended"] < 20:
            time.sleep(0.1)
        busy = {name: _read(owner, place) for name, place in places.items()}
        ended = owner.json("GET", f"/api/runs/{running['id']}")
        if ended["state"] != "running":
            raise RuntimeError("the run ended before the reads did")
        rows += [
            Measured(
                f"{name} read while a run writes", busy[name], "the same read, idle", idle[name], "median"
            )
            for name in places
        ]
        _cancel(owner, ended)
        return rows


def _start(owner: Connection, assessment: int, endpoint: int, purpose: str) -> dict[str, Any]:
    wish = {
        "purpose": purpose,
        "endpoint_id": endpoint,
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "skip_answered": False,
        "budget_tokens": 10**12,
    }
    started: dict[str, Any] = owner.json("POST", f"/api/assessments/{assessment}/runs", wish)
    return started


def _cancel(owner: Connection, run: dict[str, Any]) -> None:
    owner.json("POST", f"/api/runs/{run['id']}/cancel", {}, if_match=f'"{run["version"]}"')


def _queued(owner: Connection, assessment: int, endpoint: int) -> tuple[float, int]:
    """Seconds to queue, the median of three; and how many tasks."""
    taken, tasks = [], 0
    for _ in range(3):
        started: list[dict[str, Any]] = []
        taken.append(seconds(lambda: started.append(_start(owner, assessment, endpoint, "evaluation"))))  # noqa: B023  (called at once)
        tasks = started[0]["tasks"]
        _cancel(owner, owner.json("GET", f"/api/runs/{started[0]['id']}"))
    return statistics.median(taken), tasks


def _inserted(tasks: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        base = sqlite3.connect(Path(name) / "raw.db", isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, r, d, p, c, n, o, w, a, j, UNIQUE (r, p, c))")
        base.execute("CREATE INDEX i ON t (r, o, n)")
        rows = [(1, 1, f"art_{n // 17}", f"c{n % 17}", n, None, "", 0, "") for n in range(tasks)]

        def insert() -> None:
            base.execute("BEGIN IMMEDIATE")
            base.executemany("INSERT INTO t (r, d, p, c, n, o, w, a, j) VALUES (?,?,?,?,?,?,?,?,?)", rows)
            base.execute("COMMIT")

        taken = seconds(insert)
        base.close()
        return taken


def _read(owner: Connection, place: str) -> float:
    return statistics.median(seconds(lambda: owner.ask("GET", place)) for _ in range(READS))
