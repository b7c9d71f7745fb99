"""Small texts, each with one difficulty."""

import pytest

from salvaguarda.domain.drafts import Provision, ProvisionKind, Segmentation
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.segment import segment

LONG = "The provisions of this Convention apply to every person in the territory of a Party, without any distinction."


def cut(text: str) -> Segmentation:
    """Lines of a small text; four spaces are one level of nesting, "# " a heading."""
    lines = []
    for line in text.strip("\n").split("\n"):
        stripped = line.lstrip()
        level = len(stripped) - len(stripped.lstrip("#"))
        indent = (len(line) - len(stripped)) // 4
        lines.append(Line(stripped.lstrip("# "), heading=level or None, indent=indent))
    return segment(lines)


def paths(found: Segmentation) -> list[str]:
    return [each.path for each in found.provisions]


def at(found: Segmentation, path: str) -> Provision:
    return next(each for each in found.provisions if each.path == path)


def codes(found: Segmentation) -> set[str]:
    return {warning.code for warning in found.warnings}


def test_i_after_h_is_a_letter_when_j_follows() -> None:
    found = cut("Article 1\nIt covers:\n" + "\n".join(f"({letter}) x;" for letter in "abcdefghij"))

    assert paths(found)[1:] == [f"art_1__point_{letter}" for letter in "abcdefghij"]


def test_i_after_h_is_roman_when_ii_follows() -> None:
    found = cut(
        "Article 1\nIt covers:\n" + "\n".join(f"({letter}) x:" for letter in "abcdefgh") + "\n(i) y;\n(ii) z."
    )

    assert paths(found)[-2:] == ["art_1__point_h__subpoint_i", "art_1__point_h__subpoint_ii"]


def test_i_after_h_is_a_letter_at_the_end_of_an_ordinary_list() -> None:
    found = cut(
        "Article 1\nIt covers:\n" + "\n".join(f"({letter}) x;" for letter in "abcdefghi") + "\nArticle 2\nx"
    )

    assert "art_1__point_i" in paths(found)


def test_roman_v_and_letter_v_follow_their_own_lists() -> None:
    roman = cut(
        "Article 1\nIt covers:\n(a) x:\n"
        + "\n".join(f"({number}) y;" for number in ("i", "ii", "iii", "iv", "v"))
        + "\n(b) z"
    )

    assert paths(roman)[2:] == [
        *(f"art_1__point_a__subpoint_{each}" for each in ("i", "ii", "iii", "iv", "v")),
        "art_1__point_b",
    ]


def test_inserted_numbers_continue_their_list() -> None:
    found = cut("Article 1\n1. x\n2. x\n2bis. x\n2 ter. x\n3. x")

    assert paths(found)[1:] == [f"art_1__para_{number}" for number in ("1", "2", "2bis", "2ter", "3")]
    assert codes(found) == {"short-text"}


def test_closing_words_after_points_belong_to_their_paragraph() -> None:
    found = cut("Article 1\n1. A Party shall:\n(a) act; and\n(b) report,\nunless it objects.\n2. It ends.")

    assert at(found, "art_1__para_1").closing == "unless it objects."
    assert at(found, "art_1__para_1__point_b").text == "report,"
    assert at(found, "art_1__para_2").text == "It ends."


def test_words_between_two_points_stay_with_the_first() -> None:
    found = cut("Article 1\nA Party shall:\n(a) act;\nAnd do so well.\n(b) report.")

    assert at(found, "art_1__point_a").text == "act;\nAnd do so well."
    assert at(found, "art_1").closing == ""


def test_the_second_sentence_of_a_numbered_paragraph_stays_with_it() -> None:
    found = cut("Article 1\n1. First.\nSecond.\n2. Third.")

    assert at(found, "art_1__para_1").text == "First.\nSecond."


def test_a_sentence_after_a_finished_list_is_a_paragraph_of_its_own() -> None:
    found = cut("Article 1\nA Party shall:\n(a) act;\n(b) report.\nThe depositary shall be told.")

    assert paths(found) == [
        "art_1",
        "art_1__para_nn_1",
        "art_1__para_nn_1__point_a",
        "art_1__para_nn_1__point_b",
        "art_1__para_nn_2",
    ]
    assert at(found, "art_1__para_nn_2").label == "Art. 1, para. 2"
    assert at(found, "art_1__para_nn_1__point_a").label == "Art. 1, para. 1(a)"


def test_unnumbered_paragraphs_of_an_article_are_addressable() -> None:
    found = cut("Article 1\nEvery Party shall act, as it can.\nEvery Party shall report, as it can.")

    assert [(each.path, each.kind) for each in found.provisions[1:]] == [
        ("art_1__para_nn_1", ProvisionKind.PARAGRAPH), ("art_1__para_nn_2", ProvisionKind.PARAGRAPH),
    ]  # fmt: skip


def test_an_article_of_one_sentence_holds_it_itself() -> None:
    found = cut("Article 1\nNo reservations may be made to this Agreement.")

    assert [(each.path, each.text) for each in found.provisions] == [
        ("art_1", "No reservations may be made to this Agreement.")
    ]


def test_two_marks_on_one_line_are_two_levels() -> None:
    found = cut("Article 1\n1. (a) x;\n(b) y.\n2. z")

    assert paths(found)[1:] == [
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
        "art_1__para_2",
    ]


def test_numbers_in_numbers_nest_by_indentation() -> None:
    found = cut("Article 1\n1. x\n    1. y\n    2. z\n2. q")

    assert paths(found)[1:] == [
        "art_1__para_1",
        "art_1__para_1__point_1",
        "art_1__para_1__point_2",
        "art_1__para_2",
    ]


def test_words_belong_to_the_item_they_are_indented_under() -> None:
    found = cut("Article 1\n1. **Efforts**\n    Each Party shall act.\nThese words are outside of the list.")

    assert at(found, "art_1__para_1").text.endswith("Each Party shall act.")
    assert at(found, "art_1").closing == "These words are outside of the list."


def test_a_year_at_the_beginning_of_a_line_is_no_number() -> None:
    found = cut("Article 1\n1. It was signed in\n1989. It entered into force later.")

    assert paths(found) == ["art_1", "art_1__para_1"]


def test_duplicate_numbers_keep_distinct_paths_and_warn() -> None:
    found = cut("Article 1\n1. x\n1. y\n2. z\nArticle 1\nAgain.")

    assert paths(found) == ["art_1", "art_1__para_1", "art_1__para_1_2", "art_1__para_2", "art_1_2"]
    assert at(found, "art_1_2").label == "Art. 1 [2]"
    assert "duplicate-number" in codes(found)


def test_gaps_warn_at_the_provision_after_the_gap() -> None:
    found = cut("Article 1\n1. x\n3. z\nArticle 4\ny")

    gaps = [warning for warning in found.warnings if warning.code == "number-gap"]
    assert [warning.path for warning in gaps] == ["art_4", "art_1__para_3"]
    assert gaps[0].message == "Art. 1 is followed by Art. 4: is something missing?"


def test_an_article_without_text_warns() -> None:
    assert "empty-article" in codes(cut("Article 1\nArticle 2\nText."))


def test_a_text_without_articles_yields_paragraphs() -> None:
    found = cut(f"1. {LONG}\n(a) x\n(b) y\n2. {LONG}\n{LONG}")

    assert paths(found) == ["para_1", "para_1__point_a", "para_1__point_b", "para_2"]
    assert at(found, "para_1__point_b").label == "Para. 1(b)"
    assert "no-articles" in codes(found)


def test_unnumbered_prose_yields_unnumbered_paragraphs() -> None:
    found = cut("We call on the delegates.\nWe insist on rights.")

    assert [(each.path, each.label) for each in found.provisions] == [
        ("para_nn_1", "Para. 1"),
        ("para_nn_2", "Para. 2"),
    ]


def test_a_resolution_without_articles_keeps_its_recitals() -> None:
    found = cut("The General Assembly,\nRecalling its resolution,\n1. Decides to act;\n2. Requests a report.")

    assert paths(found) == ["preamble", "preamble__rec_1", "para_1", "para_2"]


def test_headings_without_numbers_are_sections() -> None:
    found = cut(f"# Scope\n1. {LONG}\n## Details\n2. {LONG}\n# Other\n{LONG}")

    assert [(each.path, each.heading) for each in found.provisions if each.kind is ProvisionKind.SECTION] == [
        ("sec_nn_1", "Scope"), ("sec_nn_1__sec_nn_1", "Details"), ("sec_nn_2", "Other"),
    ]  # fmt: skip


def test_titles_above_the_number_are_recognised_by_habit() -> None:
    found = cut("# Scope\n# Article 1\nx\n# Use of terms\n# Article 2\ny\n# Reservations\n# Article 3\nz")

    assert [(each.number, each.heading, each.text) for each in found.provisions] == [
        ("1", "Scope", "x"), ("2", "Use of terms", "y"), ("3", "Reservations", "z"),
    ]  # fmt: skip


def test_a_table_of_contents_is_set_aside() -> None:
    contents = "Contents\nCHAPTER I General\nArticle 1 Scope\nArticle 2 Use of terms\nCHAPTER II Final\nArticle 3 Depositary\n"
    law = f"CHAPTER I\nGeneral\nArticle 1\nScope\n{LONG}\nArticle 2\nUse of terms\n{LONG}\nCHAPTER II\nFinal\nArticle 3\nDepositary\n{LONG}"

    found = cut(contents + law)

    assert paths(found) == ["chp_I", "art_1", "art_2", "chp_II", "art_3"]
    assert found.set_aside == ((0, 5, "table of contents"),)
    assert at(found, "art_2").heading == "Use of terms"


def test_annexes_number_their_articles_anew() -> None:
    found = cut(f"Article 1\n{LONG}\nANNEX I\nList of things\nArticle 1\n{LONG}\nANNEX II\n1. x\n2. y")

    assert paths(found) == [
        "art_1",
        "annex_I",
        "annex_I__art_1",
        "annex_II",
        "annex_II__para_1",
        "annex_II__para_2",
    ]
    assert at(found, "annex_I__art_1").label == "Annex I, Art. 1"
    assert at(found, "annex_II__para_1").label == "Annex II, para. 1"


def test_mentions_of_articles_at_the_beginning_of_a_line_are_words() -> None:
    found = cut(
        "Article 3\nSee\nArticle 2 Scope\nand\nArticle 3, paragraph 8, of the Convention.\nArticle 4\nEnd."
    )

    assert [each.number for each in found.provisions if each.kind is ProvisionKind.ARTICLE] == ["3", "4"]


def test_numbers_of_articles_run_through_chapters() -> None:
    found = cut("CHAPTER I\nArticle 1\nx\nCHAPTER II\nArticle 2\ny")

    assert [(each.path, each.parent) for each in found.provisions] == [
        ("chp_I", None), ("art_1", "chp_I"), ("chp_II", None), ("art_2", "chp_II"),
    ]  # fmt: skip
    assert "number-gap" not in codes(found)


def test_lines_the_format_sets_aside_are_kept_with_their_reason() -> None:
    found = segment(
        [Line("x", aside="footnote"), Line("y", aside="footnote"), Line("Article 1"), Line("Text.")]
    )

    assert found.set_aside == ((0, 1, "footnote"),)
    assert found.provisions[0].source == (2, 3)


def test_what_stands_before_the_preamble_is_set_aside() -> None:
    found = cut(
        "# Draft convention\nPrepared by the Chair\n# Preamble\nThe Parties,\nNoting this,\nHave agreed as follows:\n# Article 1\nx"
    )

    assert found.set_aside == ((0, 0, "title"), (1, 1, "cover page or note"))
    assert paths(found) == ["preamble", "preamble__rec_1", "art_1"]
    assert (at(found, "preamble").text, at(found, "preamble").closing) == (
        "The Parties,",
        "Have agreed as follows:",
    )


@pytest.mark.parametrize("word", ["Option", "Alternative"])
def test_options_hold_their_own_paragraphs(word: str) -> None:
    found = cut(f"Article 1\n{word} 1:\n1. x\n2. y\n{word} 2:\n1. z")

    assert paths(found)[1:] == [
        "art_1__opt_1", "art_1__opt_1__para_1", "art_1__opt_1__para_2", "art_1__opt_2", "art_1__opt_2__para_1",
    ]  # fmt: skip
