import pytest

from salvaguarda.domain.reading.number_words import plain_number, word_value
from salvaguarda.domain.reading.numbers import clean, place_of


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("premier", 1), ("Première", 1), ("ONE", 1), ("Twentieth", 20), ("séptimo", 7), ("único", 1), ("Erster", 1), ("zevende", 7),
        ("первая", 1), ("Третья", 3), ("четвёртый", 4), ("двадцатая", 20),
        ("الأولى", 1), ("الاولى", 1), ("الْأُولَى", 1), ("الثانية", 2), ("الحادية عشرة", 11), ("الثانية عشر", 12), ("العشرون", 20),
        ("الحادية والعشرون", 21), ("الثالثة و العشرين", 23), ("الثلاثون", 30), ("الخامسة والتسعون", 95),
        ("word", None), ("", None), ("والعشرون", None), ("المادة", None),
    ],
)  # fmt: skip
def test_numbers_that_are_words_are_counted(word: str, value: int | None) -> None:
    assert word_value(word) == value


@pytest.mark.parametrize(
    ("printed", "path", "place"),
    [
        ("premier", "1", (1, 0)), ("1º", "1", (1, 0)), ("1.º", "1", (1, 0)), ("5.º-A", "5-A", (5, 1)), ("1er", "1", (1, 0)),
        ("الثانية عشرة", "12", (12, 0)), ("٣ مكررا", "3bis", (3, 1)), ("۱۲", "12", (12, 0)), ("十二之三", "12-3", (12, 3)),
        ("12之3", "12-3", (12, 3)), ("12-1", "12-1", (12, 1)), ("12.1", "12-1", (12, 1)), ("12¹", "12-1", (12, 1)), ("52ca", "52ca", (52, 3, 1)),
        ("5 бис", "5bis", (5, 1)), ("IV", "IV", (4, 0)), ("(b)", "b", (2, 0)),
    ],
)  # fmt: skip
def test_a_number_has_one_path_and_one_place_however_it_is_printed(
    printed: str, path: str, place: tuple[int, ...]
) -> None:
    assert (clean(printed), place_of(printed)) == (path, place)


def test_every_arabic_ordinal_up_to_thirty_has_its_own_value() -> None:
    units = ["الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"]
    ordinals = [
        *units, "العاشرة", "الحادية عشرة", *(f"{unit} عشرة" for unit in units[1:]),
        "العشرون", "الحادية والعشرون", *(f"{unit} والعشرون" for unit in units[1:]), "الثلاثون",
    ]  # fmt: skip

    assert [word_value(ordinal) for ordinal in ordinals] == list(range(1, 31))


@pytest.mark.parametrize("number", ["(b)", "2", "1.2", "–", "", "xiv", "x" * 500])
def test_a_plain_number_is_left_alone(number: str) -> None:
    assert plain_number(number) == number
