"""Suggestions: what the service adds to bare `openai` calls to the same server with the same concurrency, all kept durably.

The server answers after 50 ms and does nothing else. Both ask the same questions, in turn, a few times over. Memory is looked
at after a tenth of a long run and at its end.
"""

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openai import AsyncOpenAI

from benchmarks.measure import Measured
from benchmarks.service_process import Connection, with_assessment
from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.endpoints import ProbeRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode
from salvaguarda.domain.suggestions.policy import Consent, Policy
from salvaguarda.domain.suggestions.statements import statement_of
from tests.journal_server import JournalServer

TASKS = 200
LONG = 2_000
DELAY = 0.05
ROUNDS = 3


def run() -> list[Measured]:
    """Concurrency 4 and 16; then a long run, for memory."""
    with JournalServer(DELAY) as server, with_assessment() as (folder, _, owner, workbench):
        assessment = workbench["assessment"]["id"]
        agreed = {places: add_endpoint(folder, assessment, server, places) for places in (4, 16)}
        cells = _Cells(workbench)
        _run(owner, assessment, agreed[16], cells.take(20))  # the client is loaded with the first question
        rows = [_compared(owner, assessment, server, cells, agreed[places], places) for places in (4, 16)]
        rows.append(_memory(folder, owner, assessment, cells, agreed[16]))
        return rows


class _Cells:
    """Criteria that were not asked yet: the rows are the same, so that the questions are alike."""

    def __init__(self, workbench: dict[str, Any]) -> None:
        self.paths = [row["path"] for row in workbench["rows"] if row["path"] != "draft"]
        rows = {
            criterion["id"]: [row["path"] for row in workbench["rows"] if criterion["id"] in row["in_scope"]]
            for criterion in workbench["checklist"]["criteria"]
            if not criterion["whole_draft"]
        }
        self.criteria = {name: paths for name, paths in rows.items() if len(paths) >= TASKS // 2}
        self._next = 0

    def take(self, count: int) -> dict[str, Any]:
        """The part of a run's wish that names about so many cells."""
        names = list(self.criteria)
        name = names[self._next % len(names)]
        self._next += 1
        return {"criteria": [name], "provisions": self.criteria[name][:count]}


def _compared(
    owner: Connection, assessment: int, server: JournalServer, cells: _Cells, endpoint: int, places: int
) -> Measured:
    ours, bare = [], []
    for _ in range(ROUNDS):
        server.forget()
        ours.append(_run(owner, assessment, endpoint, cells.take(TASKS)))
        bodies = server.bodies()
        bare.append(asyncio.run(_bare(server.base_url, bodies, places)) / len(bodies))
    return Measured(
        f"a suggestion, {places} at once, each request durable before it leaves",
        statistics.median(ours),
        "bare openai call with the same body",
        statistics.median(bare),
        f"server answers after {DELAY * 1000:.0f} ms; {len(bodies)} a round",
    )


def _run(owner: Connection, assessment: int, endpoint: int, cells: dict[str, Any]) -> float:
    """Seconds a task, from when the run began to ask to when its last task ended."""
    wish = {
        "endpoint_id": endpoint,
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "skip_answered": False,
        "budget_tokens": 10**12,
        **cells,
    }
    run = owner.json("POST", f"/api/assessments/{assessment}/runs", wish)
    deadline = time.monotonic() + 120
    while run["state"] == "running" and time.monotonic() < deadline:
        time.sleep(0.1)
        run = owner.json("GET", f"/api/runs/{run['id']}")
    if run["outcomes"]["suggested"] != run["tasks"]:
        raise RuntimeError(f"not every task was answered: {run}")
    return _seconds(run["started_at"], run["finished_at"]) / int(run["tasks"])


def _seconds(begun: str, ended: str) -> float:
    from_, to = (time.mktime(time.strptime(each[:19], "%Y-%m-%dT%H:%M:%S")) for each in (begun, ended))
    return to - from_ + float(f"0.{ended[20:26]}") - float(f"0.{begun[20:26]}")


async def _bare(base_url: str, bodies: Sequence[dict[str, Any]], places: int) -> float:
    """Seconds for all of them, `places` at once."""
    client = AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0)
    left = iter(bodies)

    async def ask() -> None:
        for body in left:
            await client.chat.completions.create(**body)

    began = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(places)))
    taken = time.perf_counter() - began
    await client.close()
    return taken


def _memory(folder: Path, owner: Connection, assessment: int, cells: _Cells, endpoint: int) -> Measured:
    """Resident memory of the service after a tenth of a long run and at its end; milliseconds stand for megabytes."""
    process = int(_owner_of(folder))
    wish = {
        "endpoint_id": endpoint,
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "skip_answered": False,
        "budget_tokens": 10**12,
        "purpose": "evaluation",
        "provisions": cells.paths,
    }
    run = owner.json("POST", f"/api/assessments/{assessment}/runs", wish)
    early = 0.0
    while run["state"] == "running" and run["ended"] < LONG:
        time.sleep(0.2)
        run = owner.json("GET", f"/api/runs/{run['id']}")
        if not early and run["ended"] >= LONG // 10:
            early = _resident(process)
    late = _resident(process)
    owner.json("POST", f"/api/runs/{run['id']}/cancel", {}, if_match=f'"{run["version"]}"')
    return Measured(
        f"memory of the service (MB, not ms) after {run['ended']:,} tasks",
        late / 1000,
        f"after {LONG // 10:,} tasks",
        early / 1000,
        "resident",
    )


def _owner_of(folder: Path) -> str:
    """The process that has the database open."""
    database = (folder / "salvaguarda.db").resolve()
    for process in Path("/proc").iterdir():
        try:
            if any(link.resolve() == database for link in (process / "fd").iterdir()):
                return process.name
        except OSError:
            continue
    raise RuntimeError("no process has the database open")


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1]) / 1024
    raise RuntimeError("no resident memory is told")


def add_endpoint(folder: Path, assessment: int, server: JournalServer, places: int) -> int:
    """An endpoint at this server that is tested and agreed to, kept straight in the database."""
    settings = EndpointSettings(
        f"Server, {places} at once", server.base_url, "a-model", Locality.LOCAL, concurrency=places
    )
    database = Database(f"sqlite:///{folder / 'salvaguarda.db'}")

    def keep(records: Records) -> int:
        endpoint_id = records.endpoints.add(settings, 1, enabled=True)
        records.endpoints.add_probe(endpoint_id, ProbeRecord(1, OutputMode.STRICT_SCHEMA, (), records.now), 1)
        policy = Policy(Consent.LOCAL, statement=statement_of(Consent.LOCAL))
        records.policies.add(assessment, records.policies.get(assessment).version, policy, 1)
        return endpoint_id

    try:
        return database.write_here(keep)
    finally:
        database.close()
