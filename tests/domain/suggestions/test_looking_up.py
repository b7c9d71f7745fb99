"""A place is a whole one: no quote begins or ends inside a word or a number, and what nobody sees counts for nothing."""

import pytest

from salvaguarda.domain.suggestions.quotes import find_quote, find_quotes
from salvaguarda.domain.suggestions.suggestion import QuoteState

EXACT, NORMALISED = QuoteState.EXACT, QuoteState.NORMALISED
NOT_FOUND, AMBIGUOUS = QuoteState.NOT_FOUND, QuoteState.AMBIGUOUS


def state_of(claimed: str, text: str) -> QuoteState:
    return find_quote(claimed, "", text).state


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("lawful access to data", "It covers un\u200blawful access to data."),
        ("lawful access to data", "It covers un\u00adlawful access to data."),
        ("lawful access to data", "It covers un\U000e0041\u2060lawful access to data."),
        ("lawful access to data", "It covers un-\nlawful access to data."),
        ("lawful access to data", "It covers un\u00ad \n  lawful access to data."),
        ("lawful access to data", "It covers (un)lawful access to data."),
        ("compliance with the law", "It is about non\u2013compliance with the law."),
        ("compliance with the law", "It is about non\u2212compliance with the law."),
        ("legal rule of the law", "a il·legal rule of the law"),
        ("States are bound to be non", "States are bound to be non-\nviolent."),
        ("the Parties should", "the Parties should\uff07nt derogate"),
    ],
)
def test_a_word_goes_on_over_what_nobody_sees_and_over_lines(claimed: str, text: str) -> None:
    assert state_of(claimed, text) is NOT_FOUND


@pytest.mark.parametrize(
    "text",
    [
        "A fine of at most 1,000 euros.",
        "A fine of at most 1.5 euros.",
        "A fine of at most 1 000 euros.",
        "A fine of at most 1\u202f000 euros.",
        "A fine of at most 1½ euros.",
        "A fine of at most 1–3 euros.",
        "A fine of at most 1/3 of it.",
    ],
)
def test_a_quote_never_ends_inside_a_number(text: str) -> None:
    assert state_of("A fine of at most 1", text) is NOT_FOUND
    assert state_of("000 euros are paid at once", "at most 1,000 euros are paid at once") is NOT_FOUND
    assert state_of("000 euros are paid at once", "at most 1 000 euros are paid at once") is NOT_FOUND


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("A fine of at most 1", "A fine of at most 1, or less."),
        ("in the year 2024", "adopted in the year 2024. 100 States"),
        ("offences set out in it", "(a)offences set out in it"),
        ("offences set out in it", "(ii)offences set out in it"),
        ("including the offences in it", "the Parties\u2014including the offences in it"),
        ("any person or States", "any person or States\u2014and others"),
    ],
)
def test_what_stands_beside_a_whole_word_or_number_does_not_matter(claimed: str, text: str) -> None:
    assert state_of(claimed, text) is EXACT


def test_what_models_are_not_sent_does_not_keep_a_quote_from_being_found() -> None:
    text = "Each State\U000e0041\U000e0042 Party\u034f shall ensu\u2064re judicial oversight\ufe0f of it."
    quote = find_quote("Each State Party shall ensure judicial oversight of it", "", text)
    assert quote.state is NORMALISED
    assert quote.found is not None
    assert quote.found.exact == text[: text.index(".")]
    assert text[quote.found.start : quote.found.end] == quote.found.exact


def test_words_are_ambiguous_from_where_the_part_before_ended() -> None:
    often = "in accordance with its law. " * 60
    parts = find_quotes(
        "Only here is this said … in accordance with its law", "", f"{often}Only here is this said {often}"
    )
    assert [part.state for part in parts] == [EXACT, AMBIGUOUS]
