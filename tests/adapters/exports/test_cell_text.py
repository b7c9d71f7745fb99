import pytest

from salvaguarda.adapters.exports.cell_text import (
    CELL_LIMIT,
    CONTINUED,
    cell,
    fitted,
    guarded,
    starts_formula,
    without_illegal,
)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\u200b=", "\u202e@", "＝", "\n="])
def test_every_start_of_a_formula_is_known(start: str) -> None:
    assert starts_formula(start + "1+1")
    assert not starts_formula(guarded(start + "1+1"))


@pytest.mark.parametrize("text", ["", "Article 1", "1. Each", "(a) =", "«=»", "'=1"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_characters_that_xml_forbids_are_taken_out() -> None:
    assert without_illegal("a\x00\x02b\x1fc\ud800d\ufffe\n\te") == "abcd\n\te"


def test_a_formula_hidden_behind_an_illegal_character_is_guarded() -> None:
    assert guarded("\x02=1+1") == "'=1+1"


def test_a_text_as_long_as_a_cell_stays_whole() -> None:
    assert fitted("x" * CELL_LIMIT) == "x" * CELL_LIMIT


def test_a_text_longer_than_a_cell_says_where_it_goes_on() -> None:
    cut = cell("x" * (CELL_LIMIT + 1))
    assert len(cut) == CELL_LIMIT
    assert cut.endswith(CONTINUED)


def test_length_counts_as_excel_counts() -> None:
    cut = fitted("😀" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cut.endswith(CONTINUED)
    assert cut[: -len(CONTINUED)].strip("😀") == ""


def test_a_guarded_long_text_keeps_within_the_cell() -> None:
    field = guarded("=" * 40_000)
    assert len(field) == CELL_LIMIT
    assert field.endswith(CONTINUED)
