"""Write a score over HTTP, durably: against raw durable sqlite3 upserts and a trivial handler of the same server."""

import itertools
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, paired, per_call, seconds
from benchmarks.service_process import Connection, with_assessment

COUNT = 300


def _writes(connection: Connection, workbench: dict[str, Any], hashes: dict[str, str]) -> Any:
    """An endless row of (path, body) for cells that were never scored."""
    for row, criterion in itertools.product(workbench["rows"][1:], workbench["checklist"]["criteria"]):
        if criterion["whole_draft"]:
            continue
        path = row["path"]
        if path not in hashes:
            view = connection.json(
                "GET", f"/api/assessments/{workbench['assessment']['id']}/provisions/{path}"
            )
            hashes[path] = view["sha256"]
        body = {"rating": "partly", "rationale": "Words are weak here.", "text_sha256": hashes[path]}
        yield f"/api/assessments/{workbench['assessment']['id']}/scores/{path}/{criterion['id']}", body


def _raw_upserts(folder: Path) -> float:
    """Seconds per durable upsert with its revision, one transaction each, as our service stores them."""
    base = sqlite3.connect(folder / "raw.db", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE IF NOT EXISTS s (p, c, r, t, PRIMARY KEY (p, c))")
    base.execute("CREATE TABLE IF NOT EXISTS h (p, c, r, t)")

    def write_all() -> None:
        for number in range(COUNT):
            base.execute("BEGIN IMMEDIATE")
            base.execute(
                "INSERT INTO s VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET r=excluded.r",
                (number, 1, "met", "why"),
            )
            base.execute("INSERT INTO h VALUES (?,?,?,?)", (number, 1, "met", "why"))
            base.execute("COMMIT")

    taken = seconds(write_all) / COUNT
    base.close()
    return taken


def run() -> list[Measured]:
    """One connection at a time, then 16 at once."""
    with with_assessment() as (folder, address, owner, workbench), tempfile.TemporaryDirectory() as raw:
        writes = _writes(owner, workbench, {})
        batch = list(itertools.islice(writes, COUNT * 16))
        left = iter(batch)
        new = {"if_none_match": "*"}

        def ours() -> float:
            some = list(itertools.islice(left, COUNT))
            return seconds(lambda: [owner.ask("PUT", path, body, **new) for path, body in some]) / len(some)

        trivial = per_call(lambda: owner.ask("GET", "/api/setup"), COUNT)

        twins = [owner.twin(address) for _ in range(16)]

        def work(twin: Connection, share: list[Any]) -> None:
            for path, body in share:
                twin.ask("PUT", path, body, **new)

        def storm() -> float:
            some = list(itertools.islice(left, COUNT))
            shares = [some[start::16] for start in range(16)]
            with ThreadPoolExecutor(16) as threads:
                return seconds(lambda: list(threads.map(work, twins, shares))) / len(some)

        one, raw_seconds = paired(ours, lambda: _raw_upserts(Path(raw)))
        again, trivial_seconds = paired(ours, trivial)
        many, raw_again = paired(storm, lambda: _raw_upserts(Path(raw)))
        size = (folder / "salvaguarda.db").stat().st_size // 1024
        return [
            Measured(
                "score written over HTTP, one at a time",
                one,
                "raw sqlite3 durable upsert + revision",
                raw_seconds,
            ),
            Measured("the same", again, "trivial GET of the same server", trivial_seconds),
            Measured(
                "score written, 16 connections",
                many,
                "raw sqlite3 durable upsert + revision",
                raw_again,
                f"database {size} kB",
            ),
        ]
