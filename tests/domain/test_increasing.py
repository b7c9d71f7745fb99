from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.increasing import heaviest_increasing

PLACES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=8)


@given(PLACES)
def test_no_increasing_choice_is_heavier(pairs: list[tuple[int, int]]) -> None:
    places, weights = [place for place, _ in pairs], [weight for _, weight in pairs]

    chosen = heaviest_increasing(places, weights)

    assert all(places[a] < places[b] for a, b in pairwise(chosen))
    assert sum(weights[at] for at in chosen) == max(
        sum(weights[at] for at in choice)
        for size in range(len(pairs) + 1)
        for choice in combinations(range(len(pairs)), size)
        if all(places[a] < places[b] for a, b in pairwise(choice))
    )


def test_the_lighter_of_two_that_changed_places_is_left_out() -> None:
    assert heaviest_increasing([1, 0], [3, 8]) == [1]
    assert heaviest_increasing([1, 0], [8, 3]) == [0]
