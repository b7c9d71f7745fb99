"""The worker with a client of ours; with real servers in tests/whole."""

from salvaguarda.adapters.db.database import Database
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from tests.asking import Scripted, make_desk, working


async def test_a_run_asks_every_cell_once_and_is_finished(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start(None, None)
    tasks = sum(desk.outcomes(run_id).values())
    models = Scripted()
    async with working(database, models) as work:
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert tasks > 20
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: tasks}
    assert len(models.bodies) == tasks
    assert len({str(body) for body in models.bodies}) == tasks
    assert desk.run(run_id).spent.tokens == 120 * tasks
    assert desk.run(run_id).reserved.tokens == 0
    assert work.failures == []
