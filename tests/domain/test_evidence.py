import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.errors import InvalidEvidence
from salvaguarda.domain.evidence import Anchored, AnchorState, check_quote, quote_at, reanchor
from salvaguarda.domain.scores import Quote

TEXT = "States shall cooperate. The authority shall obtain a warrant. States shall report."


def quote_of(text: str, words: str, occurrence: int = 0) -> Quote:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return quote_at(text, start, start + len(words))


def test_a_quote_holds_its_words_and_thirty_two_characters_around_them() -> None:
    quote = quote_of(TEXT, "obtain a warrant")

    assert (quote.exact, quote.start, quote.end) == ("obtain a warrant", 44, 60)
    assert quote.prefix == TEXT[12:44]
    assert quote.suffix == ". States shall report."


def test_offsets_count_code_points() -> None:
    text = "\U0001f600\U00010400 States shall act"

    quote = quote_of(text, "shall")

    assert (quote.start, quote.end, quote.prefix) == (10, 15, "\U0001f600\U00010400 States ")


@given(st.text(min_size=1), st.data())
def test_every_quote_taken_from_a_text_passes_and_is_kept_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    quote = quote_at(text, start, end)

    check_quote(quote, text)

    assert reanchor(quote, text) == Anchored(AnchorState.KEPT, quote)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (0, 999), (80, 90), (5, 5), (6, 7)])
def test_a_range_outside_the_text_or_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidEvidence) as refused:
        quote_at(TEXT, start, end)

    assert refused.value.problems[0].fix


def test_a_quote_whose_words_are_not_at_its_position_is_refused_with_both_texts() -> None:
    quote = Quote("shall not cooperate", "States ", ".", 7, 22)

    with pytest.raises(InvalidEvidence, match="reads “shall cooperate”, not “shall not cooperate”"):
        check_quote(quote, TEXT)


def test_the_same_words_at_the_same_place_are_kept_with_their_new_surroundings() -> None:
    changed = TEXT.replace("a warrant. States shall report", "a warrant; Parties may report")

    anchored = reanchor(quote_of(TEXT, "obtain a warrant"), changed)

    assert anchored.state is AnchorState.KEPT
    assert anchored.quote is not None
    assert anchored.quote.suffix == "; Parties may report."


def test_of_several_places_the_one_with_the_old_context_is_chosen() -> None:
    quote = quote_of(TEXT, "States shall", occurrence=1)
    moved = "States shall consult. " + TEXT

    anchored = reanchor(quote, moved)

    assert anchored.state is AnchorState.DRIFTED
    assert anchored.quote == quote_of(moved, "States shall", occurrence=2)


def test_other_typography_is_found_and_quoted_as_it_stands_in_the_new_text() -> None:
    old = 'Each Party\'s "competent authority" - if any - shall act.'
    new = "Draft. Each Party’s\u00a0“competent  authority” – if any – shall act."

    anchored = reanchor(quote_of(old, 'Party\'s "competent authority" - if'), new)

    assert anchored.state is AnchorState.DRIFTED
    assert anchored.quote is not None
    assert anchored.quote.exact == "Party’s\u00a0“competent  authority” – if"
    check_quote(anchored.quote, new)


def test_offsets_stay_right_behind_characters_that_fold_to_several_or_none() -> None:
    old, new = "The office shall act", "\U0001f600… the pro\u00advi\u200bsion. The oﬃce shall act"

    anchored = reanchor(quote_of(old, "office shall"), new)

    assert anchored.quote is not None
    assert anchored.quote.exact == "oﬃce shall"
    check_quote(anchored.quote, new)


@pytest.mark.parametrize(
    ("old", "words", "new"),
    [
        ("Parties shall not disclose it.", "shall not disclose", "Parties shall disclose it."),
        ("Parties may do so by legal means.", "legal means", "By illegal means."),
        ("It is a right.", "right", "These are rights."),
        ("One office here.", "ice here", "Nothing of it."),
    ],
)
def test_words_that_are_not_there_are_gone_however_alike(old: str, words: str, new: str) -> None:
    anchored = reanchor(quote_of(old, words), new)

    assert anchored == Anchored(AnchorState.GONE, None)


def test_a_part_of_a_ligature_is_no_quote() -> None:
    assert reanchor(quote_of("x: f i.", "f"), "oﬃce").state is AnchorState.GONE


def test_in_scripts_without_spaces_a_quote_may_stand_anywhere() -> None:
    old, new = "各締約國應當合作", "依照第三條，各締約國應當合作。"

    anchored = reanchor(quote_of(old, "應當"), new)

    assert anchored.quote is not None
    assert anchored.quote.start == new.index("應當")
