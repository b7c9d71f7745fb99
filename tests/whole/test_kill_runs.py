"""kill -9 during a run: every task ends once, and the server's own journal holds no request twice.

The journal is of another process (tests/journal_server.py), so it outlives whatever is killed.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.runs import RunRecord
from salvaguarda.application.suggesting.plan_run import RunWish
from salvaguarda.application.suggesting.start_run import start_run
from salvaguarda.bootstrap import open_database
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose, RunState
from salvaguarda.settings import Settings
from tests.asking import BUDGET, PROMPTS, SCORE, add_endpoint, agree
from tests.assessing import CHECKLIST, chapters, keep_draft, make_world, sheets
from tests.factories import article
from tests.journal_server import JournalServer
from tests.service import RunningService

PLACES = 4
CRITERIA = ("legality", "necessity", "proportionality", "legitimate-purpose", "non-discrimination")


@dataclass(frozen=True)
class Kept:
    """A run in a data folder, looked at from outside of the service."""

    database: Database
    run_id: int

    @property
    def run(self) -> RunRecord:
        return self.database.read_here(lambda records: records.runs.get(self.run_id))

    def outcomes(self) -> dict[Outcome | None, int]:
        def read(records: Records) -> dict[Outcome | None, int]:
            return dict(records.runs.standing(records.runs.get(self.run_id)).counts)

        return self.database.read_here(read)

    @property
    def ended(self) -> int:
        counts = self.outcomes()
        return sum(counts.values()) - counts.get(None, 0)

    def until_ended(self, wanted: int) -> None:
        """Until so many tasks ended; the test's own timeout is the limit."""
        while self.ended < wanted and self.run.state is RunState.RUNNING:
            time.sleep(0.01)  # another process works; it has no way to tell this one


@contextmanager
def run_of(folder: Path, server: JournalServer, articles: int, criteria: tuple[str, ...]) -> Iterator[Kept]:
    """A run of articles × criteria, queued before any service looks."""
    (folder / "data").mkdir()
    database = open_database(Settings(data_folder=folder / "data"))
    parts = chapters(
        (
            ChapterRole.PROCEDURE,
            [article(str(n), text=f"Each Party shall take measure {n}.") for n in range(1, articles + 1)],
        )
    )
    settings = EndpointSettings("Here", server.base_url, "a-model", Locality.LOCAL, concurrency=PLACES)

    def make(records: Records) -> int:
        world = make_world(records)
        draft = keep_draft(records, world.instrument, "Long", None, parts, world.ana)
        assessment = add_assessment(records, draft, world.ana, CHECKLIST, "Long", blind=True)
        agree(records, world, assessment.id)
        endpoint = add_endpoint(records, world.ana, settings)
        owner = Person(world.ana, "ana@example.org", "Ana Reyes", is_owner=True)
        wish = RunWish(Purpose.REVIEW, endpoint, SCORE, None, criteria, budget=BUDGET)
        return start_run(records, sheets(), PROMPTS, assessment.id, wish, owner).run.id

    try:
        yield Kept(database, database.write_here(make))
    finally:
        database.close()


def check(kept: Kept, server: JournalServer, tasks: int, kills: int) -> None:
    outcomes = kept.outcomes()
    assert set(outcomes) <= {Outcome.ANSWERED, Outcome.INTERRUPTED}
    assert sum(outcomes.values()) == tasks
    assert outcomes.get(Outcome.INTERRUPTED, 0) <= kills * 2 * PLACES
    assert outcomes[Outcome.ANSWERED] >= tasks - kills * 2 * PLACES
    asked = Counter(json.dumps(body, sort_keys=True) for body in server.bodies())
    assert [body for body, times in asked.items() if times > 1] == [], "no request left twice"
    assert len(asked) >= outcomes[Outcome.ANSWERED], "and none was made up"
    assert kept.run.reserved.tokens == 0


def killed_again_and_again(tmp_path: Path, articles: int, criteria: tuple[str, ...], kills: int) -> None:
    tasks = articles * len(criteria)
    with JournalServer(0.02) as server, run_of(tmp_path, server, articles, criteria) as kept:
        for killed in range(1, kills + 1):
            with RunningService(tmp_path) as service:
                kept.until_ended(tasks * killed // (kills + 1))
                service.process.kill()
        with RunningService(tmp_path):
            kept.until_ended(tasks)
        assert kept.run.state is RunState.FINISHED
        check(kept, server, tasks, kills)


def test_killed_three_times_every_task_ends_once_and_no_request_leaves_twice(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path, 30, CRITERIA[:2], 3)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_killed_ten_times_during_500_tasks(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path, 100, CRITERIA, 10)


def test_of_two_services_on_one_database_one_asks_and_the_other_goes_on_when_it_dies(tmp_path: Path) -> None:
    with (
        JournalServer(0.02) as server,
        run_of(tmp_path, server, 30, CRITERIA[:2]) as kept,
        RunningService(tmp_path) as first,
        RunningService(tmp_path),
    ):
        kept.until_ended(20)
        first.process.kill()
        kept.until_ended(60)
        assert kept.run.state is RunState.FINISHED
        check(kept, server, 60, 1)


def test_service_that_is_told_to_stop_keeps_what_is_being_answered(tmp_path: Path) -> None:
    with JournalServer(1.0) as server, run_of(tmp_path, server, 10, CRITERIA[:1]) as kept:
        with RunningService(tmp_path):
            while not server.count():
                time.sleep(0.01)  # likewise
        outcomes = kept.outcomes()
        assert outcomes[Outcome.ANSWERED] == server.count() == PLACES
        assert outcomes[None] == 10 - PLACES
        assert kept.run.reserved.tokens == 0
