"""Lives: chaining links of consecutive drafts."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.alignment.links import Link, Relation
from salvaguarda.domain.lives import Level, Station, find_lives, life_of


@dataclass(frozen=True)
class Kept:
    """A link with an id, as a record has it."""

    id: int
    link: Link


def level(*rows: str, **inside: tuple[str, ...]) -> Level:
    return Level(rows, {**{row: (row,) for row in rows}, **inside})


def kept(number: int, relation: Relation, old: str, new: str) -> Kept:
    """old, new: paths with spaces between."""
    return Kept(number, Link(tuple(old.split()), tuple(new.split()), relation, 1.0, ""))


DRAFTS = (
    level("a1", "a2", "a3", "a4"),
    level("b1", "b2", "b3", "b4"),
    level("c1", "c2", "c3", "c4"),
)
LINKS = (
    (
        kept(1, Relation.SAME, "a1", "b1"),
        kept(2, Relation.SPLIT, "a2", "b2 b3"),
        kept(3, Relation.DELETED, "a3", ""),
        kept(4, Relation.RENUMBERED, "a4", "b4"),
    ),
    (
        kept(5, Relation.MERGED, "b1 b2", "c1"),
        kept(6, Relation.DELETED, "b3", ""),
        kept(7, Relation.NEW, "", "c2"),
        kept(8, Relation.AMENDED, "b4", "c3"),
        kept(9, Relation.NEW, "", "c4"),
    ),
)


def told(stations: tuple[Station[Kept], ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(each.paths, "" if each.relation is None else each.relation.value) for each in stations]


def test_lives_stand_in_the_order_of_the_newest_draft_and_ended_ones_after_what_preceded_them() -> None:
    lives = find_lives(DRAFTS, LINKS)
    assert [told(each) for each in lives] == [
        [(("a1", "a2"), ""), (("b1", "b2", "b3"), "split"), (("c1",), "merged")],
        [(("a3",), ""), ((), "deleted")],
        [(("c2",), "new")],
        [(("a4",), ""), (("b4",), "renumbered"), (("c3",), "amended")],
        [(("c4",), "new")],
    ]


def test_each_station_names_its_links() -> None:
    first = find_lives(DRAFTS, LINKS)[0]
    assert [[link.id for link in station.links] for station in first] == [[], [1, 2], [5, 6]]


def test_one_life_holds_only_what_came_before_and_after() -> None:
    assert told(life_of(DRAFTS, LINKS, 1, "b3")) == [
        (("a2",), ""),
        (("b3",), "split"),
        ((), "deleted"),
    ]
    assert told(life_of(DRAFTS, LINKS, 0, "a2")) == [
        (("a2",), ""),
        (("b2", "b3"), "split"),
        (("c1",), "merged"),
    ]
    assert told(life_of(DRAFTS, LINKS, 2, "c2")) == [(("c2",), "new")]


def test_what_was_deleted_and_comes_back_is_another_life() -> None:
    drafts = (level("x"), level("y"), level("x"))
    links = (
        (kept(1, Relation.DELETED, "x", ""), kept(2, Relation.NEW, "", "y")),
        (kept(3, Relation.DELETED, "y", ""), kept(4, Relation.NEW, "", "x")),
    )
    lives = find_lives(drafts, links)
    assert sorted(told(each) for each in lives) == [
        [(("x",), ""), ((), "deleted")],
        [(("x",), "new")],
        [(("y",), "new"), ((), "deleted")],
    ]


def test_an_article_that_was_divided_into_rows_goes_on_in_those_that_are_new() -> None:
    drafts = (level("art_1", "art_2__para_1"), level("art_1__para_1", "art_1__para_2", "art_2__para_1"))
    drafts[1].inside["art_1"] = ("art_1__para_1", "art_1__para_2")  # type: ignore[index]
    links = (
        (
            kept(1, Relation.AMENDED, "art_1", "art_1"),
            kept(2, Relation.NEW, "", "art_1__para_1"),
            kept(3, Relation.MOVED, "art_2__para_1", "art_1__para_2"),
            kept(4, Relation.NEW, "", "art_2__para_1"),
        ),
    )
    assert [told(each) for each in find_lives(drafts, links)] == [
        [(("art_1",), ""), (("art_1__para_1",), "amended")],
        [(("art_2__para_1",), ""), (("art_1__para_2",), "moved")],
        [(("art_2__para_1",), "new")],
    ]


def test_a_place_that_is_no_row_has_no_life() -> None:
    with pytest.raises(KeyError):
        life_of(DRAFTS, LINKS, 0, "b1")


def test_one_draft_alone_has_lives_of_one_station() -> None:
    none: list[list[Kept]] = []
    assert [told(each) for each in find_lives([level("a", "b")], none)] == [[(("a",), "")], [(("b",), "")]]
    assert find_lives([], none) == []


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Level], list[list[Kept]]]:
    """Drafts of some rows with any one-to-some links between them; every row stands in one link."""
    sizes = draw(st.lists(st.integers(0, 6), min_size=1, max_size=4))
    drafts = [level(*(f"d{place}r{row}" for row in range(size))) for place, size in enumerate(sizes)]
    links = []
    for old, new in pairwise(drafts):
        answers = [draw(st.sampled_from(["", *old.rows])) for _ in new.rows]
        by_old: dict[str, list[str]] = {path: [] for path in ("", *old.rows)}
        for row, answer in zip(new.rows, answers, strict=True):
            by_old[answer].append(row)
        of_pair = [kept(0, Relation.NEW, "", row) for row in by_old.pop("")]
        for path, rows in by_old.items():
            relation = (Relation.DELETED, Relation.SAME, Relation.SPLIT)[min(len(rows), 2)]
            of_pair.append(kept(0, relation, path, " ".join(rows)))
        links.append(of_pair)
    return drafts, links


@given(chains())
def test_every_row_of_every_draft_stands_in_exactly_one_life(
    chain: tuple[list[Level], list[list[Kept]]],
) -> None:
    drafts, links = chain
    lives = find_lives(drafts, links)
    held = Counter((station.draft, path) for life in lives for station in life for path in station.paths)
    assert held == Counter((place, row) for place, draft in enumerate(drafts) for row in draft.rows)
    for life in lives:
        places = [station.draft for station in life]
        assert places == list(range(places[0], places[0] + len(places)))
        assert life[0].paths
        assert all(station.paths for station in life[:-1])


@given(chains())
def test_one_life_is_part_of_the_whole_one(chain: tuple[list[Level], list[list[Kept]]]) -> None:
    drafts, links = chain
    for life in find_lives(drafts, links):
        whole = {(station.draft, path) for station in life for path in station.paths}
        for draft, path in whole:
            own = life_of(drafts, links, draft, path)
            assert {(each.draft, row) for each in own for row in each.paths} <= whole
            assert any(each.draft == draft and path in each.paths for each in own)
