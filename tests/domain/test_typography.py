import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.typography import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a” ‘b’ «c»", '"a" \'b\' "c"'),
        ("a – b — c ‑ d", "a - b - c - d"),
        ("a\u00a0\u2003\n b", "a b"),
        ("pro\u00advi\u200bsion\ufeff", "provision"),
        ("\u202eabc\u202c", "abc"),
        ("e\u0301tat oﬃce ＡＢ …", "état office AB ..."),
        ("m² and ½", "m² and ½"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("葛\U000e0100城 ❤\ufe0f", "葛城 ❤"),
    ],
)
def test_typography_folds_to_plain_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_marks_without_end_are_not_put_in_order() -> None:
    """That takes time in proportion to their square: hours for a text as long as a treaty."""
    stacked = "a" + "\u0300\u0323" * 200_000
    assert fold(stacked) == stacked


@given(st.text())
def test_offsets_lead_back_to_what_each_character_came_from(text: str) -> None:
    folded = fold_with_offsets(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for character, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert character in fold(text[start:end])


@given(st.text())
def test_folding_with_and_without_offsets_agrees(text: str) -> None:
    assert fold_with_offsets(text).text == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_as_it_would_grapheme_by_grapheme(text: str) -> None:
    folded, whole = fold_with_offsets(text), fold_with_offsets(text + "\u00e9")  # which is not plain
    assert whole.text == folded.text + "\u00e9"
    assert list(whole.starts)[: len(folded.starts)] == list(folded.starts)
    assert list(whole.ends)[: len(folded.ends)] == list(folded.ends)
