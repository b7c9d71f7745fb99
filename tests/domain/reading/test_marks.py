import pytest

from salvaguarda.domain.reading.marks import Style, read_mark


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
