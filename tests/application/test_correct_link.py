"""Correcting links by hand, on both databases."""

from asyncio import gather

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.correct_link import Correction, add_link, correct_link, list_link_revisions
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.errors import Conflict, Invalid, NotFound, Stale
from tests.assessing import World, make_in


@pytest.fixture
def world(database: Database) -> World:
    return make_in(database)


def links(database: Database, world: World) -> tuple[LinkRecord, ...]:
    return database.read_here(lambda records: records.links.of_pair(world.old_draft, world.new_draft))


def shown(database: Database, world: World) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Relation]:
    found = [each.link for each in links(database, world)]
    return {(link.old, link.new): link.relation for link in found if "art" in f"{link.old}{link.new}"}


def link_of(database: Database, world: World, new: str) -> LinkRecord:
    return next(each for each in links(database, world) if new in each.link.new)


def correct(database: Database, link_id: int, version: int, correction: Correction, person: int) -> None:
    database.write_here(correct_link, link_id, version, correction, person)


def test_pair_is_aligned_once(database: Database, world: World) -> None:
    assert database.read_here(needed_alignment, world.old_draft, world.new_draft) is None
    before = links(database, world)
    database.write_here(keep_alignment, world.old_draft, world.new_draft, [])
    assert links(database, world) == before


def test_drafts_that_are_no_pair_are_refused(database: Database, world: World) -> None:
    with pytest.raises(Conflict):
        database.read_here(needed_alignment, world.old_draft, world.old_draft)
    with pytest.raises(NotFound):
        database.read_here(needed_alignment, world.old_draft, 999)

    def other(records: Records) -> int:
        return records.instruments.add("Other", "", world.ana)

    assert database.write_here(other)


def test_what_is_linked_leaves_its_other_links(database: Database, world: World) -> None:
    assert shown(database, world)[("art_2",), ("art_3",)] is Relation.RENUMBERED
    link = link_of(database, world, "art_2")
    correct(database, link.id, link.version, Correction(("art_2",), ("art_2", "art_3")), world.ben)
    now = shown(database, world)
    assert now[("art_2",), ("art_2", "art_3")] is Relation.SPLIT
    assert (("art_2",), ("art_3",)) not in now
    assert len([1 for old, new in now if "art_3" in new]) == 1


async def test_people_who_link_the_same_at_one_moment_leave_one_link(
    database: Database, world: World
) -> None:
    wish = Correction(("art_2",), ("art_3",))
    await gather(
        *(database.write(add_link, world.old_draft, world.new_draft, wish, world.ben) for _ in range(8)),
        return_exceptions=True,
    )
    held = [path for each in links(database, world) for path in each.link.new]
    assert len(held) == len(set(held))


def test_what_is_left_alone_becomes_new_or_deleted(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    correct(database, link.id, link.version, Correction(("art_5",), ("art_4",)), world.ben)
    now = shown(database, world)
    assert ("art_5",) in [old for old, new in now if new == ("art_4",)]
    assert now[("art_3",), ()] is Relation.DELETED


def test_correction_has_a_person_a_version_and_a_history(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    correct(database, link.id, 1, Correction(("art_4",), ("art_4",), Relation.AMENDED), world.ben)
    now = link_of(database, world, "art_4")
    assert now.corrected_by is not None
    assert (now.corrected_by.id, now.version, now.link.relation) == (world.ben, 2, Relation.AMENDED)
    states = database.read_here(list_link_revisions, link.id)
    assert [(each.version, each.person.id if each.person else None) for each in states] == [
        (2, world.ben),
        (1, None),
    ]


def test_second_correction_of_one_version_is_told_of_the_first(database: Database, world: World) -> None:
    link = link_of(database, world, "art_4")
    correct(database, link.id, 1, Correction(("art_5",), ("art_4",)), world.ben)
    with pytest.raises(Stale) as caught:
        correct(database, link.id, 1, Correction((), ("art_4",)), world.cleo)
    assert isinstance(caught.value.current, LinkRecord)
    assert caught.value.version == 2


def test_a_link_added_by_hand_takes_its_provisions_along(database: Database, world: World) -> None:
    database.write_here(
        add_link, world.old_draft, world.new_draft, Correction(("art_5",), ("art_2",)), world.ben
    )
    now = shown(database, world)
    assert now[("art_5",), ("art_2",)] in (Relation.AMENDED, Relation.MOVED)
    assert ((), ("art_2",)) not in now
    assert (("art_5",), ()) not in now


@pytest.mark.parametrize(
    ("correction", "where"),
    [
        (Correction(("art_99",), ("art_2",)), "old.0"),
        (Correction(("art_5",), ("draft",)), "new.0"),
        (Correction((), ()), ""),
        (Correction(("art_1", "art_2"), ("art_1", "art_2")), ""),
        (Correction(("art_1",), ("art_1",), Relation.SPLIT), "relation"),
        (Correction((), ("art_1",), Relation.DELETED), "relation"),
        (Correction(("art_1",), ("art_2", "art_3"), Relation.SAME), "relation"),
    ],
)
def test_impossible_links_are_refused(
    database: Database, world: World, correction: Correction, where: str
) -> None:
    before = links(database, world)
    with pytest.raises(Invalid) as caught:
        database.write_here(add_link, world.old_draft, world.new_draft, correction, world.ben)
    assert where in [problem.where for problem in caught.value.problems]
    assert links(database, world) == before


def test_link_between_the_whole_texts_stays(database: Database, world: World) -> None:
    whole = link_of(database, world, "draft")
    with pytest.raises(Conflict):
        correct(database, whole.id, 1, Correction((), ("art_1",)), world.ben)


def test_corrections_survive_a_better_engine(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write_here(
        add_link, world.old_draft, world.new_draft, Correction(("art_5",), ("art_2",)), world.ben
    )
    before = shown(database, world)
    monkeypatch.setattr("salvaguarda.application.align_drafts.ENGINE_VERSION", "99")
    pair = database.read_here(needed_alignment, world.old_draft, world.new_draft)
    assert pair is not None
    database.write_here(keep_alignment, world.old_draft, world.new_draft, compute_links(pair))
    assert shown(database, world) == before
    corrected = [each.link.new for each in links(database, world) if each.corrected_by is not None]
    assert corrected == [("art_2",)]
    assert database.read_here(needed_alignment, world.old_draft, world.new_draft) is None
