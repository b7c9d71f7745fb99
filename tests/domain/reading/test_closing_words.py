"""Words after a list: to whose sentence they belong."""

import pytest

from tests.domain.reading.test_segment import at, cut, paths

CONDITION = "(b) Where a Party cannot apply the measures to communications in a system, which system:"


def test_a_main_clause_glued_to_the_last_item_ends_the_sentence_of_the_point() -> None:
    found = cut(
        f"Article 14\n3. Measures\n(a) Each Party may object.\n{CONDITION}\n(i) is closed, and\n"
        "(ii) is not public, that Party may reserve the right. Each Party shall consider it.\n4. End."
    )

    assert at(found, "art_14__para_3__point_b__subpoint_ii").text == "is not public,"
    assert at(found, "art_14__para_3__point_b").closing == (
        "that Party may reserve the right. Each Party shall consider it."
    )


def test_the_object_of_a_dangling_preposition_ends_the_sentence_of_the_outermost_list() -> None:
    found = cut(
        "Article 20\n1. Each Party shall empower its authorities to:\n(a) collect or record, and\n(b) compel a provider:\n"
        "(i) to collect or record; or\n(ii) to assist in the recording of, traffic data, in real-time.\n2. End."
    )

    assert at(found, "art_20__para_1__point_b__subpoint_ii").text == "to assist in the recording of,"
    assert at(found, "art_20__para_1").closing == "traffic data, in real-time."


@pytest.mark.parametrize(
    "item",
    [
        "(b) the laws of, or in force in, a Party.",
        "(b) goods to, from or through its territory, which the Party may seize.",
        "(b) acts, where the Party so decides, that it shall punish.",
    ],
)
def test_items_that_only_look_so_stay_whole(item: str) -> None:
    found = cut(f"Article 1\n1. Each Party shall cover:\n(a) the law; and\n{item}")

    assert at(found, "art_1__para_1__point_b").text == item[4:]
    assert at(found, "art_1__para_1").closing == ""


def test_a_line_with_a_small_letter_after_an_inner_list_of_commas_ends_the_outer_sentence() -> None:
    found = cut(
        "Article 1\n1. A Party shall:\n(a) collect, and\n(b) compel:\n(i) to collect; or\n(ii) to assist,\nall data."
    )

    assert at(found, "art_1__para_1").closing == "all data."


def test_a_line_with_a_small_letter_after_an_inner_list_of_sentences_ends_the_point() -> None:
    found = cut(
        "Article 1\n1. A Party:\n(a) may act.\n(b) shall, where it:\n(i) is a State; or\n(ii) is not,\ntell it."
    )

    assert at(found, "art_1__para_1__point_b").closing == "tell it."


def test_a_line_with_a_small_letter_goes_on_with_an_item_that_had_no_end() -> None:
    found = cut("Article 1\n1. A Party shall:\n(a) act; and\n(b) report to the\ndepositary.")

    assert at(found, "art_1__para_1__point_b").text == "report to the\ndepositary."


def test_a_second_list_of_a_paragraph_stands_under_its_own_opening_words() -> None:
    found = cut("Article 1\n1. A Party shall:\n(a) act;\n(b) report.\nThe others shall:\n(a) wait;\n(b) see.")

    assert paths(found)[1:] == [
        "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_1__point_nn_3",
        "art_1__para_1__point_nn_3__subpoint_a", "art_1__para_1__point_nn_3__subpoint_b",
    ]  # fmt: skip
    assert at(found, "art_1__para_1__point_nn_3").text == "The others shall:"


def test_words_with_a_list_of_their_own_are_cited_as_the_second_subparagraph() -> None:
    found = cut(
        "Article 7\n3. The Authority shall:\n(a) draft a request; and\n(b) submit it.\n"
        "Having regard to the comments, the provider shall:\n(a) draft a plan; and\n(b) submit the plan.\n4. End."
    )

    assert [each.label for each in found.provisions if each.label.startswith("Art. 7(3)")] == [
        "Art. 7(3)",
        "Art. 7(3)(a)",
        "Art. 7(3)(b)",
        "Art. 7(3), subpara. 2",
        "Art. 7(3), subpara. 2(a)",
        "Art. 7(3), subpara. 2(b)",
    ]
