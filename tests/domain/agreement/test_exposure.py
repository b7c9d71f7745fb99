"""From when on a rating is not independent: each moment at which somebody could first see another's."""

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.agreement.exposure import Phases, Settled, exposures
from salvaguarda.domain.agreement.references import CellKey, Given, State, own_until, reference_scores
from salvaguarda.domain.scores import Rating

CELL: CellKey = (1, "art_3", "legality")
OLDER: CellKey = (9, "art_3", "legality")
BEN, CLEO, DAN = 7, 8, 9
MET, PARTLY, SILENT = Rating.MET, Rating.PARTLY, Rating.SILENT
BLIND: Phases = {1: [("00", True)]}


def score(
    person: int, *states: tuple[str, Rating | None], cell: CellKey = CELL, continues: int | None = None
) -> Given:
    """States as (when, rating); the score's id is the person's, times the assessment. continues: id of a score, its first state."""
    found = [State(number, rating, at) for number, (at, rating) in enumerate(states, start=1)]
    if continues is not None:
        found[0] = State(1, states[0][1], states[0][0], (continues, 1))
    return Given(person * cell[0], cell, person, tuple(found))


def independent(*scores: Given, phases: Phases = BLIND, settled: Settled | None = None) -> dict[int, Rating]:
    """Person → the rating that counts in CELL."""
    shown = exposures(scores, phases, settled or {})
    return reference_scores(scores, own_until(scores, shown, {}))[0].get(CELL, {})


def test_the_first_rating_of_both_counts() -> None:
    found = independent(score(BEN, ("01", MET)), score(CLEO, ("02", PARTLY)))
    assert found == {BEN: MET, CLEO: PARTLY}


def test_a_change_before_the_other_had_rated_counts() -> None:
    found = independent(score(BEN, ("01", MET), ("02", SILENT)), score(CLEO, ("03", PARTLY)))
    assert found == {BEN: SILENT, CLEO: PARTLY}


def test_a_change_after_both_had_rated_does_not() -> None:
    found = independent(score(BEN, ("01", MET), ("03", PARTLY)), score(CLEO, ("02", PARTLY)))
    assert found == {BEN: MET, CLEO: PARTLY}


def test_notes_of_the_other_open_nothing() -> None:
    found = independent(score(BEN, ("01", MET), ("03", PARTLY)), score(CLEO, ("02", None), ("04", SILENT)))
    assert found == {BEN: PARTLY, CLEO: SILENT}


def test_a_rating_that_was_taken_back_before_the_other_rated_opens_nothing() -> None:
    ben = score(BEN, ("01", MET), ("02", None), ("04", PARTLY))
    assert independent(ben, score(CLEO, ("03", SILENT))) == {BEN: PARTLY, CLEO: SILENT}


def test_what_is_rated_anew_after_taking_back_what_had_opened_the_cell_does_not_count() -> None:
    ben = score(BEN, ("01", MET), ("03", None), ("04", PARTLY))
    assert independent(ben, score(CLEO, ("02", PARTLY))) == {BEN: MET, CLEO: PARTLY}


def test_where_the_assessment_is_open_only_who_came_first_is_independent() -> None:
    found = independent(
        score(BEN, ("01", MET)),
        score(CLEO, ("02", MET)),
        score(DAN, ("03", MET)),
        phases={1: [("00", False)]},
    )
    assert found == {BEN: MET}


def test_what_was_rated_before_blindness_was_lifted_counts() -> None:
    phases = {1: [("00", True), ("04", False)]}
    scores = score(BEN, ("01", MET)), score(CLEO, ("02", PARTLY)), score(DAN, ("05", SILENT))
    assert independent(*scores, phases=phases) == {BEN: MET, CLEO: PARTLY}


def test_what_was_seen_stays_seen_when_the_assessment_becomes_blind_again() -> None:
    phases = {1: [("00", False), ("03", True)]}
    assert independent(score(BEN, ("01", MET)), score(CLEO, ("02", None), ("04", MET)), phases=phases) == {
        BEN: MET
    }


def test_nothing_is_independent_after_a_person_settled_the_cell() -> None:
    scores = score(BEN, ("01", MET)), score(CLEO, ("02", MET)), score(DAN, ("04", SILENT))
    assert independent(*scores, settled={CELL: ["03"]}) == {BEN: MET, CLEO: MET}


def test_what_was_settled_in_the_moment_of_rating_was_rated_before() -> None:
    scores = score(BEN, ("01", MET)), score(CLEO, ("01", MET))
    assert independent(*scores, settled={CELL: ["01"]}) == {BEN: MET, CLEO: MET}


def test_what_is_carried_from_a_rating_that_is_not_independent_is_none() -> None:
    older = score(BEN, ("01", MET), cell=OLDER), score(CLEO, ("02", MET), cell=OLDER)
    opened: Phases = {9: [("00", False)], 1: [("00", True)]}
    carried = score(BEN, ("05", MET), continues=BEN * 9), score(CLEO, ("06", MET), continues=CLEO * 9)
    assert independent(*older, *carried, phases=opened) == {BEN: MET}


def test_alone_nothing_can_be_seen() -> None:
    assert exposures([score(BEN, ("01", MET), ("02", SILENT))], {}, {}) == {}


STEPS = st.lists(
    st.tuples(st.sampled_from((BEN, CLEO, DAN)), st.sampled_from((MET, PARTLY, None))), max_size=12
)


@given(STEPS)
def test_in_a_blind_cell_a_first_rating_is_always_independent(steps: list[tuple[int, Rating | None]]) -> None:
    """Nobody could see anything before they had rated; so whoever rated at all has an independent rating."""
    states: dict[int, list[tuple[str, Rating | None]]] = {}
    for minute, (person, rating) in enumerate(steps):
        states.setdefault(person, []).append((f"{minute:02d}", rating))
    scores = [score(person, *given) for person, given in states.items()]
    rated = {person for person, given in states.items() if any(rating for _, rating in given)}
    assert set(independent(*scores)) == rated
