"""Numbers, headings and brackets that one line alone cannot prove."""

from salvaguarda.domain.negotiation import MarkKind, TextPart
from tests.domain.reading.cutting import cut, outline


def test_a_bare_number_without_a_row_is_words() -> None:
    text = "Article 1\nDelay\nThe delay is, at most,\n12 months after signature, for\na Party that acceded."

    assert [each.number for each in cut(text).provisions if each.number] == ["1"]  # only the article's


def test_a_single_bare_paragraph_counts_where_other_articles_count_so() -> None:
    articles = [f"Article {number}\n1 Each Party shall act.\n2 It shall report." for number in (1, 2, 3)]

    found = cut("\n".join([*articles, "Article 4\n1 The Parties shall meet."]))

    assert [each.path for each in found.provisions][-2:] == ["art_4", "art_4__para_1"]


def test_two_bare_numbers_may_stand_on_one_line() -> None:
    text = "Article 1\n1 Each Party shall act.\n2 a It shall report.\nb It shall pay."

    assert outline(cut(text)) == (
        "art_1\n  para_1: Each Party shall act.\n  para_2\n    point_a: It shall report.\n    point_b: It shall pay."
    )


def test_a_name_with_an_initial_is_no_heading() -> None:
    text = "Article 1\nThe Parties shall act.\nDone at Moscow, 3 May 2024.\nV. PUTIN"

    assert [each.path for each in cut(text).provisions] == ["art_1", "closing"]


def test_rows_of_headings_stand_inside_one_another() -> None:
    text = "I. SCOPE OF IT\nA. FIRST THING\n1. Words.\nB. SECOND THING\n2. Words.\nII. FINANCE\n3. Words."

    assert [each.path for each in cut(text).provisions] == [
        "sec_I", "sec_I__sec_A", "sec_I__sec_A__para_1", "sec_I__sec_B", "sec_I__sec_B__para_2", "sec_II", "sec_II__para_3",
    ]  # fmt: skip


def test_a_bracket_around_a_whole_heading_is_a_mark_on_all_of_it() -> None:
    article, *_ = cut("[Article 5: Scope]\n1. It applies.\n2. It binds.").provisions

    assert article.heading == "Scope"
    assert [
        (mark.kind, mark.part, mark.start, mark.end, mark.opens, mark.closes) for mark in article.marks
    ] == [(MarkKind.BRACKET, TextPart.HEADING, 0, 5, True, True)]


def test_brackets_around_number_and_title_are_no_alternatives() -> None:
    article, *_ = cut("[Article 12 bis]\n[Scope]\nIt applies.").provisions

    assert [(mark.start, mark.end, mark.alternative) for mark in article.marks] == [(0, 7, 0)]


def test_a_mark_on_a_line_of_its_own_takes_the_next_line() -> None:
    text = "Article 1\n1. It covers:\n(a)\nseas;\n(b)\nrivers.\n2. It binds."

    assert outline(cut(text)) == (
        "art_1\n  para_1: It covers:\n    point_a: seas;\n    point_b: rivers.\n  para_2: It binds."
    )


def test_numbered_paragraphs_of_an_agreement_are_no_articles() -> None:
    text = "The Parties,\nDesiring peace,\nHave agreed as follows:\n1. They shall act.\n2. They shall report.\n3. They shall pay."

    assert [each.path for each in cut(text).provisions] == [
        "preamble",
        "preamble__rec_1",
        "para_1",
        "para_2",
        "para_3",
    ]
