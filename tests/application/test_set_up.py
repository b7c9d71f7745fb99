"""The owner is made once, however many ask at the same moment."""

import asyncio

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.set_up import set_up, setup_needed
from salvaguarda.application.start_session import StartedSession
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.signing_in import SignInMethod

VISIT = Visit(SignInMethod.SET_UP)


async def test_one_of_many_simultaneous_set_ups_wins(database: Database) -> None:
    assert await database.read(setup_needed)
    outcomes = await asyncio.gather(
        *(database.write(set_up, f"{number}@example.org", "Ana", "hash", 14, VISIT) for number in range(8)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, StartedSession) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 7
    assert len(await database.read(lambda records: records.people.every())) == 1
    assert not await database.read(setup_needed)
