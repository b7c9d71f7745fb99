"""Plans of assignments: fair, the same for the same question, and nothing that is there is taken away unasked."""

import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.domain.assignments import (
    CellKey,
    Method,
    Plan,
    PlanCell,
    Reviewer,
    Standing,
    make_plan,
)


def cells(*rows: str, criteria: str = "abc", chapter: str = "I") -> list[PlanCell]:
    return [PlanCell(row, criterion, chapter) for row in rows for criterion in criteria]


def reviewers(*organisations: int | None) -> list[Reviewer]:
    """People 1, 2 … of these organisations."""
    return [Reviewer(place, organisation) for place, organisation in enumerate(organisations, start=1)]


def loads(plan: Plan) -> Counter[int]:
    return Counter(person for people in plan.assigned.values() for person in people)


def pairs(plan: Plan, key: int) -> dict[str, set[frozenset[int]]]:
    """The sets of people that the cells of each row (0) or criterion (1) have."""
    found: dict[str, set[frozenset[int]]] = {}
    for cell, people in plan.assigned.items():
        found.setdefault(cell[key], set()).add(people)
    return found


def test_every_cell_gets_as_many_people_as_are_needed() -> None:
    plan = make_plan(cells("art_1", "art_2"), reviewers(None, None, None), 2, Method.EVENLY, Standing())
    assert {len(people) for people in plan.assigned.values()} == {2}
    assert plan.added == plan.assigned
    assert (plan.dropped, plan.short) == ({}, {})


def test_a_cell_that_is_not_asked_for_is_wanted_only_once_somebody_rated_it() -> None:
    """Else the others would get less of what is asked, and a cell would wait that nobody wants."""
    asked = cells("art_1", criteria="ab")
    beside = [PlanCell("art_1", name, "I", asked=False) for name in ("rated", "assigned", "noted")]
    standing = Standing(
        assigned={("art_1", "assigned"): frozenset({1})},
        rated={("art_1", "rated"): frozenset({1})},
        begun={("art_1", "noted"): frozenset({2})},
    )
    kept = make_plan([*asked, *beside], reviewers(None, None, None), 2, Method.EVENLY, standing)
    assert {len(kept.assigned[cell.key]) for cell in asked} == {2}
    assert kept.added.keys() == {*(cell.key for cell in asked), ("art_1", "rated")}
    assert (kept.dropped, kept.short) == ({}, {})
    anew = make_plan([*asked, *beside], reviewers(None, None, None), 2, Method.EVENLY, standing, anew=True)
    assert anew.dropped == standing.assigned
    assert anew.assigned["art_1", "assigned"] == frozenset()


def test_by_chapter_each_chapter_stays_with_the_same_people() -> None:
    two = cells("art_1", "art_2", chapter="I") + cells("art_3", chapter="II")
    plan = make_plan(two, reviewers(None, None, None, None), 2, Method.CHAPTER, Standing())
    assert plan.assigned["art_1", "a"] == plan.assigned["art_2", "c"]
    assert plan.assigned["art_1", "a"].isdisjoint(plan.assigned["art_3", "a"])


def test_by_criterion_one_question_goes_to_the_same_people_across_all_provisions() -> None:
    plan = make_plan(
        cells("art_1", "art_2", "art_3"), reviewers(*[None] * 6), 2, Method.CRITERION, Standing()
    )
    assert all(len(people) == 1 for people in pairs(plan, 1).values())
    assert set(loads(plan).values()) == {3}


def test_evenly_a_provision_is_read_by_the_same_few_people() -> None:
    plan = make_plan(
        cells("art_1", "art_2", "art_3"), reviewers(None, None, None), 2, Method.EVENLY, Standing()
    )
    assert all(len(people) == 1 for people in pairs(plan, 0).values())
    assert set(loads(plan).values()) == {6}


def test_everybody_shares_cells_with_everybody_so_that_agreement_is_not_that_of_few_pairs() -> None:
    rows = [f"art_{number}" for number in range(12)]
    plan = make_plan(cells(*rows), reviewers(None, None, None, None), 2, Method.EVENLY, Standing())
    assert Counter(plan.assigned.values()) == dict.fromkeys(
        (frozenset(pair) for pair in itertools.combinations((1, 2, 3, 4), 2)), 6
    )


def test_people_of_different_organisations_look_at_one_cell() -> None:
    plan = make_plan(cells("art_1", "art_2"), reviewers(7, 7, 8, 8), 2, Method.EVENLY, Standing())
    assert all(len(people & {1, 2}) == 1 for people in plan.assigned.values())


def test_a_small_organisation_is_not_overburdened_for_it() -> None:
    """Five of one organisation and one of another: the one gets no more than a fair share, and one provision."""
    rows = [f"art_{number}" for number in range(30)]
    plan = make_plan(cells(*rows), reviewers(7, 7, 7, 7, 7, 8), 2, Method.EVENLY, Standing())
    assert set(loads(plan).values()) == {30}


def test_what_is_assigned_and_what_is_scored_stays() -> None:
    standing = Standing(assigned={("art_1", "a"): frozenset({3})}, rated={("art_1", "b"): frozenset({4})})
    plan = make_plan(cells("art_1"), reviewers(None, None, None, None), 2, Method.EVENLY, standing)
    assert 3 in plan.assigned["art_1", "a"]
    assert len(plan.assigned["art_1", "b"]) == 1  # one more beside the one who rated it unasked
    assert 4 not in plan.assigned["art_1", "b"]
    assert plan.dropped == {}


def test_planned_anew_only_what_was_begun_stays() -> None:
    standing = Standing(
        assigned={("art_1", "a"): frozenset({1, 2}), ("art_1", "b"): frozenset({1, 2})},
        rated={("art_1", "a"): frozenset({2})},
        begun={("art_1", "b"): frozenset({1})},
    )
    plan = make_plan(cells("art_1"), reviewers(None, None), 1, Method.EVENLY, standing, anew=True)
    assert plan.assigned["art_1", "a"] == {2}
    assert plan.assigned["art_1", "b"] == {1}
    assert plan.dropped == {("art_1", "a"): {1}, ("art_1", "b"): {2}}


def test_who_has_much_to_do_elsewhere_gets_less_here() -> None:
    elsewhere = Standing(assigned={("art_9", criterion): frozenset({1}) for criterion in "abcdef"})
    plan = make_plan(cells("art_1", "art_2"), reviewers(None, None), 1, Method.EVENLY, elsewhere)
    assert loads(plan) == {2: 6}
    assert plan.assigned.keys() == {cell.key for cell in cells("art_1", "art_2")}


def test_somebody_who_reviews_no_more_stays_where_they_are() -> None:
    standing = Standing(assigned={("art_1", "a"): frozenset({99})})
    plan = make_plan(cells("art_1"), reviewers(None), 2, Method.EVENLY, standing)
    assert plan.assigned["art_1", "a"] == {99, 1}


def test_too_few_reviewers_leave_cells_short_and_say_so() -> None:
    plan = make_plan(cells("art_1", criteria="a"), reviewers(None), 3, Method.EVENLY, Standing())
    assert plan.short == {("art_1", "a"): 2}
    assert make_plan(cells("art_1", criteria="a"), [], 1, Method.EVENLY, Standing()).short == {
        ("art_1", "a"): 1
    }


KEYS = st.tuples(st.integers(0, 11), st.sampled_from("abcde"))


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[PlanCell], list[Reviewer], int, Method, Standing]:
    keys = sorted(draw(st.sets(KEYS, min_size=1, max_size=40)))
    planned = [PlanCell(f"art_{row}", criterion, f"chapter {row // 4}") for row, criterion in keys]
    crew = reviewers(*draw(st.lists(st.sampled_from([None, 1, 2]), min_size=1, max_size=6)))
    people = st.frozensets(st.integers(1, len(crew) + 1), max_size=3)
    there = st.dictionaries(st.sampled_from([cell.key for cell in planned]), people, max_size=8)
    standing = Standing(assigned=draw(there), rated=draw(there), begun=draw(there))
    return planned, crew, draw(st.integers(1, 3)), draw(st.sampled_from(Method)), standing


@given(questions(), st.booleans())
@settings(max_examples=60)
def test_a_plan_keeps_what_was_begun_and_gives_every_cell_what_there_is(
    question: tuple[list[PlanCell], list[Reviewer], int, Method, Standing], anew: bool
) -> None:
    planned, crew, needed, method, standing = question
    plan = make_plan(planned, crew, needed, method, standing, anew=anew)
    assert plan == make_plan(planned, crew, needed, method, standing, anew=anew)
    able = {each.person_id for each in crew}
    for cell in planned:
        people = plan.assigned[cell.key] | standing.rated.get(cell.key, frozenset())
        kept = standing.people(cell.key, assigned=not anew)
        assert kept <= people
        assert people - kept <= able
        assert len(people) >= min(needed, len(able | kept)), cell
        assert len(people) <= max(needed, len(kept))
        assert plan.short.get(cell.key, 0) == max(0, needed - len(people))


@given(questions())
@settings(max_examples=60)
def test_nobody_has_more_than_a_fair_share_and_one_group(
    question: tuple[list[PlanCell], list[Reviewer], int, Method, Standing],
) -> None:
    planned, crew, needed, method, _ = question
    plan = make_plan(planned, crew, needed, method, Standing())
    groups: dict[str, set[CellKey]] = {}
    for cell in planned:
        name = {Method.CHAPTER: cell.chapter, Method.CRITERION: cell.criterion, Method.EVENLY: cell.path}[
            method
        ]
        groups.setdefault(name, set()).add(cell.key)
    largest = max(map(len, groups.values()))
    counts = [loads(plan)[each.person_id] for each in crew]
    share = sum(counts) / len(crew)
    assert max(counts) < share + largest + 1
    assert min(counts) > share - 2 * largest - 1
