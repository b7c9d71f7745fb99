import pytest

from salvaguarda.domain.reading.numbers import Place, clean, follows, han, letters, place_of, roman


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
     ("3bis alt", (3, 61)), ("٥", (5, 0)), ("52ca", (52, 3, 1)), ("29a", (29, 1)), ("十二", (12, 0)), ("12之3", (12, 3)), ("8-bis", (8, 1)), ("3 vicies", (3, 19)), ("x1y", None), ("", None)],
)  # fmt: skip
def test_numbers_sort_as_a_lawyer_would(number: str, place: Place | None) -> None:
    assert place_of(number) == place


@pytest.mark.parametrize(
    ("before", "place", "next_one"),
    [((2, 0), (3, 0), True), ((2, 0), (2, 1), True), ((2, 1), (2, 2), True), ((2, 2), (3, 0), True), ((2, 0), (4, 0), False),
     ((2, 0), (2, 0), False), ((3, 0), (2, 0), False),
     ((52, 3), (52, 3, 1), True), ((52, 3, 1), (52, 4), True), ((52, 3, 1), (52, 3, 2), True), ((52, 0), (52, 3, 1), False)],
)  # fmt: skip
def test_the_successor_rule_knows_inserted_numbers(before: Place, place: Place, next_one: bool) -> None:
    assert follows(place, before) is next_one


@pytest.mark.parametrize(
    ("number", "cleaned"),
    [
        ("(i)", "i"),
        ("3 bis", "3bis"),
        ("1.2", "1-2"),
        ("–", ""),
        ("[3", "3"),
        ("b)", "b"),
        ("II.", "II"),
        ("٣", "3"),
        ("（二）", "2"),
        ("б)", "б"),
        ("(a bis)", "abis"),
    ],
)
def test_numbers_are_cleaned_for_paths(number: str, cleaned: str) -> None:
    assert clean(number) == cleaned


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("一二", 12), ("", None), ("条", None)]
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert han(text) == value


def test_places_sort_as_they_stand_in_a_text() -> None:
    order = ["3", "3 bis", "3 ter", "4", "52", "52a", "52c", "52ca", "52cb", "52d", "53"]
    places = [place_of(number) for number in order]

    assert places == sorted(place for place in places if place is not None)
