"""Lives: what became of provisions over all drafts of an instrument."""

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.show_life import LifeHistory, show_history
from salvaguarda.application.show_lives import DraftPair, pairs_to_align, show_lives
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.alignment import align_pair
from salvaguarda.web.comparing import ChecklistQuery, LevelQuery
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_lives import life_to_come, lives_to_come, present_life, present_lives
from salvaguarda.web.redlines import complete_links
from salvaguarda.web.schemas.comparisons import LifeOut, LivesOut

PAIRS_AT_ONCE = 2
"""Pairs of drafts that one request aligns; a pair of long drafts takes seconds, and who waits is told how many remain."""


def _waiting(records: Records, instrument_id: int) -> tuple[InstrumentRecord, tuple[DraftPair, ...]]:
    return records.instruments.get(instrument_id), pairs_to_align(records, instrument_id)


async def _aligned(parts: Parts, instrument_id: int) -> tuple[InstrumentRecord, int]:
    """The instrument, and how many pairs of its drafts are still to be aligned after some were."""
    instrument, waiting = await parts.database.read(_waiting, instrument_id)
    for old_id, new_id in waiting[:PAIRS_AT_ONCE]:
        await align_pair(parts, old_id, new_id)
    return instrument, len(waiting[PAIRS_AT_ONCE:])


@get(
    "/api/instruments/{instrument_id:int}/lives",
    operation_id="list_lives",
    summary="What became of every provision over all drafts",
    opt={"act": Act.READ},
)
async def get_lives(
    instrument_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
    level: LevelQuery = None,
) -> LivesOut:
    """Consecutive drafts are aligned when that was not done yet, two pairs a request: ask again while to_align is not 0."""
    instrument, waiting = await _aligned(parts, instrument_id)
    if waiting:
        return lives_to_come(instrument, waiting)
    found = await parts.database.read_long(
        show_lives, parts.sheets, instrument_id, person.id, checklist, level
    )
    return present_lives(found)


@get(
    "/api/instruments/{instrument_id:int}/lives/{draft_id:int}/{path:str}",
    operation_id="get_life",
    summary="One provision through all drafts",
    opt={"act": Act.READ},
)
async def get_life(
    instrument_id: FromPath[int],
    draft_id: FromPath[int],
    path: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    checklist: ChecklistQuery = None,
) -> LifeOut:
    """What it came from and what came of it, with the results of each criterion; ask again while to_align is not 0."""
    place = draft_id, path
    instrument, waiting = await _aligned(parts, instrument_id)
    if waiting:
        return life_to_come(instrument, place, waiting)

    async def told() -> LifeHistory:
        return await parts.database.read_long(
            show_history, parts.sheets, instrument_id, place, person.id, checklist
        )

    history = await told()
    for each in history.undrawn:
        await complete_links(parts, each.context, (each.old_draft_id, each.new_draft_id), each.links)
    if history.undrawn:
        history = await told()
    return present_life(history.lives, history.changes, place, person)


lives_router = Router(path="/", route_handlers=[get_lives, get_life], tags=["Comparison"])
