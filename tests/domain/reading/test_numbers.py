import pytest

from salvaguarda.domain.reading.numbers import Place, clean, follows, letters, place_of, roman


@pytest.mark.parametrize(
    ("text", "value"), [("i", 1), ("iv", 4), ("XLIX", 49), ("iiii", None), ("", None), ("abc", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert roman(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("a", 1), ("z", 26), ("aa", 27), ("bb", 28), ("ab", None), ("", None)]
)
def test_letters_repeat_after_z(text: str, value: int | None) -> None:
    assert letters(text) == value


@pytest.mark.parametrize(
    ("number", "place"),
    [("3", (3, 0)), ("3 bis", (3, 1)), ("3ter", (3, 2)), ("12A", (12, 1)), ("IV", (4, 0)), ("One", (1, 0)), ("second", (2, 0)),
     ("3bis alt", (3, 61)), ("٥", (5, 0)), ("x1y", None), ("", None)],
)  # fmt: skip
def test_numbers_sort_as_a_lawyer_would(number: str, place: Place | None) -> None:
    assert place_of(number) == place


@pytest.mark.parametrize(
    ("before", "place", "next_one"),
    [((2, 0), (3, 0), True), ((2, 0), (2, 1), True), ((2, 1), (2, 2), True), ((2, 2), (3, 0), True), ((2, 0), (4, 0), False),
     ((2, 0), (2, 0), False), ((3, 0), (2, 0), False)],
)  # fmt: skip
def test_the_successor_rule_knows_inserted_numbers(before: Place, place: Place, next_one: bool) -> None:
    assert follows(place, before) is next_one


@pytest.mark.parametrize(
    ("number", "cleaned"),
    [("(i)", "i"), ("3 bis", "3bis"), ("1.2", "1-2"), ("–", ""), ("[3", "3"), ("b)", "b"), ("II.", "II")],
)
def test_numbers_are_cleaned_for_paths(number: str, cleaned: str) -> None:
    assert clean(number) == cleaned
