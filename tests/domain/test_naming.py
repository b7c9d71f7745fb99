"""How people are named beside scores."""

import doctest
from itertools import permutations

import pytest

from salvaguarda.domain import naming
from salvaguarda.domain.naming import NAMELESS, Signed, hidden_person, letter_in, named_for
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Naming

CELL = (1, "art_1", "legality")
BEN = Person(2, "ben@example.org", "Ben")
SCORED = Signed(BEN, "Reviewer 47", place=0)


@pytest.mark.parametrize("how", Naming)
def test_one_always_sees_oneself_by_name(how: Naming) -> None:
    for signed in (SCORED, Signed(BEN, "Reviewer 47", is_gone=True)):
        assert named_for(BEN.id, signed, how, CELL, settled=False) is BEN


def test_names_that_are_shown_are_shown() -> None:
    assert named_for(1, SCORED, Naming.SHOWN, CELL, settled=False) is BEN


def test_names_wait_for_the_cell_to_be_settled() -> None:
    waiting = named_for(1, SCORED, Naming.UNTIL_SETTLED, CELL, settled=False)
    assert (waiting.id, waiting.email, waiting.is_owner) == (0, "", False)
    assert waiting.display_name in {"Reviewer A", "Reviewer B", "Reviewer C"}
    assert named_for(1, SCORED, Naming.UNTIL_SETTLED, CELL, settled=True) is BEN


def test_who_gave_no_score_of_the_cell_is_named_while_names_wait() -> None:
    assert named_for(1, Signed(BEN, "Reviewer 47"), Naming.UNTIL_SETTLED, CELL, settled=False) is BEN


@pytest.mark.parametrize("settled", [True, False])
def test_pseudonyms_stay_for_ever_and_in_files_too(settled: bool) -> None:
    for reader in (1, None):
        shown = named_for(reader, SCORED, Naming.PSEUDONYMS, CELL, settled=settled)
        assert shown == hidden_person("Reviewer 47")


@pytest.mark.parametrize("how", Naming)
def test_who_left_or_was_erased_is_their_pseudonym_whatever_is_set(how: Naming) -> None:
    gone = Signed(BEN, "Reviewer 47", is_gone=True, place=1)
    assert named_for(1, gone, how, CELL, settled=True) == hidden_person("Reviewer 47")
    assert named_for(1, Signed(BEN, "", is_gone=True), how, CELL, settled=True) == hidden_person(NAMELESS)


def test_letters_of_a_cell_are_all_different_and_few() -> None:
    assert {letter_in(CELL, place) for place in range(3)} == {"A", "B", "C"}
    assert len({letter_in(CELL, place) for place in range(60)}) == 60


def test_letters_tell_nothing_about_the_order_over_cells() -> None:
    orders = [
        tuple(letter_in((1, f"art_{number}", "legality"), place) for place in range(3))
        for number in range(120)
    ]
    assert set(orders) == set(permutations("ABC"))
    assert max(map(orders.count, set(orders))) < 40


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(naming).failed == 0
