"""A failure that cannot even be told ends no work."""

import pytest

from salvaguarda import bootstrap
from salvaguarda.adapters.db.database import Database
from salvaguarda.domain.suggestions.outcomes import Outcome, RunState
from tests.application.suggesting.test_trouble import FULL, Tripping, raising, settles
from tests.asking import Scripted, make_desk, working


class FullLog:
    def error(self, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")


def untold(work: str, error: BaseException) -> None:
    raise OSError(28, "No space left on device")


def test_log_on_a_full_disk_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "log", FullLog())
    bootstrap.report_failure("suggestions could not be kept", FULL)


async def test_desk_that_ended_goes_on_with_its_replies(database: Database) -> None:
    desk = make_desk(database)
    run_id = desk.start()
    models = Scripted()
    async with working(Tripping(database, raising(FULL, 1, settles)), models) as work:  # type: ignore[arg-type]
        object.__setattr__(work.worker._office, "report", untold)
        await work.until(lambda: desk.run(run_id).state is RunState.FINISHED)
    assert desk.outcomes(run_id) == {Outcome.ANSWERED: 2}
    assert len(models.bodies) == 2
