"""Options of one draft: alternatives of paragraphs, of parts of them, of whole articles."""

import pytest

from salvaguarda.domain.drafts import ProvisionKind
from tests.domain.reading.test_segment import at, codes, cut, paths


def kinds(found: object, path: str) -> ProvisionKind:
    return at(found, path).kind  # type: ignore[arg-type]


def test_an_option_is_a_part_of_its_own_kind() -> None:
    found = cut("Article 1\nOption 1: All Parties act.\nOption 2: No text")

    assert [(each.path, each.kind, each.number, each.text) for each in found.provisions[1:]] == [
        ("art_1__opt_1", ProvisionKind.OPTION, "Option 1", "All Parties act."),
        ("art_1__opt_2", ProvisionKind.OPTION, "Option 2", "No text"),
    ]
    assert at(found, "art_1__opt_2").label == "Art. 1, Option 2"


def test_what_stands_in_an_option_is_counted_as_if_the_option_were_not_there() -> None:
    found = cut("Article 1\nOption 1:\n1. Xit:\n(a) Yit;\n2. Zit.\nOption 2:\n1. Qit.")

    assert paths(found)[1:] == [
        "art_1__opt_1", "art_1__opt_1__para_1", "art_1__opt_1__para_1__point_a", "art_1__opt_1__para_2",
        "art_1__opt_2", "art_1__opt_2__para_1",
    ]  # fmt: skip
    assert kinds(found, "art_1__opt_1__para_1__point_a") is ProvisionKind.POINT
    assert at(found, "art_1__opt_2__para_1").label == "Art. 1, Option 2(1)"
    assert "duplicate-number" not in codes(found)


def test_options_end_where_the_paragraphs_go_on() -> None:
    found = cut("Article 1\n1. Option 1: Xit.\nOption 2: Yit.\n2. Option 1: Zit.\nOption 2: Qit.\n3. Wit.")

    assert paths(found)[1:] == [
        "art_1__para_1", "art_1__para_1__opt_1", "art_1__para_1__opt_2",
        "art_1__para_2", "art_1__para_2__opt_1", "art_1__para_2__opt_2", "art_1__para_3",
    ]  # fmt: skip


def test_an_inserted_number_stands_in_the_option_while_the_options_go_on() -> None:
    found = cut("Article 3\n3. Efforts\nOption 1: Xit.\n3bis. Yit.\nOption 2: Zit.\n3bis. Qit.\n4. Wit.")

    assert paths(found)[1:] == [
        "art_3__para_3", "art_3__para_3__opt_1", "art_3__para_3__opt_1__para_3bis",
        "art_3__para_3__opt_2", "art_3__para_3__opt_2__para_3bis", "art_3__para_4",
    ]  # fmt: skip


def test_options_among_paragraphs_hold_the_next_ones_until_the_numbering_goes_on() -> None:
    found = cut(
        "Article 1\n1. Xit.\nOption 1:\n2. a.\n3. b.\nOption 2: (paragraphs 2–3)\n2. c.\n3. d.\n4. Zit."
    )

    assert paths(found)[1:] == [
        "art_1__para_1", "art_1__opt_1", "art_1__opt_1__para_2", "art_1__opt_1__para_3",
        "art_1__opt_2", "art_1__opt_2__para_2", "art_1__opt_2__para_3", "art_1__para_4",
    ]  # fmt: skip
    assert at(found, "art_1__opt_2").text == "(paragraphs 2–3)"
    assert codes(found) == {"short-text"}


def test_options_nest() -> None:
    found = cut("Article 3\nOption 1: Xit.\nOption 2:\nOption (a): Yit.\nOption (b): Zit.\nOption 3: Qit.")

    assert paths(found)[1:] == [
        "art_3__opt_1", "art_3__opt_2", "art_3__opt_2__opt_a", "art_3__opt_2__opt_b", "art_3__opt_3",
    ]  # fmt: skip
    assert at(found, "art_3__opt_2__opt_b").label == "Art. 3, Option 2, Option (b)"


def test_roman_options_hold_options_with_digits() -> None:
    found = cut("Article 8\nOption I:\n8. Option 1: Xit.\nOption 2: Yit.\nOption II:\nNo provision.")

    assert paths(found)[1:] == [
        "art_8__opt_I", "art_8__opt_I__para_8", "art_8__opt_I__para_8__opt_1", "art_8__opt_I__para_8__opt_2", "art_8__opt_II",
    ]  # fmt: skip
    assert at(found, "art_8__opt_II").text == "No provision."


@pytest.mark.parametrize(
    ("first", "second"),
    [("Alternative A:", "Alternative B:"), ("Proposed Mechanism 1", "Proposed Mechanism 2"), ("[Option 1: [", "Option 2:"),
     ("Вариант 1:", "Вариант 2:"), ("Opción 1.", "Opción 2."), ("备选案文1：", "备选案文2：")],
)  # fmt: skip
def test_options_have_many_names(first: str, second: str) -> None:
    found = cut(f"Article 1\n{first}\nOne thing.\n{second}\nAnother thing.")

    assert [each.kind for each in found.provisions] == [
        ProvisionKind.ARTICLE,
        ProvisionKind.OPTION,
        ProvisionKind.OPTION,
    ]
    assert found.provisions[2].text == "Another thing."


def test_an_option_that_the_format_marks_as_a_heading_is_no_division() -> None:
    found = cut(
        "# Article 1\n1. Xit.\n# Article 2\n## Option 1\n1. Yit.\n## Option 2\n1. Zit.\n# Article 3\nQit."
    )

    assert paths(found) == [
        "art_1", "art_1__para_1", "art_2", "art_2__opt_1", "art_2__opt_1__para_1", "art_2__opt_2", "art_2__opt_2__para_1", "art_3",
    ]  # fmt: skip


def test_options_of_whole_articles_hold_them_and_end_when_the_articles_go_on() -> None:
    found = cut(
        "Article 4\nXit.\nOption 1:\nArticle 5\nYit.\nArticle 6\nZit.\nOption 2:\nArticle 5\nNo text.\nArticle 7\nWit."
    )

    assert paths(found) == [
        "art_4",
        "opt_1",
        "opt_1__art_5",
        "opt_1__art_6",
        "opt_2",
        "opt_2__art_5",
        "art_7",
    ]
    assert at(found, "opt_2__art_5").label == "Option 2, Art. 5"
    assert at(found, "art_7").parent is None


def test_options_in_a_preamble_are_no_recitals() -> None:
    found = cut(
        "Preamble\nThe Parties,\nRecalling this,\nOption 1: Recognizing a,\nOption 2: Recognizing b,\nArticle 1\nXit."
    )

    assert paths(found) == ["preamble", "preamble__rec_1", "preamble__opt_1", "preamble__opt_2", "art_1"]
    assert at(found, "preamble__opt_2").label == "Preamble, Option 2"


def test_a_bold_line_above_a_number_heads_its_paragraph() -> None:
    found = cut("Article 6\n1. Xit.\n{Scale}\n2. Yit.")

    assert (at(found, "art_6__para_2").heading, at(found, "art_6__para_1").text) == ("{Scale}", "Xit.")


def test_options_nested_without_end_stay_shallow() -> None:
    found = cut("Article 1\n" + "Option 1:\n" * 300)

    assert max(each.depth for each in found.provisions) <= 14
    assert sum(each.kind is ProvisionKind.OPTION for each in found.provisions) == 300
