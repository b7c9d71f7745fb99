"""A run followed live at the real service: the stream is open as long as its session, and holds up nothing."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.records import Records
from salvaguarda.application.suggesting.plan_run import RunWish
from salvaguarda.application.suggesting.start_run import start_run
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.outcomes import Purpose
from tests.asking import BUDGET, PROMPTS, SCORE, add_endpoint, agree
from tests.assessing import make_world, sheets
from tests.journal_server import JournalServer
from tests.service import RunningService, signed_in

SLOW = 600.0


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    with RunningService(tmp_path) as running:
        yield running


@pytest.fixture
def run_id(service: RunningService, tmp_path: Path) -> Iterator[int]:
    """A run whose questions are not answered within any test."""
    with service.client() as client:
        signed_in(client)
    database = Database(f"sqlite:///{tmp_path / 'data' / 'salvaguarda.db'}")
    with JournalServer(SLOW) as server:
        settings = EndpointSettings("Slow", server.base_url, "a-model", Locality.LOCAL)

        def make(records: Records) -> int:
            world = make_world(records, people=(1, 1, 1))
            agree(records, world, world.new)
            endpoint = add_endpoint(records, 1, settings)
            wish = RunWish(Purpose.REVIEW, endpoint, SCORE, criteria=("legality",), budget=BUDGET)
            person = records.people.find("ana@example.org")
            assert person is not None
            return start_run(records, sheets(), PROMPTS, world.new, wish, person[0]).run.id

        try:
            yield database.write_here(make)
        finally:
            database.close()


@contextmanager
def followed(service: RunningService, run_id: int) -> Iterator[tuple[httpx.Client, Iterator[str]]]:
    """A client and the lines that it gets, after the first event."""
    with service.client() as client:
        signed_in(client, set_up=False)
        with client.stream("GET", f"/api/runs/{run_id}/events") as answer:
            lines = answer.iter_lines()
            first = next(line for line in lines if line.startswith("data: "))
            assert json.loads(first.removeprefix("data: "))["id"] == run_id
            yield client, lines


def test_stream_ends_when_its_session_does(service: RunningService, run_id: int) -> None:
    with followed(service, run_id) as (client, lines), service.client() as other:
        other.cookies, other.headers = client.cookies, client.headers
        assert other.delete("/api/session").status_code == 204
        for _ in lines:  # it ends by itself
            pass
        assert other.get(f"/api/runs/{run_id}").status_code == 401


def test_stream_that_is_open_does_not_hold_up_the_end_of_the_service(
    service: RunningService, run_id: int
) -> None:
    with followed(service, run_id) as (_, lines):
        began = time.monotonic()
        service.process.terminate()
        list(lines)
        streaming = time.monotonic() - began
        assert service.process.wait(20) == 0
    assert streaming < 8, "it ends at once, not after the grace for what is being answered"
