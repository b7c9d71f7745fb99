"""Several tabs at the same moment: one save wins, every other one is told, nothing is lost. On both databases."""

import asyncio
from dataclasses import replace

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.save_score import save_score
from salvaguarda.domain.errors import Stale
from salvaguarda.domain.scores import Rating
from tests.apart import run_apart
from tests.assessing import World, make_in, make_world, rate, sheets, wish

CELL = ("art_3", "legality")
TABS = 8


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def save_in_every_tab(database: Database, world: World, version: int) -> list[ScoreRecord | BaseException]:
    kept = sheets()

    async def save() -> list[ScoreRecord | BaseException]:
        wishes = [
            replace(database.read_here(wish, world.old, CELL[0], Rating.MET, f"Tab {tab}."), version=version)
            for tab in range(TABS)
        ]
        saves = (database.write(save_score, kept, world.old, CELL, world.ben, each) for each in wishes)
        return await asyncio.gather(*saves, return_exceptions=True)

    return run_apart(save())


@pytest.mark.parametrize("version", [0, 1])
def test_one_of_many_saves_on_one_version_wins_and_the_others_are_told(
    database: Database, world: World, version: int
) -> None:
    if version:
        database.write_here(
            lambda records: rate(records, sheets(), world.old, CELL, world.ben, Rating.SILENT)
        )
    answers = save_in_every_tab(database, world, version)
    won = [each for each in answers if isinstance(each, ScoreRecord)]
    lost = [each for each in answers if isinstance(each, Stale)]
    assert (len(won), len(lost)) == (1, TABS - 1)
    assert {each.current.words.rationale for each in lost if isinstance(each.current, ScoreRecord)} == {
        won[0].words.rationale
    }
    revisions = database.read_here(lambda records: records.scores.revisions(won[0].id))
    assert [each.revision for each in revisions] == list(range(version + 1, 0, -1))


def test_a_pair_aligned_by_several_at_once_is_kept_once(database: Database) -> None:
    world = database.write_here(make_world)
    pair = database.read_here(needed_alignment, world.old_draft, world.new_draft)
    assert pair is not None
    links = compute_links(pair)

    async def keep() -> None:
        keeps = (database.write(keep_alignment, world.old_draft, world.new_draft, links) for _ in range(TABS))
        await asyncio.gather(*keeps)

    run_apart(keep())
    kept = database.read_here(lambda records: records.links.of_pair(world.old_draft, world.new_draft))
    assert sorted(each.link.new for each in kept) == sorted(link.new for link in links)
