"""Runs in tests: an endpoint that may be used, and a worker that asks it until a run is where a test wants it."""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.worker_lock import worker_lock
from salvaguarda.adapters.prompts.shelf import built_in_shelf
from salvaguarda.application.ports.endpoints import ProbeRecord
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord, Standing
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.news import RunNews
from salvaguarda.application.suggesting.office import Office
from salvaguarda.application.suggesting.plan_run import RunWish
from salvaguarda.application.suggesting.start_run import start_run
from salvaguarda.application.suggesting.worker import Worker
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.budget import Budget
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import Consent, Policy
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage
from salvaguarda.domain.suggestions.statements import statement_of
from tests.assessing import World, make_in, sheets

PROMPTS = built_in_shelf()
SCORE = ("provision-score", "1.0.0")
SETTINGS = EndpointSettings("Here", "http://127.0.0.1:9/v1", "a-model", Locality.LOCAL)
BUDGET = Budget(tokens=10_000_000)


def answer(quote: str = "", rating: str | None = "partly", **changed: Any) -> str:
    """A valid answer to a score prompt."""
    whole = {
        "abstain": rating is None,
        "abstain_reason": "Nothing to judge." if rating is None else "",
        "quotes": [{"quote": quote, "why": "It says so."}] if quote else [],
        "rationale": "It asks for a judge.",
        "missing_safeguards": [],
        "uncertainty": None if rating is None else "low",
        "rating": rating,
    }
    return json.dumps(whole | changed)


def reply(text: str | None = None, **changed: Any) -> Reply:
    """A reply as a server that counts gives it."""
    values: dict[str, Any] = {
        "status": 200,
        "seconds": 0.01,
        "text": answer() if text is None else text,
        "finish_reason": "stop",
        "usage": Usage(100, 20),
        "model": "a-model",
    }
    return Reply(**values | changed)


def failure(kind: FailureKind, status: int | None = 500, **changed: Any) -> Reply:
    """A reply that failed."""
    return Reply(status, 0.01, Failure(kind, "It did not work.", **changed))


Answering = Callable[[Mapping[str, Any]], Reply]


@dataclass
class Scripted:
    """A model client of ours: `answering` says what comes back for each body. bodies: what was sent."""

    answering: Answering = field(default=lambda _: reply())
    bodies: list[Mapping[str, Any]] = field(default_factory=list)

    async def send(self, endpoint: EndpointSettings, body: Mapping[str, object]) -> Reply:
        self.bodies.append(body)
        return self.answering(body)

    async def close(self) -> None: ...


def one_after_another(*replies: Reply) -> Answering:
    """These, and then a valid answer for good."""
    left = list(replies)
    return lambda _: left.pop(0) if left else reply()


def add_endpoint(records: Records, by: int, settings: EndpointSettings = SETTINGS) -> int:
    """An endpoint that was tested and is switched on."""
    endpoint_id = records.endpoints.add(settings, by, enabled=True)
    probe = ProbeRecord(1, OutputMode.STRICT_SCHEMA, (), records.now)
    records.endpoints.add_probe(endpoint_id, probe, by)
    return endpoint_id


def agree(records: Records, world: World, assessment_id: int, **changed: Any) -> None:
    """Let local endpoints read the words of this assessment."""
    values = {"consent": Consent.LOCAL, "statement": statement_of(Consent.LOCAL)} | changed
    version = records.policies.get(assessment_id).version
    records.policies.add(assessment_id, version, Policy(**values), world.ana)


@dataclass(frozen=True)
class Desk:
    """A small world with an endpoint that its new assessment agreed to. owner: of the installation."""

    database: Database
    world: World
    endpoint_id: int
    sheets: Sheets
    owner: Person

    def start(
        self,
        provisions: Sequence[str] | None = ("art_4", "art_5"),
        criteria: Sequence[str] | None = ("legality",),
        budget: Budget = BUDGET,
        purpose: Purpose = Purpose.REVIEW,
        *,
        skips_known: bool = True,
    ) -> int:
        """A run of the new assessment; its id."""
        wish = RunWish(purpose, self.endpoint_id, SCORE, provisions, criteria, skips_known, budget)
        view = self.database.write_here(start_run, self.sheets, PROMPTS, self.world.new, wish, self.owner)
        return view.run.id

    def run(self, run_id: int) -> RunRecord:
        return self.database.read_here(lambda records: records.runs.get(run_id))

    def standing(self, run_id: int) -> Standing:
        return self.database.read_here(lambda records: records.runs.standing(records.runs.get(run_id)))

    def outcomes(self, run_id: int) -> dict[Outcome | None, int]:
        return dict(self.standing(run_id).counts)

    def steer(self, use_case: Callable[..., Any], run_id: int, *more: Any) -> RunRecord:
        """A use case of steer_run, on the version as it is now."""
        version = self.run(run_id).version
        self.database.write_here(use_case, run_id, version, self.owner, *more)
        return self.run(run_id)


def make_desk(database: Database, settings: EndpointSettings = SETTINGS) -> Desk:
    world = make_in(database)

    def make(records: Records) -> int:
        agree(records, world, world.new)
        return add_endpoint(records, world.ana, settings)

    endpoint_id = database.write_here(make)
    owner = Person(world.ana, "ana@example.org", "Ana Reyes", is_owner=True)
    return Desk(database, world, endpoint_id, sheets(), owner)


@dataclass
class Working:
    """A worker at work. failures: what it reported."""

    worker: Worker
    news: RunNews
    failures: list[str]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Until something changed so that it holds; the test's own timeout is the limit."""
        while True:
            heard = self.news.changes.rung
            if condition():
                return
            await self.news.changes.after(heard, 5)


@asynccontextmanager
async def working(
    database: Database,
    models: ModelClient,
    kept: Sheets | None = None,
    *,
    grace: float = 5,
    second: float = 0.001,
    look: float = 0.02,
) -> AsyncIterator[Working]:
    """A worker from here to the end of the `with`."""
    failures: list[str] = []

    def note(work: str, error: BaseException) -> None:
        failures.append(f"{work}: {error!r}")

    news = RunNews()
    office = Office(
        database, models, PROMPTS, kept or sheets(), news, note, look=look, second=second, chance=lambda: 0.0
    )
    worker = Worker(office, worker_lock(database.url))
    worker.start()
    try:
        yield Working(worker, news, failures)
    finally:
        await worker.close(grace)
        await models.close()
