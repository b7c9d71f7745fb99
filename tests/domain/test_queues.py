"""Queues: every cell stands in one, and none tells its reader what they may not know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.domain.cells import CellStanding, sees_others
from salvaguarda.domain.queues import Progress, Queue, Reader, progress_of, queue_of
from salvaguarda.domain.scores import Rating

ANA, BEN, CLEO, DAN = 1, 2, 3, 4
REVIEWER = Reader(ANA, reviews=True, adjudicates=False)
ADJUDICATOR = Reader(ANA, reviews=False, adjudicates=True)
OBSERVER = Reader(ANA, reviews=False, adjudicates=False)
MET, SILENT = Rating.MET, Rating.SILENT


def cell(
    needed: int = 2, assigned: tuple[int, ...] = (), settled: Rating | None = None, **by: Rating
) -> CellStanding:
    """by: ratings by name."""
    people = {"ana": ANA, "ben": BEN, "cleo": CLEO}
    ratings = {people[name]: rating for name, rating in by.items()}
    return CellStanding("art_1", "legality", needed, ratings, assigned=frozenset(assigned), settled=settled)


def queue(
    standing: CellStanding, reader: Reader = REVIEWER, *, shared_out: bool = True, blind: bool = True
) -> Queue:
    is_open = sees_others(standing, reader.person_id, blind=blind, adjudicates=reader.adjudicates)
    return queue_of(standing, reader, is_open=is_open, shared_out=shared_out)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (cell(assigned=(ANA, BEN)), Queue.MINE),
        (cell(assigned=(ANA, BEN), ben=MET), Queue.MINE),
        (cell(assigned=(BEN, CLEO)), Queue.OTHERS),
        (cell(assigned=(BEN, CLEO), ben=MET, cleo=SILENT), Queue.OTHERS),
        (cell(assigned=(BEN, CLEO), ben=MET, cleo=SILENT, settled=MET), Queue.DONE),
        (cell(), Queue.UNASSIGNED),
        (cell(ben=MET), Queue.UNASSIGNED),
        (cell(ben=MET, cleo=MET), Queue.OTHERS),
        (cell(assigned=(ANA, BEN), ana=MET), Queue.WAITING),
        (cell(assigned=(ANA, BEN), ana=MET, ben=SILENT), Queue.CONFLICT),
        (cell(assigned=(ANA, BEN), ana=MET, ben=MET), Queue.DONE),
        (cell(assigned=(ANA, BEN), ana=MET, ben=SILENT, settled=SILENT), Queue.DONE),
        (cell(assigned=(ANA, BEN, CLEO), ana=MET, ben=SILENT), Queue.WAITING),
    ],
)
def test_a_reviewer_finds_a_cell_where_it_waits_for_them(standing: CellStanding, expected: Queue) -> None:
    assert queue(standing) is expected


def test_while_nobody_is_assigned_anywhere_what_is_open_is_for_everybody() -> None:
    assert queue(cell(), shared_out=False) is Queue.MINE


def test_notes_make_a_cell_ones_own() -> None:
    noted = CellStanding("art_1", "legality", 2, noted=frozenset({ANA}))
    assert queue(noted) is Queue.MINE


def test_an_adjudicator_finds_conflicts_to_which_they_are_no_party() -> None:
    standing = cell(assigned=(BEN, CLEO), ben=MET, cleo=SILENT)
    assert queue(standing, ADJUDICATOR) is Queue.CONFLICT
    assert queue(cell(assigned=(BEN, CLEO), ben=MET, cleo=MET), ADJUDICATOR) is Queue.OTHERS


def test_an_adjudicator_who_reviews_is_offered_no_first_score_of_a_conflict() -> None:
    both = Reader(ANA, reviews=True, adjudicates=True)
    assert queue(cell(ben=MET, cleo=SILENT), both) is Queue.CONFLICT


def test_an_observer_has_nothing_to_do_and_sees_what_is_settled() -> None:
    assert queue(cell(), OBSERVER) is Queue.OTHERS
    assert queue(cell(ben=MET, cleo=SILENT), OBSERVER) is Queue.OTHERS
    assert queue(cell(ben=MET, cleo=SILENT, settled=MET), OBSERVER) is Queue.DONE


people = st.integers(ANA, DAN)
standings = st.builds(
    CellStanding,
    path=st.just("art_1"),
    criterion=st.just("legality"),
    needed=st.integers(1, 3),
    ratings=st.dictionaries(people, st.sampled_from(Rating), max_size=3),
    noted=st.frozensets(people, max_size=2),
    assigned=st.frozensets(people, max_size=3),
    settled=st.none(),
)


@settings(max_examples=60)
@given(standings, st.booleans(), st.booleans(), st.dictionaries(people, st.sampled_from(Rating), min_size=4))
def test_a_queue_says_nothing_of_ratings_to_whom_the_cell_is_closed(
    standing: CellStanding, reviews: bool, adjudicates: bool, others: dict[int, Rating]
) -> None:
    """Whatever others gave, somebody who may not see it finds the cell in the same queue."""
    reader = Reader(ANA, reviews, adjudicates)
    given_otherwise = {person: others.get(person, MET) for person in standing.ratings}
    twin = CellStanding(
        "art_1", "legality", standing.needed, given_otherwise, standing.noted, standing.assigned
    )
    closed = [not sees_others(each, ANA, blind=True, adjudicates=adjudicates) for each in (standing, twin)]
    if all(closed):
        assert queue(standing, reader) is queue(twin, reader)


def test_progress_counts_what_is_in_and_what_is_missing() -> None:
    standings = [
        cell(),
        cell(assigned=(ANA, BEN, CLEO), ben=MET),
        cell(ana=MET, ben=SILENT),
        cell(ana=MET, ben=MET),
        cell(ana=MET, settled=MET),
    ]
    assert progress_of(standings) == Progress(
        cells=5, untouched=1, waiting=1, rated=2, settled=1, unassigned=4, ratings=6, wanted=10
    )


@settings(max_examples=40)
@given(st.lists(standings, max_size=6), st.data())
def test_progress_is_the_same_whatever_was_given(found: list[CellStanding], data: st.DataObject) -> None:
    def otherwise(one: CellStanding) -> CellStanding:
        ratings = {person: data.draw(st.sampled_from(Rating)) for person in one.ratings}
        return CellStanding(one.path, one.criterion, one.needed, ratings, one.noted, one.assigned)

    assert progress_of(found) == progress_of(map(otherwise, found))
