"""Small rules: the order of right-to-left characters, page numbers, words broken at the margin, columns."""

import pytest

from salvaguarda.adapters.documents.pdf.directions import is_leftward, reordered
from salvaguarda.adapters.documents.pdf.pieces import Row, Span
from salvaguarda.adapters.documents.pdf.running import is_page_number
from salvaguarda.adapters.documents.pdf.words import Vocabulary, as_text, styled


def row(text: str, base: float = 700, left: float = 72, page: int = 1) -> Row:
    return Row([Span(text, left, left + 5 * len(text), base, 10)], page)


@pytest.mark.parametrize("text", ["3", "– 3 –", "3 of 46", "Page 3", "iv", "3/46", "[12]", "page 3 of 7"])
def test_a_page_number(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3.", "Article 3", "(a)", "A/CONF.99/3", "3 States", ""])
def test_no_page_number(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize(
    ("rows", "elsewhere", "text"),
    [
        (["the imple-", "mentation of"], "implementation", "the implementation of"),
        (["capacity-", "building is"], "capacity-building", "capacity-building is"),
        (["the imple-", "mentation of"], "nothing", "the implementation of"),
        (["non-", "refoulement"], "non-governmental", "non-refoulement"),
        (["policy-", "making"], "policy and making", "policy-making"),
        (["in 2013-", "2015 it"], "", "in 2013-2015 it"),
        (["and – ", "then"], "", "and – then"),
        (["co\xad", "operation"], "", "cooperation"),
    ],
)
def test_a_word_broken_at_the_margin_is_written_as_elsewhere(
    rows: list[str], elsewhere: str, text: str
) -> None:
    paragraph = [row(each, 700 - 12 * place) for place, each in enumerate(rows)]
    vocabulary = Vocabulary([*paragraph, row(elsewhere, 500)])

    assert as_text(styled(paragraph, vocabulary, {}))[0] == text


def test_a_raised_mark_leaves_the_words_only_where_its_note_is_on_the_page() -> None:
    raised = Row([Span("by 2100].", 72, 110, 700, 10), Span("2", 110, 113, 704, 6)], 1)

    assert as_text(styled([raised], Vocabulary([]), {1: frozenset("2")}))[0] == "by 2100]."
    assert as_text(styled([raised], Vocabulary([]), {2: frozenset("2")}))[0] == "by 2100].2"


def test_characters_from_right_to_left_are_put_in_order() -> None:
    placed = [((10.0 * place, 10.0 * place + 9), char) for place, char in enumerate(reversed("אבג21ד"))]

    assert reordered(placed, 20.0) == "אבג12ד"


def test_latin_text_with_one_foreign_word_is_no_text_from_right_to_left() -> None:
    assert not is_leftward("the word שלום in a sentence")
    assert is_leftward("المادة 5 (a)")
