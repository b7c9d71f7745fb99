"""Quotes are found by their words alone, in six languages, whatever their typography; never by similarity."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.quotes import (
    MOST_PARTS,
    find_quote,
    find_quotes,
    to_redraft,
    to_suggestion,
)
from salvaguarda.domain.suggestions.suggestion import (
    FOUND,
    Answer,
    Flag,
    QuoteState,
    RedraftAnswer,
    Uncertainty,
)

EXACT, NORMALISED = QuoteState.EXACT, QuoteState.NORMALISED
NOT_FOUND, TOO_SHORT, AMBIGUOUS = QuoteState.NOT_FOUND, QuoteState.TOO_SHORT, QuoteState.AMBIGUOUS

TEXT = (
    "1. Each State Party shall not search a computer system unless a judge has authorized it in writing.\n"
    "2. Nothing in this article permits discrimination. The principle of “non‑refoulement” applies – always – and "
    "States may not derogate from it.\n"
    "3. Each State Party shall adopt such measures as may be necessary to keep data confi-\ndential, in co-\noperation "
    "with non-discrimination on any ground whatsoever."
)
LANGUAGES = {
    "en": (
        "Each State Party shall ensure that the office’s “records” are kept – always.",
        "office’s “records” are kept",
    ),
    "fr": (
        "Chaque État Partie veille à ce que l’exercice des pouvoirs soit « proportionné ».",
        "l’exercice des pouvoirs soit",
    ),
    "es": (
        "Cada Estado Parte velará por que la autorización judicial sea previa y escrita.",
        "velará por que la autorización",
    ),
    "ru": (
        "Каждое Государство-участник обеспечивает независимый судебный надзор за ними.",
        "независимый судебный надзор за",
    ),
    "ar": (
        "تكفل كل دولة طرف أن تخضع الصلاحيات والإجراءات للشروط والضمانات القضائية.",
        "أن تخضع الصلاحيات والإجراءات للشروط",
    ),
    "zh": (
        "各缔约国应当确保，其权力和程序须遵守“比例原则”；并须经法官事先书面批准。",
        "须遵守“比例原则”；并须经法官",
    ),
}


def state_of(claimed: str, text: str = TEXT) -> QuoteState:
    quote = find_quote(claimed, "", text)
    assert (quote.found is not None) == (quote.state in FOUND)
    if quote.found is not None:
        assert text[quote.found.start : quote.found.end] == quote.found.exact
    return quote.state


def test_words_that_stand_there_are_copied_from_the_text() -> None:
    quote = find_quote("unless a judge has authorized it", "A judge decides.", TEXT)
    assert (quote.state, quote.claimed, quote.why) == (
        EXACT,
        "unless a judge has authorized it",
        "A judge decides.",
    )
    assert quote.found is not None
    assert (quote.found.exact, quote.found.start) == (
        "unless a judge has authorized it",
        TEXT.index("unless"),
    )


@pytest.mark.parametrize(
    "claimed",
    [
        "unless  a\njudge\u00a0has authorized",
        'principle of "non-refoulement" applies - always - and',
        "principle of «non\u2011refoulement» applies \u2014 always \u2212 and",
        "State Party shall not\u200b search a com\u00adputer system",
        "\ufeffunless a judge has authorized it\u2060",
        "ﬁnd".replace("ﬁnd", "unless a judge has authorized it").replace("un", "ｕｎ"),
        "“unless a judge has authorized it”",
        " « unless a judge has authorized it » ",
    ],
)
def test_typography_may_differ_and_the_stored_words_are_kept(claimed: str) -> None:
    quote = find_quote(claimed, "", TEXT)
    assert quote.state in FOUND
    assert quote.found is not None
    assert quote.found.exact in TEXT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_six_languages_in_every_form_of_unicode(language: str, form: str) -> None:
    text, words = LANGUAGES[language]
    quote = find_quote(unicodedata.normalize(form, words), "", text)  # type: ignore[arg-type]
    assert quote.state in FOUND
    assert quote.found is not None
    assert unicodedata.normalize("NFC", quote.found.exact) == unicodedata.normalize("NFC", words)
    assert state_of(words, text) is EXACT
    assert state_of(words, unicodedata.normalize("NFD", text)) in FOUND


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ('须遵守"比例原则";并须经法官', LANGUAGES["zh"][0]),  # half-width punctuation
        ("须遵守“比例原则”；并须经\n法官", LANGUAGES["zh"][0]),  # a line broken where Chinese has no space
        ("第 24 条规定的权力", "本公约第24条规定的权力须经批准。"),
        ("efficient oﬃce of judges", "an efficient office of judges"),
        ("an eﬀective and eﬃcient review", "there is an effective and efficient review of it"),
        ("الصــلاحيات والإجراءات للشروط", LANGUAGES["ar"][0]),  # lengthened for the line
        ("l'exercice des pouvoirs soit", LANGUAGES["fr"][0]),
    ],
)
def test_what_scripts_and_printers_vary_is_no_difference(claimed: str, text: str) -> None:
    assert state_of(claimed, text) is NORMALISED


@pytest.mark.parametrize(
    "claimed",
    [
        "necessary to keep data confidential",
        "necessary to keep data confi-\ndential",
        "in co-operation with non-discrimination",
        "in cooperation with non-discrimination",
        "necessary to keep data confi\u00ad\ndential",
        "adopt such mea-\nsures as may be necessary",
    ],
)
def test_a_hyphen_at_the_end_of_a_line_may_be_of_the_word_or_of_the_line(claimed: str) -> None:
    assert state_of(claimed) in FOUND


def test_a_hyphen_inside_a_line_is_part_of_its_word() -> None:
    assert state_of("principle of nonrefoulement applies") is NOT_FOUND
    assert state_of("in cooper-ation with non-discrimination") is NOT_FOUND


@pytest.mark.parametrize(
    "claimed",
    [
        "Each State Party shall search a computer system",  # "not" dropped
        "Each State Party may not search a computer system",
        "with a judge has authorized it in writing",
        "unless a judge has authorized it in person",
        "unless the judge has authorized it",
        "UNLESS A JUDGE HAS AUTHORIZED IT",
        "unless a judge has authorised it",
        "unless a judge, has authorized it",
        "mock-quote that stands nowhere",
        "each state party shall adopt such measures",
    ],
)
def test_other_words_are_not_found(claimed: str) -> None:
    assert state_of(claimed) is NOT_FOUND


@pytest.mark.parametrize(
    "claimed",
    [
        "ach State Party shall not search",  # begins inside a word
        "State Party shall not search a comput",
        "discrimination on any ground whatsoever",  # without its "non-"
        "Nothing in this article permits discriminatio",
    ],
)
def test_a_quote_never_begins_or_ends_inside_a_word(claimed: str) -> None:
    assert state_of(claimed) is NOT_FOUND


def test_a_word_with_its_contraction_is_one_word() -> None:
    assert state_of("the Parties do", "the Parties don't derogate from it") is NOT_FOUND
    assert state_of("article 5 de la Convention", "au titre de l’article 5 de la Convention") is EXACT


@pytest.mark.parametrize(
    "claimed", ["", " \n", "…", "“”", "judge", "a judge has", "in writing.", "法官", "-\n"]
)
def test_too_few_words_say_nothing(claimed: str) -> None:
    assert state_of(claimed, TEXT + LANGUAGES["zh"][0]) is TOO_SHORT


def test_words_that_stand_there_twice_are_ambiguous() -> None:
    assert state_of("Each State Party shall") is AMBIGUOUS
    assert state_of("Each State Party shall adopt") is EXACT
    assert state_of("any word any word", "any word any word any word") is AMBIGUOUS


def test_an_ellipsis_parts_a_quote_into_several() -> None:
    parts = find_quotes(
        "Each State Party shall not search … unless a judge has authorized it [...] in writing", "w", TEXT
    )
    assert [part.state for part in parts] == [EXACT, EXACT, TOO_SHORT]
    parts = find_quotes("[…] State Party shall not search (…) unless a judge has authorized …", "why", TEXT)
    assert [(part.claimed, part.why) for part in parts] == [
        ("State Party shall not search", "why"),
        ("unless a judge has authorized", "why"),
    ]


@pytest.mark.parametrize("gap", ["...", " . . . ", "……", " […] ", "[ ... ]", "(...)", " … … "])
def test_every_way_to_leave_words_out_is_known(gap: str) -> None:
    parts = find_quotes(f"State Party shall not search{gap}unless a judge has authorized", "", TEXT)
    assert [part.state for part in parts] == [EXACT, EXACT]


def test_the_parts_must_stand_there_in_this_order() -> None:
    parts = find_quotes("unless a judge has authorized it … State Party shall not search", "", TEXT)
    assert [part.state for part in parts] == [EXACT, NOT_FOUND]


def test_an_earlier_part_tells_which_place_a_later_one_means() -> None:
    parts = find_quotes("Nothing in this article permits … Each State Party shall", "", TEXT)
    assert [part.state for part in parts] == [EXACT, EXACT]
    assert parts[1].found is not None
    assert parts[1].found.start > TEXT.index("Nothing")


def test_leaving_out_not_does_not_help() -> None:
    parts = find_quotes("Each State Party shall … search a computer system", "", TEXT)
    assert any(part.state is not EXACT for part in parts)
    lying = find_quotes("Each State Party shall [...] authorize it in writing", "", TEXT)
    assert lying[-1].state is NOT_FOUND


def test_an_ellipsis_of_the_draft_itself_is_no_gap() -> None:
    text = "Article 5 [...] remains under negotiation ... until the next session."
    assert [part.state for part in find_quotes("Article 5 […] remains under negotiation", "", text)] == [
        NORMALISED
    ]


def test_a_claim_of_very_many_parts_is_not_looked_up_in_parts() -> None:
    parts = find_quotes(" … ".join(["unless a judge has authorized"] * (MOST_PARTS + 1)), "", TEXT)
    assert [part.state for part in parts] == [NOT_FOUND]


WORDS = [
    "shall",
    "not",
    "may",
    "without",
    "a",
    "judge",
    "authorize",
    "search",
    "the",
    "data",
    "Party",
    "non-public",
]
texts = st.lists(st.sampled_from(WORDS), min_size=8, max_size=40)


def stands_in(words: list[str], text: list[str]) -> bool:
    return any(text[at : at + len(words)] == words for at in range(len(text) - len(words) + 1))


@given(texts, st.data())
def test_dropping_or_changing_any_word_is_noticed(text: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 4))
    words = text[first : data.draw(st.integers(first + 4, len(text)))]
    place = data.draw(st.integers(0, len(words) - 1))
    instead = data.draw(st.sampled_from([[], *([word] for word in WORDS), ["not", words[place]]]))
    changed = [*words[:place], *instead, *words[place + 1 :]]
    gap = data.draw(st.sampled_from([" ", "  ", "\n", "\u00a0", " \u200b"]))

    quote = find_quote(gap.join(changed), "", " ".join(text))

    if stands_in(changed, text):
        assert quote.state is not NOT_FOUND
    else:
        assert quote.state in {NOT_FOUND, TOO_SHORT}


@given(texts, st.data())
def test_what_is_found_is_word_for_word_the_claim(text: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 5))
    claimed = [*text[first : first + 4], data.draw(st.sampled_from(WORDS))]
    quote = find_quote(" ".join(claimed), "", " ".join(text))
    if quote.found is not None:
        assert quote.found.exact.split(" ") == claimed
    else:
        assert quote.state in {NOT_FOUND, AMBIGUOUS, TOO_SHORT}


@given(st.text(), st.text())
def test_any_claim_in_any_text_is_looked_up_without_a_fault(claimed: str, text: str) -> None:
    for quote in find_quotes(claimed, "", text):
        assert (quote.found is not None) == (quote.state in FOUND)
        if quote.found is not None:
            assert text[quote.found.start : quote.found.end] == quote.found.exact


@given(st.text(min_size=20), st.data())
def test_whole_words_of_any_text_are_never_said_to_be_missing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = find_quote(text[start:], "", text)
    before = text[:start].rstrip()
    alone = start == 0 or (text[start - 1].isspace() and before[-1:] not in ("-", "\u2010", "\u00ad"))
    assume(alone and text[start:].strip())
    assert quote.state is not NOT_FOUND


ANSWER = Answer(
    abstained=False,
    abstain_reason="",
    rating=Rating.PARTLY,
    rationale="A judge decides.",
    quotes=(("unless a judge has authorized it", "It names who."), ("with a judge's order", "It does not.")),
    missing_safeguards=("No time limit.",),
    uncertainty=Uncertainty.LOW,
)


def test_a_suggestion_keeps_the_answer_with_its_quotes_looked_up() -> None:
    kept = to_suggestion(ANSWER, TEXT, (Flag.INVISIBLE,))
    assert [quote.state for quote in kept.quotes] == [EXACT, NOT_FOUND]
    assert (kept.rating, kept.rationale, kept.flags) == (Rating.PARTLY, "A judge decides.", (Flag.INVISIBLE,))
    assert not kept.acceptable
    assert to_suggestion(replace(ANSWER, quotes=ANSWER.quotes[:1]), TEXT, ()).acceptable


def test_no_more_quotes_are_kept_than_a_score_holds() -> None:
    claim = ("unless a judge has authorized … State Party shall … in writing …", "")
    assert len(to_suggestion(replace(ANSWER, quotes=(claim,) * 20), TEXT, ()).quotes) <= MOST_PARTS


@pytest.mark.parametrize(
    "words", ["see https://evil.example/x", "www.evil.example", "[click](x)", "javascript:alert(1)"]
)
def test_an_address_in_an_answer_is_flagged(words: str) -> None:
    assert to_suggestion(replace(ANSWER, rationale=words), TEXT, ()).flags == (Flag.LINK,)
    assert to_redraft(RedraftAnswer("Each Party …", words, ""), (Flag.LINK,)).flags == (Flag.LINK,)


def test_a_redraft_can_never_be_accepted() -> None:
    kept = to_redraft(RedraftAnswer("Each Party shall …", "Adds a judge.", ""), ())
    assert (kept.redraft, kept.rating, kept.acceptable, kept.abstained) == (
        "Each Party shall …",
        None,
        False,
        False,
    )
    assert to_redraft(RedraftAnswer(None, "", "Nothing to add."), ()).abstained
