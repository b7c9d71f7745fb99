import pytest

from salvaguarda.domain.reading.recitals import split_recitals


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
