"""Confirming links and taking them apart, on both databases."""

from asyncio import gather

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.correct_link import (
    Correction,
    add_link,
    confirm_link,
    correct_link,
    list_link_revisions,
    unlink,
)
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.errors import Conflict, NotFound, Stale
from tests.assessing import World, make_in


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def links(database: Database, world: World) -> tuple[LinkRecord, ...]:
    return database.read_here(lambda records: records.links.of_pair(world.old_draft, world.new_draft))


def link_of(database: Database, world: World, new: str) -> LinkRecord:
    return next(each for each in links(database, world) if new in each.link.new)


def align_anew(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch, computed: list[Link] | None = None
) -> None:
    """As a better engine would; computed: what it finds, None for what this one does."""
    monkeypatch.setattr("salvaguarda.application.align_drafts.ENGINE_VERSION", "99")
    pair = database.read_here(needed_alignment, world.old_draft, world.new_draft)
    assert pair is not None
    found = compute_links(pair) if computed is None else computed
    database.write_here(keep_alignment, world.old_draft, world.new_draft, found)


def test_a_confirmed_link_has_a_person_a_time_and_a_history(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    assert (link.corrected_by, link.corrected_at) == (None, None)
    database.write_here(confirm_link, link.id, link.version, world.ben)
    now = link_of(database, world, "art_4")
    assert now.corrected_by is not None
    assert (now.corrected_by.id, now.version, now.link) == (world.ben, 2, link.link)
    states = database.read_here(list_link_revisions, link.id)
    assert now.corrected_at == states[0].at
    assert [each.link for each in states] == [link.link, link.link]


def test_a_confirmed_link_survives_an_engine_that_sees_it_otherwise(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(database, world, "art_4")
    database.write_here(confirm_link, link.id, link.version, world.ben)
    others = [each.link for each in links(database, world) if each.id != link.id]
    worse = [
        Link(link.link.old, ("art_2",), Relation.AMENDED, 0.5, ""),
        Link((), ("art_4",), Relation.NEW, 0, ""),
    ]
    kept = [each for each in others if each.new != ("art_2",)]
    align_anew(database, world, monkeypatch, [*kept, *worse])
    now = link_of(database, world, "art_4")
    assert (now.id, now.link, now.version) == (link.id, link.link, 2)
    assert link_of(database, world, "art_2").link.relation is Relation.NEW
    held = [path for each in links(database, world) for path in each.link.new]
    assert len(held) == len(set(held))


def test_what_was_not_confirmed_gives_way_to_a_better_engine(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = link_of(database, world, "art_4")
    align_anew(database, world, monkeypatch, [Link((), ("art_4",), Relation.NEW, 0, "")])
    assert [each.link.relation for each in links(database, world)] == [Relation.NEW]
    with pytest.raises(Stale) as caught:
        database.write_here(confirm_link, before.id, before.version, world.ben)
    assert caught.value.current is None


def test_an_unlinked_pair_stays_apart_when_drafts_are_aligned_again(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(database, world, "art_4")
    database.write_here(unlink, link.id, link.version, world.ben)
    align_anew(database, world, monkeypatch)
    apart = [each for each in links(database, world) if {*each.link.old, *each.link.new} & {"art_3", "art_4"}]
    by_relation = {
        each.link.relation: each
        for each in apart
        if each.link.old == link.link.old or "art_4" in each.link.new
    }
    assert by_relation[Relation.DELETED].link.old == link.link.old
    assert by_relation[Relation.NEW].link.new == ("art_4",)
    assert all(each.corrected_by is not None for each in by_relation.values())


def test_an_unlinked_split_leaves_every_part_alone(database: Database, world: World) -> None:
    link = link_of(database, world, "art_2")
    wish = Correction(("art_2",), ("art_2", "art_3"))
    database.write_here(correct_link, link.id, link.version, wish, world.ben)
    database.write_here(unlink, link.id, link.version + 1, world.ben)
    found = {(each.link.old, each.link.new): each for each in links(database, world)}
    for sides in ((("art_2",), ()), ((), ("art_2",)), ((), ("art_3",))):
        assert found[sides].corrected_by is not None
    states = database.read_here(list_link_revisions, link.id)
    assert [each.version for each in states] == [3, 2, 1]


def test_what_was_unlinked_can_be_linked_again(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    database.write_here(unlink, link.id, link.version, world.ben)
    database.write_here(
        add_link, world.old_draft, world.new_draft, Correction(link.link.old, link.link.new), world.cleo
    )
    now = link_of(database, world, "art_4")
    assert now.link.old == link.link.old
    assert now.corrected_by is not None
    assert now.corrected_by.id == world.cleo
    held = [path for each in links(database, world) for path in (*each.link.old,)]
    assert len(held) == len(set(held))


def test_nothing_is_unlinked_that_has_no_counterpart(database: Database, world: World) -> None:
    new = next(each for each in links(database, world) if each.link.relation is Relation.NEW)
    with pytest.raises(Conflict, match="nothing to unlink"):
        database.write_here(unlink, new.id, new.version, world.ben)


def test_link_between_the_whole_texts_is_neither_confirmed_nor_unlinked(
    database: Database, world: World
) -> None:
    whole = link_of(database, world, "draft")
    for act in (confirm_link, unlink):
        with pytest.raises(Conflict):
            database.write_here(act, whole.id, whole.version, world.ben)


def test_links_that_never_were_are_not_found(database: Database, world: World) -> None:
    with pytest.raises(NotFound):
        database.write_here(confirm_link, 9_999, 1, world.ben)


async def test_of_two_people_at_once_the_second_is_told(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    done = await gather(
        database.write(confirm_link, link.id, link.version, world.ben),
        database.write(unlink, link.id, link.version, world.cleo),
        return_exceptions=True,
    )
    refused = [each for each in done if isinstance(each, Stale)]
    assert len(refused) == 1
    assert isinstance(refused[0].current, LinkRecord)
    assert refused[0].version == 2
