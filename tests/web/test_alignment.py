"""Drafts are aligned once, however many people ask at the same moment."""

from asyncio import gather

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.align_drafts import Pair, compute_links
from salvaguarda.bootstrap import build_app
from salvaguarda.domain.alignment.links import Link
from salvaguarda.settings import Settings
from salvaguarda.web import alignment
from tests.assessing import make_world
from tests.conftest import FAST_HASHER


async def test_team_that_opens_a_new_draft_waits_for_one_alignment(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = database.write_here(make_world)
    computed = []

    def compute(pair: Pair) -> tuple[Link, ...]:
        computed.append(pair)
        return compute_links(pair)

    monkeypatch.setattr(alignment, "compute_links", compute)
    parts = build_app(settings, database, FAST_HASHER).state.parts
    await gather(*(alignment.align_pair(parts, world.old_draft, world.new_draft) for _ in range(5)))
    assert len(computed) == 1
    assert database.read_here(lambda records: records.links.of_pair(world.old_draft, world.new_draft))
