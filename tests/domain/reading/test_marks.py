import pytest

from salvaguarda.domain.reading.marks import Style, read_mark, read_term


@pytest.mark.parametrize(
    ("text", "number", "form", "rest"),
    [
        ("1. Each", "1", "x.", "Each"),
        ("1.   Each", "1", "x.", "Each"),
        ("1.Each", "1", "x.", "Each"),
        ("(1) Each", "(1)", "(x)", "Each"),
        ("a) Each", "a)", "x)", "Each"),
        ("a)Each", "a)", "x)", "Each"),
        ("(i)The", "(i)", "(x)", "The"),
        ("( f) foo", "(f)", "(x)", "foo"),
        ("a. iedere", "a", "x.", "iedere"),
        ("(aa) x", "(aa)", "(x)", "x"),
        ("3bis. In", "3bis", "x.", "In"),
        ("3bis [Developed", "3bis", "x", "[Developed"),
        ("7.bis Foo", "7.bis", "x", "Foo"),
        ("1 bis. Foo", "1 bis", "x.", "Foo"),
        ("3.3bis Each", "3.3bis", "x", "Each"),
        ("1.2 Each", "1.2", "x", "Each"),
        ("[1. Each", "1", "x.", "[Each"),
        ("[[(a) Each", "(a)", "(x)", "[[Each"),
        ("– the", "–", "-", "the"),
        ("Option 2: No text", "Option 2", "option 1", "No text"),
        ("Option (a): Each", "Option (a)", "option a", "Each"),
        ("Option II", "Option II", "option I", ""),
        ("3.", "3", "x.", ""),
        ("(29a) Member", "(29a)", "(x)", "Member"),
        ("52ca. Member", "52ca", "x.", "Member"),
        ("5b. Member", "5b", "x.", "Member"),
        ("40A Meaning", "40A", "x", "Meaning"),
        ("1.2.3. Each", "1.2.3", "x.", "Each"),
        ("(a bis) each", "(a bis)", "(x)", "each"),
        ("(ba) each", "(ba)", "(x)", "each"),
        ("٣. كل دولة", "٣", "x.", "كل دولة"),
        ("(أ) كل دولة", "(أ)", "(x)", "كل دولة"),
        ("ب) كل دولة", "ب)", "x)", "كل دولة"),
        ("а) каждое", "а)", "x)", "каждое"),
        ("1.Каждое", "1", "x.", "Каждое"),
        ("（一）缔约国", "（一）", "(x)", "缔约国"),
        ("1、缔约国", "1", "x、", "缔约国"),
        ("十二、缔约国", "十二", "x、", "缔约国"),
        ("２．缔约国", "２", "x.", "缔约国"),
        ("Alternative A: Each", "Alternative A", "alternative A", "Each"),
        ("Proposed Mechanism 2", "Proposed Mechanism 2", "proposed 1", ""),
        ("Option 2: (paragraphs 3–3quater)", "Option 2", "option 1", "(paragraphs 3–3quater)"),
        ("[Option 1: Each]", "Option 1", "option 1", "[Each]"),
    ],
)
def test_a_mark_is_parted_from_the_words(text: str, number: str, form: str, rest: str) -> None:
    found = read_mark(text)

    assert found is not None
    assert (found[0].number, found[0].form, found[1]) == (number, form, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Each Party",
        "1.5 °C above",
        "2, 3 and 4",
        "(the) Party",
        "(2003) was",
        "U.S. law",
        "Options are",
        "no. 3",
        "2003. It",
        "(EU) 2016/679 applies",
        "(in) the territory",
        "Option 1 is preferred",
        "Options are open",
    ],
)
def test_words_are_no_marks(text: str) -> None:
    assert read_mark(text) is None


def test_an_ambiguous_mark_has_both_senses() -> None:
    found = read_mark("(i) x")

    assert found is not None
    assert [(sense.style, sense.place) for sense in found[0].senses] == [
        (Style.LOWER, (9, 0)),
        (Style.LOWER_ROMAN, (1, 0)),
    ]


def test_letters_in_other_scripts_have_a_place() -> None:
    places = [read_mark(f"({letter}) x") for letter in ("ج", "в", "γ")]

    assert [found[0].senses[0].place for found in places if found] == [(3, 0), (3, 0), (3, 0)]


def test_inserted_letters_are_marks_only_after_their_letter() -> None:
    found = read_mark("(ba) x")

    assert found is not None
    assert (found[0].senses[0].place, found[0].senses[0].strict) == ((2, 1), True)


@pytest.mark.parametrize(
    "text",
    ["“Party” means a State", '"X" or "Y" shall mean', "‘user’ means any person", "the term “data” includes", "«Parte» significa el Estado",
     "“公约”是指本公约", "«Сторона» означает государство", '``Freezing" or ``seizure" shall mean'],
)  # fmt: skip
def test_entries_of_a_list_of_terms_are_recognised(text: str) -> None:
    assert read_term(text) is not None


@pytest.mark.parametrize(
    "text", ["“Party” and nothing else.", "Each Party means well", "“Never again”, they said."]
)
def test_other_words_in_quotes_are_none(text: str) -> None:
    assert read_term(text) is None
