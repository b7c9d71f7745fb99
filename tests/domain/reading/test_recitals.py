import pytest

from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.recitals import recital_label, split_recitals
from tests.domain.reading.test_segment import at, cut, paths


def test_a_preamble_in_one_line_is_split_at_its_participles() -> None:
    text = "The Parties, Concerned about this, Convinced also that, in the Hague, Working Groups met; Having regard to it, Have agreed as follows:"

    assert split_recitals(text) == [
        "The Parties,", "Concerned about this,", "Convinced also that, in the Hague, Working Groups met;",
        "Having regard to it,", "Have agreed as follows:",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "The Parties,", "Noting that, recalling nothing, it goes on"])
def test_a_text_without_recitals_stays_whole(text: str) -> None:
    assert split_recitals(text) == ([text] if text else [])


def test_the_pieces_joined_are_the_text() -> None:
    text = "The Parties, Noting a, Recalling b; Reaffirming c, Agree as follows:"

    assert " ".join(split_recitals(text)) == text


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [("Pp1 Being Parties", "Pp1", "Being Parties"), ("Pp 2bis. Noting", "Pp 2bis", "Noting"), ("PP3", "PP3", ""), ("[Pp4 Recalling]", "Pp4", "[Recalling]"),
     ("(12) The Union", "(12)", "The Union"), ("(29a) The Union", "(29a)", "The Union"), ("Noting this", "", "Noting this")],
)  # fmt: skip
def test_labels_of_preamble_paragraphs(text: str, number: str, words: str) -> None:
    assert recital_label(Line(text)) == (number, words)


def test_a_label_on_a_line_of_its_own_belongs_to_the_words_below() -> None:
    found = cut("Preamble\nThe Parties,\nPp1\nRecalling this,\nPp2\nnoting that,\nArticle 1\nThey act.")

    assert paths(found) == ["preamble", "preamble__rec_Pp1", "preamble__rec_Pp2", "art_1"]
    assert (at(found, "preamble__rec_Pp2").number, at(found, "preamble__rec_Pp2").text) == (
        "Pp2",
        "noting that,",
    )


def test_citations_are_not_counted_with_numbered_recitals() -> None:
    found = cut(
        "Preamble\nTHE EUROPEAN PARLIAMENT,\nHaving regard to the Treaty,\nHaving regard to the proposal,\nWhereas:\n"
        "(1) Services matter.\nThey matter much.\n(2) Others too.\n(2a) And more.\nHAVE ADOPTED THIS REGULATION:\nArticle 1\nIt applies."
    )

    assert paths(found)[1:-1] == [
        "preamble__rec_nn_1", "preamble__rec_nn_2", "preamble__rec_1", "preamble__rec_2", "preamble__rec_2a",
    ]  # fmt: skip
    assert at(found, "preamble__rec_nn_2").text == "Having regard to the proposal,\nWhereas:"
    assert at(found, "preamble__rec_1").text == "Services matter.\nThey matter much."
    assert at(found, "preamble").closing == "HAVE ADOPTED THIS REGULATION:"
